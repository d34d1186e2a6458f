"""mapping.toml: what an editor decides before a site is taken in.

``--dry-run`` writes it filled in with what would happen; ``--map FILE`` reads it again.
"""

import json
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from courant.exchange.wordpress.errors import ImportRefusedError
from courant.exchange.wxr.records import Author

WITHHELD, STAFF, SKIP = "withheld", "staff", "skip"
ROLES = {"post": "article", "page": "standing", SKIP: ""}
PUBLISH, DRAFT = "publish", "draft"
TABLES = frozenset({"site", "authors", "types", "statuses"})

HEADER = """\
# What becomes of a WordPress site.  Change what you like, then: --map mapping.toml

"""


@dataclass(frozen=True, slots=True)
class Decisions:
    """An editor's decisions; what is not in it is decided by rule."""

    language: str = ""  # BCP 47; empty: as the file says
    authors: Mapping[str, str] = field(default_factory=dict)  # login → name, "withheld", "staff"
    types: Mapping[str, str] = field(default_factory=dict)  # "review" → "post", "page", "skip"
    statuses: Mapping[str, str] = field(default_factory=dict)  # → "publish", "draft", "skip"


def read_mapping(path: Path) -> Decisions:
    """Read a mapping file.

    Raises:
        ImportRefusedError: It cannot be read, is no TOML, or says something unknown.
    """
    try:
        told = tomllib.loads(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise ImportRefusedError(
            f"{path} cannot be read ({error}). Name the mapping that --dry-run wrote."
        ) from error
    except tomllib.TOMLDecodeError as error:
        raise ImportRefusedError(
            f"{path} is not TOML: {error}. Let --dry-run write a new one and change that."
        ) from error
    if unknown := sorted(told.keys() - TABLES):
        raise ImportRefusedError(
            f"{path}: [{unknown[0]}] means nothing here. There are {_listed(TABLES)}."
        )
    return Decisions(
        language=str(told.get("site", {}).get("language", "")),
        authors=_texts(path, "authors", told),
        types=_texts(path, "types", told, ROLES),
        statuses=_texts(path, "statuses", told, (PUBLISH, DRAFT, SKIP)),
    )


def _texts(
    path: Path, table: str, told: Mapping[str, Any], allowed: Iterable[str] = ()
) -> dict[str, str]:
    rows = told.get(table, {})
    for key, value in rows.items() if isinstance(rows, dict) else [("", rows)]:
        if not isinstance(value, str) or (allowed and value not in allowed):
            rule = f"one of {_listed(allowed)}" if allowed else "a text in quotes"
            raise ImportRefusedError(f"{path}: {key} in [{table}] is {value!r}; it must be {rule}.")
    return dict(rows)


def write_mapping(
    path: Path,
    *,
    language: str,
    authors: Iterable[Author],
    types: Mapping[str, str],
    statuses: Mapping[str, str],
) -> None:
    """Write what would happen, to be changed by hand."""
    tables = {
        "site": {"language": language},
        "authors": {author.login: author.display_name or STAFF for author in authors},
        "types": types,
        "statuses": statuses,
    }
    hints = {
        "site": "BCP 47: en, fa, nl …",
        "authors": 'login = the name as readers see it, or "withheld", or "staff"',
        "types": '"post" makes an article, "page" a standing page, "skip" nothing',
        "statuses": '"publish", "draft" or "skip"',
    }
    parts = [
        f"[{name}]  # {hints[name]}\n"
        + "".join(f"{_quoted(key)} = {_quoted(value)}\n" for key, value in rows.items())
        for name, rows in tables.items()
    ]
    try:
        path.write_text(HEADER + "\n".join(parts), "utf-8")
    except OSError as error:
        raise ImportRefusedError(
            f"{path} cannot be written: {error.strerror}. Run the dry run where you may write."
        ) from error


def _quoted(text: str) -> str:
    # A JSON string is a TOML basic string, save for the one letter below.
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _listed(words: Iterable[str]) -> str:
    return ", ".join(f'"{word}"' for word in sorted(words))
