"""The sample paper holds together, and holds what the product must be seen to cope with."""

import dataclasses
import re
from collections import Counter
from datetime import UTC, datetime, timedelta
from itertools import chain
from pathlib import Path

import pytest

from courant.exchange.sample.drawings import PICTURES
from courant.exchange.sample.paper import Article, Page, SampleError, SamplePaper
from courant.exchange.sample.read import pictures_in, problems_of, read_sample

SET_UP_AT = datetime(2026, 11, 23, 3, 15, tzinfo=UTC)
ARABIC_SCRIPT = re.compile(r"[\u0600-\u06ff]")


@pytest.fixture(scope="module")
def paper() -> SamplePaper:
    return read_sample(SET_UP_AT)


def words_of(piece: Article | Page) -> list[str]:
    """Every text of an article or page, one block or field each, tags and all."""

    def strings(value: object) -> list[str]:
        if isinstance(value, dict):
            # A speaker may be named twice, words translated, and a picture's name is not text.
            others = ("speaker", "photo", "original")
            texts = [text for key, text in value.items() if key not in others]
            return list(chain.from_iterable(map(strings, texts)))
        if isinstance(value, list):
            return list(chain.from_iterable(map(strings, value)))
        return [value] if isinstance(value, str) else []

    body = [text for block in piece.body for text in strings(block["value"])]
    if isinstance(piece, Page):
        return [piece.title, *body]
    caption = [piece.photo.caption, piece.photo.alt] if piece.photo else []
    return [piece.headline, piece.short_headline, piece.standfirst, *caption, *body]


def sentences_of(piece: Article | Page) -> set[str]:
    text = "\n".join(re.sub(r"<[^>]+>", "\n", text) for text in words_of(piece))
    parts = re.split(r"[\n.?!؟]+", text)
    return {part.strip() for part in parts if len(part.split()) > 6}


def test_it_has_about_forty_articles_six_desks_and_three_languages(paper: SamplePaper) -> None:
    languages = Counter(article.lang for article in paper.articles)

    assert 38 <= len(paper.articles) <= 48
    assert languages["en"] >= 24
    assert min(languages["nl"], languages["fa"]) >= 8
    assert len([desk for desk in paper.desks if not desk.parent]) == 6
    assert [desk.key for desk in paper.desks if desk.parent]
    assert {article.desk for article in paper.articles} == {desk.key for desk in paper.desks}


def test_it_shows_the_odd_cases(paper: SamplePaper) -> None:
    articles = {article.key: article for article in paper.articles}
    originals = Counter(article.translation_of for article in paper.articles)

    # Wagtail's title holds 255 letters, and a headline is a title.
    assert 295 <= max(len(article.headline) for article in paper.articles) <= 305
    assert any(article.photo is None for article in paper.articles)
    assert any(
        article.photo and article.photo.picture == "lighthouse" for article in paper.articles
    )
    assert [article.key for article in paper.articles if article.withdrawn] == ["en/beach"]
    assert max(len(article.bylines) for article in paper.articles) == 12
    assert originals["en/laat-bridge"] == 2
    assert any(
        {line.kind for line in article.bylines} == {"withheld", "contributor"}
        and any(line.role == "photos" for line in article.bylines)
        for article in paper.articles
    )
    assert ARABIC_SCRIPT.search(articles["en/words"].headline)
    assert re.search(r"[a-z]", articles["fa/words"].headline)


def test_it_uses_every_kind_of_block(paper: SamplePaper) -> None:
    kinds = {block["type"] for article in paper.articles for block in article.body}

    assert kinds >= {"paragraph", "heading", "quotation", "gallery", "list", "table"}
    assert kinds >= {"factbox", "embed", "related", "code"}


def test_every_picture_is_used(paper: SamplePaper) -> None:
    assert set(chain.from_iterable(map(pictures_in, paper.articles))) == set(PICTURES)


def test_it_spreads_over_more_than_a_year_and_one_article_is_still_to_come(
    paper: SamplePaper,
) -> None:
    ages = [SET_UP_AT - article.published_at for article in paper.articles]

    assert max(ages) > timedelta(days=400)
    assert [age for age in ages if age < timedelta(0)] == [min(ages)]
    assert sum(age < timedelta(days=3) for age in ages) >= 10


