"""Facts: what the edition says of threads and of the paper's rules for replies."""

import json
import os
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Literal, get_args

from courant.kiosk.maps import Maps
from courant.kiosk.shelf import Stamp
from courant.plant.addresses import Address, BadAddressError, file_of, parse_address
from courant.plant.edition.files import RULES_FILE
from courant.plant.edition.maps import Gone, Moved

MAX_PAGE_BYTES: Final = 4 * 1024 * 1024
KEPT_THREADS: Final = 2048
BEFORE, AFTER = b'<script type="application/json" id="thread">', b"</script>"

Mode = Literal["open", "newcomers", "all", "closed", "hidden"]
EmailRule = Literal["off", "optional", "required"]


class NoThreadError(Exception):
    """A page under which nobody can reply: ``status`` is 404, or 410 where it was withdrawn."""

    def __init__(self, status: int) -> None:
        """Say which of the two."""
        super().__init__(status)
        self.status = status


@dataclass(frozen=True, slots=True)
class Thread:
    """An article's thread, as the page says on which the form stands."""

    number: int
    lang: str  # BCP 47
    headline: str
    address: Address  # of the article
    mode: Mode
    closes: int | None  # minutes since 1970, UTC
    names: Mapping[int, str]  # of the replies that may be answered, by number
    page: Address  # where this was found: the article, or a further page of its replies

    def is_open(self, minute: int) -> bool:
        """Return whether it takes replies in a minute since 1970."""
        return self.mode not in ("closed", "hidden") and (
            self.closes is None or minute < self.closes
        )


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper in one language, as far as a page without its desks needs it."""

    lang: str
    name: str
    accent: str
    accent_dark: str
    home: str = "/"


@dataclass(frozen=True, slots=True)
class Rules:
    """What the paper asks of replies."""

    is_on: bool
    least: int  # letters
    most: int
    email: EmailRule
    seal: str  # the public key; without one no address is asked for
    reserved: frozenset[str]  # folded names of staff
    work: bool  # whether browsers are offered some, see ``work.py``
    papers: Mapping[str, Paper]

    def paper(self, lang: str) -> Paper:
        """Return the paper in a language, or in the first it speaks."""
        return self.papers.get(lang) or next(iter(self.papers.values()))


class Facts:
    """Reads facts when they are asked for and again when they change; what is kept is bounded."""

    def __init__(self, root: Path, maps: Maps) -> None:
        """Look at the edition in ``root``, which need not be there yet."""
        self._root = root
        self._maps = maps
        self._rules: tuple[Stamp, Rules | None] | None = None
        self._threads: OrderedDict[str, tuple[Stamp, Thread | None]] = OrderedDict()

    def rules(self) -> Rules | None:
        """Return the rules; None if the edition has none yet, or none that can be read."""
        try:
            found = os.stat(self._root / RULES_FILE)
            stamp = _stamp(found)
            if self._rules is None or self._rules[0] != stamp:
                self._rules = stamp, rules_in((self._root / RULES_FILE).read_bytes())
        except OSError:
            return None
        return self._rules[1]

    def thread(self, page: str, number: int | None = None) -> Thread:
        """Return the thread of a page, following it to where it was moved.

        Args:
            page: The address of the page that the form stood on.
            number: Which thread it must be; None if any will do.

        Raises:
            NoThreadError: There is no such page, it was withdrawn, or it is another thread's.
        """
        thread = self._at(page)
        if thread is None:
            entry = self._maps.follow(page)
            if isinstance(entry, Gone):
                raise NoThreadError(410)
            thread = self._at(entry.target) if isinstance(entry, Moved) else None
        if thread is None or number not in (None, thread.number):
            raise NoThreadError(404)
        return thread

    def _at(self, page: str) -> Thread | None:
        try:
            address = parse_address(page.partition("?")[0])
        except BadAddressError:
            return None
        path = f"{self._root}/{file_of(address)}"
        try:
            found = os.stat(path)
        except (OSError, ValueError):
            return None
        kept = self._threads.get(path)
        if kept is None or kept[0] != _stamp(found):
            kept = self._threads[path] = _stamp(found), _read(path, found.st_size, address)
            while len(self._threads) > KEPT_THREADS:
                self._threads.popitem(last=False)
        self._threads.move_to_end(path)
        return kept[1]


def rules_in(file: bytes) -> Rules | None:
    """Return what ``.replies.json`` says; None if it cannot be understood."""
    try:
        told = json.loads(file)
        papers = {
            lang: Paper(
                lang, one["name"], one["accent"], one["accent_dark"], "/" if not at else f"/{lang}/"
            )
            for at, (lang, one) in enumerate(told["papers"].items())
        }
        seal = str(told["seal"])
        email: EmailRule = "off"
        if seal and told["email"] in get_args(EmailRule):
            email = told["email"]
        rules = Rules(
            told["is_on"] is True, int(told["least"]), int(told["most"]), email, seal,
            frozenset(map(str, told["reserved"])), told.get("work") is True, papers,
        )  # fmt: skip
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
        return None
    return rules if papers else None


def thread_in(page: bytes, address: Address) -> Thread | None:
    """Return what a baked page says of its thread; None if it has none."""
    begin = page.find(BEFORE)
    if begin < 0:
        return None
    block = page[begin + len(BEFORE) : page.find(AFTER, begin)]
    try:
        told: dict[str, Any] = json.loads(block)
        mode, closes = told["mode"], told["closes"]
        return Thread(
            int(told["thread"]), str(told["lang"]), str(told["headline"]),
            parse_address(told["address"]), mode if mode in get_args(Mode) else "closed",
            None if closes is None else int(closes),
            {int(number): str(name) for number, name in told["names"].items()}, address,
        )  # fmt: skip
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
        return None


def _read(path: str, size: int, address: Address) -> Thread | None:
    if size > MAX_PAGE_BYTES:
        return None
    try:
        with open(path, "rb") as file:
            return thread_in(file.read(), address)
    except OSError:  # it went away just now, or is a directory
        return None


def _stamp(found: os.stat_result) -> Stamp:
    return Stamp(found.st_ino, found.st_mtime_ns, found.st_size)
