"""What readers are told of who made an article when no name is told."""

import pytest

from courant.newsroom.models import ArticlePage, Byline
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


@pytest.mark.parametrize(("lang", "kind"), SAID)
def test_staff_and_withheld_names_are_said_in_the_pages_language(
    lang: str, kind: Byline.Kind
) -> None:
    article = article_by(kind, lang)
    articles = recipe_named("newsroom.article")

    ((view, _),) = composed(articles, articles.subjects([article.teaser.address]))

    assert [line.name for line in view.bylines] == [SAID[lang, kind]]
