"""Which database, and how it is opened."""

import sqlite3
from typing import Any
from urllib.parse import quote, unquote, urlsplit

from courant.plant.config import Config

# Older releases of SQLite can corrupt a database in WAL mode (https://sqlite.org/wal.html).
SAFE_WAL = (3, 51, 3)


def database(config: Config) -> dict[str, Any]:
    """Return Django's description of the paper's database."""
    return _postgresql(config.database_url) if config.database_url else _sqlite(config)


def _sqlite(config: Config) -> dict[str, Any]:
    wal = sqlite3.sqlite_version_info >= SAFE_WAL
    pragmas = (
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;"
        if wal
        else "PRAGMA journal_mode=TRUNCATE; PRAGMA synchronous=EXTRA;"
    )
    # A paper's database that is away is an error; only a paper that is not there yet gets one.
    mode = "rw" if config.paths.version.exists() else "rwc"
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": f"file:{quote(str(config.paths.database))}?mode={mode}",
        "OPTIONS": {
            "timeout": 20,
            "transaction_mode": "IMMEDIATE",
            "init_command": pragmas + " PRAGMA cache_size=-64000; PRAGMA temp_store=MEMORY;",
        },
    }


def _postgresql(url: str) -> dict[str, Any]:
    parts = urlsplit(url)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }
