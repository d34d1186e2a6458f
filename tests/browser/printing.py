"""Prints a paper for the browser to read: ``python -m tests.browser.printing reading HOME.json``.

Runs in a process of its own, because Django has one home per process.  ``COURANT_HOME`` names
the home.  Writes where each kind of page is, by language, to the file it is given.
"""

import json
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

from courant.plant.config import Config
from courant.project import begin, commands

Addresses = dict[str, dict[str, str]]  # by language and kind of page

FILLINGS = {
    "reading": "tests.browser.readable",
    "editing": "tests.browser.editable",
    "hostile": "tests.browser.hostile",
    "ticking": "tests.browser.ticking",
    "desking": "tests.browser.desking",
    "replying": "tests.browser.replying",
    "staffed": "tests.browser.staffed",
}


def main(what: str, addresses: Path) -> None:
    """Make a home, fill it, bake it and say where things are."""
    config = commands._config()
    begin.make_directories(config.paths)
    commands._set_up_django(config)
    begin.begin(config, sample=what == "sample", say=print)
    kinds: Addresses = {}
    if what in FILLINGS:
        fill: Callable[[Config], Addresses] = import_module(FILLINGS[what]).fill
        kinds = fill(config)
    do_what_waits()
    addresses.write_text(json.dumps(kinds))


def do_what_waits() -> None:
    """Do all that the works do: every photo's files, the bake, the tickers' streams and strips."""
    from courant.newsroom.services.photos import make_missing_renditions
    from courant.press.run import press_run
    from courant.ticker.relay import relay
    from courant.ticker.strip import refill_strips

    relay()
    while make_missing_renditions(20):
        pass
    while press_run():
        pass
    refill_strips()


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
