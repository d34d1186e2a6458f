"""What the kiosk's tests stand on: an edition with every kind of address, and its kiosk."""

from pathlib import Path

import pytest

from courant.kiosk.app import make_app
from courant.kiosk.asgi import App
from courant.plant.config import Config
from courant.plant.edition.files import Edition
from tests.kiosk.editions import make_edition


@pytest.fixture
def config(tmp_path: Path) -> Config:
    return Config(home=tmp_path)


@pytest.fixture
def edition(config: Config) -> Edition:
    return make_edition(config.paths.edition)


@pytest.fixture
def kiosk(config: Config, edition: Edition) -> App:
    return make_app(edition.root, config)
