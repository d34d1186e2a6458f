"""Addresses are given once, follow a changed slug and nothing else, and are never lost."""

from collections.abc import Callable

import pytest
from wagtail.models import PageViewRestriction

from courant.newsroom.models import Address, ArticlePage, Byline, DeskPage, Listing, StandingPage
from courant.newsroom.queries.addresses import current_address
from courant.newsroom.services.addresses import AddressError, add_fixed, mint
from courant.newsroom.services.articles import withdraw
from tests.paper import (
    make_article,
    make_contributor,
    make_desk,
    make_paper,
    make_standing,
    make_topic,
    publish,
    the_front,
)

pytestmark = [pytest.mark.django_db, pytest.mark.db]


@pytest.fixture(autouse=True)
def _paper() -> None:
    make_paper(languages=["en", "fa"])


def answers() -> dict[str, str]:
    """Return what every address answers that does not simply show its page."""
    return dict(Address.objects.exclude(answer="").values_list("path", "answer"))


def desk_called(slug: str) -> DeskPage:
    front = the_front("en")
    front.refresh_from_db()
    desk = DeskPage(title=slug, slug=slug, locale=front.locale)
    front.add_child(instance=desk)
    return desk


def test_an_article_gets_its_address_when_it_is_first_public() -> None:
    draft = make_article(slug="budget", desk=desk_called("politics"), published=False)

    assert current_address(draft) is None
    assert current_address(publish(draft)) == "/politics/budget/"


def test_a_slug_that_is_taken_gets_a_number() -> None:
    one, other = desk_called("one"), desk_called("other")
    make_article(slug="budget", desk=one).move(other, pos="last-child")

    assert current_address(make_article(slug="budget", desk=one)) == "/one/budget-2/"


def test_moving_an_article_or_changing_its_headline_keeps_the_address() -> None:
    article = make_article(slug="budget", desk=desk_called("politics"))
    article.move(desk_called("money"), pos="last-child")

    assert current_address(publish(article, title="Another")) == "/politics/budget/"
    assert answers() == {}


def test_changing_the_slug_changes_the_last_part_and_the_old_one_leads_there() -> None:
    article = make_article(slug="budget", desk=desk_called("politics"))
    article.move(desk_called("money"), pos="last-child")

    assert current_address(publish(article, slug="deficit")) == "/politics/deficit/"
    assert answers() == {"/politics/budget/": "301 /politics/deficit/"}


def test_a_slug_that_is_changed_back_gets_its_old_address_back() -> None:
    article = make_article(slug="budget", desk=desk_called("politics"))
    publish(article, slug="deficit")

    assert current_address(publish(article, slug="budget")) == "/politics/budget/"
    assert answers() == {"/politics/deficit/": "301 /politics/budget/"}


def test_a_draft_of_another_slug_changes_nothing_yet() -> None:
    article = make_article(slug="budget", desk=desk_called("politics"))
    article.slug = "deficit"
    article.save_revision()

    assert current_address(article) == "/politics/budget/"


@pytest.mark.parametrize("make", [make_desk, make_standing])
def test_a_changed_slug_of_a_desk_or_standing_page_is_followed(
    make: Callable[[], DeskPage | StandingPage],
) -> None:
    page = make()
    before = current_address(page)

    page.slug = "power"
    page.save_revision().publish()

    assert current_address(page) == "/power/"
    assert answers() == {before: "301 /power/"}


def test_a_desks_changed_slug_leaves_its_articles_and_lower_desks_where_they_are() -> None:
    desk = desk_called("politics")
    article, lower = make_article(slug="budget", desk=desk), make_desk(under=desk)
    lower_address = current_address(lower)

    desk.refresh_from_db()
    desk.slug = "power"
    desk.save_revision().publish()

    assert current_address(article) == "/politics/budget/"
    assert current_address(lower) == lower_address
    assert current_address(make_article(slug="deficit", desk=desk)) == "/power/deficit/"