def test_every_language_has_the_standing_pages(paper: SamplePaper) -> None:
    for lang in paper.masthead.languages:
        names = {page.name for page in paper.pages if page.lang == lang}
        assert names == {"about", "imprint", "privacy", "withheld-names"}


def test_no_sentence_appears_twice(paper: SamplePaper) -> None:
    pieces = [*paper.articles, *paper.pages]
    counts = Counter(chain.from_iterable(map(sentences_of, pieces)))

    assert [sentence for sentence, times in counts.items() if times > 1] == []


def test_no_date_is_left_unwritten_and_no_marks_are_left_over(paper: SamplePaper) -> None:
    for piece in [*paper.articles, *paper.pages]:
        for text in words_of(piece):
            assert not re.search(r"[{}]|\*\*|\]\(|^!", text), (piece.key, text)
            assert '"' not in re.sub(r"<[^>]+>", "", text), (piece.key, text)


def test_persian_is_spelt_as_persian(paper: SamplePaper) -> None:
    pieces: list[Article | Page] = [*paper.articles, *paper.pages]
    persian = [text for piece in pieces if piece.lang == "fa" for text in words_of(piece)]
    whole = "\n".join(persian)

    assert not re.search("[\u064a\u0643\u0660-\u0669]", whole)  # Arabic yeh, kaf and digits
    assert whole.count("\N{ZERO WIDTH NON-JOINER}") > 400
    assert not re.search(r"(?<!\S)(می|نمی|ها|های)(?!\S)", whole)
    assert not re.search("[“”‘’,;?]", re.sub(r"<[^>]+>|https?://\S+", "", whole))
    assert "«" in whole
    assert "؟" in whole
    assert "\N{ZERO WIDTH NON-JOINER} " not in whole


def test_links_lead_to_hosts_that_do_not_exist(paper: SamplePaper) -> None:
    for piece in [*paper.articles, *paper.pages]:
        for host in re.findall(r"https?://([^/\s\"]+)", "\n".join(words_of(piece))):
            assert host.endswith("example.org"), (piece.key, host)


def test_names_fit_their_fields(paper: SamplePaper) -> None:
    for article in paper.articles:
        assert len(article.short_headline) <= 70, article.key
        assert len(article.standfirst) <= 300, article.key
        assert len(article.kicker) <= 60, article.key


def test_the_same_moment_gives_the_same_paper(paper: SamplePaper) -> None:
    assert read_sample(SET_UP_AT) == paper


def test_a_translation_made_after_midnight_names_the_same_days_as_its_original() -> None:
    # In the small hours, four hours ago was yesterday and three hours ago is today.
    articles = {a.key: a for a in read_sample(datetime(2026, 11, 23, 2, 30, tzinfo=UTC)).articles}

    assert "11 December" in str(articles["en/laat-bridge"].body[0]["value"])
    assert "11 december" in str(articles["nl/laatbrug"].body[0]["value"])
    assert "۲۰ آذر" in str(articles["fa/laat-bridge"].body[0]["value"])


def test_a_missing_desk_is_named_with_the_article_that_wants_it(paper: SamplePaper) -> None:
    lost = dataclasses.replace(paper.articles[0], desk="weather", key="en/lost")

    problems = list(problems_of(dataclasses.replace(paper, articles=(*paper.articles, lost))))

    assert problems[0] == "en/lost: there is no desk 'weather'."


CHANGE = """
[[changes]]
at = "1h"
kind = "correction"
words = "Not so."
was = "Wards"
now = "Word"
"""


@pytest.mark.parametrize(
    ("front", "complaint"),
    [
        ("", "it has no 'headline'"),
        (f'headline = "Bare"\n{CHANGE}', "a change made the text say 'Word', but it does not"),
    ],
)
def test_what_an_article_lacks_is_said_with_its_file(
    front: str, complaint: str, tmp_path: Path
) -> None:
    source = Path("src/courant/exchange/sample")
    (tmp_path / "articles/en").mkdir(parents=True)
    (tmp_path / "paper.toml").write_text((source / "paper.toml").read_text("utf-8"), "utf-8")
    (tmp_path / "articles/en/bare.md").write_text(
        f'+++\ndesk = "town"\npublished = "3h"\nbylines = ["staff"]\n{front}\n+++\nNothing.\n',
        "utf-8",
    )

    with pytest.raises(SampleError, match=rf"en/bare\.md: {complaint}"):
        read_sample(SET_UP_AT, folder=tmp_path)
