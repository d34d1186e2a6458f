"""What the templates see of replies: frozen values with no database behind them."""

from dataclasses import dataclass
from datetime import datetime

from courant.newsroom.views import HeadView, Link, PaperView
from courant.plant.addresses import Address
from courant.plant.html import Html


@dataclass(frozen=True, slots=True)
class ReplyView:
    """One reply, or the line that stands where one was."""

    number: int
    name: str
    text: Html  # paragraphs; empty where there is only a line
    said_at: datetime
    edited_at: datetime | None
    is_staff: bool
    is_pick: bool
    gone: str  # "", "removed", "withdrawn", "held"
    why: str  # of what was removed: a reason's code, or empty
    to: str  # whom it answers, where the depth does not say
    old_number: int  # in the system it came from; 0: none
    can_be_answered: bool
    answers: tuple["ReplyView", ...]


@dataclass(frozen=True, slots=True)
class FormView:
    """The form, the same bytes for everyone."""

    thread: int
    page: Address  # where it stands
    email: str  # "off", "optional", "required"
    most_letters: int


@dataclass(frozen=True, slots=True)
class TypedView:
    """What a form's fields hold; nothing in a baked page."""

    text: str = ""
    name: str = ""
    email: str = ""
    pass_code: str = ""
    no_code: bool = False
    answers: int = 0


@dataclass(frozen=True, slots=True)
class ThreadView:
    """What stands under an article."""

    number: int
    lang: str
    headline: str
    article: Address
    count: int  # of replies that readers see
    replies: tuple[ReplyView, ...]  # of this page
    form: FormView | None  # None: closed
    closes_at: datetime | None
    is_raid: bool
    is_read_only: bool  # closed though there is something to read
    pages: tuple[Link, ...]  # of the thread; empty when there is one
    feed: str  # empty when there is nothing in it
    linked_from: tuple[Link, ...]  # pages elsewhere; on the first page only
    facts: str  # the same for scripts and for the kiosk, as JSON


@dataclass(frozen=True, slots=True)
class RepliesPageView:
    """A further page of a thread."""

    head: HeadView
    paper: PaperView
    thread: ThreadView
    number: int  # of the page, from 2

    @property
    def address(self) -> Address:
        """Of the page."""
        return self.head.address


@dataclass(frozen=True, slots=True)
class FeedEntryView:
    """A reply in a feed."""

    id: str
    number: int
    page: Address  # on which it stands
    name: str
    headline: str  # of the article
    text: Html
    said_at: datetime


@dataclass(frozen=True, slots=True)
class RepliesFeedView:
    """The newest replies of an article or a language (Atom, RFC 4287)."""

    paper: PaperView
    id: str
    headline: str  # of the article; empty for the paper's
    address: Address
    page: Address
    updated_at: datetime
    entries: tuple[FeedEntryView, ...]
