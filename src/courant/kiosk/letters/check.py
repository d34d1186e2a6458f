"""The first request: a reply is looked at and shown as it will look.  Nothing is stored."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from courant.kiosk.answers import Answer
from courant.kiosk.letters.drafts import Draft, Problem, Typed, look_at, number_in, typed_in
from courant.kiosk.letters.facts import Thread
from courant.kiosk.letters.messages import REFUSALS, UNPROCESSABLE, told
from courant.kiosk.letters.passes import digest_of_pass
from courant.kiosk.letters.token import Token, make_token
from courant.kiosk.letters.visits import Visit
from courant.kiosk.letters.work import work_for
from courant.plant.addresses import Address
from courant.plant.writing.likeness import fingerprint
from courant.plant.writing.linking import with_links

STATUSES: Final = {"elsewhere": 403, "expired": 422, "busy": 429, "too-soon": 429, "full": 503}


@dataclass(frozen=True, slots=True)
class FormView:
    """The form, as its template knows it."""

    page: Address
    email: str
    most_letters: int


def show_form(visit: Visit, number: int) -> Answer:
    """Answer GET: the form on a page of its own.

    Raises:
        LostError: There is no such thread, or it is closed.
    """
    thread = visit.open_thread(number)
    answers = number_in(visit.asked("reply_to"))
    return form_page(visit, thread, Typed(answers=answers if answers in thread.names else 0))


def check(visit: Visit, number: int) -> Answer:
    """Answer the baked form: with the check page, or with the form and what is wrong.

    Raises:
        LostError: There is no such thread, or it is closed.
    """
    thread = visit.open_thread(number)
    if visit.is_from_elsewhere:
        return form_page(visit, thread, Typed(), notice="elsewhere")
    draft, problems = look_at(visit.form, visit.rules)
    problems += problems_now(visit, thread, draft, fingerprint(draft.text))
    if problems:
        return form_page(visit, thread, refilled(visit, draft, problems), problems)
    return check_page(visit, thread, draft)


def problems_now(visit: Visit, thread: Thread, draft: Draft, print_of_text: int) -> list[Problem]:
    """Return what is wrong with a reply at this moment, and may not be in another.

    Args:
        visit: The request.
        thread: Where the reply would stand.
        draft: What would be sent.
        print_of_text: Its fingerprint, which takes longer to make than all else here.
    """
    found = []
    heard = visit.office.heard
    if draft.text and heard.has_text(thread.number, print_of_text):
        found.append(Problem("text", "same-again"))
    if seconds := heard.wait_seconds(digest_of(visit, draft.pass_code)):
        found.append(Problem("pass", "too-fast", (math.ceil(seconds),)))
    return found


def digest_of(visit: Visit, pass_code: str) -> str:
    """Return a pass's digest; empty for no pass.

    Raises:
        RefusedError: 503, there is no key to hash it with.
    """
    return digest_of_pass(visit.office.pass_keys.signing(), pass_code) if pass_code else ""


def refilled(visit: Visit, draft: Draft, problems: Sequence[Problem] = ()) -> Typed:
    """Return what a form is filled in with again: an address only sealed, or if it was none."""
    typed = typed_in(visit.form)
    is_faulty = any(problem.field == "email" for problem in problems)
    return replace(typed, email=typed.email if is_faulty else "", sealed=draft.sealed)


def form_page(
    visit: Visit,
    thread: Thread,
    was: Typed,
    problems: Sequence[Problem] = (),
    notice: str = "",
) -> Answer:
    """Answer with the form.

    Args:
        visit: The request.
        thread: Whose form.
        was: What it is filled in with.
        problems: What is wrong, field by field.
        notice: The code of what is wrong besides.
    """
    paper = visit.paper(thread)
    status = max((REFUSALS.get(one.code, UNPROCESSABLE) for one in problems), default=200)
    status = STATUSES.get(notice, 403) if notice else status
    faults = {one.field: told(one.code, paper.lang, *one.numbers) for one in problems}
    if visit.wants_json:
        return visit.office.pages.json(status, _facts(paper.lang, problems, notice))
    return visit.office.pages.html(
        status, "respond.html", paper, notice=told(notice, paper.lang) if notice else "",
        faults=faults, **_around(visit, thread, was),
    )  # fmt: skip


def check_page(
    visit: Visit, thread: Thread, draft: Draft, token: Token | None = None, *,
    notice: str = "", retry_seconds: int = 0,
) -> Answer:  # fmt: skip
    """Answer with the reply as it will look, and the one button that sends it.

    Args:
        visit: The request.
        thread: Where it will stand.
        draft: What will be sent.
        token: That lets it be sent; a new one if none is given.
        notice: The code of why it was not sent just now.
        retry_seconds: When it is worth trying again.
    """
    paper, now = visit.paper(thread), visit.now
    fields = draft.fields()
    token = token or make_token(
        visit.office.keys.signing(), thread=thread.number, fields=fields, now=now,
        wait_seconds=visit.office.budgets.patience_seconds(),
    )  # fmt: skip
    hidden = {name: value for name, value in fields.items() if value}
    hidden["token"] = token.signed()
    status = STATUSES.get(notice, 403) if notice else 200
    wait = max(retry_seconds, token.not_before - int(now), 0)
    if visit.wants_json:
        facts = _facts(paper.lang, (), notice) | {
            "preview": {"name": draft.name, "paragraphs": draft.text.split("\n\n")},
            "send": hidden,
            "wait_seconds": wait,
        }
        if visit.rules.work:
            facts |= _offer(visit, token, retry_seconds)
        return visit.office.pages.json(status, facts, retry_seconds=wait if notice else 0)
    return visit.office.pages.html(
        status, "check.html", paper, retry_seconds=wait if notice else 0, draft=draft,
        text=with_links(draft.text), hidden=hidden, mode=thread.mode,
        notice=told(notice, paper.lang) if notice else "",
        **_around(visit, thread, refilled(visit, draft)),
    )  # fmt: skip


def _offer(visit: Visit, token: Token, retry_seconds: int) -> dict[str, Any]:
    """Return what a browser may do meanwhile, and how long its reader waits then."""
    least = visit.office.budgets.least_seconds
    sooner = token.usable_from(least, worked=True) - int(visit.now)
    return {"work": work_for(token), "worked_wait_seconds": max(retry_seconds, int(sooner), 0)}


def _around(visit: Visit, thread: Thread, was: Typed) -> dict[str, Any]:
    email = "optional" if was.sealed else visit.rules.email
    return {
        "thread": thread,
        "form": FormView(thread.page, email, visit.rules.most),
        "was": was,
        "to_name": thread.names.get(was.answers, ""),
    }


def _facts(lang: str, problems: Sequence[Problem], notice: str) -> dict[str, Any]:
    return {
        "problems": [
            {"field": one.field, "code": one.code, "message": told(one.code, lang, *one.numbers)}
            for one in problems
        ],
        "notice": {"code": notice, "message": told(notice, lang)} if notice else None,
    }
