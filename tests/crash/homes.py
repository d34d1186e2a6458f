"""A home with a small paper in it, and its yard."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from courant.plant.home import Home
from courant.project.release import write_version
from tests.crash.yard import Yard, yard_of


def make_directories(home: Home) -> None:
    """Make what is in a home besides the database."""
    for directory in (home.media, home.edition, home.run, home.keys):
        directory.mkdir(parents=True, exist_ok=True)


@contextmanager
def paper_in(home: Home, migrated: Path) -> Iterator[Yard]:
    """Build the small paper of ``tests.crash.deeds`` in a home, and bake it."""
    make_directories(home)
    shutil.copy(migrated, home.database)
    write_version(home)
    with yard_of(home.root) as yard:
        assert yard.do("build") == 0
        yield yard
