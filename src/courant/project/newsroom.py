"""``courant newsroom``: Django and Wagtail, served by Granian."""

import multiprocessing
import os
import signal
from typing import Any

from courant.plant.config import Config
from courant.plant.lifeline import end_with_parent

# Requests worked on at once.  Editors are thirty at most; SQLite has one writer.  More than two
# and a bit for each processor only take turns.
THREADS = min(8, 2 * (os.cpu_count() or 1) + 1)
WAITING = 128  # connections; more are not accepted until one ends
HEADER_SECONDS, HEADER_BYTES = 5, 32_768
KILL_AFTER_SECONDS = 1  # requests still open when asked to stop


def newsroom(config: Config) -> None:
    """Serve the newsroom until a signal says to stop."""
    from granian.constants import HTTPModes, Interfaces
    from granian.http import HTTP1Settings
    from granian.log import LogLevels
    from granian.server import Server

    Server(
        "courant.project.newsroom:application",
        address=config.host,
        port=config.newsroom_port,
        interface=Interfaces.WSGI,
        http=HTTPModes.http1,
        http1_settings=HTTP1Settings(
            header_read_timeout=HEADER_SECONDS * 1000, max_buffer_size=HEADER_BYTES
        ),
        websockets=False,
        blocking_threads=THREADS,
        backpressure=WAITING,
        workers_kill_timeout=KILL_AFTER_SECONDS,
        log_level=LogLevels.warning,
        factory=True,
    ).serve()


def application() -> Any:
    """Return the WSGI application.  Called in Granian's worker, which must not outlive it."""
    server = multiprocessing.parent_process()
    end_with_parent((server and server.pid) or 0, signal.SIGKILL)
    from courant.project import wsgi

    return wsgi.application
