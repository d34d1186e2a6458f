"""Full-text Atom feeds: of a language, and of each desk, topic and contributor."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from urllib.parse import urlsplit

from django.conf import settings

from courant.newsroom import keys, views
from courant.newsroom.models import Teaser
from courant.newsroom.queries.corrections import changes_of
from courant.newsroom.queries.lists import FEED_LENGTH, newest
from courant.newsroom.queries.manuscripts import Manuscript, manuscripts
from courant.newsroom.queries.paper import PAPER, House, house
from courant.newsroom.queries.stories import Stories
from courant.newsroom.recipes.engine import render
from courant.newsroom.recipes.lists import (
    FEED,
    ContributorRecipe,
    DeskRecipe,
    ListOf,
    TopicRecipe,
    is_months,
)
from courant.newsroom.recipes.pages import surroundings
from courant.plant.addresses import Address
from courant.press.recipes import FEEDS, Recipe, Tray, Trays

LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)  # when an empty feed was last updated


LISTS = (DeskRecipe(), TopicRecipe(), ContributorRecipe())  # each of whose lists has a feed


@dataclass(frozen=True, slots=True)
class FeedOf:
    """What a feed follows."""

    list: str  # the name of its listings
    lang: str
    page: Address  # the page it belongs to
    title: str  # of the list; empty for the paper's own
    named_by: tuple[str, ...] = ()  # the keys of title and page

    @property
    def address(self) -> Address:
        """Where the feed is."""
        return Address(f"{self.page}{FEED}")


class FeedRecipe(Recipe):
    """A feed with whole articles, for readers who cannot or will not open the site."""

    name = "newsroom.feed"
    rank = FEEDS

    def addresses(self) -> Iterable[Address]:
        """Yield a feed per language and per list."""
        lists = (of.home for recipe in LISTS for of in recipe.lists())
        return [Address(f"{page}{FEED}") for page in (*_homes(house()), *lists)]

    def addresses_for(self, noted: Collection[str]) -> Iterable[Address]:
        """Yield the feeds of lists that have come to be or are elsewhere now."""
        pages = [page for recipe in LISTS for page in recipe.addresses_for(noted)]
        if keys.languages() in noted:
            pages += _homes(house())
        return [Address(f"{page}{FEED}") for page in pages if not is_months(page)]

    def subjects(self, addresses: Sequence[Address]) -> Sequence[FeedOf]:
        """Return what the feeds at these addresses follow."""
        pages = {Address(address.removesuffix(FEED)) for address in addresses}
        of_languages = [of for of in _of_languages(house()) if of.page in pages]
        return [*of_languages, *_of_lists(pages)]

    def compose(self, feeds: Sequence[FeedOf], trays: Trays) -> Iterator[views.FeedView]:
        """Yield the feeds' views."""
        around = surroundings()
        lists = [newest(of.list, FEED_LENGTH) for of in feeds]
        pks = {pk for of in lists for pk in of}
        articles = {article.pk: article for article in manuscripts(pks)}
        teasers = Teaser.objects.in_bulk(pks)
        stories = Stories(list(articles.values()), around)
        changes = changes_of(set(map(_original, articles.values())))
        for of, in_feed in zip(feeds, lists, strict=True):
            tray = trays[of.address]
            tray.use(keys.listing(of.list), keys.languages(), *of.named_by)
            entries = tuple(
                _entry(articles[pk], teasers[pk], stories, changes, tray)
                for pk in in_feed
                if pk in articles and pk in teasers
            )
            yield _feed(of, entries, around)

    def render(self, view: views.FeedView) -> bytes:
        """Fill the feed's template."""
        return render("feed.xml", view.paper.lang, feed=view, paper=view.paper)


def _homes(around: House) -> list[Address]:
    return [Address(paper.home.href) for paper in around.papers.values()]


def _of_languages(around: House) -> Iterator[FeedOf]:
    for lang, paper in around.papers.items():
        yield FeedOf(f"{PAPER}{lang}", lang, Address(paper.home.href), "")


def _of_lists(pages: Collection[Address]) -> Iterator[FeedOf]:
    for recipe in LISTS:
        for of in recipe.lists_at(pages):
            yield _of_list(of, recipe.named_by(of))


def _of_list(of: ListOf, named_by: tuple[str, ...]) -> FeedOf:
    return FeedOf(of.list, of.lang, of.home, of.title, named_by)


def _entry(
    article: Manuscript,
    teaser: Teaser,
    stories: Stories,
    changes: Mapping[int, Sequence[views.ChangeView]],
    tray: Tray,
) -> views.FeedEntryView:
    story = stories.story(article, tray)
    return views.FeedEntryView(
        id=_tag(teaser),
        address=Address(teaser.address),
        headline=article.headline,
        standfirst=article.standfirst,
        authors=tuple(line.name for line in story.bylines if line.href and line.is_author),
        contributors=tuple(line.name for line in story.bylines if line.href and not line.is_author),
        published_at=teaser.published_at,
        updated_at=teaser.updated_at,
        topics=tuple(link.label for link in story.topics),
        photo=None if story.photo and story.photo.is_sensitive else story.photo,
        body=tuple(shown_anywhere(story.body)),
        changes=tuple(changes.get(_original(article), ())),
        content_warning=article.content_warning,
    )


def shown_anywhere(body: Iterable[views.Block]) -> Iterator[views.Block]:
    """Yield the blocks without photos that are hard to look at: a feed's reader blurs nothing."""
    for block in body:
        if isinstance(block, views.GalleryBlock):
            figures = tuple(one for one in block.figures if not one.is_sensitive)
            if figures:
                yield replace(block, figures=figures)
        elif not (isinstance(block, views.FigureBlock) and block.is_sensitive):
            yield block


def _original(article: Manuscript) -> int:
    return article.alias_of_id or article.pk


def _tag(teaser: Teaser) -> str:
    """Return an identifier that survives a change of address (RFC 4151)."""
    host = urlsplit(settings.CONFIG.public_root).hostname or "localhost"
    return f"tag:{host},{teaser.published_at:%Y-%m-%d}:article:{teaser.pk}"


def _feed(of: FeedOf, entries: tuple[views.FeedEntryView, ...], around: House) -> views.FeedView:
    paper = around.papers[of.lang]
    root = settings.CONFIG.public_root
    return views.FeedView(
        paper=paper,
        id=f"{root}{of.page}",
        title=f"{paper.name}: {of.title}" if of.title else paper.name,
        address=of.address,
        page=of.page,
        updated_at=max((entry.updated_at for entry in entries), default=LONG_AGO),
        entries=entries,
    )
