"""Real servers on free ports: the kiosk under Granian and under uvicorn, and nginx before it."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from courant.kiosk.serve import command_for, environment_for
from courant.plant.config import Config
from tests.kiosk.asking import Reply

START_SECONDS = 20
APP = "courant.kiosk.app:app"
NGINX_CONF = Path(__file__).parents[2] / "deploy/nginx.conf"
NGINX_PACKAGES = ("nginx", "libnginx-mod-http-brotli-static")
BROTLI_MODULE = Path("/usr/lib/nginx/modules/ngx_http_brotli_static_module.so")


def free_port() -> int:
    """Return a port on loopback that was free just now."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])


@contextmanager
def granian(config: Config, *, app: str = APP) -> Iterator[subprocess.Popen[bytes]]:
    """Run the kiosk as in production."""
    command = [app if word == APP else word for word in command_for(config)]
    with _running(command, config.port, environment_for(config, os.environ)) as process:
        yield process


@contextmanager
def uvicorn(config: Config, *, app: str = APP) -> Iterator[subprocess.Popen[bytes]]:
    """Run the kiosk under the second server."""
    options = ["--factory", "--no-server-header", "--no-access-log", "--port", str(config.port)]
    command = [sys.executable, "-m", "uvicorn", *options, app]
    with _running(command, config.port, environment_for(config, os.environ)) as process:
        yield process


@contextmanager
def nginx(config: Config, *, port: int, under: Path) -> Iterator[subprocess.Popen[bytes]]:
    """Run nginx with the shipped configuration before the kiosk of ``config``."""
    program = nginx_program()
    (under / "nginx.conf").write_text(nginx_settings(config, port=port, under=under))
    command = [program, "-p", str(under), "-c", str(under / "nginx.conf")]
    with _running(command, port, os.environ) as process:
        yield process


def nginx_settings(config: Config, *, port: int, under: Path) -> str:
    """Return a whole configuration around the shipped one, with its CHANGE lines changed."""
    site = NGINX_CONF.read_text()
    for shipped, ours in {
        "server 127.0.0.1:8000;": f"server 127.0.0.1:{config.port};",
        "listen 80 default_server;": f"listen 127.0.0.1:{port} default_server;",
        "courant.example ": f"127.0.0.1:{port} ",
        "/var/lib/courant/paper/edition": str(config.paths.edition),
        "/var/log/nginx/courant.log": str(under / "error.log"),
    }.items():
        assert site.count(shipped) == 1, shipped
        site = site.replace(shipped, ours)
    scratch = "".join(
        f"{kind}_temp_path {under}/{kind};\n"
        for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    user = "user root;\n" if os.geteuid() == 0 else ""
    return (
        f"load_module {BROTLI_MODULE};\n{user}daemon off;\nworker_processes 1;\n"
        f"pid {under}/nginx.pid;\nerror_log {under}/error.log crit;\n"
        f"events {{ worker_connections 4096; }}\nhttp {{\n{scratch}{site}\n}}\n"
    )


def nginx_program() -> str:
    """Return nginx with brotli, installing it in CI; elsewhere skip, saying why."""
    found = shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin")
    if (found is None or not BROTLI_MODULE.exists()) and os.environ.get("CI"):
        subprocess.run(["apt-get", "install", "-y", *NGINX_PACKAGES], check=True)
        found = shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin")
    if found is None or not BROTLI_MODULE.exists():
        pytest.skip(f"nginx is not compared: apt-get install {' '.join(NGINX_PACKAGES)}")
    return found


def fetch(
    port: int,
    target: str = "/",
    *,
    method: str = "GET",
    host: str | None = None,
    headers: Sequence[tuple[str, str]] = (),
) -> Reply:
    """Send one request over a socket, exactly as written, and read the reply to its end."""
    named = [("Host", host or f"127.0.0.1:{port}"), *headers, ("Connection", "close")]
    lines = [f"{method} {target} HTTP/1.1", *(f"{name}: {value}" for name, value in named)]
    with socket.create_connection(("127.0.0.1", port), timeout=10) as line:
        line.sendall("\r\n".join([*lines, "", ""]).encode("latin-1"))
        return parse(_read_all(line))


def parse(reply: bytes) -> Reply:
    """Return what a server wrote, unchunked."""
    head, _, body = reply.partition(b"\r\n\r\n")
    status, *lines = head.decode("latin-1").split("\r\n")
    pairs = [line.split(": ", 1) for line in lines]
    headers: Mapping[str, str] = {name.lower(): value for name, value in pairs}
    assert len(headers) == len(pairs), f"a header is sent twice: {lines}"
    if headers.get("transfer-encoding") == "chunked":
        body = _unchunked(body)
    return Reply(int(status.split()[1]), headers, body)


def _read_all(line: socket.socket) -> bytes:
    parts = []
    while part := line.recv(65536):
        parts.append(part)
    return b"".join(parts)


def _unchunked(body: bytes) -> bytes:
    whole = b""
    while body:
        size, _, body = body.partition(b"\r\n")
        length = int(size, 16)
        whole, body = whole + body[:length], body[length + 2 :]
    return whole


@contextmanager
def _running(
    command: Sequence[str], port: int, environ: Mapping[str, str]
) -> Iterator[subprocess.Popen[bytes]]:
    with subprocess.Popen(command, env=dict(environ)) as process:
        try:
            _wait_for(process, port)
            yield process
        finally:
            process.send_signal(signal.SIGTERM)
            with suppress(subprocess.TimeoutExpired):
                process.wait(timeout=10)
            process.kill()


def _wait_for(process: subprocess.Popen[bytes], port: int) -> None:
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until:
        assert process.poll() is None, f"the server ended with {process.returncode}"
        with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            return
        time.sleep(0.05)
    raise AssertionError(f"nothing answers on port {port} after {START_SECONDS} seconds")
