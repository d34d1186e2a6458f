"""What the kiosk knows of the paper: its languages and mastheads, from what the press left it."""

import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from courant.kiosk.papers import Paper, paper_in
from courant.kiosk.shelf import Stamp
from courant.plant.addresses import first_segment
from courant.plant.edition.files import HOUSE_FILE

WITHOUT_HOUSE = ("en",)


class House:
    """The facts of ``.house.json``, read again when it changes."""

    def __init__(self, root: Path) -> None:
        """Look at the edition in ``root``, which need not be there yet."""
        self._root = root
        self._stamp: Stamp | None = None
        self._languages: tuple[str, ...] = WITHOUT_HOUSE
        self._papers: Mapping[str, Paper] = {}
        self._zone = "UTC"

    def languages(self) -> tuple[str, ...]:
        """Return the paper's languages (BCP 47), the first without a prefix in addresses."""
        path = self._root / HOUSE_FILE
        try:
            found = path.stat()
            stamp = Stamp(found.st_ino, found.st_mtime_ns, found.st_size)
            if stamp != self._stamp:
                told = json.loads(path.read_bytes())
                self._languages = _languages(told)
                self._papers, self._zone = _papers(told), _zone(told)
                self._stamp = stamp
        except (OSError, ValueError):
            self._stamp = None  # keep what was known, and look again the next time
        return self._languages

    def fronts(self) -> tuple[str, ...]:
        """Return the addresses of the paper's fronts, one a language."""
        return ("/", *(f"/{lang}/" for lang in self.languages()[1:]))

    def language_of(self, path: str) -> str:
        """Return the language in which a path is answered when no page lies there."""
        first, *others = self.languages()
        segment = first_segment(path)
        return segment if segment in others else first

    def paper(self, lang: str) -> Paper | None:
        """Return what stands around pages of a language; None if the edition does not say."""
        self.languages()
        return self._papers.get(lang)

    def zone(self) -> str:
        """Return the paper's time zone, as in the IANA database."""
        self.languages()
        return self._zone

    def is_open(self) -> bool:
        """Return whether there is an edition that can be read: at least one file or directory."""
        try:
            with os.scandir(self._root) as entries:
                return next(entries, None) is not None
        except OSError:
            return False


def _languages(told: Any) -> tuple[str, ...]:
    languages = told.get("languages") if isinstance(told, dict) else None
    if not isinstance(languages, list) or not all(isinstance(lang, str) for lang in languages):
        return WITHOUT_HOUSE
    return tuple(languages) or WITHOUT_HOUSE


def _papers(told: Any) -> Mapping[str, Paper]:
    try:
        return {lang: paper_in(paper) for lang, paper in told["papers"].items()}
    except (KeyError, TypeError, AttributeError):
        return {}  # of a release that did not tell


def _zone(told: Any) -> str:
    zone = told.get("zone") if isinstance(told, dict) else None
    try:
        return ZoneInfo(zone).key if isinstance(zone, str) else "UTC"
    except (KeyError, ValueError, OSError):  # the first is what zoneinfo's own error is
        return "UTC"
