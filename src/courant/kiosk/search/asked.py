"""What a reader asked: the fields of the form, read from a query string."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Final
from urllib.parse import parse_qsl, urlencode

from courant.kiosk.search.days import moment_of, span_of
from courant.plant.searching.finding import MOST_PAGES
from courant.plant.searching.questions import Question, Typed, understood
from courant.plant.writing.words import folded_words

MOST_FIELDS: Final = 32
MOST_NAME_WORDS: Final = 6
EVERY: Final = "all"  # languages
NEWEST: Final = "newest"
QUOTATIONS: Final = "quotations"
NO_DATE: Final = "This is not a date that we can read."
TURNED: Final = "The first day is after the last."


@dataclass(frozen=True, slots=True)
class Asked:
    """The form as it was filled in; every field may be anything."""

    q: str = ""
    desk: str = ""
    person: str = ""
    since: str = ""
    until: str = ""
    lang: str = ""
    order: str = ""
    where: str = ""
    page: int = 1

    def address(self, path: str, **changes: str | int) -> str:
        """Return the address of the same question, or of one that differs in some fields."""
        other = replace(self, **changes)  # type: ignore[arg-type]
        named = {name: getattr(other, attribute) for name, attribute in FIELDS.items()}
        said = {name: value for name, value in named.items() if value and value != 1}
        return f"{path}?{urlencode(said)}" if said else path

    @property
    def has_conditions(self) -> bool:
        """Whether the results are narrowed by more than words."""
        return any((self.desk, self.person, self.since, self.until, self.where))


# The fields' names in addresses.
FIELDS: Final[Mapping[str, str]] = {
    "q": "q", "desk": "desk", "person": "person", "from": "since", "to": "until", "lang": "lang",
    "order": "order", "in": "where", "page": "page",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Read:
    """What was asked, understood."""

    asked: Asked
    typed: Typed
    question: Question
    faults: Mapping[str, str] = field(default_factory=dict)  # English, by field

    @property
    def is_question(self) -> bool:
        """Whether there is anything to look for."""
        return bool(self.question.sought) or (
            self.asked.has_conditions and not self.asked.q.strip()
        )


def asked_in(query: bytes) -> Asked:
    """Return what a query string says; what is not ours or cannot be read is left out."""
    try:
        pairs = parse_qsl(
            query.decode("latin-1"), errors="replace", max_num_fields=MOST_FIELDS, encoding="utf-8"
        )
    except ValueError:
        pairs = []
    said = {FIELDS[name]: _clean(value) for name, value in pairs if name in FIELDS}
    page = said.pop("page", "")
    number = int(page) if page.isascii() and page.isdecimal() else 1
    return Asked(**said, page=max(1, min(number, MOST_PAGES + 1)))


def read(asked: Asked, *, lang: str, zone: str) -> Read:
    """Return what is to be looked for.

    Args:
        asked: The form.
        lang: Of the page; results are of the same unless the reader asks for others.
        zone: The paper's, in which its days begin and end.
    """
    faults: dict[str, str] = {}
    moments: dict[str, int | None] = {"since": None, "until": None}
    for name in moments:
        if text := getattr(asked, name):
            try:
                span = span_of(text)
                day = span.first if name == "since" else span.after
                moments[name] = moment_of(day, zone)
            except (ValueError, OverflowError):
                faults[name] = NO_DATE
    since, until = moments["since"], moments["until"]
    if since is not None and until is not None and since >= until:
        faults["until"] = TURNED
    typed = understood(asked.q)
    question = Question(
        sought=typed.sought,
        lang="" if asked.lang == EVERY else asked.lang or lang,
        desk=asked.desk,
        person=tuple(folded_words(asked.person)[:MOST_NAME_WORDS]),
        since=since,
        until=until,
        in_quotations=asked.where == QUOTATIONS,
        newest_first=asked.order == NEWEST,
    )
    return Read(asked, typed, question, faults)


def _clean(text: str) -> str:
    """Return a typed text on one line, without what nobody typed."""
    seen = (
        " " if unicodedata.category(letter) in ("Cc", "Zl", "Zp") else letter
        for letter in text
        if unicodedata.category(letter) not in ("Cs", "Co", "Cn")
    )  # fmt: skip
    return unicodedata.normalize("NFC", "".join(seen)).strip()
