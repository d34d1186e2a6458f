"""Spellings that readers take for one are found from either side, through the kiosk."""

import tomllib
from pathlib import Path
from urllib.parse import quote

import pytest

from courant.kiosk.app import make_app
from courant.kiosk.asgi import App
from courant.plant.config import Config
from courant.plant.edition.files import Edition
from tests.kiosk.asking import ask
from tests.plant.searching.cards import make_card, make_index

TABLE = Path(__file__).parents[2] / "plant/searching/spellings.toml"
PAIRS = [
    (kind, one, other)
    for kind, pairs in tomllib.loads(TABLE.read_text()).items()
    for one, other in pairs
]
FEWEST = 60  # Persian and Arabic ones


def test_the_table_holds_as_many_persian_and_arabic_pairs_as_were_promised() -> None:
    pairs = {frozenset(pair) for kind, *pair in PAIRS if kind != "latin"}

    assert len(pairs) >= FEWEST
    assert all(len(pair) == 2 for pair in pairs)


@pytest.fixture
def kiosk(config: Config, edition: Edition) -> App:
    cards = [
        make_card(f"پیش از آن {word} پس از آن", address=f"/{number}/{side}/", lang="fa")
        for number, (_, *pair) in enumerate(PAIRS)
        for side, word in enumerate(pair)
    ]
    make_index(config.paths.search, *cards).close()
    return make_app(edition.root, config)


def test_each_spelling_finds_the_other(kiosk: App) -> None:
    missed = []
    for number, (_, *pair) in enumerate(PAIRS):
        for side, word in enumerate(pair):
            page = ask(kiosk, f"/fa/search/?q={quote(word)}").body.decode()
            if f'href="/{number}/{1 - side}/"' not in page:
                missed.append((word, pair[1 - side]))
            assert "<mark>" in page or (word, pair[1 - side]) in missed

    assert missed == []
