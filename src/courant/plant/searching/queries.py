"""From a question to what the library understands.  No query can grow beyond a bound.

There are no wildcards, no regular expressions and no ranges of words: each word is one look-up,
spellings that no article has are left out beforehand, and a phrase is only preferred where it
is cheap to look for.
"""

from collections.abc import Iterable, Iterator
from typing import Final

import tantivy
from tantivy import Occur, Query

from courant.plant.searching.questions import Question, Sought, Spelling
from courant.plant.searching.schema import schema

HEADLINE, STANDFIRST, PHRASE = 3.0, 1.0, 1.5  # how much more a word counts there
OTHER_SPELLING: Final = 0.7
COSTLY_ARTICLES: Final = 2_000  # a phrase of words that so many have is not looked for unasked
COMMON_ARTICLES: Final = 20_000  # of words that so many have none is about; the newest come first
FAR_PAST, FAR_FUTURE = -(2**62), 2**62

Clause = tuple[Occur, Query]


def query_for(question: Question, searcher: tantivy.Searcher) -> Query:
    """Return the query that answers a question."""
    field = "quotations" if question.in_quotations else "words"
    clauses = [*_wanted(question, field, searcher), *_conditions(question)]
    if is_ranked(question, searcher):
        clauses += _preferred(question, searcher)
    return Query.boolean_query(clauses) if clauses else Query.all_query()


def is_ranked(question: Question, searcher: tantivy.Searcher) -> bool:
    """Return whether what fits best comes first, rather than what is newest."""
    words = _first_words(question.sought)
    if question.newest_first or not words:
        return False
    return min(searcher.doc_freq("words", word) for word in words) <= COMMON_ARTICLES


def words_of(question: Question) -> frozenset[str]:
    """Return every folded word that a snippet should mark."""
    spellings = (spelling for one in question.sought for spelling in one.spellings)
    return frozenset(word for spelling in spellings for word in spelling)


def _wanted(question: Question, field: str, searcher: tantivy.Searcher) -> Iterator[Clause]:
    for sought in question.sought:
        ways = [
            _way(spelling, field, first=not number)
            for number, spelling in enumerate(sought.spellings)
            if not number or _all_known(spelling, field, searcher)
        ]
        if sought.in_pieces and field == "words":
            piece = _term("pieces", sought.spellings[0][0])
            ways.append(Query.boost_query(piece, OTHER_SPELLING))
        yield Occur.Must, ways[0] if len(ways) == 1 else Query.disjunction_max_query(ways)


def _way(spelling: Spelling, field: str, *, first: bool) -> Query:
    query = _term(field, spelling[0]) if len(spelling) == 1 else _phrase(field, spelling)
    return query if first else Query.boost_query(query, OTHER_SPELLING)


def _all_known(spelling: Spelling, field: str, searcher: tantivy.Searcher) -> bool:
    return all(searcher.doc_freq(field, word) for word in spelling)


def _conditions(question: Question) -> Iterator[Clause]:
    """Yield what filters and adds nothing to the score."""
    filters = []
    if question.lang:
        filters.append(_term("lang", question.lang))
    if question.desk:
        filters.append(_term("desk", question.desk))
    if question.person:
        is_word = len(question.person) == 1
        name = question.person
        filters.append(_term("people", name[0]) if is_word else _phrase("people", name))
    if question.since is not None or question.until is not None:
        since = FAR_PAST if question.since is None else question.since
        until = FAR_FUTURE if question.until is None else question.until
        filters.append(
            Query.range_query(
                schema(), "at", tantivy.FieldType.Integer, since, until, include_upper=False
            )
        )
    for query in filters:
        yield Occur.Must, Query.const_score_query(query, 0.0)


def _preferred(question: Question, searcher: tantivy.Searcher) -> Iterator[Clause]:
    """Yield what makes an article come earlier: words in its headline, words side by side."""
    for word in _first_words(question.sought):
        for field, more in (("headline", HEADLINE), ("standfirst", STANDFIRST)):
            if searcher.doc_freq(field, word):
                yield Occur.Should, Query.boost_query(_term(field, word), more)
    together = tuple(_first_words(question.sought))
    rarest = min((searcher.doc_freq("words", word) for word in together), default=0)
    if len(together) > 1 and 0 < rarest <= COSTLY_ARTICLES:
        yield Occur.Should, Query.boost_query(_phrase("words", together), PHRASE)


def _first_words(sought: Iterable[Sought]) -> list[str]:
    return [word for one in sought for word in one.spellings[0]]


def _term(field: str, word: str) -> Query:
    return Query.term_query(schema(), field, word)


def _phrase(field: str, words: Spelling) -> Query:
    return Query.phrase_query(schema(), field, list(words))
