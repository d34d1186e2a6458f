"""Homes for the tests of this room."""

import fcntl
import os
from pathlib import Path

import pytest

from tests.database import migrated_file
from tests.project.house import copy_home, make_home


@pytest.fixture(scope="session")
def blank_home(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with an empty paper; made once for all processes of a test run, not to be written."""
    homes = tmp_path_factory.getbasetemp().parent / f"homes-{os.getppid()}"
    homes.mkdir(exist_ok=True)
    with (homes / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (homes / "blank" / "version").exists():
            make_home(homes / "blank", migrated_file(request.config.cache.mkdir("databases")))
    return homes / "blank"


@pytest.fixture
def home(blank_home: Path, tmp_path: Path) -> Path:
    """A home with an empty paper, of one's own."""
    return copy_home(blank_home, tmp_path / "paper")
