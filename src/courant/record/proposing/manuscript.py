"""A text as it is read: its sentences, with its quotations in them, and those within these."""

from collections.abc import Sequence
from itertools import groupby

from courant.record.proposing.marks import QuotedSpan
from courant.record.proposing.tokens import Sentence, sentences


class Manuscript:
    """Paragraphs and the spans that were found in them."""

    def __init__(
        self, paragraphs: Sequence[str], spans: Sequence[QuotedSpan], short: frozenset[str]
    ) -> None:
        self.spans = spans
        self._paragraphs, self._short = paragraphs, short
        outer: list[list[tuple[int, QuotedSpan]]] = [[] for _ in paragraphs]
        self._inner: dict[int, list[tuple[int, QuotedSpan]]] = {}
        for number, span in enumerate(spans):
            if span.inside is None:
                outer[span.paragraph].append((number, span))
            else:
                self._inner.setdefault(span.inside, []).append((number, span))
        self.paragraphs = [
            sentences(text, 0, len(text), those, short)
            for text, those in zip(paragraphs, outer, strict=True)
        ]

    def inside(self, number: int) -> tuple[Sentence, ...]:
        """Return the sentences within quoted words."""
        span, inner = self.spans[number], self._inner.get(number, ())
        text = self._paragraphs[span.paragraph]
        return sentences(text, span.start + 1, span.end - 1, inner, self._short)

    def has_nested(self, number: int) -> bool:
        """Return whether quoted words quote others."""
        return number in self._inner

    def before(self, number: int) -> int | None:
        """Return the span before one, of those that stand in no other."""
        at = number - 1
        while at >= 0 and self.spans[at].inside is not None:
            at -= 1
        return at if at >= 0 else None

    def told(self, number: int, tokens: Sentence) -> str:
        """Return the narrator's words among tokens, as they stand in the paragraph of a span."""
        text = self._paragraphs[self.spans[number].paragraph]
        parts = [
            text[run[0].start : run[-1].end]
            for is_quoted, group in groupby(tokens, key=lambda token: token.quoted is not None)
            if not is_quoted and (run := list(group))
        ]
        return " … ".join(parts)
