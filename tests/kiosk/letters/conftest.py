"""What letters' tests stand on: a home with keys, a paper with replies, and its kiosk."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from courant.kiosk.app import make_app
from courant.kiosk.asgi import App
from courant.plant import clock
from courant.plant.config import Config
from courant.plant.edition.files import Edition
from courant.plant.home import Home
from tests.kiosk.editions import make_edition
from tests.kiosk.letters.papers import put_article, put_rules
from tests.kiosk.letters.writers import put_keys


class Clock:
    """A clock that goes when it is told to."""

    def __init__(self, moment: datetime) -> None:
        self.moment = moment

    def forward(self, **by: float) -> None:
        self.moment += timedelta(**by)

    @property
    def minute(self) -> int:
        return int(self.moment.timestamp() // 60)


@pytest.fixture
def time(noon: datetime, monkeypatch: pytest.MonkeyPatch) -> Clock:
    """Noon, until a test moves it."""
    told = Clock(noon)
    monkeypatch.setattr(clock, "now", lambda: told.moment)
    return told


@pytest.fixture
def home(config: Config) -> Home:
    put_keys(config.paths)
    return config.paths


@pytest.fixture
def edition(config: Config) -> Edition:
    edition = make_edition(config.paths.edition)
    put_article(edition)
    put_rules(edition)
    return edition


@pytest.fixture
def kiosk(edition: Edition, config: Config, home: Home, time: Clock) -> App:
    return make_app(edition.root, config)


@pytest.fixture
def under(tmp_path: Path) -> Path:
    return tmp_path
