"""Who an article names: persons in full, and where a surname, a title or a first name means one."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from typing import Final

from courant.record.proposing.names import Names
from courant.record.proposing.runs import LEAST_FULL, Run
from courant.record.proposing.tokens import Sentence, Token, folded
from courant.record.proposing.words import Words

MOST_ROLE_WORDS: Final = 6  # beside a name, that say what somebody is
NOUN_PHRASE: Final = 14  # tokens before a comma and a name: the minister of … , Ann Bell
COMMAS: Final = ",،"
STOPS: Final = ",،.;:؛"
LEAST_LETTERS: Final = 3  # of a word that says what somebody is


@dataclass(frozen=True, slots=True)
class KnownPerson:
    """A person whom the newsroom knows already, with the name in each script."""

    key: int
    names: tuple[str, ...]


@dataclass(slots=True)
class Person:
    """Somebody whom the article names, or whom the newsroom knows."""

    name: str  # in full, without titles
    words: tuple[str, ...]  # of the name, folded
    sex: str = ""  # "m", "f"; empty if nothing tells
    roles: set[str] = field(default_factory=set)  # folded: minister, wethouder
    key: int | None = None  # of a known person
    in_text: bool = True


@dataclass(frozen=True, slots=True)
class Mention:
    """A place in a sentence where somebody is named."""

    start: int  # tokens of the sentence
    end: int
    persons: tuple[int, ...]  # whom it may mean: more than one share a surname
    owns: bool  # Lamb's, which makes no subject
    sex: str  # what the title before it tells


class Cast:
    """The persons of an article and of the newsroom."""

    def __init__(
        self, text: Sequence[Sentence], words: Words, known: Sequence[KnownPerson] = ()
    ) -> None:
        self.persons: list[Person] = []
        self._words = words
        self._by_name: dict[tuple[str, ...], int] = {}
        self._by_part: dict[str, list[int]] = defaultdict(list)
        self._known = {
            tuple(map(folded, name.split())): (one.key, name) for one in known for name in one.names
        }
        by_first: dict[str, set[tuple[str, ...]]] = defaultdict(set)
        for name in self._known:
            by_first[name[0] if name else ""].add(name)
        self._names = Names(words, by_first)
        self._seen = {id(one): (one, tuple(self._names.runs(one))) for one in text}
        found = [(sentence, run) for sentence, those in self._seen.values() for run in those]
        for sentence, run in found:
            if run.is_full:
                self._note(sentence, run)
        self._settle(found, self._alone(text, found))
        self._add_known()
        self._by_role: dict[str, list[int]] = defaultdict(list)
        for number, person in enumerate(self.persons):
            for role in person.roles:
                self._by_role[role].append(number)

    def mentions(self, sentence: Sentence) -> tuple[Mention, ...]:
        """Return where a sentence names somebody."""
        return tuple(self._mentions(sentence))

    def with_role(self, role: str) -> tuple[int, ...]:
        """Return who is called so beside their names: the ministers, the farmers."""
        return tuple(self._by_role.get(role, ()))

    def _mentions(self, sentence: Sentence) -> Iterator[Mention]:
        for run in self._runs(sentence):
            persons = self._meant(run)
            if persons:
                after = sentence[run.end : run.end + 2]
                yield Mention(run.start, run.end, persons, _owns(after), run.sex)

    def _runs(self, sentence: Sentence) -> Iterable[Run]:
        # Capitals show the same runs as before; without them, surnames can be seen only now.
        if self._words.has_capitals and id(sentence) in self._seen:
            return self._seen[id(sentence)][1]
        return self._names.runs(sentence, self._by_part.keys())

    def _meant(self, run: Run) -> tuple[int, ...]:
        if (number := self._by_name.get(run.words)) is not None:
            return (number,)
        if len(run.words) > 1 and not run.is_surname:
            return ()
        return tuple(self._by_part.get(run.words[-1], ()))

    def _note(self, sentence: Sentence, run: Run) -> None:
        number = self._by_name.get(run.words)
        if number is None:
            number = self._add(Person(run.name, run.words, run.sex))
        person = self.persons[number]
        person.sex = person.sex or run.sex
        if person.key is None and run.words in self._known:
            person.key = self._known[run.words][0]
        person.roles.update(_roles(sentence, run, self._words))
        person.sex = person.sex or next(filter(None, map(self._words.sex, person.roles)), "")

    def _alone(
        self, text: Sequence[Sentence], found: Iterable[tuple[Sentence, Run]]
    ) -> frozenset[str]:
        """Return the words that may shorten a name: those that stand without the rest of it."""
        if self._words.has_capitals:
            return frozenset(run.words[-1] for _, run in found if len(run.words) == 1)
        times = Counter(token.word for sentence in text for token in sentence)
        times.subtract(run.words[-1] for _, run in found)
        return frozenset(word for word, count in times.items() if count > 0)

    def _settle(self, found: Iterable[tuple[Sentence, Run]], alone: AbstractSet[str]) -> None:
        """Take what may be names for names if the article calls them by the last word too."""
        for sentence, run in found:
            if run.is_person or len(run.words) < LEAST_FULL or run.is_surname:
                continue
            if run.words[-1] in alone and run.words[-1] not in self._by_part:
                self._note(sentence, run)
        for sentence, run in found:
            if len(run.words) == 1 and run.is_person and run.words[0] not in self._by_part:
                self._note(sentence, run)

    def _add(self, person: Person) -> int:
        self.persons.append(person)
        number = len(self.persons) - 1
        self._by_name[person.words] = number
        for part in dict.fromkeys((person.words[-1], person.words[0])):
            self._by_part[part].append(number)
        return number

    def _add_known(self) -> None:
        """Add whom the newsroom knows, for surnames that the article never gives in full."""
        used = set(self._by_part)
        for name_words, (key, name) in self._known.items():
            if name_words not in self._by_name and len(name_words) > 1:
                self.persons.append(Person(name, name_words, key=key, in_text=False))
                self._by_name[name_words] = len(self.persons) - 1
                if name_words[-1] not in used:
                    self._by_part[name_words[-1]].append(len(self.persons) - 1)


def _owns(after: Sequence[Token]) -> bool:
    return bool(after) and after[0].text in "’'" and all(one.word == "s" for one in after[1:])


def _roles(sentence: Sentence, run: Run, words: Words) -> Iterator[str]:
    """Yield what is said beside a name: the words before it, the apposition after it."""
    parted = run.start > 0 and sentence[run.start - 1].text in COMMAS
    start, most = (run.start - 1, NOUN_PHRASE) if parted else (run.start, MOST_ROLE_WORDS)
    before = sentence[max(0, start - most) : start]
    first = max(
        (
            at + 1
            for at, one in enumerate(before)
            if one.text in STOPS or one.quoted is not None or words.said.at(before, at)
        ),
        default=0,
    )
    yield from _nouns(before[first:], words)
    yield from run.titles
    if run.end < len(sentence) and sentence[run.end].text in COMMAS:
        after = sentence[run.end + 1 : run.end + 1 + MOST_ROLE_WORDS]
        last = next(
            (
                at
                for at, token in enumerate(after)
                if token.text in STOPS or token.quoted is not None
            ),
            len(after),
        )
        yield from _nouns(after[:last], words)


def _nouns(tokens: Sequence[Token], words: Words) -> Iterator[str]:
    """Yield the words that may say what somebody is, without what follows *of* or owns it."""
    for at, token in enumerate(tokens):
        if words.said.at(tokens, at) or token.word in words.others:
            return
        if words.has_capitals and token.word in words.prepositions:
            return
        owns = at + 1 < len(tokens) and tokens[at + 1].text in "’'"
        if (
            token.is_word
            and not owns
            and len(token.word) >= LEAST_LETTERS
            and token.word not in words.stops
        ):
            yield token.word
