"""Files that pages link to by hash."""

from pathlib import Path

import pytest

from courant.design import assets
from courant.design.colours import ColourError
from courant.plant.addresses import parse_address
from courant.plant.edition.variants import brotlied
from tests.design.builders import make_article, make_engine

KB = 1024


def test_a_page_links_to_the_style_sheet_that_the_engine_gives_for_its_accent() -> None:
    engine, article = make_engine(), make_article()
    sheet = engine.stylesheet(article.paper.accent, article.paper.accent_dark)

    page = engine.render(
        "article.html", "en", article=article, head=article.head, paper=article.paper
    )

    assert f'<link rel="stylesheet" href="{sheet.address}">'.encode() in page


def test_another_accent_is_another_address() -> None:
    one, other = assets.stylesheet("#a00e1c", "#f0707c"), assets.stylesheet("#14532d", "#4ade80")

    assert one.address != other.address
    assert b"--accent:#14532d" in other.body


def test_an_accent_that_cannot_be_read_has_no_style_sheet() -> None:
    with pytest.raises(ColourError):
        assets.stylesheet("#ffcc00", "#ffcc00")


def test_every_file_the_style_sheet_asks_for_is_an_asset() -> None:
    sheet = assets.stylesheet("#a00e1c", "#f0707c").body.decode()

    asked = {part.partition(")")[0] for part in sheet.split("url(")[1:]}

    fonts = {a.address for a in assets.fixed_assets().values() if a.address.endswith(".woff2")}
    assert asked == fonts


def test_assets_have_addresses_of_ours() -> None:
    for asset in assets.fixed_assets().values():
        assert parse_address(asset.address) == asset.address


def test_a_script_loses_its_comments_and_nothing_else() -> None:
    script = "// Why.\nconst url = 'https://x'\n\n  // How.\n  go(url) // so\n"

    assert assets.without_comments(script) == "const url = 'https://x'\ngo(url) // so\n"


def test_the_tickers_script_weighs_no_more_than_promised() -> None:
    assert len(brotlied(assets.script("ticker.js").encode())) < 4 * KB


def test_all_scripts_are_one_file_that_weighs_no_more_than_promised() -> None:
    whole = assets.fixed_assets()["reader.js"].body

    assert all(assets.script(part).encode() in whole for part in ("ticker.js", "replies.js"))
    assert len(brotlied(whole)) < 10 * KB


def test_squeezing_keeps_what_a_rule_says() -> None:
    assert assets.squeezed("a  b > c { x : y ; }\n/* no */ d{ e: calc(1px + 2px) }") == (
        "a b>c{x : y;}d{e: calc(1px + 2px)}"
    )


@pytest.mark.parametrize("lang", ["en", "fa"])
def test_an_article_weighs_no_more_than_promised(lang: str) -> None:
    engine, article = make_engine(), make_article(lang)
    page = engine.render(
        "article.html", lang, article=article, head=article.head, paper=article.paper
    )
    sheet = engine.stylesheet(article.paper.accent, article.paper.accent_dark)

    assert len(brotlied(page)) + len(brotlied(sheet.body)) <= 20 * KB


def test_the_fonts_of_a_page_weigh_no_more_than_promised() -> None:
    sizes = {name: len(asset.body) for name, asset in assets.fixed_assets().items()}

    assert sizes["newsreader-latin.woff2"] + sizes["newsreader-latin-ext.woff2"] <= 30 * KB
    assert sizes["vazirmatn-arabic.woff2"] <= 30 * KB


def test_every_font_has_its_licence_beside_it() -> None:
    for font in assets.FILES.glob("*.woff2"):
        licence = Path(assets.FILES / f"{font.name.partition('-')[0]}-OFL.txt")
        assert "SIL Open Font License" in licence.read_text("utf-8")
