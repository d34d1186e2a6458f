"""The outside hook: told text and language, asked with nothing locked, skipped when it fails."""

import json
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Barrier
from typing import Any

import pytest
from django.db import connection
from structlog.testing import capture_logs

from courant.plant.config import Config, ConfigError, read_config
from courant.replies import outside
from courant.replies.models import Reply, State, WordList
from courant.replies.queue import Filters, rows
from courant.replies.services.letters import receive
from tests.paper import make_article, make_letter, make_reply, make_staff
from tests.replies.test_collecting import box, post  # noqa: F401  # a fixture

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]

Told = list[dict[str, Any]]
HOLD = b'{"hold": true, "because": "Names a \\n child"}'


class Hook(ThreadingHTTPServer):
    """A program of an operator's: answers what it was made with, and remembers what it was told."""

    daemon_threads = True
    request_queue_size = 64  # of 5, a busy machine turns some of twenty at once away

    def __init__(self, answer: Callable[[], bytes], status: int = 200) -> None:
        self.told: Told = []
        self.types: list[str | None] = []
        self.answer, self.status = answer, status
        super().__init__(("127.0.0.1", 0), _Asked)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/hold?key=x"


class _Asked(BaseHTTPRequestHandler):
    server: Hook

    def do_POST(self) -> None:
        assert self.path == "/hold?key=x"
        self.server.told.append(json.loads(self.rfile.read(int(self.headers["content-length"]))))
        body = self.server.answer()
        self.send_response(self.server.status)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: Any) -> None:
        pass


@contextmanager
def hook(settings: Any, answer: Callable[[], bytes], status: int = 200) -> Iterator[Hook]:
    """Run a hook, and have the paper ask it."""
    with Hook(answer, status) as running:
        threading.Thread(target=running.serve_forever, args=[0.02], daemon=True).start()
        settings.CONFIG = replace(settings.CONFIG, reply_hook_url=running.url)
        yield running
        running.shutdown()


@pytest.fixture(autouse=True)
def _patient() -> Iterator[None]:
    outside._patience.note(well=True)
    yield
    outside._patience.note(well=True)


def known(**parts: Any) -> dict[str, Any]:
    """Make a letter of somebody who is no newcomer, so that nothing else holds it."""
    for _ in range(2):
        make_reply(**{"pass": "mine"})
    return make_letter(**{"pass": "mine", "lang": "fa", **parts})


def arrive(letter: dict[str, Any]) -> Reply:
    """Have a letter asked about and taken in, as the works do."""
    receive(outside.asked([letter])[0])
    return Reply.objects.latest("pk")


def test_it_is_told_text_and_language_and_nothing_else(settings: Any) -> None:
    letter = known(text="Ask Ada.", name="Ann", email="sealed")

    with hook(settings, lambda: HOLD) as asked:
        arrive(letter)

    assert asked.told == [{"text": "Ask Ada.", "lang": "fa"}]


def test_what_it_wants_held_is_held_and_the_queue_says_why(settings: Any) -> None:
    letter = known()

    with hook(settings, lambda: HOLD):
        reply = arrive(letter)

    assert (reply.state, reply.reasons) == (State.HELD, ["outside"])
    [row] = rows(Filters(), make_staff())
    assert row.why == ("Held by the outside hook: Names a child",)


def test_what_it_does_not_mind_goes_on(settings: Any) -> None:
    letter = known()

    with hook(settings, lambda: b'{"hold": false, "because": "x"}'):
        reply = arrive(letter)

    assert (reply.state, reply.outside) == (State.PUBLISHED, "")


def test_an_earlier_phase_has_the_first_word(settings: Any) -> None:
    WordList.objects.create(kind="blocked", entries="pills")
    letter = known(text="Buy pills")

    with hook(settings, lambda: HOLD):
        reply = arrive(letter)

    assert (reply.state, reply.reasons) == (State.SPAM, ["blocked"])


def test_a_change_is_asked_about_in_the_language_of_its_reply(settings: Any) -> None:
    make_article()
    receive(known(nonce="mine"))
    letter = make_letter(nonce="n2", kind="edit", of="mine", text="Another text.")
    del letter["lang"]

    with hook(settings, lambda: HOLD) as asked:
        changed = arrive(letter)

    assert asked.told == [{"text": "Another text.", "lang": "fa"}]
    assert (changed.state, changed.reasons) == (State.HELD, ["outside"])


