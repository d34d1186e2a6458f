"""A kiosk for ``bench.replies``: a real one, that takes as much as it is sent."""

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.parse import urlencode

from courant.kiosk.app import make_app
from courant.kiosk.asgi import App
from courant.kiosk.letters.keys import Key
from courant.kiosk.letters.limits import Limits, Rate
from courant.kiosk.letters.token import make_token
from courant.kiosk.serve import config_from
from courant.plant.edition.files import RULES_FILE, Edition
from courant.plant.home import Home

THREAD, PAGE = 42, "/politics/budget/"
SEND = f"/-/replies/{THREAD}/send"
FORM_KEY, PASS_KEY = "ab" * 32, "cd" * 32
EARLIER_SECONDS = 60  # when the check page was shown
ANY = Rate(1e9, 1e9)
RULES = {
    "is_on": True, "least": 2, "most": 3000, "email": "off", "seal": "", "reserved": [],
    "papers": {"en": {"name": "The Bench", "accent": "#8a1c1c", "accent_dark": "#ff8a80"}},
}  # fmt: skip
FACTS = {
    "thread": THREAD, "lang": "en", "headline": "The budget", "address": PAGE,
    "mode": "newcomers", "closes": None, "names": {},
}  # fmt: skip


def app() -> App:
    """Make the kiosk.  Only its budgets are other than usual: every client has one address."""
    config = config_from(os.environ)
    limits = Limits(
        least_seconds=0, between_seconds=0, in_all=ANY, of_a_thread=ANY, of_a_lane=ANY,
        of_a_prefix=ANY,
    )  # fmt: skip
    return make_app(config.paths.edition, config, letter_limits=limits)


def form_for(text: str) -> bytes:
    """Return the body of the request that sends a reply, signed as a check page is."""
    fields = dict.fromkeys(("sealed", "pass", "no_code", "website", "hurried"), "")
    fields |= {"page": PAGE, "text": text, "name": "Ann", "answers": "0"}
    key = Key(bytes.fromhex(FORM_KEY))
    now = time.time() - EARLIER_SECONDS
    token = make_token(key, thread=THREAD, fields=fields, now=now, wait_seconds=4)
    return urlencode({**fields, "token": token.signed()}).encode()


@contextmanager
def running_kiosk(home: Path, *, core: str) -> Iterator[int]:
    """Run a kiosk on one core; yield its port."""
    paths = Home(home)
    for folder in (paths.keys, paths.run, paths.letterbox):
        folder.mkdir(parents=True)
    paths.form_key.write_text(FORM_KEY)
    paths.pass_key.write_text(PASS_KEY)
    edition = Edition(paths.edition, durable=False)
    edition.put_file(RULES_FILE, json.dumps(RULES).encode())
    facts = f'<script type="application/json" id="thread">{json.dumps(FACTS)}</script>'
    edition.put_file(f"{PAGE[1:]}index.html", f"<!doctype html><title>x</title>{facts}".encode())
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    command = [
        "taskset", "-c", core, sys.executable, "-m", "granian", "--interface", "asgi", "--http",
        "1", "--loop", "uvloop", "--port", str(port), "--no-access-log", "--log-level", "warning",
        "--factory", "bench.replies_kiosk:app",
    ]  # fmt: skip
    environ = {**os.environ, "COURANT_HOME": str(home), "COURANT_PORT": str(port)}
    with subprocess.Popen(command, env=environ) as server:
        try:
            _wait_for(port)
            yield port
        finally:
            server.terminate()


def _wait_for(port: int) -> None:
    end = time.monotonic() + 30
    while time.monotonic() < end:
        with suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            return
        time.sleep(0.05)
    raise SystemExit("The kiosk did not start.")
