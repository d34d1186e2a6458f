"""Filling an empty paper with the sample."""

import os
from collections.abc import Mapping
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from datetime import datetime
from typing import Any

from django.db import transaction
from wagtail.models import Locale

from courant.exchange.sample import paper as sample
from courant.exchange.sample.changes import put_changes
from courant.exchange.sample.drawings import PICTURES, draw
from courant.exchange.sample.people import Sayings, make_people
from courant.exchange.sample.replies import put_replies
from courant.exchange.wordpress.values import LONGEST_TITLE, shortened
from courant.newsroom.models import (
    ArticlePage,
    ArticleTopic,
    Byline,
    Contributor,
    ContributorName,
    DeskPage,
    FrontPage,
    Masthead,
    Person,
    Photo,
    StandingPage,
    Topic,
)
from courant.newsroom.photos.renditions import FIRST
from courant.newsroom.photos.storage import CleanFile, photo_file
from courant.newsroom.services.articles import withdraw
from courant.newsroom.services.beginning import Beginning, found_paper
from courant.newsroom.services.paper import show_paper
from courant.newsroom.services.photos import make_renditions_of
from courant.newsroom.services.publication import show_articles
from courant.newsroom.tables import stored_table
from courant.plant import clock
from courant.plant.addresses import slug_of
from courant.plant.lifeline import serve_parent

AT_ONCE = 2  # processes that draw, threads that wait for children


def load_sample(told: sample.SamplePaper) -> None:
    """Put the sample into a paper that has no pages yet."""
    _Loader(told).load()