def test_a_letter_that_was_dealt_with_is_not_asked_about_again(settings: Any) -> None:
    letter = known()
    receive(letter)

    with hook(settings, lambda: HOLD) as asked:
        outside.asked([letter, {"kind": "report", "nonce": "r"}, {"kind": 7}, {"nonce": "x"}])

    assert asked.told == []


def too_slow() -> bytes:
    time.sleep(1)
    return HOLD


def nested() -> bytes:
    return b"[" * 15_000


NONSENSE: dict[str, tuple[Callable[[], bytes], int]] = {
    "slow": (too_slow, 200),
    "an error": (lambda: HOLD, 500),
    "elsewhere": (lambda: HOLD, 302),
    "no JSON": (lambda: b"hold it", 200),
    "not UTF-8": (lambda: b'{"hold": \xff}', 200),
    "a list": (lambda: b"[true]", 200),
    "neither yes nor no": (lambda: b'{"hold": "true"}', 200),
    "too long": (lambda: b'{"hold": true, "because": "' + b"x" * 20_000 + b'"}', 200),
    "too deep": (nested, 200),
}


@pytest.mark.parametrize(("answer", "status"), NONSENSE.values(), ids=NONSENSE)
def test_a_hook_that_fails_is_skipped_and_told_of_without_the_text(
    answer: Callable[[], bytes], status: int, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(outside, "SECONDS", 0.4)
    letter = known(text="A secret of mine.")

    with hook(settings, answer, status), capture_logs() as logs:
        reply = arrive(letter)

    assert reply.state == State.PUBLISHED
    [line] = [each for each in logs if each["event"] == "hook.skipped"]
    assert (line["replies"], "secret" in str(logs)) == (1, False)


def test_a_hook_that_is_away_is_skipped_and_after_three_failures_left_alone(
    settings: Any,
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    settings.CONFIG = replace(settings.CONFIG, reply_hook_url=f"http://127.0.0.1:{port}/")

    with capture_logs() as logs:
        for _ in range(5):
            arrive(make_letter())

    assert [each["event"] for each in logs].count("hook.skipped") == 3
    with hook(settings, lambda: HOLD) as asked:
        arrive(make_letter())
    assert asked.told == []


def test_nothing_is_asked_unless_the_operator_says_whom() -> None:
    assert Config().reply_hook_url == ""

    letter = make_letter()

    assert outside.asked([letter]) == [letter]


def test_all_that_is_taken_in_together_is_asked_at_the_same_time(
    settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """So two seconds are enough for all: here nobody is answered before everybody has asked."""
    letters = [make_letter() for _ in range(20)]
    monkeypatch.setattr(outside, "SECONDS", 60)
    all_have_asked = Barrier(len(letters))

    def answer() -> bytes:
        all_have_asked.wait(60)
        return HOLD

    with hook(settings, answer):
        held = [each for each in outside.asked(letters) if outside.HOLD in each]

    assert len(held) == 20


def test_no_transaction_is_open_while_it_is_asked(settings: Any, box: Any) -> None:  # noqa: F811
    from courant.replies.collect import collect

    here, seen = connection, []
    post(box, make_letter(), make_letter())

    def answer() -> bytes:
        seen.append(len(here.savepoint_ids))
        return HOLD

    # The attribute of this thread's connection, looked at from the hook's.  The test's own
    # transaction has no savepoint; whatever is open within it has one.
    here = connection._connections[connection._alias]
    with hook(settings, answer):
        collect()

    assert seen == [0, 0]
    assert set(Reply.objects.values_list("outside", flat=True)) == {"Names a child"}


@pytest.mark.parametrize("url", ["ftp://x.example/", "https://", "http://ann:pw@x.example/", "x"])
def test_an_address_that_cannot_be_asked_is_refused(url: str, tmp_path: Any) -> None:
    with pytest.raises(ConfigError, match=r"127\.0\.0\.1:9000"):
        read_config({"COURANT_REPLY_HOOK_URL": url}, tmp_path)
