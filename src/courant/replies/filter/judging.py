"""Learning and judging: naive Bayes, by NLTK."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

LEAST_EACH: Final = 30  # rulings of either kind before anything is said
HELD_AT_BITS: Final = 12.0  # measured with ./courant bench spam: half a per cent of ham
NAMED: Final = 5  # signs that are told


@dataclass(frozen=True, slots=True)
class Judgement:
    """What the filter thinks of a reply."""

    bits: float  # how much more likely it is spam than not, as a power of two; below 0: not
    because: tuple[str, ...]  # the signs that weighed most for spam, as an editor calls them


class Filter:
    """What was learnt from rulings."""

    def __init__(self, classifier: Any) -> None:
        """Take NLTK's classifier, trained."""
        self._classifier = classifier

    def judge(self, signs: Mapping[str, str]) -> Judgement:
        """Return what the rulings say of a reply with these signs.

        Args:
            signs: As ``signs_of`` returns them.
        """
        told = dict.fromkeys(signs, True)
        odds = self._classifier.prob_classify(told)
        bits = odds.logprob(True) - odds.logprob(False)
        weights = sorted(((self._weight(sign), sign) for sign in told), reverse=True)
        most = tuple(signs[sign] for weight, sign in weights[:NAMED] if weight > 0)
        return Judgement(bits, most)

    def _weight(self, sign: str) -> float:
        """Return how many bits one sign says for spam."""
        by_label = self._classifier._feature_probdist  # NLTK has no other door
        if (True, sign) not in by_label or (False, sign) not in by_label:
            return 0.0
        spam, ham = by_label[True, sign].logprob(True), by_label[False, sign].logprob(True)
        return float(spam - ham)


def learn(lessons: Iterable[tuple[Collection[str], bool]]) -> Filter | None:
    """Return a filter that has learnt from rulings; None while there are too few.

    Args:
        lessons: For each ruling the reply's signs (hashes) and whether it was called spam.
    """
    from nltk.classify.naivebayes import NaiveBayesClassifier  # heavy, and only works need it

    told = [(dict.fromkeys(signs, True), is_spam) for signs, is_spam in lessons]
    spam = sum(is_spam for _, is_spam in told)
    if min(spam, len(told) - spam) < LEAST_EACH:
        return None
    return Filter(NaiveBayesClassifier.train(told))
