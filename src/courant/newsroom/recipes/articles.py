"""The article's page."""

from collections.abc import Collection, Iterable, Iterator, Sequence

from courant.newsroom import keys
from courant.newsroom.models import ArticlePage, DeskPage, Teaser
from courant.newsroom.queries.addresses import current_addresses
from courant.newsroom.queries.articles import DeskTree
from courant.newsroom.queries.corrections import changes_of
from courant.newsroom.queries.lists import Teasers, older_on_topic
from courant.newsroom.queries.manuscripts import Manuscript, draft, manuscripts
from courant.newsroom.queries.paper import House, paper_at
from courant.newsroom.queries.stories import Stories, Story
from courant.newsroom.queries.versions import UNSHOWN, Version, version_links, versions_of
from courant.newsroom.queries.visible import visible
from courant.newsroom.recipes.data import article_data
from courant.newsroom.recipes.pages import PageRecipe, pks_in, surroundings
from courant.newsroom.search import card_of
from courant.newsroom.views import (
    ArticleView,
    ChangeView,
    HeadView,
    Link,
    PaperView,
    TeaserView,
)
from courant.plant import clock
from courant.plant.addresses import Address, slug_of
from courant.plant.searching.cards import Card
from courant.press.recipes import PAGES, Tray, Trays
from courant.press.values import any_of

UPDATED_AFTER_SECONDS = 60  # what an import calls changed in the minute of its publication is not
CORRECTION = "correction"


class ArticleRecipe(PageRecipe):
    """An article, whole."""

    name = "newsroom.article"
    rank = PAGES
    template = "article.html"
    variable = "article"
    has_cards = True

    def addresses(self) -> Iterable[Address]:
        """Yield the address of every public article."""
        rows = Teaser.objects.order_by("-published_at").values_list("address", flat=True)
        return map(Address, rows.iterator(chunk_size=5_000))

    def addresses_for(self, keys: Collection[str]) -> Iterable[Address]:
        """Yield where the articles are that changed."""
        rows = Teaser.objects.filter(pk__in=pks_in(keys, "article"))
        return map(Address, rows.values_list("address", flat=True))

    def subjects(self, addresses: Sequence[Address]) -> Sequence[Manuscript]:
        """Return the articles at these addresses."""
        pks = Teaser.objects.filter(address__in=any_of(addresses)).values_list("pk", flat=True)
        return manuscripts(list(pks))

    def compose(self, articles: Sequence[Manuscript], trays: Trays) -> Iterator[ArticleView]:
        """Yield the articles' views: of live rows, or of one draft to preview."""
        return _Batch(articles).views(trays)

    def data(self, view: ArticleView) -> bytes:
        """Say the same as the page, in JSON."""
        return article_data(view)

    def card(self, view: ArticleView) -> Card:
        """Return what readers may find the article by."""
        return card_of(view)

    def drafts(self, page: ArticlePage) -> Sequence[Manuscript]:
        """Return what ``compose`` takes to preview a draft."""
        return [draft(page)]


