"""What somebody wants to see of the replies queue, as it stands in its address."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from urllib.parse import urlencode

MOST_DIGITS = 18  # of a number in the database

TABS = {
    "held": "Held",
    "reported": "Reported",
    "new": "New since I looked",
    "published": "Published",
    "removed": "Removed",
    "spam": "Spam",
}
WHY = {
    "newcomer": "A newcomer",
    "watched": "A watched word",
    "blocked": "A blocked word",
    "links": "Many links",
    "rate": "Too many in an hour",
    "history": "A third of the writer's last week had to go",
    "trap": "It filled in a field that people do not see",
    "outside": "Held by the outside hook",
    "filter": "Like what was called spam before",
    "name": "A name like a byline's",
    "details": "Perhaps a personal detail",
    "all": "All are held here",
    "raid": "A raid",
    "pass": "Everything of this writer is held",
    "reported": "Three readers reported it",
}
AGES = {"hour": ("Last hour", 1), "day": ("Last day", 24), "week": ("Last week", 7 * 24)}


@dataclass(frozen=True, slots=True)
class Filters:
    """What somebody wants to see."""

    tab: str = "held"
    lang: str = ""
    article: int = 0
    reason: str = ""
    age: str = ""
    unfold: str = ""  # "1": each reply of a raid in a row of its own
    since: int | None = None  # the ruling after which something is new

    @classmethod
    def of(cls, asked: Mapping[str, str]) -> "Filters":
        """Read them from a query; what makes no sense is left out."""
        tab, article = asked.get("tab", ""), asked.get("article", "")
        since = asked.get("since", "")
        return cls(
            tab=tab if tab in TABS else "held",
            lang=asked.get("lang", ""),
            article=int(article) if article.isdecimal() else 0,
            reason=asked.get("reason", "") if asked.get("reason") in WHY else "",
            age=asked.get("age", "") if asked.get("age") in AGES else "",
            unfold="1" if asked.get("unfold") else "",
            since=int(since) if since.isdecimal() and len(since) <= MOST_DIGITS else None,
        )

    @property
    def is_narrow(self) -> bool:
        """Whether a tab is not shown whole."""
        return bool(self.lang or self.article or self.reason or self.age)

    def query(self, **changed: str | None) -> str:
        """Return them as an address has them, with some changed."""
        asked = asdict(self) | changed
        asked["article"] = asked["article"] or ""
        said = {name: value for name, value in asked.items() if value not in ("", None)}
        return f"?{urlencode(said)}"
