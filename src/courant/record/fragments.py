"""What the record puts into other rooms' pages: who said what in an article, and on fronts."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import groupby
from typing import Any

from courant.newsroom import keys as newsroom_keys
from courant.newsroom.queries.paper import house
from courant.newsroom.queries.people import People
from courant.newsroom.quotation_views import QuotationView
from courant.newsroom.recipes.engine import engine
from courant.newsroom.views import FrontView
from courant.plant.html import Html
from courant.plant.plain_text import fitted
from courant.press.recipes import Fragment
from courant.record import keys
from courant.record.queries import newest_sayings
from courant.record.views import SayingView, SpeakerLinesView

NAME = "said"  # of the place in the templates
LINE_LETTERS = 140  # of a quotation where only a line of it stands

_sayings: dict[str, tuple[SayingView, ...]] = {}  # by language
_named: dict[str, tuple[str, ...]] = {}  # whose names they show


def _said_html(lang: str, view: Any) -> Html:
    """Return who said what in an article; nothing where nobody is quoted by name.

    Made of what the article's view has, so a preview shows it as well.
    """
    quoted = [said for said in getattr(view, "quotations", ()) if said.speaker.name]
    if not quoted:
        return Html()
    order = {said.speaker: number for number, said in reversed(list(enumerate(quoted)))}
    by_speaker = groupby(
        sorted(quoted, key=lambda said: order[said.speaker]), key=lambda said: said.speaker
    )
    speakers = tuple(
        SpeakerLinesView(who.name, who.href, who.office, tuple(map(_line, lines)))
        for who, lines in by_speaker
    )
    html = engine().render("record/said.html", lang, speakers=speakers, paper=view.paper)
    return Html(html.decode())


def _line(said: QuotationView) -> QuotationView:
    return replace(said, text=fitted(said.text, most=LINE_LETTERS))


def settle(views: Sequence[Any]) -> None:
    """Read what fronts show; rendering must not ask."""
    _sayings.clear()
    _named.clear()
    langs = {view.paper.lang for view in views if isinstance(view, FrontView)}
    if not langs:
        return
    around = house()
    newest = {lang: newest_sayings(lang) for lang in langs}
    people = People({quote.person_id for of in newest.values() for quote in of})
    for lang, quotes in newest.items():
        _named[lang] = tuple(newsroom_keys.person_name(quote.person_id) for quote in quotes)
        _sayings[lang] = tuple(
            SayingView(
                text=fitted(quote.words, most=LINE_LETTERS),
                lang=quote.words_lang,
                name=person.name_in(lang),
                person=f"{around.prefix(lang)}/people/{person.slug}/",
                article=quote.address,
                anchor=quote.anchor,
            )
            for quote in quotes
            if (person := people.get(quote.person_id))
        )


def _sayings_html(lang: str, view: FrontView) -> Html:
    """Return what is being said, for a front; nothing where nobody was quoted yet."""
    sayings = _sayings.get(lang, ())
    if not sayings:
        return Html()
    home = view.paper.home.href
    return Html(engine().render("record/sayings.html", lang, sayings=sayings, home=home).decode())


def html(lang: str, view: Any) -> Html:
    """Return who said what in an article, or what is being said, for a front."""
    return _sayings_html(lang, view) if isinstance(view, FrontView) else _said_html(lang, view)


def keys_of(view: Any) -> Iterable[str]:
    """Return what a front's lines are made from; an article's are made from its own view."""
    if isinstance(view, FrontView):
        yield keys.sayings(view.paper.lang)
        yield from _named.get(view.paper.lang, ())


FRAGMENT = Fragment(settle=settle, html=html, keys=keys_of)