def test_a_topics_changed_slug_is_followed_and_so_is_what_led_to_it() -> None:
    topic = make_topic(slug="harbour")
    add_fixed([("/tag/harbor/", "/topics/harbour/", "en")])

    topic.slug = "the-harbour"
    topic.save()
    topic.slug = "port"
    topic.save()

    assert answers() == {
        "/tag/harbor/": "301 /topics/port/",
        "/topics/harbour/": "301 /topics/port/",
        "/topics/the-harbour/": "301 /topics/port/",
    }


def test_a_contributors_changed_slug_is_followed_in_every_language_until_it_comes_back() -> None:
    ada = make_contributor(slug="ada")

    ada.slug = "ada-visser"
    ada.save()
    assert answers() == {
        "/by/ada/": "301 /by/ada-visser/",
        "/fa/by/ada/": "301 /fa/by/ada-visser/",
    }

    ada.slug = "ada"
    ada.save()
    assert answers() == {
        "/by/ada-visser/": "301 /by/ada/",
        "/fa/by/ada-visser/": "301 /fa/by/ada/",
    }


def test_a_slug_may_be_shared_and_moving_to_its_like_keeps_the_address() -> None:
    politics, money = desk_called("politics"), desk_called("money")
    make_article(slug="budget", desk=politics)
    other = make_article(slug="budget", desk=money)

    other.move(politics, pos="last-child")
    third = make_article(slug="budget", desk=politics)

    assert current_address(publish(other, title="Another")) == "/money/budget/"
    assert current_address(third) == "/politics/budget-2/"


def test_a_former_address_is_nobody_elses() -> None:
    desk = desk_called("politics")
    publish(make_article(slug="budget", desk=desk), slug="deficit")

    assert current_address(make_article(slug="budget", desk=desk)) == "/politics/budget-2/"


def test_a_withdrawn_article_is_gone_and_comes_back() -> None:
    article = make_article(slug="budget", desk=desk_called("politics"))
    withdraw(article, words="Wrong.", by=None)
    gone = answers()

    publish(article)

    assert gone == {"/politics/budget/": "410 en"}
    assert answers() == {}


def test_a_deleted_article_stays_gone() -> None:
    article = publish(make_article(slug="budget", desk=desk_called("politics")), slug="deficit")
    article.delete()

    assert answers() == {"/politics/budget/": "410 en", "/politics/deficit/": "410 en"}


def test_of_a_private_article_nothing_is_said() -> None:
    article = publish(make_article(slug="budget", desk=desk_called("politics")), slug="deficit")

    PageViewRestriction.objects.create(page=article, restriction_type="login")
    hidden = answers()
    ArticlePage.objects.get(pk=article.pk).delete()

    assert hidden == answers() == {}


@pytest.mark.parametrize("slug", ["search", "by", "fa", "nl", "2026-11"])
def test_places_of_the_house_are_kept_free(slug: str) -> None:
    assert current_address(desk_called(slug)) == f"/{slug}-2/"


def test_a_month_under_a_desk_is_kept_free() -> None:
    article = make_article(slug="2026-11", desk=desk_called("politics"))

    assert current_address(article) == "/politics/2026-11-2/"


def test_what_cannot_be_an_address_is_refused() -> None:
    with pytest.raises(AddressError, match="longer than 240 bytes"):
        mint("article:1", wanted=f"/{'x' * 300}/", lang="en")


def test_pages_of_other_languages_are_below_their_front() -> None:
    assert current_address(make_standing(lang="fa")).startswith("/fa/standing-")
    assert current_address(the_front("fa")) == "/fa/"
    assert current_address(the_front("en")) == "/"


def test_who_is_withheld_is_on_no_list() -> None:
    """An import may leave the name in the row; readers must not find the article by it."""
    person = make_contributor()
    article = make_article(bylines=[person], desk=make_desk())
    named = Listing.objects.filter(list__startswith="contributor:").count()

    Byline.objects.update(kind=Byline.Kind.WITHHELD)
    publish(article)
    Byline.objects.update(kind=Byline.Kind.WITHHELD, contributor=person)
    publish(article)

    assert named == 1
    assert not Listing.objects.filter(list__startswith="contributor:").exists()
