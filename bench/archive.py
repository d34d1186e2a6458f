"""An archive to measure on: a paper with any number of articles, the same every time.

Rows go in as bulk inserts; readers' side (teasers, lists, addresses) through the house's own door.
"""

from uuid import UUID

from wagtail.models import Locale

from bench.texts import DESKS, headline, paragraphs, published_at
from courant.exchange.wordpress.pages import Planted, plant_pages
from courant.newsroom.models import (
    ArticlePage,
    ArticleTopic,
    Byline,
    Contributor,
    DeskPage,
    Topic,
)
from courant.newsroom.services.beginning import Beginning, found_paper
from courant.newsroom.services.publication import show_articles

AT_ONCE = 500


def fill(count: int, words: int = 600) -> None:
    """Fill an empty paper with ``count`` articles over six desks, twelve topics, ten names."""
    fronts = found_paper(Beginning({"en": "The Bench"}, {"en": ""}, "#a00e1c", "UTC"))
    desks = []
    for name in DESKS:
        front = fronts["en"]
        front.refresh_from_db()
        desk = DeskPage(title=name, slug=name.lower(), locale=front.locale)
        desks.append(front.add_child(instance=desk))
    locale = fronts["en"].locale
    topics = [
        Topic.objects.create(name=f"Topic {n}", slug=f"topic-{n}", locale=locale) for n in range(12)
    ]
    people = [Contributor.objects.create(name=f"Writer {n}", slug=f"writer-{n}") for n in range(10)]
    for start in range(count, 0, -AT_ONCE):  # the oldest first, as an archive grows
        numbers = range(start - 1, max(start - AT_ONCE, 0) - 1, -1)
        _plant([(number, _article(number, count, words, locale)) for number in numbers], desks)
        _describe(numbers, topics, people)


def _article(number: int, count: int, words: int, locale: Locale) -> ArticlePage:
    text, at = paragraphs(number, words), published_at(number, count)
    return ArticlePage(
        title=headline(number),
        slug=f"article-{number}",
        standfirst=text[0][:200],
        body=[{"type": "paragraph", "value": f"<p>{p}</p>"} for p in text],
        locale=locale,
        live=True,
        has_unpublished_changes=False,
        first_published_at=at,
        last_published_at=at,
        latest_revision_created_at=at,
        translation_key=UUID(int=number + 1),
    )


def _plant(articles: list[tuple[int, ArticlePage]], desks: list[DeskPage]) -> None:
    plant_pages(
        ArticlePage,
        [Planted(article, desks[number % len(desks)].pk) for number, article in articles],
    )


def _describe(numbers: range, topics: list[Topic], people: list[Contributor]) -> None:
    """Give articles their bylines and topics, and readers their teasers."""
    pks = dict(
        ArticlePage.objects.filter(
            slug__in=[f"article-{number}" for number in numbers]
        ).values_list("slug", "pk")
    )
    Byline.objects.bulk_create(
        Byline(page_id=pks[f"article-{n}"], contributor=people[n % 10], sort_order=0)
        for n in numbers
    )
    ArticleTopic.objects.bulk_create(
        ArticleTopic(page_id=pks[f"article-{n}"], topic=topics[which % 12], sort_order=order)
        for n in numbers
        for order, which in enumerate((n, n // 12 + 5))
        if order == 0 or which % 12 != n % 12
    )
    show_articles(list(pks.values()), because="archive")
