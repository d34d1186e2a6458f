"""The record: harvested from what is public, and nothing else."""

from html import unescape
from pathlib import Path
from typing import Any

import pytest
from wagtail.models import PageViewRestriction

from courant.newsroom.models import Address, ArticlePage, Person, Teaser
from courant.newsroom.services.articles import withdraw
from courant.newsroom.services.people import merge_people
from courant.newsroom.services.publication import show_articles
from courant.plant.edition.files import Edition
from courant.press.models import Baking, Change
from courant.press.run import press_run
from courant.record.harvest import follow
from courant.record.models import Quote
from tests import paper

pytestmark = pytest.mark.django_db


@pytest.fixture
def edition(tmp_path: Path, noon: Any) -> Edition:
    return Edition(tmp_path / "edition", durable=False)


def page(edition: Edition, address: str) -> str:
    """Return a page as it lies in the edition after everything that changed was baked."""
    press_run(edition)
    file = edition.root / address.strip("/")
    file = file / "index.html" if address.endswith("/") else file
    return file.read_text("utf-8") if file.is_file() else ""


def statements(html: str) -> int:
    return html.count('class="statement"')


def test_forty_quotations_by_twelve_people_in_ten_articles_and_what_becomes_of_them(
    edition: Edition,
) -> None:
    paper.make_desk()
    people = [paper.make_person(f"Speaker {n}", slug=f"speaker-{n}") for n in range(12)]
    articles = []
    for n in range(10):
        quoted = [people[(4 * n + k) % 12] for k in range(4)]
        words = [f"Sentence {k} of article {n}." for k in range(4)]
        marked = [paper.mark(words[k], quoted[k]) for k in range(2)]
        body = [paper.paragraph(f"<p>{' and '.join(marked)}</p>")]
        body += [paper.quotation(words[k], quoted[k]) for k in (2, 3)]
        articles.append(paper.make_article(f"Article {n}", body=body))
    assert Quote.objects.count() == 40

    html = {n: page(edition, f"/people/speaker-{n}/") for n in range(12)}
    assert sum(map(statements, html.values())) == 40
    assert page(edition, "/people/").count('href="/people/speaker-') == 12
    for quote in Quote.objects.all():
        there = page(edition, quote.address)
        assert f'id="{quote.anchor}"' in there
        who = people.index(quote.person)
        assert f'href="{quote.address}#{quote.anchor}"' in html[who]
        assert quote.words in html[who]

    edited, deleted = articles[0], articles[1]
    once = paper.quotation("Sentence 0, mended.", people[0])
    paper.publish(edited, body=[once])
    address = deleted.teaser.address
    ArticlePage.objects.get(pk=deleted.pk).delete()

    first = page(edition, "/people/speaker-0/")
    assert "Sentence 0, mended." in first
    assert "Sentence 0 of article 0." not in first
    assert "of article 0" not in page(edition, "/people/speaker-1/")
    of_deleted = page(edition, "/people/speaker-4/")
    assert "Sentence 0 of article 1." in of_deleted
    assert "Source withdrawn" in of_deleted
    assert address not in of_deleted
    assert Quote.objects.count() == 37


def test_harvesting_twice_changes_nothing(noon: Any) -> None:
    article = paper.make_article(body=[paper.quotation("Yes.", paper.make_person())])
    before = list(Quote.objects.values())
    Change.objects.all().delete()

    show_articles([article.pk], because="once more")
    paper.publish(article)

    assert list(Quote.objects.values()) == before
    assert not Change.objects.filter(key__startswith="said").exists()


def test_only_people_enter_the_record(noon: Any) -> None:
    marked = paper.mark("No.", speaker="A nurse")
    paper.make_article(body=[paper.quotation("Yes.", speaker="A nurse"), paper.paragraph(marked)])

    assert not Quote.objects.exists()


def test_an_article_without_people_costs_two_questions(
    noon: Any, django_assert_num_queries: Any
) -> None:
    articles = [paper.make_article() for _ in range(5)]
    teasers = Teaser.objects.in_bulk([article.pk for article in articles])

    with django_assert_num_queries(2):
        follow({}, teasers)


def test_the_statements_of_a_withdrawn_article_are_marked_and_come_back_with_it(
    edition: Edition,
) -> None:
    person = paper.make_person("Ada", slug="ada")
    article = paper.make_article("Wrong", body=[paper.quotation("Yes.", person)])
    address = article.teaser.address

    withdraw(article, words="It was wrong.", by=None)
    html = page(edition, "/people/ada/")
    assert "Yes." in html
    assert "Source withdrawn" in html
    assert address not in html

    paper.publish(article)
    html = page(edition, "/people/ada/")
    assert "Source withdrawn" not in html
    assert address in html


def test_what_nobody_shall_know_of_leaves_the_record(edition: Edition) -> None:
    article = paper.make_article(
        body=[paper.quotation("Yes.", paper.make_person("Ada", slug="ada"))]
    )
    assert page(edition, "/people/ada/")

    PageViewRestriction.objects.create(page_id=article.pk, restriction_type="login")

    assert not Quote.objects.exists()
    assert not page(edition, "/people/ada/")
    assert not page(edition, "/people/")
    assert not page(edition, "/people/ada/feed.xml")


def test_a_draft_says_nothing(noon: Any) -> None:
    person = paper.make_person()
    paper.make_article(body=[paper.quotation("Not yet.", person)], published=False)
    article = paper.make_article(body=[paper.quotation("Yes.", person)])
    article.body = [paper.quotation("Another draft.", person)]
    article.save_revision()

    assert [quote.words for quote in Quote.objects.all()] == ["Yes."]


