"""From rows to a thread as readers see it: who answers whom, and how deep."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from courant.plant.html import Html
from courant.plant.writing.linking import with_links
from courant.replies.models import Reply, State
from courant.replies.views import ReplyView

GONE = {State.WITHDRAWN: "withdrawn", State.HELD: "held"}  # every other state is an editor's doing


def tree(rows: Iterable[Reply], *, depth: int, is_open: bool) -> tuple[ReplyView, ...]:
    """Return the top replies of a thread with all answers in them, oldest first.

    Args:
        rows: Every reply of the thread, in any order.
        depth: How deep answers are set in; deeper ones stand beside, and say whom they answer.
        is_open: Whether replies can be answered.
    """
    return _Tree(rows, depth, is_open=is_open).views(0, "", 1)


class _Tree:
    """The rows of one thread, by what they answer."""

    def __init__(self, rows: Iterable[Reply], depth: int, *, is_open: bool) -> None:
        self.below: dict[int, list[Reply]] = defaultdict(list)
        self.depth, self.is_open = depth, is_open
        known = {row.pk: row for row in rows}
        for row in sorted(known.values(), key=lambda row: (row.said_at, row.pk)):
            parent = row.parent_id if row.parent_id in known else 0
            self.below[parent or 0].append(row)

    def views(self, parent: int, name: str, level: int) -> tuple[ReplyView, ...]:
        """Return what answers one reply (0: the article), itself set in at a level.

        Without recursion deeper than the depth: an imported chain may be thousands long.
        """
        found: list[ReplyView] = []
        for row in self.below[parent]:
            if level < self.depth:
                view = self.view(row, "", self.views(row.pk, row.name, level + 1))
                found += [view] if view else []
            else:
                found += self.flat(row)
        return tuple(found)

    def flat(self, top: Reply) -> list[ReplyView]:
        """Return a reply and everything below it side by side, in order of time."""
        below: list[tuple[Reply, str]] = [(top, "")]
        for row, _ in below:  # grows while we walk
            said_to = row.name if row.state == State.PUBLISHED else ""
            below += [(answer, said_to) for answer in self.below[row.pk]]
        shown = {row.pk for row, _ in below if row.state == State.PUBLISHED}
        answered = {row.parent_id for row, _ in below if row.pk in shown}
        first, *others = below
        ordered = [first, *sorted(others, key=lambda pair: (pair[0].said_at, pair[0].pk))]
        return [
            _view(row, to, (), is_open=self.is_open)
            for row, to in ordered
            if row.pk in shown or row.pk in answered
        ]

    def view(self, row: Reply, to: str, answers: tuple[ReplyView, ...]) -> ReplyView | None:
        """Return one reply; of one that readers may not see a line, or nothing if unanswered."""
        if row.state != State.PUBLISHED and not answers:
            return None
        return _view(row, to, answers, is_open=self.is_open)


def _view(row: Reply, to: str, answers: Sequence[ReplyView], *, is_open: bool) -> ReplyView:
    shown = row.state == State.PUBLISHED
    return ReplyView(
        number=row.pk,
        name=row.name if shown else "",
        text=with_links(row.text) if shown else Html(),
        said_at=row.said_at,
        edited_at=row.edited_at if shown else None,
        is_staff=shown and row.origin == Reply.Origin.STAFF,
        is_pick=shown and row.is_pick,
        gone="" if shown else GONE.get(State(row.state), "removed"),
        why=row.words if row.state == State.REMOVED else "",
        to=to,
        old_number=max(0, row.old_number or 0),
        can_be_answered=shown and is_open,
        answers=tuple(answers),
    )


def count_of(replies: Iterable[ReplyView]) -> int:
    """Return how many replies readers see, answers among them."""
    return sum((not view.gone) + count_of(view.answers) for view in replies)


def numbers_in(view: ReplyView) -> Iterator[int]:
    """Yield the numbers of a reply and of all answers in it."""
    yield view.number
    for answer in view.answers:
        yield from numbers_in(answer)