class _Batch:
    """Some articles and everything their pages show."""

    def __init__(self, articles: Sequence[Manuscript]) -> None:
        self.articles = articles
        pks = [article.pk for article in articles if article.pk]
        self.house: House = surroundings()
        self.stories = Stories(articles, self.house)
        self.older = older_on_topic(pks)
        self.related = Teasers({pk for of in self.older.values() for pk in of}, pictures=False)
        self.here = current_addresses([f"article:{pk}" for pk in pks])
        tree = DeskTree()
        self.desk_of = {article.pk: tree.above(article.path)[-1] for article in articles}
        desks = DeskPage.objects.filter(pk__in=set(self.desk_of.values())).defer("intro")
        self.desks = {desk.pk: desk for desk in visible().among(desks)}
        self.desk_addresses = current_addresses([f"desk:{pk}" for pk in self.desks])
        self.versions = versions_of({article.translation_key for article in articles})
        self.shown = {one.pk: one for of in self.versions.values() for one in of}
        self.changes = changes_of({article.alias_of_id or article.pk for article in articles})
        self.papers: dict[tuple[str, str], PaperView] = {}

    def views(self, trays: Trays) -> Iterator[ArticleView]:
        for article in self.articles:
            lang = article.lang
            address = self.here.get(f"article:{article.pk}") or self._future_address(article)
            tray = trays[address]
            story = self.stories.story(article, tray)
            yield self._view(article, lang, address, story, tray)

    def _view(
        self, article: Manuscript, lang: str, address: Address, story: Story, tray: Tray
    ) -> ArticleView:
        tray.use(keys.masthead(lang), keys.translations(article.translation_key))
        # A draft that was never saved is shown as if it were published this minute.
        published = article.first_published_at or article.latest_revision_created_at or clock.now()
        changes = tuple(self.changes.get(article.alias_of_id or article.pk, ()))
        if article.pending:
            changes = (*changes, article.pending)
        updated = article.pending.made_at if article.pending else article.updated_at
        late = updated and (updated - published).total_seconds() > UPDATED_AFTER_SECONDS
        desk = self._desk(article, tray)
        versions = self._versions(article)
        headline = article.short_headline or article.headline
        return ArticleView(
            article=article.pk or 0,
            head=self._head(article, address, story, headline, versions),
            paper=self._paper_at(lang, desk.href),
            address=address,
            lang=lang,
            label=article.label,
            kicker=article.kicker,
            headline=article.headline,
            standfirst=article.standfirst,
            dateline=article.dateline,
            desk=desk,
            bylines=story.bylines,
            published_at=published,
            updated_at=updated if late else None,
            photo=story.photo,
            body=story.body,
            topics=story.topics,
            translations=tuple(link for link in versions if link.lang != lang),
            related=self._related(article, story, tray),
            is_old=self._shown(article).is_old,
            quotations=story.quotations,
            changes=changes,
            notice=self._notice(article, changes),
            translation_of=self._original(article, versions),
            translated_as=self._translated(article, versions),
            behind_at=self._shown(article).behind_at,
            content_warning=article.content_warning,
        )

    def _head(
        self,
        article: Manuscript,
        address: Address,
        story: Story,
        title: str,
        versions: tuple[Link, ...],
    ) -> HeadView:
        lang = article.lang
        return HeadView(
            address=address,
            title=title,
            description=article.search_description or article.standfirst,
            alternates=versions if len(versions) > 1 else (),
            feed=Link(self.house.papers[lang].name, self.house.papers[lang].feed),
            picture=story.photo.picture if story.photo and not story.photo.is_sensitive else None,
            indexed=not article.unlisted,
            canonical=article.canonical_url,
            is_current=self._shown(article).is_current,
        )

    def _versions(self, article: Manuscript) -> tuple[Link, ...]:
        versions = self.versions.get(article.translation_key, ())
        if {one.pk for one in versions} <= {article.pk}:
            return ()  # most have no other version
        return version_links(versions, self.house, here=article.pk or 0)

    def _original(self, article: Manuscript, versions: Sequence[Link]) -> Link | None:
        """Return the version that an article is a translation of."""
        original = self.shown.get(self._shown(article).translates_id or 0)
        if original is None:
            return None
        return next((link for link in versions if link.lang == original.lang), None)

    def _translated(self, article: Manuscript, versions: Sequence[Link]) -> tuple[Link, ...]:
        """Return the versions that are translations of an article, not merely linked with it."""
        others = self.versions.get(article.translation_key, ()) if versions else ()
        theirs = {one.lang for one in others if article.pk and one.translates_id == article.pk}
        return tuple(link for link in versions if link.lang in theirs)

    def _shown(self, article: Manuscript) -> Version:
        return self.shown.get(article.pk, UNSHOWN)

    def _paper_at(self, lang: str, href: str) -> PaperView:
        if (known := self.papers.get((lang, href))) is None:
            known = self.papers[lang, href] = paper_at(self.house.papers[lang], href)
        return known

    def _desk(self, article: Manuscript, tray: Tray) -> Link:
        """Return its desk, or the front when the public may not see the desk."""
        pk = self.desk_of[article.pk]
        tray.use(keys.desk_name(pk), keys.address(f"desk:{pk}"))
        if (href := self.desk_addresses.get(f"desk:{pk}")) is not None:
            return Link(self.desks[pk].title, href)
        return self.house.papers[article.lang].home

    def _related(self, article: Manuscript, story: Story, tray: Tray) -> tuple[TeaserView, ...]:
        if not story.topic_pks:
            return ()
        primary = f"topic:{story.topic_pks[0]}"
        tray.use(keys.past(primary))
        return self.related.views(self.older.get((article.pk, primary), []), tray)

    def _notice(self, article: Manuscript, changes: Sequence[ChangeView]) -> ChangeView | None:
        """Return the correction that the page begins with, as long as the schedule lets it."""
        if article.pending and article.pending.kind == CORRECTION:
            return article.pending
        if self._shown(article).corrected_at is None:
            return None
        return next((change for change in changes[::-1] if change.kind == CORRECTION), None)

    def _future_address(self, article: Manuscript) -> Address:
        """Return where a draft would be, were it published now."""
        desk = self.desk_addresses.get(f"desk:{self.desk_of[article.pk]}", "/")
        return Address(f"{desk}{slug_of(article.slug) or slug_of(article.title) or article.pk}/")
