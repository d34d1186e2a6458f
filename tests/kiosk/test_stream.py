"""The ticker's stream under real servers: everything once, in order, to everyone who reads."""

import json
import signal
import socket
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, suppress
from pathlib import Path

import pytest

from courant.kiosk.app import make_app
from courant.kiosk.asgi import App
from courant.kiosk.crowd import Crowd
from courant.kiosk.gate import RefusedError
from courant.plant.config import Config
from tests.kiosk.asking import ask
from tests.kiosk.editions import ARTICLE, make_edition, page
from tests.kiosk.servers import APP, fetch, free_port, granian, uvicorn
from tests.kiosk.tickers import Follower, TickerFile, Told, event, following, state

Server = Callable[[Config], AbstractContextManager[subprocess.Popen[bytes]]]

STREAM = "/-/ticker/en"
HASTY = "tests.kiosk.hasty:app"


@pytest.fixture
def config(tmp_path: Path) -> Config:
    config = Config(home=tmp_path, port=free_port())
    make_edition(config.paths.edition)
    return config


@pytest.fixture
def ticker(config: Config) -> TickerFile:
    return TickerFile(config)


@pytest.fixture
def kiosk(config: Config) -> Iterator[Config]:
    with granian(config):
        yield config


def numbers(told: list[Told]) -> list[int]:
    return [one.number for one in told]


def until(holds: Callable[[], bool], what: str) -> None:
    patience = time.monotonic() + 20
    while not holds():
        assert time.monotonic() < patience, what
        time.sleep(0.02)


@pytest.mark.parametrize("server", [granian, uvicorn])
def test_a_reader_gets_the_state_and_then_what_comes(
    server: Server, config: Config, ticker: TickerFile
) -> None:
    ticker.file_lines(3)
    with server(config), following(config.port) as reader:
        told = reader.events()
        assert next(told) == Told(3, "state", state(3))
        ticker.file_lines()
        assert next(told) == Told(4, "lines", event(4))


def test_a_stream_begins_with_when_to_come_back(kiosk: Config, ticker: TickerFile) -> None:
    with following(kiosk.port) as reader:
        assert next(reader.blocks()) == "retry: 3000"


def test_a_stream_is_kept_by_no_cache_and_runs_nothing(kiosk: Config, ticker: TickerFile) -> None:
    with following(kiosk.port) as reader:
        assert reader.status == 200
        assert reader.headers["content-type"] == "text/event-stream; charset=utf-8"
        assert reader.headers["cache-control"] == "no-store"
        assert reader.headers["content-security-policy"] == "default-src 'none'"
        assert reader.headers["x-content-type-options"] == "nosniff"
        assert reader.headers["x-accel-buffering"] == "no"


@pytest.mark.parametrize(
    ("query", "headers", "first"),
    [
        ("?after=3", [], (4, "lines")),
        ("", [("Last-Event-ID", "3")], (4, "lines")),
        ("?after=1", [("Last-Event-ID", "4")], (5, "lines")),
        ("?after=5", [], (6, "lines")),
        ("", [], (5, "state")),
        ("?after=99", [], (5, "state")),
        ("?after=-1", [], (5, "state")),
        ("?after=x", [], (5, "state")),
        ("?after=", [], (5, "state")),
        ("?after=3", [("Last-Event-ID", "x")], (5, "state")),
        ("?after=" + "9" * 2000, [], (5, "state")),
    ],
)
def test_a_reader_goes_on_where_it_was(
    kiosk: Config,
    ticker: TickerFile,
    query: str,
    headers: list[tuple[str, str]],
    first: tuple[int, str],
) -> None:
    ticker.file_lines(5)
    with following(kiosk.port, query, headers=headers) as reader:
        next(reader.blocks())
        ticker.file_lines()
        told = reader.read_to(6)
        assert (told[0].number, told[0].kind) == first
        assert numbers(told) == list(range(first[0], 7))


