"""Noting a change only when readers would see a difference."""

from collections.abc import Collection, Mapping

from django.db import transaction

from courant.newsroom.models.teasers import Fact
from courant.plant.digests import digest_of_value
from courant.press.changes import note_changed


@transaction.atomic
def note_facts(
    facts: Mapping[str, object], *, because: str, awaited: Collection[str] = ()
) -> set[str]:
    """Compare what is true now with what was last noted, and note each key that differs.

    What is told for the first time is nobody's ingredient yet, so it is only written down.

    Args:
        facts: By ingredient key, a value whose ``repr`` shows all that readers would see; None
            for what is no more.
        because: What was done.
        awaited: Keys that are noted for the first time too, because pages come to be with them
            or had already looked for them.

    Returns:
        The keys that were noted.
    """
    digests = {key: "" if value is None else digest_of_value(value) for key, value in facts.items()}
    known = dict(Fact.objects.filter(key__in=facts).values_list("key", "digest"))
    changed = {key for key, digest_ in digests.items() if known.get(key, "") != digest_}
    Fact.objects.filter(key__in=[key for key in changed if not digests[key]]).delete()
    Fact.objects.bulk_create(
        [Fact(key=key, digest=digests[key]) for key in sorted(changed) if digests[key]],
        update_conflicts=True,
        unique_fields=["key"],
        update_fields=["digest"],
    )
    noted = changed & (known.keys() | set(awaited))
    note_changed(*noted, because=because)
    return noted
