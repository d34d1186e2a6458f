"""``docs/operators/settings.md``, written from the settings themselves so that it cannot lie."""

import sys
from dataclasses import fields
from typing import Any, get_type_hints

from courant.plant.config import PREFIX, Config

OPENING = """\
# Settings

Written by `python -m courant.project.settings_page`; a test keeps it true.

A setting is a variable of the environment, `COURANT_PORT=8080`, or a line in `courant.toml` in the
paper's home, `port = 8080`. The environment wins. A name that is not in this table is refused, with
the nearest one that is.

| variable | in `courant.toml` | kind | default | what it is |
|---|---|---|---|---|
"""

CLOSING = """
Three variables are read by the commands, not by a paper: `COURANT_HOME` (as above; `--home` on the
command line wins), `COURANT_CHROME` (the browser for the tests) and `COURANT_CRASH_AT` (where a
test has the press kill itself).
"""

KINDS = {int: "whole number", bool: "yes or no", str: "text", tuple[str, ...]: "list"}


def settings_page() -> str:
    """Return the page, in Markdown."""
    hints = get_type_hints(Config)
    rows = []
    for item in fields(Config):
        variable = f"`{PREFIX}{item.name.upper()}`"
        written = "not there" if item.name == "home" else f"`{item.name}`"
        kind = KINDS.get(hints[item.name], "directory")
        rows.append(
            f"| {variable} | {written} | {kind} | {_shown(item.default)} "
            f"| {item.metadata['help']} |\n"
        )
    return OPENING + "".join(rows) + CLOSING


def _shown(default: Any) -> str:
    if isinstance(default, bool):
        return "yes" if default else "no"
    return f"`{default}`" if default not in ("", ()) else "empty"


if __name__ == "__main__":
    sys.stdout.write(settings_page())