def test_who_was_away_for_too_long_gets_the_state(kiosk: Config, ticker: TickerFile) -> None:
    ticker.file_lines(250)
    with following(kiosk.port, "?after=49") as reader:
        assert next(reader.events()) == Told(250, "state", state(250))
    with following(kiosk.port, "?after=50") as reader:
        assert numbers(reader.read_to(250)) == list(range(51, 251))


def test_many_quick_lines_reach_every_reader_once_and_in_order(
    kiosk: Config, ticker: TickerFile
) -> None:
    with ExitStack() as stack:
        readers = [stack.enter_context(following(kiosk.port)) for _ in range(5)]
        told: list[list[Told]] = [[] for _ in readers]

        def read(reader: Follower, into: list[Told]) -> None:
            into.extend(reader.read_to(200))

        threads = [
            threading.Thread(target=read, args=pair) for pair in zip(readers, told, strict=True)
        ]
        for thread in threads:
            thread.start()
        until(lambda: streams(kiosk) == {"en": 5}, "five are there")
        for _ in range(200):
            ticker.file_lines()
            time.sleep(0.002)
        for thread in threads:
            thread.join()

    for one in told:
        assert [item.data for item in one] == [state(0), *map(event, range(1, 201))]


def streams(config: Config) -> object:
    return json.loads(fetch(config.port, "/-/health").body)["streams"]


def test_the_health_page_counts_the_streams(kiosk: Config, ticker: TickerFile) -> None:
    assert streams(kiosk) == {}
    with following(kiosk.port), following(kiosk.port):
        assert streams(kiosk) == {"en": 2}
    until(lambda: streams(kiosk) == {}, "both have left")


def test_readers_of_one_language_hear_nothing_of_another(kiosk: Config, ticker: TickerFile) -> None:
    persian = TickerFile(kiosk, "fa", text="خبر")
    with following(kiosk.port) as english, following(kiosk.port, lang="fa") as reader:
        assert english.read_to(0) == reader.read_to(0) == [Told(0, "state", state(0))]
        persian.file_lines(2)
        assert reader.read_to(2)[-1].data == event(2, "خبر")
        ticker.file_lines(1)
        assert english.read_to(1) == [Told(1, "lines", event(1))]


def test_two_kiosks_of_one_home_both_tell(config: Config, ticker: TickerFile) -> None:
    other = Config(home=config.home, port=free_port())
    with ExitStack() as stack:
        for one in (config, other):
            stack.enter_context(granian(one))
        readers = [stack.enter_context(following(one.port)) for one in (config, other)]
        ticker.file_lines(3)
        for reader in readers:
            assert reader.read_to(3)[-1].data in (event(3), state(3))


def test_who_comes_back_to_a_killed_kiosk_has_missed_nothing(
    config: Config, ticker: TickerFile
) -> None:
    seen: list[Told] = []
    with granian(config) as process, following(config.port) as reader:
        ticker.file_lines(2)
        seen += reader.read_to(2)
        ticker.file_lines(2)
        process.kill()
        with suppress(ConnectionError):
            seen += reader.events()
    until(lambda: nobody_answers(config.port), "its worker has ended with it")
    ticker.file_lines(2)
    last = str(seen[-1].number)
    with granian(config), following(config.port, headers=[("Last-Event-ID", last)]) as reader:
        ticker.file_lines(2)
        seen += reader.read_to(8)

    assert numbers(seen)[-6:] == [3, 4, 5, 6, 7, 8]


def nobody_answers(port: int) -> bool:
    with socket.socket() as line:
        return line.connect_ex(("127.0.0.1", port)) != 0


@pytest.mark.parametrize("server", [granian, uvicorn])
def test_a_ticker_turned_off_ends_its_streams(
    server: Server, config: Config, ticker: TickerFile
) -> None:
    with server(config), following(config.port) as reader:
        told = reader.events()
        next(told)
        ticker.path.unlink()
        assert list(told) == []

        reply = fetch(config.port, STREAM)
        assert (reply.status, reply.headers["content-type"]) == (404, "text/plain; charset=utf-8")
        until(lambda: streams(config) == {}, "the stream is closed")


