"""What the replies queue shows: rows that somebody decides, alike ones folded into one."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import islice

from django.db.models import Count, Max, QuerySet, TextField
from django.db.models.functions import Cast
from wagtail.permissions import page_permission_policy

from courant.newsroom.models import Teaser
from courant.plant import clock
from courant.plant.html import Html, escape
from courant.press.values import any_of
from courant.replies.models import Moderator, Reply, Report, Ruling, State, WordList
from courant.replies.queries.lessons import judge
from courant.replies.queries.rules import parsed
from courant.replies.queue_filters import AGES, TABS, WHY, Filters
from courant.replies.texts.details import details_in
from courant.staff.models import Staff

AT_ONCE = 50  # rows on a screen
MOST_LOOKED_AT = 5_000  # replies that are folded into rows
LONG_LETTERS = 800  # a longer text is collapsed until it is opened

ORDERS = {"held": ("said_at", "pk"), "reported": ("said_at", "pk"), "new": ("ruled", "pk")}


@dataclass(frozen=True, slots=True)
class Row:
    """One decision: a reply, with those that are like it."""

    reply: Reply
    numbers: tuple[int, ...]  # of all in the row
    others: tuple[Reply, ...]  # some of them
    article: Teaser | None
    text: Html  # with what was found in it marked
    why: tuple[str, ...]
    is_covered: bool  # long, or with words that hurt: opened by whoever wants to
    reports: tuple[Report, ...]
    busy: Staff | None  # who else is deciding it right now

    @property
    def count(self) -> int:
        """How many replies it decides."""
        return len(self.numbers)


def may_moderate(user: object) -> bool:
    """Return whether somebody may decide about replies: a moderator, or who may publish."""
    if not isinstance(user, Staff):
        return False
    return user.has_perm("newsroom.moderate_replies") or bool(
        page_permission_policy.user_has_permission(user, "publish")
    )


def counts(staff: Staff) -> dict[str, int]:
    """Return how many replies are behind each tab."""
    since = seen_by(staff)
    return {tab: _behind(tab, since).count() for tab in TABS}


def seen_by(staff: Staff) -> int:
    """Return the ruling up to which somebody has seen what was published: a day's old if none."""
    known = Moderator.objects.filter(staff=staff).values_list("seen_ruling", flat=True).first()
    if known is not None:
        return known
    yesterday = clock.now() - timedelta(days=1)
    return Ruling.objects.filter(ruled_at__lt=yesterday).aggregate(last=Max("pk"))["last"] or 0


def note_seen(rows: Sequence["Row"], staff: Staff) -> None:
    """Note that somebody has seen these new rows: the next look begins after the last of them."""
    of_them = Ruling.objects.filter(reply__in=any_of([row.reply.pk for row in rows]))
    if last := of_them.aggregate(last=Max("pk"))["last"]:
        Moderator.objects.update_or_create(staff=staff, defaults={"seen_ruling": last})


def rows(filters: Filters, staff: Staff) -> list[Row]:
    """Return what a screen shows, oldest first; published, spam and removed, newest first."""
    since = seen_by(staff) if filters.since is None else filters.since
    found = _filtered(_behind(filters.tab, since), filters)
    if filters.tab == "new":
        found = found.annotate(ruled=Max("rulings__pk"))
    order = ORDERS.get(filters.tab, ("-said_at", "-pk"))
    related = found.select_related("by_pass", "by_staff", "parent", "looked_at_by", "handed_to")
    groups = _folded(related.order_by(*order)[:MOST_LOOKED_AT], filters)
    return _rows(list(islice(groups.values(), AT_ONCE)), staff)


def _behind(tab: str, since: int) -> QuerySet[Reply]:
    if tab == "reported":
        return Reply.objects.filter(reports__is_settled=False).exclude(
            state__in=[State.WITHDRAWN, State.REMOVED]
        ).distinct()  # fmt: skip
    if tab == "new":
        rulings = Ruling.objects.filter(pk__gt=since, state=State.PUBLISHED)
        return Reply.objects.filter(state=State.PUBLISHED, pk__in=rulings.values("reply"))
    return Reply.objects.filter(state=tab)


def _filtered(found: QuerySet[Reply], filters: Filters) -> QuerySet[Reply]:
    if filters.lang:
        found = found.filter(lang=filters.lang)
    if filters.article:
        found = found.filter(thread=filters.article)
    if filters.reason:
        # As text: SQLite has no containment of JSON.
        as_text = found.annotate(reasons_text=Cast("reasons", TextField()))
        found = as_text.filter(reasons_text__contains=f'"{filters.reason}"')
    if filters.age:
        found = found.filter(said_at__gt=clock.now() - timedelta(hours=AGES[filters.age][1]))
    return found


