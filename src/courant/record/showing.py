"""From rows of the record to what the templates see of them."""

from collections.abc import Sequence
from itertools import groupby
from urllib.parse import urlsplit

from courant.newsroom.queries.people import OfficeFacts, PersonFacts
from courant.newsroom.quotation_views import QuotationView, SourceLink, SpeakerView
from courant.record.models import Quote
from courant.record.views import MonthView, OfficeView, StatementView


def months(quotes: Sequence[Quote], person: PersonFacts) -> tuple[MonthView, ...]:
    """Return statements by month; both in the order in which they come."""
    grouped = groupby(quotes, key=lambda quote: quote.on.replace(day=1))
    return tuple(
        MonthView(month, tuple(statement(quote, person) for quote in of)) for month, of in grouped
    )


def statement(quote: Quote, person: PersonFacts) -> StatementView:
    """Return one statement; from a withdrawn article nothing leads to it any more."""
    return StatementView(
        anchor=f"{quote.anchor}-{quote.number}",
        said=quotation(quote, person),
        headline=quote.headline,
        article=quote.address if quote.withdrawn_at is None else "",
        published_at=quote.published_at,
        withdrawn_at=quote.withdrawn_at,
    )


def quotation(quote: Quote, person: PersonFacts) -> QuotationView:
    """Return the words with what is known of them."""
    return QuotationView(
        anchor=quote.anchor,
        text=quote.words,
        speaker=SpeakerView(
            person.name_in(quote.lang), office=person.office_on(quote.on, quote.lang)
        ),
        is_block=True,
        lang=quote.words_lang,
        said_on=quote.said_on,
        precision=quote.precision,
        place=quote.place,
        source=_source(quote.source),
        is_told=quote.is_told,
        original=quote.original,
        original_lang=quote.original_lang,
        translator=quote.translator,
    )


def _source(url: str) -> SourceLink | None:
    if not url.startswith(("https://", "http://")):
        return None
    return SourceLink(urlsplit(url).hostname or url, url)


def offices(person: PersonFacts, lang: str) -> tuple[OfficeView, ...]:
    """Return what somebody is and was."""
    return tuple(_office(office, lang) for office in person.offices)


def _office(office: OfficeFacts, lang: str) -> OfficeView:
    return OfficeView(
        office.words(lang),
        office.began,
        office.began_precision,
        office.ended,
        office.ended_precision,
    )