def test_an_alias_says_nothing_twice(noon: Any) -> None:
    desk = paper.make_desk()
    article = paper.make_article(desk=desk, body=[paper.quotation("Yes.", paper.make_person())])
    other = paper.make_desk()

    article.create_alias(parent=other, update_slug="an-alias")

    assert Quote.objects.count() == 1


def test_a_year_and_a_topic_have_pages_of_their_own(edition: Edition) -> None:
    person, harbour = (
        paper.make_person("Ada", slug="ada"),
        paper.make_topic("Harbour", slug="harbour"),
    )
    old = paper.quotation("Long ago.", person, said_on="2019-03-02")
    paper.make_article(body=[old], topics=[harbour])
    paper.make_article(body=[paper.quotation("Now.", person)])

    first = page(edition, "/people/ada/")
    assert 'href="/people/ada/on/harbour/"' in first
    assert first.index("Now.") < first.index("Long ago.")
    assert statements(page(edition, "/people/ada/2019/")) == 1
    assert statements(page(edition, "/people/ada/2026/")) == 1
    on_topic = page(edition, "/people/ada/on/harbour/")
    assert "Long ago." in on_topic
    assert "Now." not in on_topic


def test_a_new_statement_bakes_no_year_that_is_over(edition: Edition) -> None:
    person = paper.make_person("Ada", slug="ada")
    paper.make_article(body=[paper.quotation("Long ago.", person, said_on="2019-03-02")])
    page(edition, "/")

    paper.make_article(body=[paper.quotation("Now.", person)])
    press_run(edition)

    editions = dict(Baking.objects.values_list("address", "edition"))
    assert editions["/people/ada/"] == editions["/people/ada/2026/"] == 2
    assert editions["/people/ada/2019/"] == 1


def test_each_language_has_the_statements_of_its_articles_and_leads_to_the_others(
    edition: Edition,
) -> None:
    paper.make_paper(languages=["en", "fa"])
    mina = paper.make_person("Mina", slug="mina", fa="مینا")
    paper.make_article(desk=paper.make_desk(lang="en"), body=[paper.quotation("Yes.", mina)])
    paper.make_article(desk=paper.make_desk(lang="fa"), body=[paper.quotation("بله", mina)])

    english, persian = page(edition, "/people/mina/"), page(edition, "/fa/people/mina/")

    assert "Yes." in english
    assert "بله" not in english
    assert 'href="/fa/people/mina/"' in english
    assert ">مینا" in persian
    assert "بله" in persian


def test_a_changed_slug_and_a_merger_lead_on(edition: Edition) -> None:
    person = paper.make_person("Ada", slug="ada")
    paper.make_article(body=[paper.quotation("Yes.", person)])
    person.slug = "ada-visser"
    person.save()
    assert "Yes." in page(edition, "/people/ada-visser/")
    assert not page(edition, "/people/ada/")

    merge_people(person, into=paper.make_person("A. Visser", slug="a-visser"))

    html = page(edition, "/people/a-visser/")
    assert "Yes." in html
    assert "A. Visser" in html
    assert not page(edition, "/people/ada-visser/")
    answers = dict(
        Address.objects.filter(path__startswith="/people/").values_list("path", "answer")
    )
    assert answers["/people/ada/"] == "301 /people/a-visser/"
    assert answers["/people/ada-visser/2026/"] == "301 /people/a-visser/2026/"


def test_a_deleted_person_leaves_the_record_and_the_article_its_words(edition: Edition) -> None:
    person = paper.make_person("Ada", slug="ada")
    article = paper.make_article(body=[paper.quotation("Yes.", person, speaker="A councillor")])
    page(edition, "/people/ada/")

    Person.objects.get(pk=person.pk).delete()

    assert not Quote.objects.exists()
    assert not page(edition, "/people/ada/")
    html = page(edition, article.teaser.address)
    assert "Yes." in html
    assert "A councillor" in html
    assert "Ada" not in html


def test_the_feed_follows(edition: Edition) -> None:
    person = paper.make_person("Ada", slug="ada")
    article = paper.make_article("Council", body=[paper.quotation("Yes & no.", person)])
    quote = Quote.objects.get()

    feed = page(edition, "/people/ada/feed.xml")

    content = unescape(feed.split('<content type="html">')[1].split("</content>")[0])
    assert content == "<p>Yes &amp; no.</p>"
    assert f"{article.teaser.address}#{quote.anchor}" in feed


def test_a_front_says_what_is_being_said(edition: Edition) -> None:
    person = paper.make_person("Ada", slug="ada")
    assert "What is being said" not in page(edition, "/")

    paper.make_article(body=[paper.quotation("Yes.", person)])

    html = page(edition, "/")
    assert "What is being said" in html
    assert 'href="/people/ada/"' in html


def test_an_article_with_120_quotations_weighs_little(edition: Edition) -> None:
    people = [paper.make_person() for _ in range(12)]
    words = (Path(__file__).parents[2] / "docs" / "tour.md").read_text("utf-8").split()
    body = []
    for n in range(120):
        said = " ".join(words[n * 14 : n * 14 + 25]).replace("<", "").replace("&", "")
        facts = {"said": "2026-11-03", "place": f"Hall {n}", "source": f"https://example.org/{n}"}
        if n % 2:
            body.append(paper.paragraph(f"<p>{paper.mark(said, people[n % 12], **facts)}</p>"))
        else:
            body.append(paper.quotation(said, people[n % 12], place=f"Hall {n}"))
    article = paper.make_article(body=body)
    press_run(edition)

    file = edition.root / article.teaser.address.strip("/") / "index.html.br"
    assert Quote.objects.count() == 120
    assert file.stat().st_size <= 60 * 1024
