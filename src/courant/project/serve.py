"""``courant serve``: keeps kiosk, newsroom and works running, and ends them together."""

import asyncio
import os
import signal
import socket
import sys
from asyncio.subprocess import PIPE, STDOUT, Process
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from time import monotonic

from courant.plant.config import Config
from courant.project.begin import Say
from courant.project.errors import PortError

FIRST_DELAY_SECONDS, LONGEST_DELAY_SECONDS = 0.5, 30.0
WELL_AFTER_SECONDS = 60.0  # up this long, a child starts afresh with the first delay
STOP_SECONDS = 2.0  # what children get to end in order; all in all we stop within three
WIDEST_NAME = 8
LINE_BYTES = 256 * 1024

# What the kiosk may know of our environment: no database, no secrets (SECURITY, Kiosk).
KIOSK_KNOWS = (
    "COURANT_ALLOWED_HOSTS",
    "COURANT_HOME",
    "COURANT_HOST",
    "COURANT_PORT",
    "COURANT_PUBLIC_URL",
    "FORCE_COLOR",
    "LANG",
    "LC_ALL",
    "PATH",
    "PYTHONPATH",
    "PYTHONUNBUFFERED",
    "PYTHONWARNINGS",
    "TZ",
)


@dataclass(frozen=True, slots=True)
class Child:
    """One of the processes we keep."""

    name: str
    command: Sequence[str]
    environ: Mapping[str, str]


def children(environ: Mapping[str, str]) -> list[Child]:
    """Return what is to run.  ``environ`` is ours, with the home in it."""
    ours = {**environ, "PYTHONUNBUFFERED": "1"}
    if sys.stderr.isatty():
        ours["FORCE_COLOR"] = "1"
    kiosks = {name: value for name, value in ours.items() if name in KIOSK_KNOWS}
    command = [sys.executable, "-m", "courant.project.cli", f"--parent={os.getpid()}"]
    return [
        Child("kiosk", [*command, "kiosk"], kiosks),
        Child("newsroom", [*command, "newsroom"], ours),
        Child("work", [*command, "work"], ours),
    ]


def check_ports(config: Config) -> None:
    """Make sure both ports can be had.

    Granian shares ports between processes, so without this a second server would start in
    silence and take half of the readers.

    Raises:
        PortError: Somebody listens there, or we may not.
    """
    for number, option in ((config.port, "--port"), (config.newsroom_port, "--newsroom-port")):
        family = socket.AF_INET6 if ":" in config.host else socket.AF_INET
        with socket.socket(family) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((config.host, number))
            except OSError as error:
                raise PortError(
                    f"Port {number} on {config.host} cannot be had: {error.strerror}. Stop the "
                    f"program that listens there, or choose another port: {option} {number + 10}"
                ) from error


async def supervise(kept: Sequence[Child], say: Say) -> None:
    """Keep children running until SIGINT, SIGTERM or SIGHUP, then end them within 3 s."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        loop.add_signal_handler(number, stop.set)
    async with asyncio.TaskGroup() as group:
        for child in kept:
            group.create_task(_keep(child, say, stop))


async def _keep(child: Child, say: Say, stop: asyncio.Event) -> None:
    delay = FIRST_DELAY_SECONDS
    while not stop.is_set():
        began = monotonic()
        status = await _run(child, stop)
        if stop.is_set():
            return
        if monotonic() - began >= WELL_AFTER_SECONDS:
            delay = FIRST_DELAY_SECONDS
        say(f"{child.name} ended ({_words(status)}); starting it again in {delay:g} s")
        with suppress(TimeoutError):
            await asyncio.wait_for(stop.wait(), delay)
        delay = min(2 * delay, LONGEST_DELAY_SECONDS)


async def _run(child: Child, stop: asyncio.Event) -> int:
    # A session of its own, so that Ctrl-C reaches us alone and a child's workers end with it.
    process = await asyncio.create_subprocess_exec(
        *child.command,
        env=dict(child.environ),
        stdout=PIPE,
        stderr=STDOUT,
        limit=LINE_BYTES,
        start_new_session=True,
    )
    pump = asyncio.create_task(_pump(process, child.name))
    ended = asyncio.create_task(process.wait())
    stopped = asyncio.create_task(stop.wait())
    await asyncio.wait({ended, stopped}, return_when=asyncio.FIRST_COMPLETED)
    if not ended.done():
        process.terminate()
        await asyncio.wait({ended}, timeout=STOP_SECONDS)
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)  # it, or what it left behind
    await ended
    stopped.cancel()
    with suppress(TimeoutError):
        await asyncio.wait_for(pump, 0.5)
    return ended.result()


async def _pump(process: Process, name: str) -> None:
    """Pass a child's lines on, each with its name in front."""
    lines = process.stdout
    while lines is not None:
        try:
            line = await lines.readline()
        except ValueError:  # longer than LINE_BYTES; what was read of it is dropped
            continue
        if not line:
            return
        with suppress(OSError):
            sys.stdout.write(f"{name:<{WIDEST_NAME}} | {line.decode(errors='replace')}")
            sys.stdout.flush()


def _words(status: int) -> str:
    if status < 0:
        return f"killed by {signal.Signals(-status).name}"
    return f"status {status}"


async def answers(host: str, port: int, within_seconds: float) -> bool:
    """Say whether somebody accepts connections there before the time is over."""
    end = monotonic() + within_seconds
    while monotonic() < end:
        with suppress(OSError):
            _, writer = await asyncio.open_connection(host, port)
            writer.close()
            return True
        await asyncio.sleep(0.05)
    return False