class _Loader:
    """One filling, with what has been made so far, by the sample's keys."""

    def __init__(self, told: sample.SamplePaper) -> None:
        self.told = told
        self.fronts: dict[str, FrontPage] = {}
        self.desks: dict[tuple[str, str], DeskPage] = {}  # by key and language
        self.topics: dict[tuple[str, str], Topic] = {}
        self.people: dict[str, Contributor] = {}
        self.quoted: dict[str, Person] = {}
        self.photos: dict[str, Photo] = {}
        self.articles: dict[str, ArticlePage] = {}

    def load(self) -> None:
        for photo in Photo.objects.all():  # of a first start that was cut off
            photo.delete()
        self.photos = make_photos(sorted(PICTURES))
        with transaction.atomic():  # all of it or nothing, so that it can begin again
            self._fill()

    def _fill(self) -> None:
        head = self.told.masthead
        self.fronts = found_paper(Beginning(head.names, head.mottos, head.accent, head.zone))
        self._desks_and_topics()
        self._contributors()
        self.quoted = make_people(self.told.people, self.told.masthead.languages)
        self._pages()
        for article in self.told.articles:
            self.articles[article.key] = self._article(article)
        self._link_related()
        show_articles([page.pk for page in self.articles.values()], because="sample paper")
        put_replies(self.articles)
        self._choose_fronts()
        self._withdraw()
        show_paper(because="sample paper")

    def _desks_and_topics(self) -> None:
        for desk in self.told.desks:
            first: DeskPage | None = None
            for lang, name in desk.names.items():
                parent = self.desks[desk.parent, lang] if desk.parent else self.fronts[lang]
                page = DeskPage(
                    title=name,
                    slug=desk.slugs[lang],
                    locale=self.fronts[lang].locale,
                    intro=desk.intros.get(lang, ""),
                )
                if first is not None:
                    page.translation_key = first.translation_key
                parent.refresh_from_db()
                self.desks[desk.key, lang] = parent.add_child(instance=page)
                first = first or page
        for topic in self.told.topics:
            for lang, name in topic.names.items():
                self.topics[topic.key, lang] = Topic.objects.create(
                    name=name, slug=slug_of(name), locale=self.fronts[lang].locale
                )

    def _contributors(self) -> None:
        languages = self.told.masthead.languages
        for person in self.told.contributors:
            first, *others = languages
            made = Contributor.objects.create(
                name=person.names[first], slug=slug_of(person.names[first]),
                about=_about(person, first),
            )  # fmt: skip
            self.people[person.key] = made
            for lang in others:
                if lang in person.names:
                    ContributorName.objects.create(
                        contributor=made,
                        locale=Locale.objects.get(language_code=lang),
                        name=person.names[lang],
                        about=_about(person, lang),
                    )

    def _pages(self) -> None:
        made: dict[tuple[str, str], StandingPage] = {}
        for page in self.told.pages:
            front = self.fronts[page.lang]
            standing = StandingPage(
                title=page.title,
                slug=page.slug,
                locale=front.locale,
                body=self._body(page.body, page.lang),
            )
            first_version = next((made[key] for key in made if key[0] == page.name), None)
            if first_version is not None:
                standing.translation_key = first_version.translation_key
            front.refresh_from_db()
            made[page.name, page.lang] = front.add_child(instance=standing)
        first = self.told.masthead.languages[0]
        links = {
            field: made[name, first]
            for field, name in (
                ("about", "about"), ("imprint", "imprint"), ("privacy", "privacy"),
                ("withheld_names", "withheld-names"),
            )
            if (name, first) in made
        }  # fmt: skip
        Masthead.objects.update(**links)

    def _article(self, told: sample.Article) -> ArticlePage:
        desk = self.desks[told.desk, told.lang]
        scheduled = told.published_at > clock.now()
        page = ArticlePage(
            title=shortened(told.headline),
            long_headline=told.headline if len(told.headline) > LONGEST_TITLE else "",
            slug=_free_slug(desk, told.headline), locale=desk.locale,
            kicker=told.kicker, short_headline=told.short_headline, standfirst=told.standfirst,
            dateline=told.dateline, body=self._body_of(told), live=not scheduled,
            **self._main_photo(told.photo),
        )  # fmt: skip
        if told.translation_of:
            page.translation_key = self.articles[told.translation_of].translation_key
        page.bylines = [self._byline(line) for line in told.bylines]
        page.article_topics = [
            ArticleTopic(topic=self.topics[key, told.lang]) for key in told.topics
        ]
        page.also_on.set([self.desks[key, told.lang] for key in told.also_on])
        if scheduled:
            page.go_live_at = told.published_at
        else:
            page.first_published_at = told.published_at
            page.last_published_at = told.updated_at or told.published_at
            page.updated_at = told.updated_at
        desk.refresh_from_db()
        desk.add_child(instance=page)
        return page

    def _byline(self, line: sample.Byline) -> Byline:
        kinds = {"contributor": Byline.Kind.NAMED, "staff": Byline.Kind.STAFF}
        return Byline(
            kind=kinds.get(line.kind, Byline.Kind.WITHHELD),
            contributor=self.people.get(line.contributor),
            role=line.role,
        )

    def _main_photo(self, use: sample.PhotoUse | None) -> dict[str, Any]:
        if use is None:
            return {}
        return {
            "photo": self.photos[use.picture],
            "photo_caption": use.caption,
            "photo_alt_decision": "described" if use.alt else "decorative",
            "photo_alt": use.alt,
        }

    def _body_of(self, told: sample.Article) -> list[dict[str, Any]]:
        return self._body(told.body, told.lang, told.published_at)

    def _body(
        self, blocks: tuple[sample.Raw, ...], lang: str, at: datetime | None = None
    ) -> list[dict[str, Any]]:
        """Return a body as a StreamField stores it; related articles that are not made yet wait."""
        said = Sayings(self.told.people, self.quoted, lang, at)
        return [
            {"type": block["type"], "value": value}
            for block in blocks
            if (value := self._value(block["type"], said.value(block["type"], block["value"])))
            is not None
        ]

    def _value(self, kind: str, value: Any) -> Any:
        if kind == "photo":
            return {**value, "photo": self.photos[value["photo"]].pk}
        if kind == "gallery":
            photos = [self._value("photo", p) for p in value["photos"]]
            return {**value, "photos": photos}
        if kind == "table":
            return stored_table(**value)
        if kind == "related":
            article = self.articles.get(value["article"])
            return {"page": article.pk, "url": "", "title": ""} if article else None
        return value

    def _link_related(self) -> None:
        for told in self.told.articles:
            page = self.articles[told.key]
            page.body = self._body_of(told)
            page.save()
            revision = page.save_revision()
            if page.go_live_at and not page.live:
                revision.publish()  # which schedules it
                continue
            ArticlePage.objects.filter(pk=page.pk).update(
                live_revision=revision, has_unpublished_changes=False
            )
            put_changes(told, page, revision)

    def _choose_fronts(self) -> None:
        for chosen in self.told.fronts:
            front = self.fronts[chosen.lang]
            front.refresh_from_db()
            keys = (chosen.lead, *chosen.seconds)
            front.stories = [{"type": "story", "value": self.articles[key].pk} for key in keys]
            front.save_revision().publish()

    def _withdraw(self) -> None:
        for told in self.told.articles:
            if told.withdrawn is not None:
                with clock.stopped_at(told.withdrawn.at):
                    page = ArticlePage.objects.get(pk=self.articles[told.key].pk)
                    withdraw(page, words=told.withdrawn.words, by=None)


def make_photos(names: list[str]) -> dict[str, Photo]:
    """Draw pictures and take them in as photos, with the files that pages need first."""
    pool = ProcessPoolExecutor(AT_ONCE, initializer=serve_parent, initargs=(os.getpid(),))
    with pool as drawing, ThreadPoolExecutor(AT_ONCE) as cleaning:
        files = list(cleaning.map(photo_file, drawing.map(draw, names)))
        photos = {name: _photo(name, file) for name, file in zip(names, files, strict=True)}
        # Children do the work; the rows are written here, one after the other.
        for _ in cleaning.map(lambda photo: make_renditions_of(photo, FIRST), photos.values()):
            pass
    return photos


def _photo(name: str, file: CleanFile) -> Photo:
    """Take a picture in, and confirm what its file says as an editor would."""
    said = file.photo.offered
    photo = Photo(
        file=file,
        description=said.description,
        credit=said.credit or PICTURES[name].credit,
        creator=said.creator,
        rights=said.copyright,
        licence=said.licence,
    )
    photo.save()
    return photo


def _about(person: sample.Contributor, lang: str) -> str:
    words: Mapping[str, str] = person.bios
    return words.get(lang) or person.posts.get(lang, "")


def _free_slug(desk: DeskPage, headline: str) -> str:
    slug = slug_of(headline)
    taken = set(desk.get_children().values_list("slug", flat=True))
    return next(
        name for number in range(1, 100) if (name := slug if number == 1 else f"{slug}-{number}")
        not in taken
    )  # fmt: skip
