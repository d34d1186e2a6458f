"""One town for all tests of the golden rule: built once, baked once, changed and put back."""

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

from courant.plant import clock
from tests.conftest import NOON

# Django must be ready before anything that knows its models is read: hence the imports within.


# Hundreds of editions are made and thrown away; in memory that costs a tenth.
MEMORY = Path("/dev/shm")


@pytest.fixture(scope="module")
def ground() -> Iterator[Path]:
    """A place for editions."""
    with TemporaryDirectory(dir=MEMORY if MEMORY.is_dir() else None, prefix="courant-") as place:
        yield Path(place)


@pytest.fixture(scope="module")
def _baked(django_db_setup: None, django_db_blocker: Any, ground: Path) -> Iterator[Any]:
    from django.db import transaction

    from tests.equality.editions import bake_changes, committed, undone
    from tests.equality.town import Baked, build_town

    edition = ground / "before"
    with django_db_blocker.unblock(), clock.stopped_at(NOON), undone():
        with committed():
            town = build_town()
        bake_changes(edition)
        yield Baked(town, edition)
    transaction.get_connection().run_on_commit.clear()


@pytest.fixture
def baked(_baked: Any, django_db_blocker: Any, ground: Path) -> Iterator[Any]:
    """The baked town; whatever a test does to its rows and files is undone."""
    from tests.equality.editions import files_put_back, undone

    with django_db_blocker.unblock(), undone(), files_put_back(ground / "media"):
        yield _baked
