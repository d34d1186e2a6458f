"""What an item of an export is as a page: plain values, and the digest that tells them apart."""

import json
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any

from courant.plant.digests import digest, digest_of_value

LONGEST_TITLE, LONGEST_HEADLINE = 255, 500  # letters, of Wagtail's column and ours

Line = tuple[str, int | None, str]  # kind, contributor, role


@dataclass(frozen=True, slots=True)
class PageValues:
    """What a page is made of, an article's and a standing page's alike."""

    title: str
    slug: str
    live: bool
    published_at: datetime | None
    updated_at: datetime | None
    go_live_at: datetime | None
    body: str  # JSON, keys sorted
    # Of articles alone:
    standfirst: str = ""
    bylines: tuple[Line, ...] = ()
    topics: tuple[int, ...] = ()
    also_on: tuple[int, ...] = ()
    photo: int | None = None
    photo_caption: str = ""
    photo_alt: str = ""

    @property
    def digest(self) -> str:
        """What tells these values from others; 32 hex digits.

        The slug has no part in it: Wagtail's may be numbered, and addresses stay as they are.
        """
        names = [field.name for field in fields(self) if field.name not in ("slug", "body")]
        values = tuple(_steady(getattr(self, name)) for name in names)
        return digest_of_value((*values, digest(self.body.encode())))


def shortened(title: str) -> str:
    """Return a title as Wagtail can keep it, cut at a word: at most 255 letters."""
    if len(title) <= LONGEST_TITLE:
        return title
    return title[: LONGEST_TITLE - 1].rsplit(maxsplit=1)[0] + "…"


def body_text(blocks: list[dict[str, Any]]) -> str:
    """Return a body's blocks as the JSON that ``PageValues`` holds."""
    return json.dumps(blocks, sort_keys=True, ensure_ascii=False)


def _steady(value: Any) -> Any:
    """Moments by their number: a database may give another zone's spelling of the same."""
    return value.timestamp() if isinstance(value, datetime) else value