def _folded(replies: Iterable[Reply], filters: Filters) -> dict[object, list[Reply]]:
    """Fold what is alike, and what one raid brought, into one row each."""
    groups: dict[object, list[Reply]] = {}
    folds = filters.tab in ("held", "spam") and not filters.unfold
    for reply in replies:
        is_raid = folds and filters.tab == "held" and "raid" in reply.reasons
        alike = reply.like_id or reply.pk if folds else reply.pk
        groups.setdefault(("raid", reply.thread_id) if is_raid else alike, []).append(reply)
    return groups


def _rows(groups: Sequence[list[Reply]], staff: Staff) -> list[Row]:
    firsts = [group[0] for group in groups]
    articles = Teaser.objects.in_bulk({reply.thread_id for reply in firsts})
    reports: dict[int, list[Report]] = {}
    open_ones = Report.objects.filter(reply__in=any_of([reply.pk for reply in firsts]))
    for report in open_ones.filter(is_settled=False).order_by("reported_at"):
        reports.setdefault(report.reply_id, []).append(report)
    lists = list(WordList.objects.exclude(entries=""))
    return [
        _row(group, articles.get(group[0].thread_id), reports.get(group[0].pk, []), lists, staff)
        for group in groups
    ]


def _row(
    group: list[Reply], article: Teaser | None, reports: list[Report], lists: list[WordList],
    staff: Staff,
) -> Row:  # fmt: skip
    reply = group[0]
    text, hurts = marked(reply, lists)
    busy = next((each for each in group if _is_busy(each, staff)), None)
    return Row(
        reply=reply,
        numbers=tuple(each.pk for each in group),
        others=tuple(group[1:6]),
        article=article,
        text=text,
        why=tuple(_why(reason, reply) for reason in reply.reasons),
        is_covered=hurts or len(reply.text) > LONG_LETTERS,
        reports=tuple(reports),
        busy=busy.looked_at_by if busy else None,
    )


def _why(reason: str, reply: Reply) -> str:
    words = WHY.get(reason, reason)
    if reason == "outside" and reply.outside:
        return f"{words}: {reply.outside}"
    judgement = judge(reply.name, reply.text) if reason == "filter" else None
    return f"{words} ({', '.join(judgement.because)})" if judgement else words


def _is_busy(reply: Reply, staff: Staff) -> bool:
    until = reply.looked_at_until
    return until is not None and until > clock.now() and reply.looked_at_by_id != staff.pk


def marked(reply: Reply, lists: Sequence[WordList]) -> tuple[Html, bool]:
    """Return a reply's text with listed words and personal details marked.

    Returns:
        The text, and whether it holds a listed word.
    """
    found = [
        (match.start, match.end)
        for each in lists
        if each.lang in ("", reply.lang)
        for match in parsed(each.entries).found_in(reply.text)
    ]
    places = sorted({*found, *((each.start, each.end) for each in details_in(reply.text))})
    parts, done = [], 0
    for start, end in places:
        if start >= done:
            parts += [escape(reply.text[done:start]), "<mark>", escape(reply.text[start:end])]
            parts.append("</mark>")
            done = end
    return Html("".join([*parts, escape(reply.text[done:])])), bool(found)


def languages(filters: Filters, staff: Staff) -> list[str]:
    """Return the languages of the replies behind a tab, and the one that is asked for."""
    found = _behind(filters.tab, seen_by(staff)).order_by().values_list("lang", flat=True)
    return sorted({*found.distinct(), filters.lang} - {""})


def busiest(filters: Filters, staff: Staff) -> list[tuple[int, str, int]]:
    """Return the articles with most replies behind a tab: number, headline, how many.

    The one that is asked for is among them.
    """
    found = _behind(filters.tab, seen_by(staff)).order_by().values("thread")
    counted = found.annotate(count=Count("pk", distinct=True)).order_by("-count", "thread")
    top = list(counted.values_list("thread", "count")[:20])
    if filters.article and filters.article not in dict(top):
        top.append((filters.article, found.filter(thread=filters.article).count()))
    names = dict(Teaser.objects.filter(pk__in=[pk for pk, _ in top]).values_list("pk", "headline"))
    return [(pk, names.get(pk, f"Article {pk}"), count) for pk, count in top]
