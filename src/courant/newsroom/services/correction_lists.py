"""In which lists of corrections something is different now: ``/corrections/``, months, fronts."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import datetime, timedelta

from django.db import transaction

from courant.newsroom import keys
from courant.newsroom.models import Correction, Fact, Teaser, Withdrawal
from courant.newsroom.queries import corrections as queries
from courant.newsroom.queries.paper import house
from courant.newsroom.services.facts import note_facts
from courant.plant import clock
from courant.press.values import any_of

NOTICE_FOR = timedelta(days=30)  # an article begins with its last correction
AT_ONCE = 200  # articles

Moments = Mapping[str, Collection[datetime]]  # of changes, by language


def begins_with_notice(corrected_at: datetime | None) -> bool:
    """Return whether an article whose last correction was then begins with it."""
    return corrected_at is not None and corrected_at > clock.now() - NOTICE_FOR


def notices_over() -> list[int]:
    """Return articles that begin with a correction of more than thirty days ago."""
    over = Teaser.objects.filter(corrected_at__lte=clock.now() - NOTICE_FOR)
    return list(over.order_by("corrected_at").values_list("pk", flat=True)[:AT_ONCE])


def show_corrections_of(pks: Collection[int], *, because: str) -> set[str]:
    """Bring the lists up to what was told of these articles, and whether they are public.

    Returns the keys that were noted.
    """
    moments: dict[str, list[datetime]] = defaultdict(list)
    told = Correction.objects.filter(article__in=any_of(pks)).exclude(kind=Correction.Kind.TYPO)
    gone = Withdrawal.objects.filter(page__in=any_of(pks)).exclude(words="")
    for lang, at in (
        *told.values_list("lang", "made_at"),
        *gone.values_list("page__locale__language_code", "withdrawn_at"),
    ):
        moments[lang].append(at)
    return show_corrections(moments, because=because)


@transaction.atomic
def show_corrections(moments: Moments, *, because: str) -> set[str]:
    """Note which lists differ, of these languages and the months of these moments."""
    facts: dict[str, object] = {}
    for lang, changes in moments.items():
        facts |= _facts(lang, {queries.month_of(at) for at in changes})
    return note_facts(facts, because=because, awaited=facts) if facts else set()


@transaction.atomic
def show_all_corrections(*, because: str) -> set[str]:
    """Note which lists differ, of all languages and months: the paper's zone may be another."""
    facts: dict[str, object] = {}
    for lang in house().languages:
        name = keys.corrections(lang)
        noted = Fact.objects.filter(key__startswith=f"{name}/").values_list("key", flat=True)
        months = {key.removeprefix(f"{name}/") for key in noted} - {"front"}
        facts |= _facts(lang, months | set(queries.months_with_entries(lang)))
    return note_facts(facts, because=because, awaited=facts)


def _facts(lang: str, months: Iterable[str]) -> dict[str, object]:
    """Return what the lists of a language show, by key; None for an empty one.

    Headline and address are among it, so that no list need wait for its articles' own keys.
    """
    name = keys.corrections(lang)
    newest = queries.newest_entries(lang, queries.FIRST_PAGE)
    facts: dict[str, object] = {
        name: (newest, queries.months_with_entries(lang)) if newest else None,
        keys.latest_corrections(lang): queries.front_entries(lang) or None,
    }
    for month in months:
        facts[keys.month(name, month)] = queries.entries_of(lang, month) or None
    return facts
