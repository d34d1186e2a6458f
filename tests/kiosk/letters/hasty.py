"""Kiosks that take letters at once, or in little time, for a server that is told ``--factory``."""

import os

from courant.kiosk.app import make_app
from courant.kiosk.asgi import App
from courant.kiosk.letters.limits import Limits, Rate
from courant.kiosk.serve import config_from, end_with_server


def app() -> App:
    """Make a kiosk whose check pages may be sent at once."""
    return _app(Limits(least_seconds=0))


def brief() -> App:
    """Make a kiosk that waits only a moment for a form."""
    return _app(Limits(least_seconds=0, read_seconds=0.3))


def _app(limits: Limits) -> App:
    end_with_server()  # as the real one
    config = config_from(os.environ)
    return make_app(config.paths.edition, config, letter_limits=limits)


def crowded() -> App:
    """Make a kiosk that takes as much as one address sends it."""
    without_end = Rate(1e9, 1e9)
    return _app(
        Limits(
            least_seconds=0, between_seconds=0, in_all=without_end, of_a_thread=without_end,
            of_a_lane=without_end, of_a_prefix=without_end,
        )
    )  # fmt: skip


def strained() -> App:
    """Make a kiosk that takes three letters; after two of them who did no work waits long."""
    return _app(Limits(least_seconds=0, between_seconds=0, in_all=Rate(3, 1e-6)))
