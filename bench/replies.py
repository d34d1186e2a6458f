"""How many replies a second are taken durably, and how fast the works collect them.

    python -m bench.replies [--seconds 5] [--letters 3000] [--json]

Four figures in one run on one disk: how often a second the disk syncs one small write; how many
letters a second 64 writers at once get synced in the letterbox, and how long each waits; the same
over HTTP at a real kiosk, whose process has core 0 and its clients core 1, from a signed form to
the 303; and how many letters a second the works take into the database, through all phases.
"""

import argparse
import asyncio
import json
import os
import secrets
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path
from typing import Any

from bench.kiosk import CLIENT_CORE, SERVER_CORE
from bench.replies_kiosk import SEND, form_for, running_kiosk
from courant.plant.letterbox.box import Letterbox

WRITERS = 64
BUDGET_A_SECOND, BUDGET_P99_MS = 4_000, 10.0
TEXT = "The council should have asked the harbour workers before it decided. " * 4
UNBOUNDED = {"most_letters": 10_000_000, "most_bytes": 10**11}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the benchmark.  Return 0 if the letterbox's budget is met, 1 if not."""
    parser = argparse.ArgumentParser(prog="courant bench replies")
    parser.add_argument("--seconds", type=float, default=5)
    parser.add_argument("--letters", type=int, default=3_000, help="for the works to collect")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="courant-bench-", dir=".") as folder:
        found = measured(Path(folder).absolute(), options.seconds, options.letters)
    print(json.dumps(found) if options.json else _told(found))
    box = found["letterbox"]
    met = box["a_second"] >= BUDGET_A_SECOND and box["p99_ms"] <= BUDGET_P99_MS
    return 0 if met else 1


def measured(folder: Path, seconds: float, letters: int) -> dict[str, Any]:
    """Return all figures."""
    syncs = syncs_a_second(folder, seconds)
    return {
        "syncs_a_second": syncs,
        "letterbox": asyncio.run(_at_the_letterbox(folder / "box", seconds)),
        "kiosk": _at_the_kiosk(folder / "paper", seconds),
        "collected_a_second": _collected(folder / "home", letters),
    }


def _told(found: dict[str, Any]) -> str:
    lines = [
        f"{found['syncs_a_second']:>9,.0f} syncs a second of one small write, one after another"
    ]
    for where in ("letterbox", "kiosk"):
        of = found[where]
        lines.append(
            f"{of['a_second']:>9,.0f} replies a second at the {where}, {WRITERS} at once: "
            f"median {of['p50_ms']:.1f} ms, p99 {of['p99_ms']:.1f} ms"
        )
    lines.append(f"{found['collected_a_second']:>9,.0f} letters a second collected by the works")
    return "\n".join(lines)


def syncs_a_second(folder: Path, seconds: float) -> float:
    """Return how often a second the disk takes one appended line."""
    handle = os.open(folder / "synced", os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    count, end = 0, time.perf_counter() + seconds
    while time.perf_counter() < end:
        os.write(handle, TEXT.encode())
        os.fdatasync(handle)
        count += 1
    os.close(handle)
    return count / seconds


async def _at_the_letterbox(folder: Path, seconds: float) -> dict[str, float]:
    box = Letterbox(folder, **UNBOUNDED)

    async def put() -> None:
        nonce = secrets.token_urlsafe(16)
        await box.put(nonce, letter(nonce))

    found = await rate_of([put] * WRITERS, seconds)
    box.close()
    return found


def letter(nonce: str, thread: int = 1) -> dict[str, Any]:
    """Return a letter as a kiosk would write it."""
    return {
        "kind": "reply", "nonce": nonce, "thread": thread, "at": int(time.time()) // 60,
        "lang": "en", "text": f"{TEXT}{nonce}", "name": "Ann", "answers": 0,
        "pass": secrets.token_hex(32), "new_pass": "", "email": "", "lane": "clearnet", "marks": [],
    }  # fmt: skip


async def rate_of(
    deeds: Sequence[Callable[[], Awaitable[None]]], seconds: float
) -> dict[str, float]:
    """Have each deed done again and again; return how many were done a second, and how long."""
    took: list[float] = []
    end = time.perf_counter() + seconds

    async def again(deed: Callable[[], Awaitable[None]]) -> None:
        while (start := time.perf_counter()) < end:
            await deed()
            took.append(time.perf_counter() - start)

    start = time.perf_counter()
    await asyncio.gather(*map(again, deeds))
    whole = time.perf_counter() - start
    cuts = statistics.quantiles(took, n=100)
    return {"a_second": len(took) / whole, "p50_ms": cuts[49] * 1e3, "p99_ms": cuts[98] * 1e3}


def _at_the_kiosk(home: Path, seconds: float) -> dict[str, float]:
    before = os.sched_getaffinity(0)
    with running_kiosk(home, core=SERVER_CORE) as port:
        os.sched_setaffinity(0, {int(CLIENT_CORE)})
        try:
            return asyncio.run(_posted(port, seconds))
        finally:
            os.sched_setaffinity(0, before)


async def _posted(port: int, seconds: float) -> dict[str, float]:
    return await rate_of([(await Poster.to(port)).post for _ in range(WRITERS)], seconds)


class Poster:
    """A client with one connection that is kept."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader, self._writer = reader, writer

    @classmethod
    async def to(cls, port: int) -> "Poster":
        """Connect."""
        poster = cls(*await asyncio.open_connection("127.0.0.1", port))
        poster._host = f"127.0.0.1:{port}"
        return poster

    _host = ""

    async def post(self) -> None:
        """Send one signed form, and wait for the 303."""
        body = form_for(secrets.token_hex(len(TEXT) // 2))  # alike ones are refused
        head = (
            f"POST {SEND} HTTP/1.1\r\nHost: {self._host}\r\nContent-Length: {len(body)}\r\n"
            "Content-Type: application/x-www-form-urlencoded\r\n\r\n"
        )
        self._writer.write(head.encode() + body)
        answer = await self._reader.readuntil(b"\r\n\r\n")
        if b" 303 " not in answer[:20]:
            raise SystemExit(f"The kiosk did not take a reply: {answer[:200]!r}")
        if length := [line for line in answer.split(b"\r\n") if line[:15] == b"content-length:"]:
            await self._reader.readexactly(int(length[0].split(b":")[1]))


def _collected(home: Path, letters: int) -> float:
    environ = {**os.environ, "COURANT_HOME": str(home)}
    for module, *words in (
        ("bench.bake_child", "fill", "50", "100"),
        ("bench.replies_child", str(letters)),
    ):
        command = [sys.executable, "-m", module, *words]
        done = subprocess.run(command, env=environ, stdout=subprocess.PIPE, text=True, check=True)
    return float(done.stdout.split()[-1])


if __name__ == "__main__":
    sys.exit(main())
