"""The newsroom's part of the nightly sweep."""

from courant.newsroom.models import Address, ArticlePage, Photo
from courant.newsroom.queries.addresses import pk_of
from courant.newsroom.services.old_addresses import lead_to_files, published_file
from courant.newsroom.services.paper import show_paper
from courant.newsroom.services.publication import show_articles

AT_ONCE = 200  # articles


def audit_articles() -> int:
    """Compare every article and the whole paper with what readers are shown; note what differs.

    Returns how many keys had been missed.
    """
    missed = len(show_paper(because="found by the sweep"))
    pks = list(ArticlePage.objects.order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(pks), AT_ONCE):
        missed += len(show_articles(pks[start : start + AT_ONCE], because="found by the sweep"))
    return missed + len(_audit_old_files())


def _audit_old_files() -> set[str]:
    """Let the old addresses of photos lead to the files that the photos have now."""
    rows = Address.objects.filter(subject__startswith="photo:").order_by("subject")
    subjects = set(rows.values_list("subject", flat=True))
    files = dict.fromkeys(subjects, "")
    made = Photo.objects.filter(pk__in=[pk_of(subject) for subject in subjects])
    for pk, renditions in made.values_list("pk", "renditions_made"):
        files[f"photo:{pk}"] = published_file(renditions)
    return lead_to_files(files)
