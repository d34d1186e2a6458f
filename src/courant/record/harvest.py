"""From public articles to the record: what is said in them, and nothing that is not.

Called in the transaction of the deed, with what readers are shown of articles before and after.
Doing it twice changes nothing.
"""

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

from django.db.models import Q, TextField
from django.db.models.functions import Cast

from courant.newsroom.models import ArticlePage, ArticleTopic, Person, Teaser
from courant.newsroom.queries.articles import by_article
from courant.newsroom.queries.visible import visible
from courant.newsroom.quotations import Quotation, quotations
from courant.plant import clock
from courant.press.values import any_of
from courant.record.models import Quote
from courant.record.services import Change, show_record

Teasers = Mapping[int, Teaser]

# What is compared to see whether an article says something else now.
OWN = [field.attname for field in Quote._meta.local_concrete_fields if field.attname != "id"]


def follow(old: Teasers, new: Teasers) -> None:
    """Bring the record up to what some articles say.

    Args:
        old: What readers were shown of them before.
        new: What they are shown now; an article that is in ``old`` alone is no longer public.
    """
    had = _quotes_of(old.keys() | new.keys())
    says = dict(_harvest(new, had))
    gone = {pk: had[pk] for pk in old if pk not in new and pk in had}
    changed: list[Quote] = []
    for pk, quotes in says.items():
        if list(map(_values, quotes)) != list(map(_values, had.get(pk, ()))):
            Quote.objects.filter(number=pk).delete()
            Quote.objects.bulk_create(quotes, batch_size=40)
            changed += [*had.get(pk, ()), *quotes]
    changed += _leave(gone)
    if changed:
        show_record(map(Change.of, changed), because="article changed")


def _quotes_of(pks: Collection[int]) -> dict[int, list[Quote]]:
    found: dict[int, list[Quote]] = defaultdict(list)
    for quote in Quote.objects.filter(number__in=any_of(list(pks))).order_by("position"):
        found[quote.number].append(quote)
    return found


def _harvest(teasers: Teasers, had: Collection[int]) -> Iterator[tuple[int, list[Quote]]]:
    """Yield what public articles say, of those that quote a person or did before."""
    if not teasers:
        return
    # A paper of 50,000 articles comes by here when it is imported: few quote a person.
    rows = ArticlePage.objects.filter(pk__in=any_of(list(teasers)), alias_of=None)
    rows = rows.annotate(text=Cast("body", TextField()))
    quoting = Q(text__contains="data-person") | Q(text__contains='"person":')
    bodies = dict(rows.filter(quoting).values_list("pk", "text"))
    said = {pk: list(_with_person(json.loads(text))) for pk, text in bodies.items()}
    if not said and not had:
        return
    people = _people(quote.person for quotes in said.values() for quote in quotes)
    topics = by_article(
        ArticleTopic.objects.filter(page__in=any_of(list(said)))
        .order_by("sort_order", "pk")
        .values_list("page_id", "topic_id")
    )
    for pk in (said.keys() | set(had)) & teasers.keys():
        on = [topic for (topic,) in topics[pk]]
        yield (
            pk,
            [
                _quote(position, quote, people[quote.person], teasers[pk], on)
                for position, quote in enumerate(said.get(pk, ()))
                if quote.person in people
            ],
        )


def _with_person(body: Any) -> Iterator[Quotation]:
    return (quote for quote in quotations(body) if quote.person is not None)


def _people(pks: Iterable[int | None]) -> dict[int | None, int]:
    """Return who is meant by each number: who was merged into somebody is that."""
    wanted = {pk for pk in pks if pk is not None}
    rows = Person.objects.filter(pk__in=any_of(wanted)).values_list("pk", "merged_into_id")
    return {pk: into or pk for pk, into in rows} if wanted else {}


def _quote(position: int, said: Quotation, person: int, teaser: Teaser, topics: list[int]) -> Quote:
    return Quote(
        person_id=person,
        lang=teaser.lang,
        article_id=teaser.article_id,
        number=teaser.article_id,
        headline=teaser.headline,
        address=teaser.address,
        published_at=teaser.published_at,
        withdrawn_at=None,
        topics=topics,
        anchor=said.anchor,
        position=position,
        # In UTC, so that no change of the paper's zone moves a statement.
        on=said.said_on or teaser.published_at.date(),
        words=said.text,
        words_lang=said.lang if said.lang != teaser.lang else "",
        original=said.original,
        original_lang=said.original_lang,
        translator=said.translator[:160],
        said_on=said.said_on,
        precision=said.precision,
        place=said.place[:200],
        source=said.source[:2000],
        is_told=said.is_told,
    )


def _leave(gone: Mapping[int, list[Quote]]) -> list[Quote]:
    """Mark what articles said that were withdrawn or deleted; forget what nobody shall know.

    Returns the statements of both.
    """
    if not gone:
        return []
    public = visible()
    pages = ArticlePage.objects.filter(pk__in=gone).only("path", "locale_id", "live")
    hidden = {page.pk for page in pages if public.hides(page)}
    Quote.objects.filter(number__in=hidden).delete()
    Quote.objects.filter(number__in=gone.keys() - hidden).update(withdrawn_at=clock.now())
    return [quote for quotes in gone.values() for quote in quotes]


def _values(quote: Quote) -> tuple[Any, ...]:
    return tuple(getattr(quote, name) for name in OWN)
