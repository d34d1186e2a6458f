"""Whom a text is about just now, and so whom its pronouns, offices and surnames mean."""

from typing import Final

from courant.record.proposing.cast import Cast, Mention
from courant.record.proposing.subjects import Subject

FAR: Final = 12  # sentences and quotations that a pronoun looks back over
LATELY: Final = 4
LONG_AGO: Final = 100  # for a surname or an office that several share


class Focus:
    """Whom a text was about, sentence by sentence, quotation by quotation."""

    def __init__(self, cast: Cast) -> None:
        self._cast = cast
        self._seen: list[int | None] = []  # the latest last; None: somebody without a name
        self._since = 0  # how many were seen before this paragraph

    def push(self, person: int | None) -> None:
        """Remember that the text is about somebody now."""
        self._seen.append(person)

    def begin(self) -> None:
        """Begin a paragraph."""
        self._since = len(self._seen)

    def latest(self, sex: str = "") -> int | None:
        """Return whom the text was about last, if a pronoun of that sex may mean the person."""
        for number in self._seen[: -FAR - 1 : -1]:
            if number is None:
                return None
            person = self._cast.persons[number]
            if sex not in ("m", "f") or person.sex in ("", sex):
                person.sex = person.sex or sex.strip("?")
                return number
        return None

    def meant(self, subject: Subject) -> int | None:
        """Return whom a subject means, or None for somebody whom the text does not name."""
        if subject.mention:
            return self.named(subject.mention)
        if subject.pronoun:
            return self.latest(subject.pronoun)
        return self._in_office(subject.role) if subject.role else None

    def named(self, mention: Mention) -> int:
        """Return whom a name means: of those who share it, the one the text was about last."""
        those = mention.persons
        if mention.sex:
            fitting = [one for one in those if self._cast.persons[one].sex in ("", mention.sex)]
            those = tuple(fitting) or those
        recent = self._recent(those)
        return those[0] if recent is None else recent

    def _in_office(self, role: str) -> int | None:
        those = self._cast.with_role(role)
        if not those:
            return self._only()
        recent = self._recent(those)
        return those[0] if recent is None and len(those) == 1 else recent

    def _recent(self, those: tuple[int, ...]) -> int | None:
        return next((one for one in self._seen[: -LONG_AGO - 1 : -1] if one in those), None)

    def _only(self) -> int | None:
        """Return whom this paragraph was about last; else whom the last few sentences were."""
        if len(self._seen) > self._since:
            return self._seen[-1]
        lately = set(self._seen[-LATELY:])
        return lately.pop() if len(lately) == 1 else None
