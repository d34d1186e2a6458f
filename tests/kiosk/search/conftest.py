"""What the tests of searching stand on: a small paper in two languages, its index, its kiosk."""

from pathlib import Path

import pytest

from courant.kiosk.app import make_app
from courant.kiosk.asgi import App
from courant.plant.config import Config
from courant.plant.edition.files import Edition
from tests.kiosk.search.papers import STORIES, make_paper
from tests.plant.searching.cards import make_index


@pytest.fixture
def config(tmp_path: Path) -> Config:
    return Config(home=tmp_path)


@pytest.fixture
def edition(config: Config) -> Edition:
    return make_paper(config.paths.edition)


@pytest.fixture
def kiosk(config: Config, edition: Edition) -> App:
    make_index(config.paths.search, *STORIES).close()
    return make_app(edition.root, config)
