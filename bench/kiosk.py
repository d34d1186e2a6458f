"""How fast the kiosk hands out an article, beside nginx on the same file.

    python -m bench.kiosk [--json] [--rounds 5] [--seconds 3] [--edition DIR --address /x/]

Both serve the gzip variant of one page of one edition directory over kept-alive connections, each
as a single process on core 0; wrk asks from core 1.  The rounds are interleaved (A/B/A/B) and the
medians compared, for what a machine does in one minute it does not do in the next.  nginx is the
bare ``gzip_static``, without the headers and rules of deploy/nginx.conf, so the ratio is strict.

The ratio is of requests per second of the server's own CPU time, in all its processes and threads:
on a quiet machine that is a core's rate, and on a busy one it is not a matter of who was pushed
aside how often, nor of whether wrk could ask faster.  The rates by the clock are told beside it.
"""

import argparse
import http.client
import json
import os
import re
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from courant.kiosk.serve import command_for, environment_for
from courant.plant.addresses import Address, parse_address, url_path
from courant.plant.config import Config
from courant.plant.edition.files import Edition

BUDGET, GOAL = 0.35, 0.45  # kiosk : nginx, requests a second
CONNECTIONS = 32
SERVER_CORE, CLIENT_CORE = "0", "1"
PEERS = ("kiosk", "nginx")
ARTICLE = Address("/politics/budget/")
WORDS = "The council voted on the budget after a long night and few were content with it."


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the benchmark.  Return 0 if the budget is met, 1 if not, 2 if a tool is missing."""
    options = _options(arguments)
    if missing := [tool for tool in ("nginx", "wrk", "taskset") if not _found(tool)]:
        print(f"The benchmark needs {', '.join(missing)}: apt-get install nginx wrk util-linux")
        return 2
    with tempfile.TemporaryDirectory() as scratch:
        rounds = measure(Path(scratch), options)
    figures = figures_of(rounds)
    print(json.dumps(figures) if options.json else _told(figures))
    return 0 if figures["ratio"] >= BUDGET else 1


@dataclass(frozen=True, slots=True)
class Rate:
    """How fast one server answered in one round, in requests a second."""

    by_clock: float
    by_cpu: float  # per second of its own CPU time


Round = dict[str, Rate]


def figures_of(rounds: Sequence[Round]) -> dict[str, float]:
    """Return the medians over the rounds, and their ratio."""
    figures: dict[str, float] = {"budget": BUDGET, "goal": GOAL, "rounds": len(rounds)}
    for peer in PEERS:
        for measure in ("by_cpu", "by_clock"):
            rates = [getattr(one[peer], measure) for one in rounds]
            figures[f"{peer}_requests_per_second_{measure}"] = round(statistics.median(rates))
    for measure in ("by_cpu", "by_clock"):
        kiosk, nginx = (figures[f"{peer}_requests_per_second_{measure}"] for peer in PEERS)
        figures[f"ratio_{measure}"] = round(kiosk / nginx, 3)
    return {"ratio": figures["ratio_by_cpu"], **figures}


def measure(scratch: Path, options: argparse.Namespace) -> list[Round]:
    """Return how fast both servers answered, round by round."""
    home = scratch / "home"
    home.mkdir()
    edition = options.edition.absolute() if options.edition else _edition(scratch / "edition")
    (home / "edition").symlink_to(edition)
    config = Config(home=home, port=_free_port())
    nginx_port = _free_port()
    path = url_path(parse_address(options.address))
    with ExitStack() as running:
        environ = environment_for(config, os.environ)
        kiosk = running.enter_context(_running(command_for(config), config.port, environ))
        command = _nginx(scratch, edition, nginx_port)
        nginx = running.enter_context(_running(command, nginx_port, dict(os.environ)))
        peers = {"kiosk": (kiosk, config.port), "nginx": (nginx, nginx_port)}
        _check_that_both_say_the_same([config.port, nginx_port], path)
        for pid, port in peers.values():
            _rate(pid, port, path, seconds=1)  # warm
        return [
            {
                peer: _rate(pid, port, path, seconds=options.seconds)
                for peer, (pid, port) in peers.items()
            }
            for _ in range(options.rounds)
        ]


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bench kiosk", description="Kiosk beside nginx.")
    parser.add_argument("--json", action="store_true", help="print figures for a script")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=int, default=3, help="how long each round asks")
    parser.add_argument("--edition", type=Path, help="serve this edition, not a made-up page")
    parser.add_argument("--address", default=ARTICLE, help="which page of it")
    return parser.parse_args(arguments)


def _told(figures: dict[str, float]) -> str:
    lines = ["            requests/s of one core's time    by the clock"]
    for peer in PEERS:
        by_cpu, by_clock = (
            figures[f"{peer}_requests_per_second_{measure}"] for measure in ("by_cpu", "by_clock")
        )
        lines.append(f"{peer:<8}{by_cpu:>20,.0f}{by_clock:>26,.0f}")
    lines.append(f"ratio   {figures['ratio']:>20.3f}{figures['ratio_by_clock']:>26.3f}")
    verdict = "met" if figures["ratio"] >= BUDGET else "NOT met"
    lines.append(f"budget {BUDGET}: {verdict}; goal {GOAL}")
    return "\n".join(lines)


def _edition(root: Path) -> Path:
    # About 800 words in the markup of an article: 12 KB plain.
    paragraphs = (f"<p>{WORDS} {at} {at**3 % 9973} {at**7 % 9973}</p>\n" for at in range(120))
    body = f"<!doctype html><title>Budget</title><article>{''.join(paragraphs)}</article>\n"
    Edition(root, durable=False).put(ARTICLE, body.encode())
    return root


def _nginx(scratch: Path, edition: Path, port: int) -> list[str]:
    kinds = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    settings = (
        f"{'user root;' if os.geteuid() == 0 else ''} daemon off; worker_processes 1;"
        f"pid {scratch}/pid; error_log {scratch}/error.log crit; events {{}} http {{"
        + "".join(f"{kind}_temp_path {scratch}/{kind};" for kind in kinds)
        + "access_log off; sendfile on; keepalive_requests 1000000; types { text/html html; }"
        f"server {{ listen 127.0.0.1:{port}; root {edition}; gzip_static on; gzip_vary on; }} }}"
    )
    (scratch / "nginx.conf").write_text(settings)
    return [str(_found("nginx")), "-p", str(scratch), "-c", str(scratch / "nginx.conf")]


def _found(tool: str) -> str | None:
    return shutil.which(tool, path=f"{os.environ['PATH']}:/usr/sbin")


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])


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


def _check_that_both_say_the_same(ports: Sequence[int], path: str) -> None:
    said = []
    for port in ports:
        line = http.client.HTTPConnection("127.0.0.1", port)
        line.request("GET", path, headers={"Accept-Encoding": "gzip"})
        reply = line.getresponse()
        said.append((reply.status, reply.read(), reply.headers["ETag"]))
        assert reply.headers["Content-Encoding"] == "gzip"
        line.close()
    assert said[0] == said[1], "the two servers do not serve the same file"


def _rate(pid: int, port: int, path: str, *, seconds: int) -> Rate:
    url = f"http://127.0.0.1:{port}{path}"
    wrk = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{seconds}s", "-H", "Accept-Encoding: gzip", url]
    before = _cpu_seconds(pid)
    told = subprocess.run(
        ["taskset", "-c", CLIENT_CORE, *wrk], capture_output=True, text=True, check=True
    ).stdout
    used = _cpu_seconds(pid) - before
    requests = re.search(r"(\d+) requests in", told)
    rate = re.search(r"Requests/sec:\s+([\d.]+)", told)
    assert requests, told
    assert rate, told
    assert "Non-2xx" not in told, told
    return Rate(by_clock=float(rate[1]), by_cpu=int(requests[1]) / used)


def _cpu_seconds(pid: int) -> float:
    """Return the CPU time, user and system, of a process and of all below it (proc(5))."""
    process = Path(f"/proc/{pid}")
    ticks = (process / "stat").read_text().rpartition(")")[2].split()[11:13]
    children = (process / f"task/{pid}/children").read_text().split()
    own = sum(map(int, ticks)) / os.sysconf("SC_CLK_TCK")
    return own + sum(_cpu_seconds(int(child)) for child in children)


if __name__ == "__main__":
    sys.exit(main())
