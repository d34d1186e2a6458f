"""Drafts: what was typed into the form, what is wrong with it, and what of it would be sent."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from courant.kiosk.letters.body import Form
from courant.kiosk.letters.checking import (
    FieldError,
    checked_email,
    checked_name,
    checked_pass,
    checked_text,
)
from courant.kiosk.letters.facts import Rules
from courant.plant.sealing import is_sealed

NUMBER: Final = re.compile(r"[1-9][0-9]{0,17}")
TRAP: Final = "website"  # a field that people do not see
MOST_TRAPPED_LETTERS: Final = 100


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with one field; ``numbers`` are for the places in its message."""

    field: str
    code: str
    numbers: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """What a form's fields hold, as it came; templates fill the form in again with it."""

    text: str = ""
    name: str = ""
    email: str = ""
    pass_code: str = ""
    no_code: bool = False
    answers: int = 0
    sealed: str = ""  # an email address that was sealed before


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What would be sent: clean, and with nothing in it that only the newsroom may read."""

    page: str  # on which the form stood
    text: str
    name: str
    answers: int  # the number of the reply that is answered; 0 for none
    sealed: str
    pass_code: str
    no_code: bool
    trapped: str
    hurried: bool
    worked: bool = False  # work was done for its letter; stands in no form

    def fields(self) -> dict[str, str]:
        """Return the fields that a check page carries and its token vouches for."""
        return {
            "page": self.page,
            "text": self.text,
            "name": self.name,
            "answers": str(self.answers),
            "sealed": self.sealed,
            "pass": self.pass_code,
            "no_code": "1" if self.no_code else "",
            TRAP: self.trapped,
            "hurried": "1" if self.hurried else "",
        }

    @property
    def marks(self) -> list[str]:
        """What speaks against it and for it, for the newsroom to weigh."""
        signs = {"trap": bool(self.trapped), "hurried": self.hurried, "worked": self.worked}
        return [mark for mark, is_so in signs.items() if is_so]

    @property
    def wants_code(self) -> bool:
        """Whether a pass code is to be made for its writer."""
        return not (self.no_code or self.pass_code)


def typed_in(form: Form) -> Typed:
    """Return what a form's fields hold."""
    sealed = form.get("sealed", "")
    return Typed(
        text=form.get("text", ""),
        name=form.get("name", ""),
        email=form.get("email", ""),
        pass_code=form.get("pass", ""),
        no_code=bool(form.get("no_code")),
        answers=number_in(form.get("answers", "")),
        sealed=sealed if is_sealed(sealed) else "",
    )


def number_in(text: str) -> int:
    """Return a number above zero as a form or an address has it; 0 if it is none."""
    return int(text) if NUMBER.fullmatch(text) else 0


def look_at(form: Form, rules: Rules) -> tuple[Draft, list[Problem]]:
    """Return what would be sent, and what is wrong with it, in the order of the fields.

    Looking at a draft's own fields gives that draft again.
    """
    typed = typed_in(form)
    problems: list[Problem] = []

    def taken(field: str, checked: Callable[[], str]) -> str:
        try:
            return checked()
        except FieldError as error:
            problems.append(Problem(field, error.code, error.numbers))
            return ""

    draft = Draft(
        page=form.get("page", ""),
        text=taken("text", lambda: checked_text(typed.text, least=rules.least, most=rules.most)),
        name=taken(
            "name", lambda: checked_name(typed.name, rules, has_pass=bool(typed.pass_code.strip()))
        ),
        answers=typed.answers,
        sealed=taken("email", lambda: checked_email(typed.email, typed.sealed, rules)),
        pass_code=taken("pass", lambda: checked_pass(typed.pass_code)),
        no_code=typed.no_code,
        trapped=form.get(TRAP, "")[:MOST_TRAPPED_LETTERS],
        hurried=bool(form.get("hurried")),
    )
    return draft, problems
