"""What the *Quotations* panel lists: the quotation marks of a text, each with a proposed speaker.

The text comes from the editor as it stands there, saved or not; nothing is kept of it.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

from courant.newsroom.models import Person
from courant.newsroom.people_admin import by_themselves
from courant.newsroom.queries.people import People
from courant.record.proposing.cast import KnownPerson
from courant.record.proposing.places import Rule
from courant.record.proposing.proposals import Proposal
from courant.record.proposing.reading import propose

WHY: Final[Mapping[Rule, str]] = {
    Rule.SAID: "the sentence says who said it",
    Rule.ACCORDING: "the sentence says according to whom",
    Rule.COLON: "a colon leads to the words",
    Rule.BEHIND: "the verb stands behind the words",
    Rule.WITHIN: "said among the words themselves",
    Rule.SPLIT: "goes on from the words before",
    Rule.GOES_ON: "nobody else is named since the words before",
    Rule.RUNS_ON: "the marks of the paragraph before are still open",
    Rule.NEAREST: "whoever the text was about last",
    Rule.NESTED: "words within quoted words",
    Rule.NAME: "a title, or what something is called",
    Rule.NOTHING: "nothing says that somebody speaks",
}


def known_people() -> tuple[KnownPerson, ...]:
    """Return everybody on record, with their names in every language."""
    people = by_themselves().prefetch_related("names").only("name")
    return tuple(
        KnownPerson(each.pk, (each.name, *(one.name for one in each.names.all())))
        for each in people
    )


def proposed(paragraphs: Sequence[str], lang: str) -> list[dict[str, Any]]:
    """Return every pair of quotation marks as the panel wants it.

    Places are counted as browsers count: in UTF-16 code units.
    """
    known = known_people()
    names = {person.key: person.names[0] for person in known}
    return list(_rows(paragraphs, propose(paragraphs, lang, known), names))


def names_of(numbers: Collection[int]) -> dict[int, str]:
    """Return who some numbers are; a merged person's is the name of whom they are now."""
    people = People(numbers)
    found = ((number, people.get(number)) for number in numbers)
    return {number: person.name for number, person in found if person is not None}


def may_make_people(user: Any) -> bool:
    """Return whether somebody may put people on record."""
    return bool(user.has_perm(f"{Person._meta.app_label}.add_person"))


def _rows(
    paragraphs: Sequence[str], proposals: Iterable[Proposal], names: Mapping[int, str]
) -> Iterator[dict[str, Any]]:
    for proposal in proposals:
        span = proposal.span
        if not span.text:
            continue
        text = paragraphs[span.paragraph]
        start = text.index(span.text, span.start)
        yield {
            "paragraph": span.paragraph,
            "start": _units(text[:start]),
            "end": _units(text[: start + len(span.text)]),
            "words": span.text,
            "isSpeech": proposal.is_speech,
            "speaker": names.get(proposal.key or 0, proposal.speaker),
            "person": proposal.key,
            "why": WHY[proposal.why.rule],
            "relied": proposal.why.words,
            "confidence": proposal.confidence.name.lower(),
        }


def _units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
