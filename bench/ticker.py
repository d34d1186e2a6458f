"""How soon ten thousand readers know of a ticker line, beside nginx with Nchan.

    python -m bench.ticker [--json] [--streams 10000] [--rounds 10] [--port N N]

Both servers run on core 0 and hold as many open streams; their readers, raw sockets under epoll
in a process for each server (bench/ticker_child.py), run on core 1.  A line is published to one
server, then to the other, and so on; the clock runs from just before publishing until the last
reader has the event.  Publishing to the kiosk is what the works do, replacing the ticker's file;
to Nchan a POST to its publisher.  Then a thousand readers leave, miss one line and come back all
at once, and in the end the lines are published once more with 500 streams that nobody reads.

Every reader checks that it gets every event once and in order.  Memory is the growth of the
servers' proportional set size from before the streams were opened, by stream; what the kernel
holds for sockets is the same for both and not in it.
"""

import argparse
import http.client
import json
import os
import resource
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import Any

from courant.kiosk.serve import command_for, environment_for
from courant.plant.config import Config

BUDGET_RATIO, BUDGET_KIB = 1.15, 16.0
SERVER_CORE, CLIENT_CORE = "0", "1"
COMING_BACK, IDLE = 1_000, 500
HELD_EVENTS = 200
NCHAN = Path("/usr/lib/nginx/modules/ngx_nchan_module.so")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the benchmark.  Return 0 if both budgets are met, 1 if not, 2 if a tool is missing."""
    parser = argparse.ArgumentParser(prog="courant bench ticker")
    parser.add_argument("--json", action="store_true", help="print figures for a script")
    parser.add_argument("--streams", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=10)
    options = parser.parse_args(arguments)
    if not (NCHAN.exists() and _found("nginx") and _found("taskset")):
        print("The benchmark needs nginx and Nchan: apt-get install nginx libnginx-mod-nchan")
        return 2
    _lift_file_limit(options.streams + COMING_BACK)
    with tempfile.TemporaryDirectory(prefix="courant-bench-") as folder, ExitStack() as running:
        peers = _peers(Path(folder), running)
        figures = _measure(peers, options.streams, options.rounds)
    print(json.dumps(figures) if options.json else _told(figures))
    return 0 if figures["ratio"] <= BUDGET_RATIO and _kib(figures) <= BUDGET_KIB else 1


class Peer:
    """A server with its readers."""

    def __init__(self, name: str, pid: int, readers: subprocess.Popen[str]) -> None:
        self.name = name
        self.pid = pid
        self._readers = readers
        self.number = 0
        self.faults = 0

    def publish(self) -> None:
        """Publish the next line."""
        self.number += 1
        self._publish(_event(self.number))

    def _publish(self, event: str) -> None:
        raise NotImplementedError

    def tell(self, *order: object) -> None:
        """Give the readers an order without waiting for it to be done."""
        assert self._readers.stdin
        print(json.dumps(order), file=self._readers.stdin, flush=True)

    def answer(self) -> dict[str, Any]:
        """Return what the readers answer when they have done it."""
        assert self._readers.stdout
        told: dict[str, Any] = json.loads(self._readers.stdout.readline())
        self.faults = told["faults"]
        return told

    def last_reader(self) -> float:
        """Publish a line; return the milliseconds until the last reader has it."""
        self.tell("wait", self.number + 1)
        time.sleep(0.1)  # until the readers wait
        began = time.monotonic()
        self.publish()
        return 1000 * float(self.answer()["at"] - began)

    def coming_back(self, count: int) -> float:
        """Let readers leave, miss a line and return; return the milliseconds that took."""
        self.tell("leave", count)
        self.answer()
        self.last_reader()
        time.sleep(0.5)
        self.tell("come_back", self.number)
        return 1000 * float(self.answer()["seconds"])


class Kiosk(Peer):
    """Our kiosk, told as the works tell it."""

    def __init__(self, home: Path, pid: int, readers: subprocess.Popen[str]) -> None:
        super().__init__("kiosk", pid, readers)
        self._file = home / "run/ticker/en"
        self._file.parent.mkdir(parents=True)
        self._events: list[str] = []

    def _publish(self, event: str) -> None:
        self._events = [*self._events, f"{self.number}\t{event}\n"][-HELD_EVENTS:]
        temp = self._file.with_suffix(".tmp")
        temp.write_text(f"state\t{event}\n{''.join(self._events)}")
        temp.rename(self._file)


class Nchan(Peer):
    """nginx with Nchan."""

    def __init__(self, port: int, pid: int, readers: subprocess.Popen[str]) -> None:
        super().__init__("nchan", pid, readers)
        self._line = http.client.HTTPConnection("127.0.0.1", port)

    def _publish(self, event: str) -> None:
        self._line.request("POST", "/pub", event.encode(), {"X-EventSource-Event": "lines"})
        reply = self._line.getresponse()
        reply.read()
        assert reply.status in (201, 202), reply.status


def _measure(peers: list[Peer], streams: int, rounds: int) -> dict[str, Any]:
    figures: dict[str, Any] = {"streams": streams, "rounds": rounds}
    for peer in peers:
        peer.publish()
        before = _memory(peer.pid)
        peer.tell("open", streams)
        figures[peer.name] = {"opened_seconds": round(peer.answer()["seconds"], 1)}
        grown = _memory(peer.pid) - before
        figures[peer.name]["kib_a_stream"] = round(grown / 1024 / streams, 1)
    _rounds(peers, rounds, figures, "last_reader_ms")
    for peer in peers:
        figures[peer.name]["coming_back_ms"] = round(peer.coming_back(min(COMING_BACK, streams)))
    for peer in peers:
        peer.tell("idle", IDLE)
        peer.answer()
    _rounds(peers, rounds, figures, "last_reader_beside_idle_ms")
    for peer in peers:
        figures[peer.name]["lost_or_out_of_order"] = peer.faults
    figures["ratio"] = _ratio(figures, "last_reader_ms")
    figures["ratio_beside_idle"] = _ratio(figures, "last_reader_beside_idle_ms")
    return figures


def _rounds(peers: list[Peer], rounds: int, figures: dict[str, Any], name: str) -> None:
    taken: dict[str, list[float]] = {peer.name: [] for peer in peers}
    for _ in range(rounds):
        for peer in peers:
            taken[peer.name].append(peer.last_reader())
    for peer in peers:
        figures[peer.name][name] = round(statistics.median(taken[peer.name]), 1)
        figures[peer.name][f"{name}_worst"] = round(max(taken[peer.name]), 1)


def _ratio(figures: dict[str, Any], name: str) -> float:
    return round(figures["kiosk"][name] / figures["nchan"][name], 2)


def _kib(figures: dict[str, Any]) -> float:
    return float(figures["kiosk"]["kib_a_stream"])


def _told(figures: dict[str, Any]) -> str:
    names = list(figures["kiosk"])
    lines = [f"{figures['streams']:,} streams{'':<21}{'kiosk':>10}{'nchan':>10}"]
    lines += [
        f"{name:<34}{figures['kiosk'][name]:>10}{figures['nchan'][name]:>10}" for name in names
    ]
    lines.append(f"ratio {figures['ratio']}, beside idle streams {figures['ratio_beside_idle']}")
    met = figures["ratio"] <= BUDGET_RATIO and _kib(figures) <= BUDGET_KIB
    lines.append(f"budget {BUDGET_RATIO}, {BUDGET_KIB:.0f} KiB: {'met' if met else 'NOT met'}")
    return "\n".join(lines)


def _event(number: int) -> str:
    line = {
        "id": number,
        "text": "The council votes on the harbour tunnel; trams run until midnight",
        "href": "/town/the-council-votes-on-the-harbour-tunnel/",
        "level": "normal",
        "mark": "",
        "note": "",
        "outlet": "",
        "at": "2026-11-23T14:05:00Z",
    }
    return json.dumps({"number": number, "order": list(range(number, number + 8)), "lines": [line]})


def _peers(folder: Path, running: ExitStack) -> list[Peer]:
    home = folder / "home"
    (home / "edition").mkdir(parents=True)
    config = Config(home=home, port=_free_port())
    port = _free_port()
    kiosk = running.enter_context(
        _running(command_for(config), config.port, environment_for(config, os.environ))
    )
    nginx = running.enter_context(_running(_nginx(folder, port), port, dict(os.environ)))
    return [
        Kiosk(home, kiosk, running.enter_context(_readers(config.port, "/-/ticker/en"))),
        Nchan(port, nginx, running.enter_context(_readers(port, "/sub"))),
    ]


def _nginx(folder: Path, port: int) -> list[str]:
    kinds = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    (folder / "nginx.conf").write_text(
        f"load_module {NCHAN}; {'user root;' if os.geteuid() == 0 else ''} daemon off;"
        f"worker_processes 1; worker_rlimit_nofile {resource.getrlimit(resource.RLIMIT_NOFILE)[0]};"
        f"pid {folder}/pid; error_log {folder}/error.log crit;"
        "events { worker_connections 32000; } http {"
        + "".join(f"{kind}_temp_path {folder}/{kind};" for kind in kinds)
        + "access_log off; nchan_shared_memory_size 256M; server {"
        f"listen 127.0.0.1:{port} backlog=4096;"
        "location = /pub { nchan_publisher; nchan_channel_id en;"
        f"nchan_message_buffer_length {HELD_EVENTS}; nchan_message_timeout 1h; }}"
        "location = /sub { nchan_subscriber eventsource; nchan_channel_id en;"
        "nchan_subscriber_first_message -1; nchan_subscriber_timeout 0; } } }"
    )
    return [str(_found("nginx")), "-p", str(folder), "-c", str(folder / "nginx.conf")]


def _found(tool: str) -> str | None:
    return shutil.which(tool, path=f"{os.environ['PATH']}:/usr/sbin")


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])


def _lift_file_limit(wanted: int) -> None:
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    if hard != resource.RLIM_INFINITY and hard < wanted + 512:
        raise SystemExit(f"{wanted:,} streams need more than the {hard:,} open files allowed.")


@contextmanager
def _running(command: Sequence[str], port: int, environ: dict[str, str]) -> Iterator[int]:
    with subprocess.Popen(["taskset", "-c", SERVER_CORE, *command], env=environ) as process:
        try:
            for _ in range(400):
                with suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
                    break
                time.sleep(0.05)
            yield process.pid
        finally:
            process.terminate()


@contextmanager
def _readers(port: int, path: str) -> Iterator[subprocess.Popen[str]]:
    words = [sys.executable, "-m", "bench.ticker_child", str(port), path]
    with subprocess.Popen(
        ["taskset", "-c", CLIENT_CORE, *words],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=Path(__file__).parents[1],
    ) as process:  # fmt: skip
        try:
            yield process
        finally:
            process.terminate()


def _memory(pid: int) -> int:
    """Return the proportional set size of a process and all below it, in bytes (proc(5))."""
    told = Path(f"/proc/{pid}/smaps_rollup").read_text()
    own = next(int(line.split()[1]) for line in told.splitlines() if line.startswith("Pss:"))
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return 1024 * own + sum(_memory(int(child)) for child in children)


if __name__ == "__main__":
    sys.exit(main())
