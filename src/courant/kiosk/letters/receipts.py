"""What a writer can do with a receipt: see what became of a letter, change it, take it back."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from courant.kiosk.answers import Answer
from courant.kiosk.letters.check import STATUSES
from courant.kiosk.letters.checking import FieldError, checked_name, checked_text
from courant.kiosk.letters.messages import REFUSALS, UNPROCESSABLE, told
from courant.kiosk.letters.posting import FULL_SECONDS, post
from courant.kiosk.letters.receipt import (
    PREFIX,
    Fate,
    Receipt,
    fate_of,
    query_of,
    show_once,
)
from courant.kiosk.letters.token import Token, TokenError, make_token, read_token
from courant.kiosk.letters.visits import Visit
from courant.plant.writing.linking import with_links

NO_THREAD: Final = 0  # what a receipt's tokens are about is the letter they name
STANDING: Final = ("received", "published", "held", "old")  # what can still be taken back
WITHDRAW, STOP, CHANGE = "withdraw", "stop", "change"
WHYS: Final = {"repeat": "same-again", "closed": "closed"}  # of what was refused: what is told


def show_receipt(
    visit: Visit,
    receipt: Receipt,
    *,
    faults: Mapping[str, str] | None = None,
    notice: str = "",
    status: int = 200,
) -> Answer:
    """Answer with what became of a letter, and its new pass code, once.

    Args:
        visit: The request.
        receipt: Of the letter.
        faults: What is wrong with a change of it, by field.
        notice: The code of what is wrong besides.
        status: Of the answer.
    """
    office, thread = visit.office, visit.thread()
    fate = _fate(visit, receipt)
    paper = visit.rules.paper(thread.lang if thread else fate.lang)
    why = told(WHYS[fate.why], paper.lang) if fate.why in WHYS else ""
    is_first_look = visit.request.method == "GET" and not visit.asked("told")
    code = show_once(receipt, office.shown, minute=visit.minute) if is_first_look else ""
    return office.pages.html(
        status, "receipt.html", paper,
        fate=fate, why=why, code=code, had_code=receipt.with_code, thread=thread,
        here=f"{PREFIX}{receipt.text}", query=query_of(visit.page),
        did=visit.asked("told"), can_withdraw=fate.state in STANDING,
        can_change=_can_change(visit, fate), most_letters=visit.rules.most,
        was={name: visit.form.get(name, getattr(fate, name)) for name in ("text", "name")},
        text=with_links(fate.text),
        faults=dict(faults or {}), notice=told(notice, paper.lang) if notice else "",
    )  # fmt: skip


async def take_back(visit: Visit, receipt: Receipt, act: str) -> Answer:
    """Ask whether a reply shall be withdrawn, or mails about it stopped; then have it done.

    Args:
        visit: The request; without a token it is only asked.
        receipt: Of the reply's letter.
        act: "withdraw" or "stop".
    """
    fields = {"act": act, "of": receipt.nonce}
    if act == WITHDRAW and _fate(visit, receipt).state not in STANDING:
        return _back(visit, receipt)
    token, notice = _token(visit, fields)
    if token is None:
        return _asked(visit, receipt, fields, notice=notice)
    letter = {"kind": act, "of": receipt.nonce, "at": visit.minute}
    return await _posted(visit, receipt, token, fields, letter)


async def change(visit: Visit, receipt: Receipt) -> Answer:
    """Show a changed reply as it would look, then have it changed; in its first minutes only."""
    fate = _fate(visit, receipt)
    if not _can_change(visit, fate):
        return show_receipt(visit, receipt, notice="too-late", status=403)
    if visit.is_from_elsewhere:
        return _back(visit, receipt)
    said, faults, status = _said(visit, fate.name)
    if faults:
        return show_receipt(visit, receipt, faults=faults, status=status)
    fields = {"act": CHANGE, "of": receipt.nonce, **said}
    token, notice = _token(visit, fields)
    if token is None:
        return _asked(visit, receipt, fields, notice=notice)
    letter = {"kind": "edit", "of": receipt.nonce, "at": visit.minute, **said}
    return await _posted(visit, receipt, token, fields, letter)


def _fate(visit: Visit, receipt: Receipt) -> Fate:
    return fate_of(receipt.nonce, visit.office.receipts, minute=visit.minute)


def _said(visit: Visit, before: str) -> tuple[dict[str, str], dict[str, str], int]:
    """Return what a reply shall say from now on, what is wrong with it, and the status of that."""
    rules, form, lang = visit.rules, visit.form, visit.paper(visit.thread()).lang
    checks: dict[str, Callable[[str], str]] = {
        "text": lambda text: checked_text(text, least=rules.least, most=rules.most),
        # A name that it was taken with before, it may keep.
        "name": lambda name: checked_name(name, rules, has_pass=name == before != ""),
    }
    said: dict[str, str] = {}
    faults: dict[str, str] = {}
    status = 200
    for field, checked in checks.items():
        try:
            said[field] = checked(form.get(field, ""))
        except FieldError as error:
            faults[field] = told(error.code, lang, *error.numbers)
            status = max(status, REFUSALS.get(error.code, UNPROCESSABLE))
    return said, faults, status


def _token(visit: Visit, fields: Mapping[str, str]) -> tuple[Token | None, str]:
    """Return the token that was sent for these fields; else none, and why not."""
    text = visit.form.get("token", "")
    if visit.is_from_elsewhere:
        return None, "elsewhere"
    if not text:
        return None, ""
    try:
        keys = visit.office.keys
        return read_token(text, keys, thread=NO_THREAD, fields=fields, now=visit.now), ""
    except TokenError as error:
        return None, error.code


def _asked(
    visit: Visit,
    receipt: Receipt,
    fields: Mapping[str, str],
    *,
    notice: str = "",
    token: Token | None = None,
    retry_seconds: int = 0,
) -> Answer:
    """Ask whether the writer means it."""
    token = token or make_token(
        visit.office.keys.signing(), thread=NO_THREAD, fields=fields, now=visit.now, wait_seconds=0
    )
    thread = visit.thread()
    paper = visit.paper(thread)
    hidden = {name: fields[name] for name in ("text", "name") if name in fields}
    return visit.office.pages.html(
        STATUSES.get(notice, 403) if notice else 200, "sure.html", paper,
        retry_seconds=retry_seconds, act=fields["act"], here=f"{PREFIX}{receipt.text}",
        query=query_of(visit.page), thread=thread, name=fields.get("name", ""),
        text=with_links(fields.get("text", "")),
        hidden={**hidden, "page": visit.page, "token": token.signed()},
        notice=told(notice, paper.lang) if notice else "",
    )  # fmt: skip


async def _posted(
    visit: Visit, receipt: Receipt, token: Token, fields: Mapping[str, str], letter: dict[str, Any]
) -> Answer:
    if seconds := await post(visit, token.nonce, letter, about=receipt.nonce):
        notice = "full" if seconds == FULL_SECONDS else "busy"
        return _asked(visit, receipt, fields, notice=notice, token=token, retry_seconds=seconds)
    return _back(visit, receipt, did=fields["act"])


def _back(visit: Visit, receipt: Receipt, did: str = "") -> Answer:
    query = query_of(visit.page)
    sign = "&" if query else "?"
    return visit.office.pages.see_other(
        f"{PREFIX}{receipt.text}{query}{f'{sign}told={did}' if did else ''}"
    )


def _can_change(visit: Visit, fate: Fate) -> bool:
    return fate.state in ("published", "held") and visit.minute <= fate.editable_until
