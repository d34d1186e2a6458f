"""What readers are told of who made an article when no name is told."""

import re

import pytest

from courant.newsroom.models import ArticlePage, Byline
from courant.newsroom.search import card_of
from courant.press.bake import composed
from courant.press.recipes import recipe_named
from tests import paper

pytestmark = pytest.mark.django_db

SAID = {
    ("en", Byline.Kind.STAFF): "Staff",
    ("fa", Byline.Kind.STAFF): "تحریریه",
    ("en", Byline.Kind.WITHHELD): "Name withheld",
    ("nl", Byline.Kind.WITHHELD): "Naam bekend bij de redactie",
}


def article_by(kind: Byline.Kind, lang: str) -> ArticlePage:
    paper.make_paper(languages=dict.fromkeys(("en", lang)))
    article = paper.make_article(desk=paper.make_desk(lang=lang))
    article.bylines = [Byline(kind=kind)]
    return paper.publish(article, bylines=article.bylines.all())


def test_a_feed_names_only_those_who_are_named() -> None:
    article_by(Byline.Kind.WITHHELD, "en")
    feeds = recipe_named("newsroom.feed")

    (view, _), *_ = composed(feeds, feeds.subjects(["/feed.xml"]))

    assert view.entries[0].authors == ()


def test_who_photographed_or_edited_does_not_stand_in_for_a_writer_who_is_withheld() -> None:
    paper.make_paper()
    photographer, editor = paper.make_contributor("Ada Ro"), paper.make_contributor("Ben Lu")
    article = paper.make_article()
    lines = [
        Byline(kind=Byline.Kind.WITHHELD),
        Byline(contributor=photographer, role=Byline.Role.PHOTOS),
        Byline(contributor=editor, role=Byline.Role.EDITING),
    ]
    paper.publish(article, bylines=lines)
    feeds, articles = recipe_named("newsroom.feed"), recipe_named("newsroom.article")

    (feed, _), *_ = composed(feeds, feeds.subjects(["/feed.xml"]))
    ((view, _),) = composed(articles, articles.subjects([article.teaser.address]))
    html = articles.render(view).decode()

    assert feed.entries[0].authors == ()
    assert feed.entries[0].contributors == ("Ada Ro", "Ben Lu")
    assert card_of(view).makers == ()
    assert '"author": [\n{"@type": "Organization"' in re.sub(r"\n+", "\n", html)
    assert re.search(r'"editor": \[\s*{"@type": "Person", "name": "Ben Lu"', html)


@pytest.mark.parametrize(("lang", "kind"), SAID)
def test_staff_and_withheld_names_are_said_in_the_pages_language(
    lang: str, kind: Byline.Kind
) -> None:
    article = article_by(kind, lang)
    articles = recipe_named("newsroom.article")

    ((view, _),) = composed(articles, articles.subjects([article.teaser.address]))

    assert [line.name for line in view.bylines] == [SAID[lang, kind]]
