"""What every test stands on: a home of its own, a fixed clock, no network but loopback."""

import os
import shutil
import socket
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

# Django reads its settings once, so the home must be named before pytest-django loads it.
# ``COURANT_DATABASE_URL`` stays: with it the suite runs on PostgreSQL.
TEST_HOME = Path(tempfile.mkdtemp(prefix="courant-test-"))
for _name in [name for name in os.environ if name.startswith("COURANT_")]:
    if _name not in ("COURANT_DATABASE_URL", "COURANT_CHROME"):
        del os.environ[_name]
# The suite starts hundreds of processes; compiling Wagtail in each would double its time.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
os.environ["COURANT_HOME"] = str(TEST_HOME)
os.environ["DJANGO_SETTINGS_MODULE"] = "courant.project.settings"

NOON = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)  # when it is, in a test that does not say

LOOPBACK = ("127.0.0.1", "::1", "localhost")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--long", action="store_true", help="also keep the slow promises")


def pytest_configure(config: pytest.Config) -> None:
    from django.conf import settings

    # Argon2 is slow on purpose; a test that means it names it.
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    if config.getoption("numprocesses", None):
        # Workers inherit the environment and would take our home for theirs.
        del os.environ["COURANT_HOME"], os.environ["DJANGO_SETTINGS_MODULE"]


@pytest.hookimpl(tryfirst=True)
def pytest_sessionstart() -> None:
    # Or xdist's workers inherit it, load the settings before they come by here, and all share
    # one home.
    os.environ.pop("DJANGO_SETTINGS_MODULE", None)


def pytest_unconfigure() -> None:
    shutil.rmtree(TEST_HOME, ignore_errors=True)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    _refuse_emptying(items)
    slow = [item for item in items if item.get_closest_marker("long")]
    for item in slow:
        item.add_marker(pytest.mark.timeout(1800))
    if config.getoption("--long") or "long" in (config.getoption("-m") or ""):
        return
    if slow:
        items[:] = [item for item in items if not item.get_closest_marker("long")]
        config.hook.pytest_deselected(items=slow)


def _refuse_emptying(items: list[pytest.Item]) -> None:
    """A transactional test empties the database; whatever runs after it stands on nothing."""
    for item in items:
        mark = item.get_closest_marker("django_db")
        fixtures: list[str] = getattr(item, "fixturenames", [])
        if (mark and mark.kwargs.get("transaction")) or "transactional_db" in fixtures:
            raise pytest.UsageError(
                f"{item.nodeid} would empty the database that other tests stand on.  "
                "Count savepoints instead, or take a database of its own (tests/database.py)."
            )


@pytest.fixture(autouse=True, scope="session")
def _sockets_closed_but_loopback() -> Iterator[None]:
    """A test that reaches for another host is a bug in the test or, worse, in the house."""
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: Any) -> None:
        if self.family != socket.AF_UNIX and address[0] not in LOOPBACK:
            raise AssertionError(f"A test tried to reach {address!r}; only loopback is open.")
        connect(self, address)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", guarded)
        yield


@pytest.fixture(scope="session")
def django_db_setup(
    request: pytest.FixtureRequest,
    django_test_environment: None,
    django_db_modify_db_settings: None,
    django_db_blocker: Any,
) -> Iterator[None]:
    """Give every worker a migrated database in a blink, instead of migrating one for each."""
    from tests.database import migrated_database

    cache = request.config.cache.mkdir("databases")
    with django_db_blocker.unblock(), migrated_database(cache), django_db_blocker.block():
        yield


@pytest.fixture
def noon() -> Iterator[datetime]:
    """Stop the clock at ``NOON`` for one test."""
    from courant.plant import clock

    with clock.stopped_at(NOON):
        yield NOON


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of a Chromium.  Without one its tests are skipped; where ``CI`` is set they fail."""
    from courant.project.chromium import find_chromium

    if found := find_chromium():
        return found
    words = "NO BROWSER: ./courant test finds or installs one; or set COURANT_CHROME."
    if os.environ.get("CI"):
        pytest.fail(words)
    pytest.skip(words)
