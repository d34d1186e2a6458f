"""An article's own content, as its page and the full-text feeds show it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from courant.design.strings import text
from courant.newsroom import bodies, keys, views
from courant.newsroom.blocks import DECORATIVE
from courant.newsroom.models import ArticleTopic, Byline, Contributor, ContributorName, Topic
from courant.newsroom.queries.addresses import current_addresses
from courant.newsroom.queries.articles import by_article
from courant.newsroom.queries.manuscripts import BYLINE_COLUMNS, Manuscript
from courant.newsroom.queries.paper import House, masthead
from courant.newsroom.queries.shelves import Quoting, Shelves
from courant.newsroom.queries.visible import visible
from courant.newsroom.quotation_views import QuotationView
from courant.press.recipes import Tray
from courant.press.values import any_of


@dataclass(frozen=True, slots=True)
class Story:
    """What is the same of an article wherever it is shown whole."""

    bylines: tuple[views.BylineView, ...]
    topics: tuple[views.Link, ...]
    topic_pks: tuple[int, ...]
    photo: views.FigureBlock | None
    body: tuple[views.Block, ...]
    quotations: tuple[QuotationView, ...]


class Stories:
    """Some articles with everything they refer to, read in a constant number of queries.

    Takes live rows, or one draft whose bylines and topics are not in the database yet.
    """

    def __init__(self, articles: Sequence[Manuscript], house: House) -> None:
        """Read what these articles refer to."""
        self._house = house
        found = [bodies.references(article.body, article.photo_caption) for article in articles]
        self._shelves = Shelves(found, {a.photo_id for a in articles if a.photo_id})
        pks = [article.pk for article in articles]
        self._bylines = _children(Byline, pks, BYLINE_COLUMNS)
        self._topic_pks = _children(ArticleTopic, pks, ("topic_id",))
        for article in articles:
            if article.bylines is not None and article.topic_pks is not None:
                self._bylines[article.pk] = list(article.bylines)
                self._topic_pks[article.pk] = list(article.topic_pks)
        people = {row[0] for rows in self._bylines.values() for row in rows if row[0]}
        self._contributors = Contributor.objects.in_bulk(people)
        self._names = names_of(people)
        self._topics = Topic.objects.select_related("locale").in_bulk(
            {row[0] for rows in self._topic_pks.values() for row in rows}
        )
        self._policy = policy_link() if self._any_withheld() else None

    def story(self, article: Manuscript, tray: Tray) -> Story:
        """Return one of the articles; what it shows goes on the tray."""
        tray.use(keys.article(article.pk))
        shelf = self._shelves.shelf(tray, self._quoting(article))
        decorative = article.photo_alt_decision == DECORATIVE
        picture = shelf.picture(article.photo_id, "" if decorative else article.photo_alt)
        topic_pks = tuple(pk for (pk,) in self._topic_pks[article.pk] if pk in self._topics)
        tray.use(*map(keys.topic_name, topic_pks))
        return Story(
            bylines=tuple(self._bylines_of(article.pk, article.lang, tray)),
            topics=tuple(self._topic_link(self._topics[pk]) for pk in topic_pks),
            topic_pks=topic_pks,
            photo=views.FigureBlock(
                picture,
                bodies.caption(article.photo_caption, shelf),
                is_sensitive=article.photo_sensitive,
            )
            if picture
            else None,
            body=bodies.blocks(article.body, shelf),
            quotations=bodies.quotation_views(article.body, shelf),
        )

    def _quoting(self, article: Manuscript) -> Quoting:
        published = article.first_published_at
        return Quoting(
            article.lang,
            people=f"{self._house.prefix(article.lang)}/people/",
            day=published.date() if published else None,
            about=text("About this quotation", article.lang),
        )

    def _bylines_of(self, pk: int, lang: str, tray: Tray) -> list[views.BylineView]:
        lines = []
        for contributor_pk, kind, role in self._bylines[pk]:
            if kind == Byline.Kind.NAMED and contributor_pk in self._contributors:
                tray.use(keys.contributor_name(contributor_pk))
                person = self._contributors[contributor_pk]
                href = f"{self._house.prefix(lang)}/by/{person.slug}/"
                name = self._names.get((person.pk, lang), (person.name, ""))[0]
                lines.append(views.BylineView(name, role, href))
            elif kind == Byline.Kind.WITHHELD:
                tray.use(keys.withheld_names())
                withheld = text("Name withheld", lang)
                lines.append(views.BylineView(withheld, role, policy=self._policy))
            elif kind == Byline.Kind.STAFF:
                lines.append(views.BylineView(text("Staff", lang), role))
        return lines

    def _topic_link(self, topic: Topic) -> views.Link:
        lang = topic.locale.language_code
        return views.Link(topic.name, f"{self._house.prefix(lang)}/topics/{topic.slug}/")

    def _any_withheld(self) -> bool:
        rows = (row for rows in self._bylines.values() for row in rows)
        return any(kind == Byline.Kind.WITHHELD for _, kind, _ in rows)


def policy_link() -> views.Link | None:
    """Return the page that explains why some names are withheld, if the public may see it."""
    page = masthead().withheld_names
    if page is None or not visible().shows(page):
        return None
    address = current_addresses([f"standing:{page.pk}"]).get(f"standing:{page.pk}")
    return views.Link(page.title, address) if address else None


def names_of(pks: Collection[int]) -> dict[tuple[int, str], tuple[str, str]]:
    """Return name and description of contributors where a language writes them differently."""
    rows = ContributorName.objects.filter(contributor__in=pks).order_by("pk")
    columns = rows.values_list("contributor_id", "locale__language_code", "name", "about")
    return {(pk, lang): (name, about) for pk, lang, name, about in columns}


def _children(
    model: Any, pks: Collection[int], columns: tuple[str, ...]
) -> dict[int, list[tuple[Any, ...]]]:
    """Return rows of a child table by article."""
    rows = model.objects.filter(page__in=any_of(pks)).order_by("sort_order", "pk")
    return by_article(rows.values_list("page_id", *columns))
