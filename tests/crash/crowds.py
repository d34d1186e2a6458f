"""A crowd that writes: every so often another reader comes, fills in the form and sends it once.

Nobody tries again, so what is counted is what a reader gets at the first try.  Each comes from a
network of their own, told as the proxy on this machine tells it, and has connections of their own.
"""

import re
import secrets
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from html import unescape
from http.client import HTTPConnection, HTTPException
from threading import Event, Thread
from urllib.parse import urlencode

FIELD = re.compile(r'<input type="hidden" name="(\w+)" value="([^"]*)">')
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
LOOKED_SECONDS = 4.2  # a check page may be sent after four
PATIENCE_SECONDS = 60
MOST_AT_ONCE = 200


@dataclass(frozen=True)
class Place:
    """Where one can reply: a page, and the number of its thread."""

    page: str
    thread: int


@dataclass(frozen=True)
class Answer:
    """What the kiosk said."""

    status: int
    text: str
    location: str


@dataclass
class Outcome:
    """What a crowd got."""

    tried: int = 0
    nonces: list[str] = field(default_factory=list)  # of the replies that were acknowledged
    others: Counter[str] = field(default_factory=Counter)  # what the rest got
    pages: Counter[int] = field(default_factory=Counter)  # statuses of the pages read before

    @property
    def share(self) -> float:
        return len(self.nonces) / self.tried


class Crowd(Thread):
    """Readers, so many a second, until there are enough of them."""

    def __init__(self, port: int, places: Sequence[Place], *, a_second: float) -> None:
        super().__init__(daemon=True)
        self.got = Outcome()
        self._port, self._places, self._a_second = port, places, a_second
        self._enough = Event()

    def end(self) -> Outcome:
        """Let nobody else come, and wait for those who are there."""
        self._enough.set()
        self.join()
        return self.got

    def run(self) -> None:
        with ThreadPoolExecutor(MOST_AT_ONCE) as readers:
            while not self._enough.wait(1 / self._a_second):
                readers.submit(self._write, self.got.tried)
                self.got.tried += 1

    def _write(self, number: int) -> None:
        place = self._places[number % len(self._places)]
        network = {"X-Real-IP": f"100.{64 + number // 256}.{number % 256}.1"}
        fields = {"page": place.page, "text": secrets.token_hex(60), "name": "A"}
        address = f"/-/replies/{place.thread}"
        try:
            self.got.pages[self._ask("GET", place.page, network).status] += 1
            checked = self._ask("POST", address, network, fields)
            time.sleep(LOOKED_SECONDS)
            sent = self._ask("POST", f"{address}/send", network, _signed(checked))
        except (OSError, HTTPException) as error:
            self.got.others[type(error).__name__] += 1
            return
        if sent.status == 303:
            self.got.nonces.append(sent.location.split("/")[3].partition(".")[0])
        else:
            self.got.others[f"{checked.status}, then {sent.status}"] += 1

    def _ask(
        self,
        method: str,
        target: str,
        network: Mapping[str, str],
        fields: Mapping[str, str] | None = None,
    ) -> Answer:
        line = HTTPConnection("127.0.0.1", self._port, timeout=PATIENCE_SECONDS)
        try:
            if fields is None:
                line.request(method, target, headers=dict(network))
            else:
                line.request(method, target, urlencode(fields), {**network, **FORM})
            answer = line.getresponse()
            text = answer.read().decode()
            return Answer(answer.status, text, answer.headers.get("location", ""))
        finally:
            line.close()


def _signed(checked: Answer) -> dict[str, str]:
    """Return what the button of a check page sends; nothing from another page."""
    form, found, _ = checked.text.partition("</form>")
    return {name: unescape(value) for name, value in FIELD.findall(form)} if found else {}
