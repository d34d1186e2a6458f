"""A kiosk whose streams live fast, for a server that is told ``--factory``."""

import os
from dataclasses import replace

from courant.kiosk.app import make_app
from courant.kiosk.asgi import App
from courant.kiosk.reader import Limits
from courant.kiosk.serve import config_from


def app() -> App:
    """Make the kiosk with short waits."""
    return _app(Limits(heartbeat_seconds=0.2, sweep_seconds=0.05, watch_seconds=0.05))


def brief() -> App:
    """Make a kiosk that ends each stream soon."""
    return _app(Limits(life_seconds=1, sweep_seconds=0.05, watch_seconds=0.05))


def impatient() -> App:
    """Make a kiosk that waits only a moment, but for any amount."""
    limits = Limits(stalled_seconds=0.3, sweep_seconds=0.05, watch_seconds=0.05)
    return _app(replace(limits, behind_events=10**9, behind_bytes=10**12))


def narrow() -> App:
    """Make a kiosk with room for five readers, two of them from one place."""
    return _app(replace(Limits(), streams=5, streams_of_a_prefix=2))


def _app(limits: Limits) -> App:
    config = config_from(os.environ)
    return make_app(config.paths.edition, config, limits=limits)