def test_a_ticker_set_back_is_told_afresh(kiosk: Config, ticker: TickerFile) -> None:
    ticker.file_lines(7)
    with following(kiosk.port) as reader:
        told = reader.events()
        assert next(told).number == 7
        ticker.turn_to(3)
        assert next(told) == Told(3, "state", state(3))
        ticker.file_lines()
        assert next(told) == Told(4, "lines", event(4))


def test_a_ticker_that_leapt_ahead_is_told_afresh(kiosk: Config, ticker: TickerFile) -> None:
    with following(kiosk.port) as reader:
        told = reader.events()
        assert next(told).number == 0
        ticker.turn_to(900)
        assert next(told) == Told(900, "state", state(900))


def test_a_file_written_where_it_lies_is_seen_too(kiosk: Config, ticker: TickerFile) -> None:
    with following(kiosk.port) as reader:
        told = reader.events()
        assert next(told).number == 0
        ticker.path.write_text(f"state\t{json.dumps(state(5))}\n")
        assert next(told) == Told(5, "state", state(5))


@pytest.mark.parametrize(
    "rubbish",
    [
        b"",
        b"\xff\xfe",
        b"state\t{\n",
        b"state\t[1]\n",
        b'state\t{"number": true}\n',
        b'state\t{"number": 9}\n7\t{"number": 7}\n9\t{"number": 9}\n',
        b'state\t{"number": 9}\n8\t{"number": 8}\n',
        b'state\t{"number": 9}\n9\t{"number": 8}\n',
        b'state\t{"number":\r9}\n',
        b"state\t" + b"[" * 200_000,
    ],
    ids=range(10),
)
def test_a_file_that_cannot_be_understood_changes_nothing(
    kiosk: Config, ticker: TickerFile, rubbish: bytes
) -> None:
    ticker.file_lines()
    with following(kiosk.port) as reader:
        told = reader.events()
        assert next(told).number == 1
        ticker.write(rubbish)
        time.sleep(0.4)  # so that the kiosk has looked at it
        with following(kiosk.port) as later:
            assert next(later.events()).number == 1
        ticker.file_lines()
        assert next(told) == Told(2, "lines", event(2))


def test_a_file_that_was_never_understood_is_no_ticker(
    config: Config, app: App, ticker: TickerFile, caplog: pytest.LogCaptureFixture
) -> None:
    ticker.write(b"nonsense")
    for _ in range(5):
        assert ask(app, STREAM, host=f"127.0.0.1:{config.port}").status == 404

    assert len(caplog.records) == 1


@pytest.mark.parametrize("app", [APP, "tests.kiosk.hasty:impatient"], ids=["behind", "stalled"])
def test_who_does_not_read_is_let_go_and_holds_nobody_up(
    config: Config, ticker: TickerFile, app: str
) -> None:
    ticker.text = "x" * 60_000
    with granian(config, app=app), ExitStack() as stack:
        reader = stack.enter_context(following(config.port))
        idle = stack.enter_context(following(config.port, buffer=4096))
        told = reader.events()
        assert next(told).number == 0
        for number in range(1, 120):  # more than the kernel takes in for who does not read
            ticker.turn_to(number)
            assert next(told).number == number
        until(lambda: streams(config) == {"en": 1}, "the idle one was let go")
        with pytest.raises(ConnectionError):
            list(idle.events())


def test_who_falls_a_little_behind_catches_up(kiosk: Config, ticker: TickerFile) -> None:
    ticker.text = "x" * 5_000
    with following(kiosk.port, buffer=4096) as reader:
        until(lambda: streams(kiosk) == {"en": 1}, "it is there")
        for _ in range(20):
            ticker.file_lines()
            time.sleep(0.03)
        assert numbers(reader.read_to(20)) == list(range(21))


@pytest.mark.parametrize("server", [granian, uvicorn])
def test_a_silent_ticker_gives_a_sign_of_life(
    server: Callable[..., AbstractContextManager[object]], config: Config, ticker: TickerFile
) -> None:
    with server(config, app=HASTY), following(config.port) as reader:
        blocks = [block for block, _ in zip(reader.blocks(), range(5), strict=False)]
        assert blocks[0] == "retry: 3000"
        assert blocks[2:] == [":", ":", ":"]


