"""What a reader gets where there is no page."""

from dataclasses import dataclass
from datetime import datetime

from courant.newsroom.views.around import HeadView, Link, PaperView
from courant.newsroom.views.articles import TeaserView
from courant.plant.addresses import Address


@dataclass(frozen=True, slots=True)
class MissingView:
    """What a reader gets where nothing ever was (404), or while we are down (503)."""

    head: HeadView
    paper: PaperView
    status: int  # 404 or 503
    newest: tuple[TeaserView, ...]

    @property
    def address(self) -> Address:
        """Of the page."""
        return self.head.address


@dataclass(frozen=True, slots=True)
class GoneView:
    """What a reader gets for a page that was withdrawn (410).  Never names a person."""

    head: HeadView
    paper: PaperView
    headline: str  # may be empty
    gone_at: datetime | None
    words: str  # why, in the editor's words; may be empty
    newest: tuple[TeaserView, ...]
    translations: tuple[Link, ...] = ()  # to the languages in which it still is

    @property
    def address(self) -> Address:
        """Of the page."""
        return self.head.address
