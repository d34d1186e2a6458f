"""Starting the kiosk: Granian, its limits, and an environment without secrets."""

import multiprocessing
import os
import resource
import signal
import sys
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import NoReturn

from courant.plant.config import Config, read_config
from courant.plant.lifeline import end_with_parent

# All of the environment that the kiosk is given.  No database, no key of the newsroom's.
SETTINGS = ("COURANT_HOME", "COURANT_PORT", "COURANT_PUBLIC_URL", "COURANT_ALLOWED_HOSTS")
SYSTEM = ("PATH", "LANG", "LC_ALL", "TZ", "TMPDIR", "VIRTUAL_ENV", "PYTHONPATH", "CI")

HEADER_TIMEOUT_MS = 5_000  # a client that has not said what it wants by then is let go
HEADER_BUFFER_BYTES = 16_384
BACKLOG = 4_096  # connections waiting to be taken
MOST_CONNECTIONS = 32_000  # held at once, open streams among them
SPARE_FILES = 256  # descriptors that stay free for the edition's files
KILL_TIMEOUT_SECONDS = 1  # open streams do not hold up a stop any longer


def serve(config: Config) -> NoReturn:
    """Become the kiosk's server.

    Does not return: the process is replaced, and with it whatever of the settings and the
    environment the kiosk must not know.
    """
    _lift_file_limit()
    command = command_for(config)
    os.execve(command[0], command, environment_for(config, os.environ))  # noqa: S606


def command_for(config: Config) -> list[str]:
    """Return the command line that serves the kiosk, for whoever supervises it."""
    options = {
        "--host": config.host,
        "--port": config.port,
        "--interface": "asgi",
        "--http": "1",
        "--loop": "uvloop",
        "--workers": 1,
        "--backlog": BACKLOG,
        "--backpressure": _connections(),
        "--http1-buffer-size": HEADER_BUFFER_BYTES,
        "--http1-header-read-timeout": HEADER_TIMEOUT_MS,
        "--workers-kill-timeout": KILL_TIMEOUT_SECONDS,
        "--log-level": "warning",
    }
    said = [str(part) for option in options.items() for part in option]
    flags = ["--no-ws", "--no-access-log", "--respawn-failed-workers", "--factory"]
    return [sys.executable, "-m", "granian", *said, *flags, "courant.kiosk.app:app"]


def environment_for(config: Config, environ: Mapping[str, str]) -> dict[str, str]:
    """Return the environment the kiosk starts with: its own four settings and the system's."""
    told = {name: environ[name] for name in SYSTEM if name in environ}
    values = (config.home, config.port, config.public_root, ",".join(config.allowed_hosts))
    return {**told, **{name: str(value) for name, value in zip(SETTINGS, values, strict=True)}}


def config_from(environ: Mapping[str, str]) -> Config:
    """Read the kiosk's settings from the environment alone.

    The home's ``courant.toml`` is not opened: it may name a database, and the user that the
    kiosk runs as need not be able to read it.

    Raises:
        ConfigError: A setting has the wrong form.
    """
    told = {name: environ[name] for name in SETTINGS if environ.get(name)}
    home = Path(told.pop("COURANT_HOME", "paper")).absolute()
    return replace(read_config(told, home=Path(os.devnull)), home=home)


def _lift_file_limit() -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if hard == resource.RLIM_INFINITY or hard > soft:
        wanted = MOST_CONNECTIONS + SPARE_FILES
        most = wanted if hard == resource.RLIM_INFINITY else min(hard, wanted)
        resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, most), hard))


def _connections() -> int:
    # A connection too many waits in the backlog; a descriptor too few would be a reader's error.
    soft, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft == resource.RLIM_INFINITY:
        return MOST_CONNECTIONS
    return max(SPARE_FILES, min(MOST_CONNECTIONS, soft - SPARE_FILES))


def end_with_server() -> None:
    """Have a worker end with the server that forked it, so that a killed server leaves no worker.

    It holds the server's port: left alone it would go on taking what readers send.  The server
    may be gone before the worker gets here.
    """
    if server := multiprocessing.parent_process():
        end_with_parent(server.pid or 0, signal.SIGKILL)