def test_a_stream_ends_after_its_life(config: Config, ticker: TickerFile) -> None:
    with granian(config, app="tests.kiosk.hasty:brief"), following(config.port) as reader:
        assert numbers(list(reader.events())) == [0]


def test_one_place_can_hold_only_so_many_streams(config: Config, ticker: TickerFile) -> None:
    def at(address: str) -> list[tuple[str, str]]:
        return [("X-Real-IP", address)]

    with granian(config, app="tests.kiosk.hasty:narrow"), ExitStack() as stack:

        def opens(*headers: tuple[str, str]) -> Follower:
            return stack.enter_context(following(config.port, headers=headers))

        assert [opens(*at(f"192.0.2.{last}")).status for last in (1, 2, 3)] == [200, 200, 503]
        assert opens(*at("::ffff:192.0.2.4")).status == 503
        with following(config.port, headers=at("192.0.3.1")) as reader:
            assert reader.status == 200
        until(lambda: streams(config) == {"en": 2}, "one has left")
        assert [opens(*at(f"2001:db8:0:{last}::1")).status for last in ("1", "ff")] == [200, 200]
        refused = opens(*at("2001:db8::1"))
        assert (refused.status, refused.headers["retry-after"]) == (503, "10")
        assert opens().status == 200
        assert opens(*at("198.51.100.1")).status == 503


def test_the_header_of_a_proxy_is_believed_from_this_machine_alone() -> None:
    crowd = Crowd(most=9, most_of_a_prefix=1)
    crowd.enter("192.0.2.1", b"198.51.100.1")

    crowd.enter("127.0.0.1", b"198.51.100.1")
    crowd.enter("127.0.0.1", b"nonsense")
    crowd.enter("127.0.0.1", None)
    with pytest.raises(RefusedError):
        crowd.enter("192.0.2.9", b"203.0.113.1")


def test_head_tells_of_a_stream_without_opening_it(
    config: Config, app: App, ticker: TickerFile
) -> None:
    reply = ask(app, STREAM, method="HEAD", host=f"127.0.0.1:{config.port}")

    assert (reply.status, reply.body) == (200, b"")
    assert reply.headers["content-type"] == "text/event-stream; charset=utf-8"


@pytest.fixture
def app(config: Config) -> App:
    return make_app(config.paths.edition, config)


@pytest.mark.parametrize(
    ("target", "status"),
    [
        ("/-/ticker/nl", 404),
        ("/-/ticker/", 404),
        ("/-/ticker/../x", 404),
        ("/-/ticker/%2e%2e/works.alive", 404),
        ("/-/ticker/en/", 404),
        ("/-/ticker/EN", 404),
        ("/-/ticker/en.tmp", 404),
        ("/-/ticker/en%00", 400),
        ("/-/ticker/en%5c", 400),
    ],
)
def test_no_other_address_is_a_stream(
    config: Config, app: App, ticker: TickerFile, target: str, status: int
) -> None:
    for method in ("GET", "HEAD"):
        reply = ask(app, target, method=method, host=f"127.0.0.1:{config.port}")

        assert reply.status == status
        assert reply.headers["content-type"] == "text/plain; charset=utf-8"
        assert reply.headers["cache-control"] == "no-store"


def test_nothing_can_be_sent_to_a_stream(kiosk: Config, ticker: TickerFile) -> None:
    assert fetch(kiosk.port, STREAM, method="POST").status == 405
    assert fetch(kiosk.port, STREAM, host="evil.example").status == 421
    assert fetch(kiosk.port, STREAM, headers=[("Content-Length", "5")]).status == 400


def test_pages_are_served_beside_open_streams(kiosk: Config, ticker: TickerFile) -> None:
    with ExitStack() as stack:
        for _ in range(100):
            stack.enter_context(following(kiosk.port))
        assert fetch(kiosk.port, ARTICLE).body == page(ARTICLE)


def test_a_stop_does_not_wait_for_streams(config: Config, ticker: TickerFile) -> None:
    with granian(config) as process, following(config.port):
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=10) == 0
