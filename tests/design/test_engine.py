"""The engine: what it renders, what it refuses, what its hash covers."""

from dataclasses import replace

import pytest

from courant.design import sources
from courant.design.engine import Engine, EngineError
from courant.plant.html import Html
from tests.design.builders import make_article, make_engine, make_paper


def render(engine: Engine, lang: str = "en") -> str:
    view = make_article(lang)
    return engine.render(
        "article.html", lang, article=view, head=view.head, paper=view.paper
    ).decode()


def nothing(lang: str, view: object) -> Html:
    return Html()


@pytest.fixture
def templates(tmp_path, monkeypatch):
    """A folder of templates of the test's own."""
    monkeypatch.setattr(sources, "TEMPLATES", tmp_path)
    return tmp_path


def test_every_template_compiles_in_every_language() -> None:
    make_engine().check()


def test_the_same_view_gives_the_same_bytes_from_two_engines() -> None:
    assert render(make_engine()) == render(make_engine())


def test_a_template_that_does_not_compile_is_named_with_its_line(templates) -> None:
    (templates / "bad.html").write_text("<p>\n{% if %}")

    with pytest.raises(EngineError, match=r"bad\.html, line 2: .* Mend the template"):
        make_engine().check()


def test_a_name_the_view_does_not_have_is_an_error_and_not_a_blank(templates) -> None:
    (templates / "page.html").write_text("{{ paper.name }}\n{{ paper.nmae }}")

    with pytest.raises(EngineError, match=r"page\.html, line 2"):
        make_engine().render("page.html", "en", paper=make_paper())


def test_an_unknown_fragment_fails_the_check_with_those_that_are_known(templates) -> None:
    (templates / "page.html").write_text('\n{{ fragment("serach") }}')

    with pytest.raises(EngineError, match=r"page\.html, line 2: there is no fragment .* ticker"):
        make_engine().check()


def test_an_unknown_asset_fails_the_check(templates) -> None:
    (templates / "page.html").write_text('{{ asset("logo.svg") }}')

    with pytest.raises(EngineError, match=r"no asset named 'logo\.svg'"):
        make_engine().check()


def test_a_template_that_is_not_there_is_an_error() -> None:
    with pytest.raises(EngineError, match=r"nowhere\.html"):
        make_engine().render("nowhere.html", "en")


def test_a_fragment_without_a_place_is_refused() -> None:
    with pytest.raises(EngineError, match=r"no place for a fragment named 'weather'"):
        make_engine(fragments={"weather": nothing})


def test_a_fragment_stands_in_its_place_and_is_given_the_language_and_the_view() -> None:
    def replies(lang: str, article: object) -> Html:
        return Html(f"<p>{lang}: {article.address}</p>")  # type: ignore[attr-defined]

    page = render(make_engine(fragments={"replies": replies}), "fa")

    assert "<p>fa: /fa/harbour/dredging/</p>" in page
    assert page.index("fa: /fa") > page.index('class="band related"')


def test_text_is_escaped_and_markup_is_not() -> None:
    article = make_article(headline="<script>alert(1)</script>", standfirst='Tom & Jerry\'s "x"')

    page = make_engine().render(
        "article.html", "en", article=article, head=article.head, paper=article.paper
    )

    assert b"<script>alert" not in page
    assert b"&lt;script&gt;alert" in page
    assert b"<p>The men who went out" in page


def test_a_part_kept_from_one_page_is_not_shown_on_another_that_differs() -> None:
    engine, one = make_engine(), make_article()
    other = replace(one, paper=replace(one.paper, name="The Other Paper"))

    first = engine.render("article.html", "en", article=one, head=one.head, paper=one.paper)
    second = engine.render("article.html", "en", article=other, head=one.head, paper=other.paper)

    assert b"The Other Paper" not in first
    assert b"The Oudhaven Courant" not in second


def test_the_house_hash_changes_with_the_zone_the_url_and_the_fragments() -> None:
    engines = (
        make_engine(),
        make_engine(zone="Asia/Tehran"),
        make_engine(public_root="https://other.example"),
        make_engine(fragments={"said": nothing}),
    )

    assert len({engine.house_hash for engine in engines}) == len(engines)
    assert make_engine().house_hash == engines[0].house_hash


def test_a_language_nobody_translated_is_in_english_with_its_own_dates_and_direction() -> None:
    article = make_article()
    paper = replace(article.paper, lang="he")

    page = (
        make_engine()
        .render(
            "article.html",
            "he",
            article=replace(article, lang="he"),
            head=article.head,
            paper=paper,
        )
        .decode()
    )

    assert '<html lang="he" dir="rtl"' in page
    assert "23 בנובמבר 2026" in page
    assert "Published" in page
