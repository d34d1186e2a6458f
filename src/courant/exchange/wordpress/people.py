"""Authors of the old site: contributors here, never sign-ins, and without their emails."""

from django.db import transaction

from courant.exchange.models import ImportedItem, OldSite
from courant.exchange.wordpress.mapping import STAFF, WITHHELD, Decisions
from courant.exchange.wordpress.settings import Credit
from courant.exchange.wordpress.survey import Surveyed
from courant.exchange.wxr.records import Author
from courant.newsroom.models import Byline, Contributor
from courant.plant.addresses import slug_of

AUTHOR = "author"
MAX_NAME, MAX_SLUG = 160, 80


@transaction.atomic
def take_people(
    site: Surveyed, row: OldSite, decisions: Decisions
) -> tuple[dict[str, Credit], dict[str, str]]:
    """Make a contributor of each author who has none yet.

    Returns:
        By login how they are credited, and by login what became of the author, for the report.
    """
    rows = ImportedItem.objects.filter(site=row, type=AUTHOR)
    known = {item.key: item.subject for item in rows}
    people: dict[str, Credit] = {}
    outcomes: dict[str, str] = {}
    for login, author in site.authors.items():
        name = _name(author, decisions)
        if name in (WITHHELD, STAFF):
            kind = Byline.Kind.WITHHELD if name == WITHHELD else Byline.Kind.STAFF
            people[login] = Credit(kind.value)
            outcomes[login] = "name withheld" if name == WITHHELD else "credited to the staff"
            continue
        person, outcomes[login] = _contributor(known.get(login), name)
        people[login] = Credit(
            Byline.Kind.NAMED.value, person.pk if person else None, person.slug if person else ""
        )
        if person is None:
            people[login] = Credit(Byline.Kind.STAFF.value)
        elif login not in known:
            ImportedItem.objects.create(
                site=row,
                type=AUTHOR,
                key=login[:500],
                subject=f"contributor:{person.pk}",
                digest="-",
            )
    return people, outcomes


def _name(author: Author, decisions: Decisions) -> str:
    wished = decisions.authors.get(author.login, "").strip()
    full = f"{author.first_name} {author.last_name}".strip()
    found = wished or author.display_name.strip() or (full if "@" not in full else "")
    return found[:MAX_NAME] or STAFF


def _contributor(subject: str | None, name: str) -> tuple[Contributor | None, str]:
    """Return somebody known from an earlier run, or by the same name, or made now."""
    if subject is not None:
        found = Contributor.objects.filter(pk=int(subject.partition(":")[2])).first()
        return found, "unchanged" if found else "deleted here"
    namesake = Contributor.objects.filter(name=name).order_by("pk").first()
    if namesake is not None:
        return namesake, "stored"
    return Contributor.objects.create(name=name, slug=_free_slug(name)), "stored"


def _free_slug(name: str) -> str:
    stem = slug_of(name)[: MAX_SLUG - 5] or "contributor"
    taken = set(Contributor.objects.filter(slug__startswith=stem).values_list("slug", flat=True))
    return next(
        s for n in range(1, len(taken) + 2) if (s := stem if n == 1 else f"{stem}-{n}") not in taken
    )
