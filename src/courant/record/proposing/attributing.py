"""Which words of a sentence say whose its quoted words are."""

from collections.abc import Callable, Iterator
from typing import Final

from courant.record.proposing.places import COMMAS, Attribution, Place, Rule
from courant.record.proposing.subjects import POSSESSIVE, Scene, Subject

AUXILIARIES: Final = frozenset({"a", "avait", "ont", "has", "had", "heeft", "hat", "hatte"})
LONG_APPOSITION: Final = 16  # tokens
FEW: Final = 3  # words between a subject and the verb that follows it
FEW_WITHOUT_CAPITALS: Final = 9  # Persian puts everything there
LONG_NAME: Final = 8  # words of the longest title of a work


def attributed(place: Place) -> Attribution | None:
    """Return what the sentence says, the surest rule first, or nothing."""
    rules: tuple[Callable[[Place], Attribution | None], ...] = (
        _named, _verb_after, _according, _verb_behind, _verb_before, _colon,
    )  # fmt: skip
    return next(filter(None, (rule(place) for rule in rules)), None)


def attributed_next(scene: Scene) -> Attribution | None:
    """Return what a sentence says of a question that stands before it: “Why?” Bell asked."""
    return _subject_verb(scene, 0, len(scene.sentence), few=0)


def _named(place: Place) -> Attribution | None:
    """Titles of works, names of things: *the film “…”*, *so-called “…”*, *the “…” scheme*."""
    scene, at = place.scene, place.at
    quoted = scene.sentence[at].text
    if at == place.start or (not place.is_fragment and len(quoted.split()) > LONG_NAME):
        return None
    length = scene.words.naming.ends_at(scene.sentence, at)
    before = scene.sentence[at - 1]
    if length and scene.words.said.at(scene.sentence, at - length) and at - length > place.start:
        subject = scene.before(at - length, place.start)
        is_beside = subject is not None and subject.end == at - length
        if subject and is_beside and (subject.mention or subject.end - subject.start == 1):
            return Attribution(Rule.SAID, True, subject, subject.start, at)
    named = at + 1 < place.end and scene.words.named.at(scene.sentence, at + 1)
    article = before.word in scene.words.definite - scene.words.others  # not: dat het “…”
    if length or named or (article and place.is_fragment):
        return Attribution(Rule.NAME, False, None, at - max(1, length), at)
    return None


def _verb_after(place: Place) -> Attribution | None:
    """“…,” said Ann Bell; “…,” Bell told reporters; “…,” according to Bell."""
    scene, sentence = place.scene, place.scene.sentence
    at = place.at + 1
    while at < place.end and sentence[at].text in COMMAS:
        at += 1
    if at >= place.end:
        return None
    if length := scene.words.according.at(sentence, at):
        subject = scene.after(at + length, place.end)
        return Attribution(Rule.ACCORDING, True, subject, at, at + length)
    verb = at + (sentence[at].word in AUXILIARIES and at + 1 < place.end)
    if length := _says(scene, verb):
        return _verb_subject(place, verb, length)
    if verb > at and (subject := scene.at(verb)) and subject.pronoun:  # a-t-elle ajouté
        at = verb
    return _subject_verb(
        scene, at, place.end, few=FEW if scene.words.has_capitals else FEW_WITHOUT_CAPITALS
    )


def _verb_subject(place: Place, verb: int, length: int) -> Attribution | None:
    scene = place.scene
    if place.at > place.start and scene.words.behind.at(scene.sentence, verb):
        return None  # its subject stands before
    end = verb + length
    carried = not scene.words.has_capitals and not scene.words.verb_first
    subject = scene.at(end) if carried and end < place.end else None
    if not carried:
        subject = scene.after(end, place.end)
    if subject is None and not carried:
        return None
    return Attribution(Rule.SAID, True, subject, verb, end)


def _subject_verb(scene: Scene, at: int, end: int, *, few: int) -> Attribution | None:
    subject = scene.at(at)
    if subject is None:
        subject = _nobody(scene, at)
    if subject is None or (subject.mention and subject.mention.owns):
        return None
    start = _past_apposition(scene, subject.end, end) if few else subject.end
    for verb in range(start, min(end, start + few + 1)):
        if scene.sentence[verb].quoted is not None or scene.sentence[verb].text in ".:;":
            return None
        if length := _says(scene, verb):
            return Attribution(Rule.SAID, True, subject, verb, verb + length)
    return None


def _past_apposition(scene: Scene, at: int, end: int) -> int:
    """Return where the sentence goes on after *, who lives nearby,*."""
    if at < end and scene.sentence[at].text in ",،":
        for place in range(at + 1, min(end, at + LONG_APPOSITION)):
            if scene.sentence[place].quoted is not None:
                break
            if scene.sentence[place].text in ",،" and place + 1 < end and _says(scene, place + 1):
                return place + 1
    return at


def _says(scene: Scene, at: int) -> int:
    """Return how many tokens are a verb that, right after a mark, says whose the words are."""
    return scene.words.said.at(scene.sentence, at) or scene.words.after.at(scene.sentence, at)


