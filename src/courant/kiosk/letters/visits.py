"""Visits: one request about a letter, with what is known of it and what it may use."""

from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qs

from courant.kiosk.gate import Request
from courant.kiosk.letters.body import Form
from courant.kiosk.letters.budgets import Budgets
from courant.kiosk.letters.facts import Facts, NoThreadError, Paper, Rules, Thread
from courant.kiosk.letters.heard import Heard
from courant.kiosk.letters.keys import Keys
from courant.kiosk.letters.lanes import Sender
from courant.kiosk.letters.origins import is_from_elsewhere
from courant.kiosk.letters.pages import Pages
from courant.plant.addresses import first_segment
from courant.plant.letterbox.box import Letterbox

JSON = b"application/json"


class LostError(Exception):
    """A letter for which there is no place: the reader gets a page with what they wrote."""

    def __init__(self, status: int, code: str, thread: Thread | None = None) -> None:
        """Say so with a status and the code of a notice."""
        super().__init__(code)
        self.status = status
        self.code = code
        self.thread = thread


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """What taking letters needs, the same for every visit."""

    keys: Keys
    pass_keys: Keys
    facts: Facts
    budgets: Budgets
    heard: Heard
    letterbox: Letterbox
    pages: Pages
    receipts: Path  # where the works say what became of letters
    shown: Path  # where it is noted which pass codes have been shown
    bell: Path  # of the works


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """One request."""

    office: Office
    request: Request
    sender: Sender
    rules: Rules
    form: Form  # empty unless something was posted
    now: float  # Unix seconds

    @property
    def minute(self) -> int:
        """The minute since 1970, UTC; no letter says more of its time."""
        return int(self.now // 60)

    @property
    def wants_json(self) -> bool:
        """Whether a script asks, which wants facts and not a page."""
        return self.request.headers.get(b"accept", b"").startswith(JSON)

    @property
    def is_from_elsewhere(self) -> bool:
        """Whether another site had the reader send this."""
        return is_from_elsewhere(self.request)

    def asked(self, name: str) -> str:
        """Return what a query says under a name, at its first mention."""
        query = parse_qs(self.request.query.decode("latin-1"))
        return query.get(name, [""])[0]

    @property
    def page(self) -> str:
        """The address of the page that the reader came from, as the form or the query says."""
        return self.form.get("page") or self.asked("page")

    def paper(self, thread: Thread | None) -> Paper:
        """Return the paper in a thread's language, or in the one that the address begins with."""
        return self.rules.paper(thread.lang if thread else first_segment(self.page))

    def thread(self) -> Thread | None:
        """Return the thread of the page that the reader came from, for who can do without."""
        try:
            return self.office.facts.thread(self.page)
        except NoThreadError:
            return None

    def open_thread(self, number: int, *, even_closed: bool = False) -> Thread:
        """Return the thread of the page that the reader came from, if it takes replies.

        Raises:
            LostError: 403, it takes none any more; 410, its article was withdrawn; 404, there
                is no such thread on that page.
        """
        try:
            thread = self.office.facts.thread(self.page, number)
        except NoThreadError as error:
            raise LostError(error.status, "gone" if error.status == 410 else "missing") from error  # noqa: PLR2004
        if even_closed or (self.rules.is_on and thread.is_open(self.minute)):
            return thread
        raise LostError(403, "closed", thread)
