"""A migrated database for every worker: migrated once, then only copied.

Migrating takes fifteen seconds, copying none.  The copy is kept in pytest's cache under a hash of
everything that migrations come from, so a changed migration makes a new one.
"""

import fcntl
import hashlib
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

REPOSITORY = Path(__file__).parents[1]


@contextmanager
def migrated_database(cache: Path) -> Iterator[None]:
    """Point Django's connection at a migrated test database of this process.

    Args:
        cache: A directory that outlives the run and is shared by all workers.
    """
    from django.db import connection

    name = connection.creation._get_test_db_name()
    cache.mkdir(parents=True, exist_ok=True)
    on = _on_sqlite if connection.vendor == "sqlite" else on_postgresql
    with on(name, cache), _named(name):
        yield


def migrated_file(cache: Path) -> Path:
    """Return a migrated SQLite database, made if need be; copy it, do not open it."""
    made = cache / f"migrated-{_state_of_migrations()}.sqlite3"
    with _alone(cache):
        if not made.exists():
            home = Path(tempfile.mkdtemp(dir=cache))
            environ = {k: v for k, v in os.environ.items() if not k.startswith("COURANT_")}
            command = [sys.executable, "-m", "courant.project.cli", "manage", "migrate", "-v0"]
            subprocess.run(command, env=environ | {"COURANT_HOME": str(home)}, check=True)
            (home / "courant.sqlite3").rename(made)
            shutil.rmtree(home)
    return made


@contextmanager
def _on_sqlite(name: str, cache: Path) -> Iterator[None]:
    with closing(sqlite3.connect(name, uri=True)) as memory:  # held open, or it would vanish
        with closing(sqlite3.connect(migrated_file(cache))) as file:
            file.backup(memory)
        yield


@contextmanager
def on_postgresql(name: str, cache: Path) -> Iterator[None]:
    """Have a migrated database of this name on the server, until the end of the block."""
    template = f"courant_migrated_{_state_of_migrations()}"
    with _alone(cache):
        if not _ask("SELECT 1 FROM pg_database WHERE datname = %s", template):
            _ask(f'DROP DATABASE IF EXISTS "{template}_new"')
            _ask(f'CREATE DATABASE "{template}_new"')
            with _named(f"{template}_new"):
                _migrate()
            _ask(f'ALTER DATABASE "{template}_new" RENAME TO "{template}"')
        _ask(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        _ask(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
    yield
    _ask(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


@contextmanager
def _named(name: str) -> Iterator[None]:
    from django.db import connection

    connection.close()
    before, connection.settings_dict["NAME"] = connection.settings_dict["NAME"], name
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = before


@contextmanager
def _alone(cache: Path) -> Iterator[None]:
    cache.mkdir(parents=True, exist_ok=True)
    with (cache / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _migrate() -> None:
    from django.core.management import call_command

    call_command("migrate", verbosity=0, interactive=False)


def _ask(statement: str, *values: str) -> list[Any]:
    from django.db import connection

    with connection._nodb_cursor() as cursor:
        cursor.execute(statement, values or None)
        return list(cursor.fetchall()) if cursor.description else []


def _state_of_migrations() -> str:
    state = hashlib.sha256((REPOSITORY / "uv.lock").read_bytes())
    rooms = REPOSITORY / "src/courant"
    for path in sorted([*rooms.glob("*/migrations/*.py"), *rooms.glob("*/indexes.py")]):
        state.update(path.name.encode() + path.read_bytes())
    return state.hexdigest()[:16]