def _nobody(scene: Scene, at: int) -> Subject | None:
    """Return *one of the diplomats*, *the ministry*: whoever it is has no name here."""
    words, sentence = scene.words, scene.sentence
    is_name = at + 1 < len(sentence) and words.has_capitals and sentence[at].is_name_like
    if is_name and sentence[at].word not in words.stops and words.said.at(sentence, at + 1):
        return Subject(at, at + 1, nobody=True)
    if at < len(sentence) and sentence[at].word in words.definite | words.indefinite:
        for end in range(at + 1, min(len(sentence), at + 6)):
            if words.said.at(sentence, end):
                return Subject(at, end, nobody=True)
    return None


def _according(place: Place) -> Attribution | None:
    scene, sentence = place.scene, place.scene.sentence
    for at in range(place.at - 1, place.start - 1, -1):
        length = scene.words.according.at(sentence, at)
        if not length:
            continue
        start = at + length
        subject = _object(scene, start) or (
            scene.after(start, place.at) if start < place.at else None
        )
        return Attribution(
            Rule.ACCORDING, True, subject or Subject(at, start, nobody=True), at, start
        )
    return None


def _object(scene: Scene, at: int) -> Subject | None:
    """Return *haar* in "volgens haar", which would be possessive before a noun."""
    if at + 1 >= len(scene.sentence) or scene.sentence[at].word not in POSSESSIVE:
        return None
    coming, word = scene.sentence[at + 1], scene.sentence[at].word
    if coming.is_word and coming.word not in scene.words.stops | scene.words.prepositions:
        return None
    sex = "m" if word in scene.words.he else "f" if word in scene.words.she else "?"
    return Subject(at, at + 1, pronoun=sex)


def _verb_behind(place: Place) -> Attribution | None:
    """Bell heeft het “…” genoemd."""
    scene = place.scene
    for at in range(place.at + 1, min(place.end, place.at + 3)):
        if length := scene.words.behind.at(scene.sentence, at):
            subject = _whoever(place, place.at)
            return Attribution(Rule.BEHIND, True, subject, at, at + length)
        if scene.sentence[at].text not in COMMAS:
            break
    return None


def _verb_before(place: Place) -> Attribution | None:
    """Bell called it “…”; Bell said that it was “…”; daarop zei Bell dat “…”."""
    scene = place.scene
    for at in _verbs_back(place):
        length = scene.words.said.at(scene.sentence, at)
        if at > place.start and scene.sentence[at - 1].word in scene.words.passive:
            return Attribution(Rule.SAID, True, Subject(at - 1, at, nobody=True), at, at + length)
        if scene.words.verb_first:
            subject = scene.after(at + length, place.at)
        elif scene.words.has_capitals:
            subject = scene.before(at, place.start) or scene.at(at + length)
            subject = subject or scene.any_mention(at, place.at) if place.has_colon else subject
            subject = subject or _whoever(place, at)
        else:
            subject = _whoever(place, at)
        return Attribution(Rule.SAID, True, subject, at, at + length)
    return None


def _verbs_back(place: Place) -> Iterator[int]:
    """Yield where verbs of saying stand before quoted words, the nearest that is done first."""
    scene, undone = place.scene, []
    for at in range(place.at - 1, place.used - 1, -1):
        if scene.words.said.at(scene.sentence, at):
            if at > place.start and scene.sentence[at - 1].word in scene.words.modal:
                undone.append(at)
            else:
                yield at
    yield from undone


def _whoever(place: Place, verb: int) -> Subject | None:
    """Return whom the words before a verb are about; None if they say nothing of it."""
    scene = place.scene
    if subject := scene.first(place.start, verb):
        return subject
    if place.start > 0:  # after other quoted words: their sentence goes on
        return scene.first(0, verb) or None
    if office := scene.at(place.start):
        return office
    leading = scene.sentence[place.start : verb]
    words = scene.words
    if not leading or leading[0].word in words.prepositions or words.said.at(leading, 0):
        return None
    return Subject(place.start, place.start + 1, nobody=True)


def _colon(place: Place) -> Attribution | None:
    if not place.has_colon:
        return None
    scene = place.scene
    subject = scene.first(place.start, place.at) or scene.any_mention(place.start, place.at)
    subject = subject or Subject(place.start, place.at, nobody=True)
    return Attribution(Rule.COLON, True, subject, place.at - 1, place.at)


def attributed_within(scene: Scene) -> Attribution | None:
    """Return who is said to speak among the quoted words themselves: « …, raconte-t-elle. … »."""
    for at in range(len(scene.sentence) - 1):
        length = scene.sentence[at].text == "," and scene.words.said.at(scene.sentence, at + 1)
        subject = scene.at(at + 1 + length) if length else None
        if subject and (subject.mention or subject.pronoun):
            return Attribution(Rule.WITHIN, True, subject, at + 1, at + 1 + length)
    return None
