"""Numbers for what will be stored: texts may link to pages that come later in the file."""

from collections.abc import Sequence
from itertools import islice

from django.db import transaction
from wagtail.documents import get_document_model

from courant.exchange.models import ImportedItem, OldSite
from courant.exchange.wordpress.pages import reserve_numbers
from courant.exchange.wordpress.scratch import Scratch, Thing
from courant.exchange.wordpress.survey import DATA, PHOTO, TAKEN, Surveyed
from courant.newsroom.models import Photo

AT_ONCE = 2_000
KEYS_AT_ONCE = 500  # in one query


def reserve_items(row: OldSite, site: Surveyed, scratch: Scratch) -> None:
    """Note what is here from earlier runs, and reserve the numbers of pages that are not.

    The rows are written at once, so that a run that is cut off and begun again gives every page
    the number that others already link to.
    """
    roles = ", ".join(f"'{role}'" for role in (*TAKEN, PHOTO, DATA))
    waiting = scratch.things(f"site = ? AND role IN ({roles})", site.number)
    while some := list(islice(waiting, AT_ONCE)):
        known = _known(row, some)
        fresh = [t for t in some if t.role in TAKEN and (t.type, t.key) not in known]
        with transaction.atomic():
            for thing, pk in zip(fresh, reserve_numbers(len(fresh)), strict=True):
                thing.subject = f"{thing.role}:{pk}"
            made = ImportedItem.objects.bulk_create(
                ImportedItem(site=row, type=t.type, key=t.key, subject=t.subject) for t in fresh
            )
        known |= {(item.type, item.key): item for item in made}
        found = [(known[t.type, t.key], t.n) for t in some if (t.type, t.key) in known]
        scratch.update((i.pk, i.subject, i.digest, i.replies, n) for i, n in found)
        gone = _deleted(known)
        scratch.forget(n for item, n in found if item.subject in gone)


def _known(row: OldSite, things: Sequence[Thing]) -> dict[tuple[str, str], ImportedItem]:
    found = {}
    for start in range(0, len(things), KEYS_AT_ONCE):
        keys = [thing.key for thing in things[start : start + KEYS_AT_ONCE]]
        for item in ImportedItem.objects.filter(site=row, key__in=keys):
            found[item.type, item.key] = item
    return found


def _deleted(known: dict[tuple[str, str], ImportedItem]) -> set[str]:
    """Return the photos and documents of earlier runs that were deleted here since."""
    subjects = {item.subject for item in known.values()}
    gone = set()
    for noun, model in (("photo", Photo), ("document", get_document_model())):
        pks = {int(s.partition(":")[2]) for s in subjects if s.startswith(f"{noun}:")}
        here = set(model._default_manager.filter(pk__in=pks).values_list("pk", flat=True))
        gone |= {f"{noun}:{pk}" for pk in pks - here}
    return gone
