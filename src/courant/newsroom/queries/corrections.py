"""What readers were told of changes: under each article, and in the list of a language."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date, datetime
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from django.db.models import CharField, Exists, OuterRef, QuerySet, Value
from django.db.models.functions import Cast, Concat, TruncMonth

from courant.newsroom import wording
from courant.newsroom.models import Address, ArticlePage, Correction, Withdrawal
from courant.newsroom.queries.paper import zone
from courant.newsroom.views import ChangeView, PassageView
from courant.plant import clock
from courant.press.values import any_of

Kind = Correction.Kind
WITHDRAWAL = "withdrawal"
FIRST_PAGE = 30  # entries on the newest page of the list, and in its feed
MOST_IN_MONTH = 2_000
ON_FRONTS = 3  # the newest that are no mere updates

Span = tuple[datetime, datetime]  # from, until before


class Entry(NamedTuple):
    """One change in the list of a language."""

    at: datetime
    number: int  # of the row; of a withdrawal that of the article
    kind: str
    words: str
    article: int
    headline: str
    address: str


def changes_of(pks: Collection[int]) -> dict[int, list[ChangeView]]:
    """Return what readers were told of each of these articles, oldest first."""
    rows = Correction.objects.filter(article__in=any_of(pks)).exclude(kind=Kind.TYPO)
    found: dict[int, list[ChangeView]] = defaultdict(list)
    columns = ("article_id", "pk", "kind", "words", "made_at", "wording")
    for pk, number, kind, words, made_at, passages in rows.values_list(*columns):
        found[pk].append(ChangeView(number, kind, words, made_at, _passages(passages)))
    return found


def as_readers_have_it(article: Any) -> ArticlePage | None:
    """Return an article as readers have it, or had it last; None if they never did.

    Of what was withdrawn or has expired too, where a silent change would be the worst: its row
    follows what is typed into the editor, so its last state was kept aside.  Wagtail's New form
    marks a page live before it publishes: that one was never published.
    """
    rows = ArticlePage.objects.filter(pk=article.pk, first_published_at__isnull=False)
    had: ArticlePage | None = rows.first()
    if had is None or had.live:
        return had
    gone = Withdrawal.objects.filter(page=had.pk).first()
    return had.with_content_json(gone.was) if gone and gone.was else None


def pending_change(draft: ArticlePage) -> ChangeView | None:
    """Return what readers will be told of a draft of what they have; None if that is nothing."""
    if draft.change_kind in ("", Kind.TYPO) or not draft.change_words.strip():
        return None
    if (live := as_readers_have_it(draft)) is None:
        return None
    passages = _passages(wording.passages(live, draft))
    return ChangeView(0, draft.change_kind, draft.change_words.strip(), clock.now(), passages)


def _passages(told: Iterable[tuple[str, str, str]]) -> tuple[PassageView, ...]:
    return tuple(
        PassageView(place, tuple(before.splitlines()), tuple(after.splitlines()))
        for place, before, after in told
    )


class Told(NamedTuple):
    """What decides how an article's page speaks of its changes."""

    last: int = 0  # number of the newest row that readers are told of
    corrected_at: datetime | None = None


NEVER = Told()


def told_of(pks: Collection[int]) -> dict[int, Told]:
    """Return the last change, and when the last correction was, of articles that have any."""
    rows = Correction.objects.filter(article__in=any_of(pks)).exclude(kind=Kind.TYPO)
    found: dict[int, Told] = {}
    for pk, number, kind, made_at in rows.values_list("article_id", "pk", "kind", "made_at"):
        before = found.get(pk, NEVER)
        found[pk] = Told(number, made_at if kind == Kind.CORRECTION else before.corrected_at)
    return found


