"""Reports: a reader says that a reply should not stand."""

from typing import Final

from courant.kiosk.answers import Answer
from courant.kiosk.letters.check import digest_of
from courant.kiosk.letters.checking import FieldError, checked_pass, checked_text
from courant.kiosk.letters.messages import UNPROCESSABLE, told
from courant.kiosk.letters.posting import FULL_SECONDS, post
from courant.kiosk.letters.receipt import query_of
from courant.kiosk.letters.token import Token, TokenError, make_token, read_token
from courant.kiosk.letters.visits import Visit

PREFIX: Final = "/-/report/"
REASONS: Final = ("attack", "incitement", "details", "false", "advertising", "other")
MOST_WORDS: Final = 500  # letters
FIELDS: Final = {"act": "report"}


def show_report(
    visit: Visit, number: int, *, problems: dict[str, FieldError] | None = None, notice: str = "",
    status: int = 200, token: Token | None = None, retry_seconds: int = 0,
) -> Answer:  # fmt: skip
    """Answer with the form in which a reply is reported, filled in with what was typed.

    Args:
        visit: The request.
        number: Of the reply.
        problems: What is wrong, by field.
        notice: The code of what is wrong besides.
        status: Of the answer.
        token: That lets the form be sent; a new one if none is given.
        retry_seconds: When it is worth trying again.
    """
    thread = visit.thread()
    paper = visit.paper(thread)
    token = token or make_token(
        visit.office.keys.signing(), thread=number, fields=FIELDS, now=visit.now, wait_seconds=0
    )
    form = {} if visit.is_from_elsewhere else visit.form
    return visit.office.pages.html(
        status, "report.html", paper, retry_seconds=retry_seconds,
        number=number, thread=thread, name=thread.names.get(number, "") if thread else "",
        was={name: form.get(name, "") for name in ("reason", "words", "pass")},
        faults={
            field: told(fault.code, paper.lang, *fault.numbers)
            for field, fault in (problems or {}).items()
        },
        hidden={"page": visit.page, "token": token.signed()},
        notice=told(notice, paper.lang) if notice else "",
    )  # fmt: skip


async def report(visit: Visit, number: int) -> Answer:
    """Take a report, and answer where the reader is thanked."""
    if visit.is_from_elsewhere:
        return show_report(visit, number, notice="elsewhere", status=403)
    problems: dict[str, FieldError] = {}
    reason = visit.form.get("reason", "")
    words = visit.form.get("words", "")
    code = ""
    if reason not in REASONS:
        problems["reason"] = FieldError("empty-reason")
    try:
        words = checked_text(words, least=1, most=MOST_WORDS) if words.strip() else ""
    except FieldError as error:
        problems["words"] = error
    try:
        code = checked_pass(visit.form.get("pass", ""))
    except FieldError as error:
        problems["pass"] = error
    if problems:
        return show_report(visit, number, problems=problems, status=UNPROCESSABLE)
    try:
        token = read_token(
            visit.form.get("token", ""), visit.office.keys, thread=number, fields=FIELDS,
            now=visit.now,
        )  # fmt: skip
    except TokenError as error:
        return show_report(visit, number, notice=error.code, status=403)
    letter = {
        "kind": "report", "at": visit.minute, "reply": number, "reason": reason, "words": words,
        "pass": digest_of(visit, code), "lane": visit.sender.lane,
    }  # fmt: skip
    if seconds := await post(visit, token.nonce, letter, about=("report", number)):
        notice, status = ("full", 503) if seconds == FULL_SECONDS else ("busy", 429)
        return show_report(
            visit, number, notice=notice, status=status, token=token, retry_seconds=seconds
        )
    return visit.office.pages.see_other(f"{PREFIX}{number}/thanks{query_of(visit.page)}")


def show_thanks(visit: Visit) -> Answer:
    """Answer with thanks for a report."""
    thread = visit.thread()
    return visit.office.pages.html(200, "thanks.html", visit.paper(thread), thread=thread)
