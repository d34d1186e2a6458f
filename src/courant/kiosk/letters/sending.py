"""The second request: what was checked is sent.  Acknowledged only when it is on the disk."""

from dataclasses import replace
from typing import Any

from courant.kiosk.answers import Answer
from courant.kiosk.letters.check import (
    check_page,
    digest_of,
    form_page,
    problems_now,
    refilled,
)
from courant.kiosk.letters.drafts import Draft, Problem, Typed, look_at
from courant.kiosk.letters.facts import Thread
from courant.kiosk.letters.passes import digest_of_pass, new_pass
from courant.kiosk.letters.posting import FULL_SECONDS, post
from courant.kiosk.letters.receipt import receipt_address
from courant.kiosk.letters.token import Token, TokenError, hash_of, read_token
from courant.kiosk.letters.visits import Visit
from courant.kiosk.letters.work import is_worked
from courant.plant.writing.likeness import fingerprint


async def send(visit: Visit, number: int) -> Answer:
    """Take a reply that was checked, and answer where its receipt is.

    Sent twice, it is taken once and answered the same twice.

    Raises:
        LostError: There is no such thread, or it is closed.
    """
    if visit.is_from_elsewhere:
        thread = visit.open_thread(number)
        return form_page(visit, thread, Typed(), notice="elsewhere")
    draft, problems = look_at(visit.form, visit.rules)
    try:
        token = read_token(
            visit.form.get("token", ""), visit.office.keys, thread=number,
            fields=draft.fields(), now=visit.now,
        )  # fmt: skip
    except TokenError as error:
        return _again(visit, visit.open_thread(number), draft, problems, error.code)
    is_again = visit.office.heard.has_letter(token.nonce)
    thread = visit.open_thread(number, even_closed=is_again)
    print_of_text = fingerprint(draft.text)
    if not is_again and visit.rules.work:
        draft = replace(draft, worked=is_worked(token, visit.form.get("work", "")))
    if not is_again and (refused := _refused(visit, thread, draft, token, print_of_text)):
        return refused
    return await _put(visit, thread, draft, token, print_of_text)


def _again(
    visit: Visit, thread: Thread, draft: Draft, problems: list[Problem], notice: str
) -> Answer:
    """Show a fresh check page and why it is needed; with what is wrong first, if anything is."""
    problems = problems + problems_now(visit, thread, draft, fingerprint(draft.text))
    if problems:
        return form_page(visit, thread, refilled(visit, draft, problems), problems, notice)
    return check_page(visit, thread, draft, notice=notice)


def _refused(
    visit: Visit, thread: Thread, draft: Draft, token: Token, print_of_text: int
) -> Answer | None:
    """Return what keeps a reply from being taken now, if anything does."""
    least = visit.office.budgets.least_seconds
    if visit.now < token.usable_from(least, worked=draft.worked):
        # Under load everybody waits longer: only who did not even wait the least was in a hurry.
        draft = replace(draft, hurried=draft.hurried or visit.now < token.made + least)
        # The same letter still, with a mark: whoever waits a little longer may send it.
        later = replace(token, hash=hash_of(draft.fields()))
        return check_page(visit, thread, draft, later, notice="too-soon")
    if problems := problems_now(visit, thread, draft, print_of_text):
        return form_page(visit, thread, refilled(visit, draft, problems), problems)
    return None


async def _put(
    visit: Visit, thread: Thread, draft: Draft, token: Token, print_of_text: int
) -> Answer:
    office = visit.office
    seconds = await post(
        visit, token.nonce, letter_of(visit, thread, draft, token), about=thread.number,
        print_of_text=print_of_text,
    )  # fmt: skip
    if seconds:
        notice = "full" if seconds == FULL_SECONDS else "busy"
        return check_page(visit, thread, draft, token, notice=notice, retry_seconds=seconds)
    receipt = receipt_address(token.key, token.nonce, with_code=draft.wants_code, page=thread.page)
    if visit.wants_json:
        return office.pages.json(201, {"receipt": receipt})
    return office.pages.see_other(receipt)


def letter_of(visit: Visit, thread: Thread, draft: Draft, token: Token) -> dict[str, Any]:
    """Return a reply as the works take it (docs/formats/letters.md)."""
    hashing = visit.office.pass_keys.signing()
    code = new_pass(token.key, token.nonce) if draft.wants_code else ""
    return {
        "kind": "reply",
        "thread": thread.number,
        "at": visit.minute,
        "lang": thread.lang,
        "text": draft.text,
        "name": draft.name,
        "answers": draft.answers,
        "pass": digest_of(visit, draft.pass_code),
        "new_pass": digest_of_pass(hashing, code) if code else "",
        "email": draft.sealed,
        "lane": visit.sender.lane,
        "marks": draft.marks,
    }