def newest_entries(
    lang: str, count: int, *, span: Span | None = None, updates: bool = True
) -> list[Entry]:
    """Return the newest entries of a language's list, newest first.

    Args:
        lang: BCP 47.
        count: How many at most.
        span: Only those of this time.
        updates: Whether mere updates are among them.
    """
    told = _in_span(_public(lang), "made_at", span)
    if not updates:
        told = told.exclude(kind=Kind.UPDATE)
    gone = _in_span(_withdrawn(lang), "withdrawn_at", span)
    columns = (
        "made_at", "pk", "kind", "words", "article_id",
        "article__teaser__headline", "article__teaser__address",
    )  # fmt: skip
    entries = [
        Entry(*row) for row in told.order_by("-made_at", "-pk").values_list(*columns)[:count]
    ]
    entries += [
        Entry(at, pk, WITHDRAWAL, words, pk, headline, "")
        for at, pk, words, headline in gone.order_by("-withdrawn_at", "-page").values_list(
            "withdrawn_at", "page_id", "words", "headline"
        )[:count]
    ]
    entries.sort(key=lambda entry: (entry.at, entry.number), reverse=True)
    return _with_addresses(entries[:count])


def entries_of(lang: str, month: str) -> list[Entry]:
    """Return all entries of a month of a language's list, newest first."""
    return newest_entries(lang, MOST_IN_MONTH, span=span_of(month))


def front_entries(lang: str) -> list[Entry]:
    """Return what a language's front tells of; what was merely updated is no news of it."""
    return newest_entries(lang, ON_FRONTS, updates=False)


def _with_addresses(entries: list[Entry]) -> list[Entry]:
    gone = [f"article:{entry.article}" for entry in entries if entry.kind == WITHDRAWAL]
    rows = Address.objects.filter(subject__in=gone, kind=Address.Kind.CURRENT) if gone else ()
    where = {row.subject: row.path for row in rows}
    return [
        entry._replace(address=where[f"article:{entry.article}"])
        if entry.kind == WITHDRAWAL
        else entry
        for entry in entries
    ]


def months_with_entries(lang: str) -> list[str]:
    """Return the months of a language's list, newest first, as ``2026-11`` in the paper's zone."""
    here = ZoneInfo(zone())
    found: set[str] = set()
    for rows, field in ((_public(lang), "made_at"), (_withdrawn(lang), "withdrawn_at")):
        months = rows.order_by().annotate(month=TruncMonth(field, tzinfo=here))
        found |= {f"{at:%Y-%m}" for at in months.values_list("month", flat=True).distinct()}
    return sorted(found, reverse=True)


def span_of(month: str) -> Span:
    """Return when a month of the list begins and when the next one does, in the paper's zone."""
    first = date.fromisoformat(f"{month}-01")
    after = date(first.year + first.month // 12, first.month % 12 + 1, 1)
    here = ZoneInfo(zone())
    begin, end = (datetime(day.year, day.month, 1, tzinfo=here) for day in (first, after))
    return begin, end


def month_of(at: datetime) -> str:
    """Return in which month of the list something stands."""
    return f"{at.astimezone(ZoneInfo(zone())):%Y-%m}"


def _public(lang: str) -> QuerySet[Correction]:
    rows = Correction.objects.filter(lang=lang, article__teaser__isnull=False)
    return rows.exclude(kind=Kind.TYPO)


def _withdrawn(lang: str) -> QuerySet[Withdrawal]:
    """Return withdrawals in words whose address says so; what is private says nothing."""
    subject = Concat(Value("article:"), Cast(OuterRef("page_id"), CharField()))
    gone = Address.objects.filter(
        subject=subject, kind=Address.Kind.CURRENT, answer__startswith="410 "
    )
    rows = Withdrawal.objects.filter(page__locale__language_code=lang).exclude(words="")
    return rows.filter(Exists(gone))


def _in_span(rows: QuerySet[Any], field: str, span: Span | None) -> QuerySet[Any]:
    if span is None:
        return rows
    return rows.filter(**{f"{field}__gte": span[0], f"{field}__lt": span[1]})
