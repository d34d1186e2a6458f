"""What the main button of an article's editor says: what will happen when it is pressed.

One place, so that each kind of publication adds its own words: see ``words_for``.
"""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from courant.newsroom.queries.paper import zone
from courant.plant import clock

NOW, TYPO = "Publish", "typo"


def words_for(page: Any) -> str:
    """Return what publishing a page does, as it stands in the editor.

    Args:
        page: The draft; one that is not saved yet has neither schedule nor embargo.
    """
    at, until = getattr(page, "go_live_at", None), getattr(page, "embargo_until", None)
    now = clock.now()
    if at and at > now:
        words = f"Schedule for {by_the_wall(at)}"
        return f"{words}, embargo until {by_the_wall(until)}" if until and until > at else words
    if until and until > now:
        return f"Publish under embargo until {by_the_wall(until)}"
    # Of a typo readers are not told, so it is published without a word more.
    kind = getattr(page, "change_kind", "")
    return f"{NOW} {kind}" if page.live and kind not in ("", TYPO) else NOW


def by_the_wall(moment: datetime) -> str:
    """Return a moment by the paper's clock, which is named: ``18:00 Tehran time``.

    The date stands before it when that is not today's.
    """
    name = zone()
    local, today = moment.astimezone(ZoneInfo(name)), clock.today(name)
    # By its number alone an hour that comes twice, when summer time ends, is two moments.
    twice = "" if local.fold == 0 and not _comes_again(local) else f" ({local:%Z})"
    date = "" if local.date() == today else f"{local.day} {local:%b}{_year(local, today)}, "
    return f"{date}{local:%H:%M}{twice} {clock_of(name)}"


def clock_of(zone_name: str) -> str:
    """Return how people call the clock of a time zone: ``Tehran time``; UTC is UTC."""
    place = zone_name.rpartition("/")[2].replace("_", " ")
    return place if place == "UTC" else f"{place} time"


def _year(local: datetime, today: Any) -> str:
    return "" if local.year == today.year else f" {local.year}"


def _comes_again(local: datetime) -> bool:
    return local.utcoffset() != local.replace(fold=1).utcoffset()
