"""The hatch: where the kiosk takes letters in, and which address means what."""

import re
from typing import Final

from courant.kiosk.answers import Answer
from courant.kiosk.asgi import Headers, Receive, Scope
from courant.kiosk.gate import RefusedError, Request
from courant.kiosk.letters.body import LeftError, read_form
from courant.kiosk.letters.budgets import Budgets
from courant.kiosk.letters.check import check, show_form
from courant.kiosk.letters.drafts import number_in
from courant.kiosk.letters.facts import Facts
from courant.kiosk.letters.heard import Heard
from courant.kiosk.letters.keys import Keys
from courant.kiosk.letters.lanes import Lanes
from courant.kiosk.letters.limits import USUAL, Limits
from courant.kiosk.letters.messages import told
from courant.kiosk.letters.pages import Pages
from courant.kiosk.letters.receipt import read_receipt
from courant.kiosk.letters.receipts import change, show_receipt, take_back
from courant.kiosk.letters.reports import report, show_report, show_thanks
from courant.kiosk.letters.sending import send
from courant.kiosk.letters.stops import marked_reply, stop
from courant.kiosk.letters.visits import LostError, Office, Visit
from courant.kiosk.maps import Maps
from courant.plant import clock
from courant.plant.config import Config
from courant.plant.letterbox.box import Letterbox
from courant.plant.letterbox.collecting import Collector

ADDRESS: Final = re.compile(
    r"/-/(replies|receipt|report|stop)/([A-Za-z0-9._-]{1,64})(?:/([a-z]{1,16}))?"
)
NOTHING: Final = "There is no such page."

# What there is, and by which methods.
METHODS: Final = {
    ("replies", ""): "GET, HEAD, POST",
    ("replies", "send"): "POST",
    ("receipt", ""): "GET, HEAD",
    ("receipt", "withdraw"): "GET, HEAD, POST",
    ("receipt", "stop"): "GET, HEAD, POST",
    ("receipt", "change"): "POST",
    ("report", ""): "GET, HEAD, POST",
    ("report", "thanks"): "GET, HEAD",
    ("stop", ""): "GET, HEAD, POST",
}


class Hatch:
    """Takes letters."""

    def __init__(self, config: Config, maps: Maps, extra: Headers, limits: Limits = USUAL) -> None:
        """Open the hatch of one paper.

        Args:
            config: Of which only the home and the public URL are read.
            maps: Of the edition.
            extra: Headers that go with every answer.
            limits: What letters may cost.
        """
        home = config.paths
        self._lanes = Lanes()
        self._limits = limits
        self._collector = Collector(home.letterbox)
        self._office = Office(
            keys=Keys(home.form_key),
            pass_keys=Keys(home.pass_key),
            facts=Facts(home.edition, maps),
            budgets=Budgets(limits),
            heard=Heard(limits.between_seconds),
            letterbox=Letterbox(home.letterbox),
            pages=Pages(config.public_root, extra),
            receipts=home.receipts,
            shown=home.letterbox / "shown",
            bell=home.bell,
        )

    def count(self) -> tuple[int, int]:
        """Return how many letters wait to be collected, and how many bytes they take."""
        return self._collector.count()

    async def answer(self, request: Request, scope: Scope, receive: Receive) -> Answer | None:
        """Answer a request for one of the hatch's addresses; None if the sender has left.

        Raises:
            RefusedError: As for bodies; 404, there is no such address or the paper takes no
                replies; 405, the address is not for this method; 503, there is no key.
            OSError: The edition cannot be read.
        """
        room, name, act = _address(request)
        rules = self._office.facts.rules()
        if rules is None:
            raise RefusedError(404, NOTHING)
        form: dict[str, str] = {}
        if request.method == "POST":
            try:
                form = await read_form(request, receive, seconds=self._limits.read_seconds)
            except LeftError:
                return None
        sender = self._lanes.sender(request, scope)
        visit = Visit(
            office=self._office, request=request, sender=sender, rules=rules, form=form,
            now=clock.now().timestamp(),
        )  # fmt: skip
        try:
            return await _done(visit, room, name, act)
        except LostError as lost:
            return _lost(visit, lost)


def _address(request: Request) -> tuple[str, str, str]:
    """Return which room a request is for, the number or receipt it names, and the act.

    Raises:
        RefusedError: 404, there is nothing; 405, there is, for other methods.
    """
    found = ADDRESS.fullmatch(request.path)
    room, name, act = found.groups("") if found else ("", "", "")
    methods = METHODS.get((room, act))
    if methods is None:
        raise RefusedError(404, NOTHING)
    if request.method not in methods.split(", "):
        raise RefusedError(405, "This address is not for that.", allow=methods)
    return room, name, act


async def _done(visit: Visit, room: str, name: str, act: str) -> Answer:
    is_post = visit.request.method == "POST"
    if room == "receipt":
        return await _with_receipt(visit, name, act)
    number = marked_reply(name, visit) if room == "stop" else number_in(name)
    if not number:
        raise RefusedError(404, NOTHING)
    if room == "replies":
        if act == "send":
            return await send(visit, number)
        return check(visit, number) if is_post else show_form(visit, number)
    if room == "stop":
        return await stop(visit, number, name)
    if act == "thanks":
        return show_thanks(visit)
    return await report(visit, number) if is_post else show_report(visit, number)


async def _with_receipt(visit: Visit, name: str, act: str) -> Answer:
    receipt = read_receipt(name, visit.office.keys)
    if receipt is None:
        raise RefusedError(404, NOTHING)
    if act == "change":
        return await change(visit, receipt)
    return await take_back(visit, receipt, act) if act else show_receipt(visit, receipt)


def _lost(visit: Visit, lost: LostError) -> Answer:
    """Answer that there is no place for a reply, with what was written, to be copied."""
    paper = visit.paper(lost.thread)
    notice = told(lost.code, paper.lang)
    if visit.wants_json:
        facts = {"problems": [], "notice": {"code": lost.code, "message": notice}}
        return visit.office.pages.json(lost.status, facts)
    return visit.office.pages.html(
        lost.status, "lost.html", paper,
        notice=notice, thread=lost.thread, text=visit.form.get("text", ""),
    )  # fmt: skip
