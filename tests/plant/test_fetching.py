"""Fetching: what is wanted comes, and nothing a host does costs more than it may."""

import gzip
import itertools
import re
import socket
import time
import tracemalloc
import zlib
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import brotli
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from courant.plant.dialling import DialError, dial_global, is_global
from courant.plant.fetching import FetchError, check_url, fetch
from tests.plant.hosts import Answer, Host, answer, certified, dial_to

MIB = 1024**2
Open = Callable[..., Host]


@pytest.fixture
def opened() -> Iterator[Open]:
    """Open hosts, which close when the test is over."""
    hosts: list[Host] = []

    def open_one(say: bytes | Answer, **more: object) -> Host:
        hosts.append(Host((lambda _: say) if isinstance(say, bytes) else say, **more))  # type: ignore[arg-type]
        return hosts[-1]

    yield open_one
    for host in hosts:
        host.close()


def refusal(opened: Open, say: bytes | Answer, *, seconds: float = 20.0) -> str:
    """Return in which words an answer is refused."""
    with pytest.raises(FetchError) as refused:
        fetch("http://a.example/feed", seconds=seconds, dial=dial_to(a=opened(say)))
    return str(refused.value)


def test_what_is_there_comes_with_what_to_ask_by_next_time(opened: Open) -> None:
    host = opened(answer(b"news", 'ETag: "7"', "Set-Cookie: id=1"))

    got = fetch("http://a.example/feed?n=1#top", accept="text/xml", dial=dial_to(a=host))

    assert (got.url, got.body, got.etag) == ("http://a.example/feed?n=1", b"news", '"7"')
    assert host.asked[0].startswith("GET /feed?n=1 HTTP/1.1\r\nHost: a.example\r\n")
    assert "User-Agent: Courant\r\nAccept: text/xml\r\n" in host.asked[0]
    assert "Cookie" not in host.asked[0]


def test_what_did_not_change_does_not_come_again(opened: Open) -> None:
    host = opened(answer(status="304 Not Modified"))

    got = fetch("http://a.example/", etag='"7"', last_modified="Monday", dial=dial_to(a=host))

    assert got.body is None
    assert 'If-None-Match: "7"\r\nIf-Modified-Since: Monday\r\n' in host.asked[0]


def test_not_modified_is_no_answer_to_who_has_nothing(opened: Open) -> None:
    assert "the host said 304" in refusal(opened, answer(status="304 Not Modified"))


@pytest.mark.parametrize("encoding", ["gzip", "deflate", "raw deflate", "br", "identity"])
def test_what_comes_compressed_is_unpacked(opened: Open, encoding: str) -> None:
    raw = zlib.compressobj(wbits=-15)
    packed = {
        "gzip": gzip.compress(b"news"),
        "deflate": zlib.compress(b"news"),
        "raw deflate": raw.compress(b"news") + raw.flush(),
        "br": brotli.compress(b"news"),
        "identity": b"news",
    }[encoding]
    host = opened(answer(packed, f"Content-Encoding: {encoding.removeprefix('raw ')}"))

    assert fetch("http://a.example/", dial=dial_to(a=host)).body == b"news"


def test_chunks_and_bodies_that_end_with_the_connection_come_whole(opened: Open) -> None:
    chunked = opened(
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nne\r\n2\r\nws\r\n0\r\n\r\n"
    )
    closed = opened(b"HTTP/1.0 200 OK\r\n\r\nnews")

    for host in (chunked, closed):
        assert fetch("http://a.example/", dial=dial_to(a=host)).body == b"news"


@pytest.mark.parametrize("encoding", ["gzip", "deflate", "br"])
def test_a_bomb_does_not_go_off(opened: Open, encoding: str) -> None:
    nothing = bytes(200 * MIB)
    packed = {
        "gzip": partial(gzip.compress, nothing, 1),
        "deflate": partial(zlib.compress, nothing, 1),
        "br": partial(brotli.compress, nothing, quality=1),
    }[encoding]()
    del nothing

    tracemalloc.start()
    said = refusal(opened, answer(packed, f"Content-Encoding: {encoding}"))
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert "unpacks to more than 10 MiB" in said
    assert most < 60 * MIB


def test_what_is_larger_than_10_mib_is_not_read_to_its_end(opened: Open) -> None:
    sent: list[int] = []

    def fifty(_: bytes) -> Iterator[bytes]:
        yield f"HTTP/1.1 200 OK\r\nContent-Length: {50 * MIB}\r\n\r\n".encode()
        for n in range(50):
            yield bytes(MIB)
            sent.append(n)

    assert "larger than 10 MiB" in refusal(opened, fifty)
    assert len(sent) < 50


@pytest.mark.parametrize(
    ("start", "piece"),
    [
        (b"HTTP/1.1 200 OK\r\n\r\n", bytes(MIB)),
        (
            b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n",
            b"1;" + b"x" * 60_000 + b"\r\na\r\n",
        ),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n", b"X: y\r\n" * 1000),
        (b"", b"HTTP/1.1 100 Continue\r\n\r\n" * 1000),
    ],
    ids=["body", "chunk extensions", "trailers", "continue"],
)
def test_what_never_ends_ends(opened: Open, start: bytes, piece: bytes) -> None:
    said = refusal(opened, lambda _: itertools.chain([start], itertools.repeat(piece)))
    assert "larger than 10 MiB" in said


@pytest.mark.parametrize("start", [b"", b"HTTP/1.1 200 OK\r\nX: ", b"HTTP/1.1 200 OK\r\n\r\n"])
def test_a_drip_ends_when_the_time_is_over_not_when_a_read_is(opened: Open, start: bytes) -> None:
    def drip(_: bytes) -> Iterator[bytes]:
        yield start
        while True:
            time.sleep(0.05)
            yield b"x"

    assert "takes longer than" in refusal(opened, drip, seconds=0.4)


def test_a_host_that_says_nothing_is_left_when_the_time_is_over(opened: Open) -> None:
    def silence(_: bytes) -> Iterator[bytes]:
        time.sleep(0.5)
        yield b""

    assert "takes longer than" in refusal(opened, silence, seconds=0.2)


def test_name_servers_that_say_nothing_are_left_when_the_time_is_over() -> None:
    def slow(host: str, port: int) -> list[str]:
        time.sleep(0.5)
        return []

    with pytest.raises(FetchError, match="takes longer than"):
        fetch("http://a.example/", seconds=0.1, dial=partial(dial_global, resolve=slow))


@pytest.mark.parametrize(
    ("say", "words"),
    [
        (b"", "not as a web server should"),
        (b"SSH-2.0-OpenSSH\r\n", "not as a web server should"),
        (b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 200 + b"\r\n", "not as a web server should"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nnews", "broke off"),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n9\r\nnews", "not as a web server"),
        (answer(gzip.compress(b"news" * 99, mtime=0)[:-9], "Content-Encoding: gzip"), "broke off"),
        (answer(b"news", "Content-Encoding: gzip"), "does not unpack as gzip"),
        (answer(b"news", "Content-Encoding: br"), "does not unpack as br"),
        (answer(b"news", "Content-Encoding: zstd"), "'zstd', which we did not ask for"),
        (answer(status="404 Not Found"), "is not there"),
        (answer(status="401 Unauthorized"), "asks for a password"),
        (answer(status="500 Oops"), "the host said 500"),
        (answer(status="302 Found"), "the host said 302"),
    ],
)
def test_what_is_wrong_is_said_with_the_culprit(opened: Open, say: bytes, words: str) -> None:
    said = refusal(opened, say)
    assert words in said
    assert "a.example" in said


def leading(places: dict[str, str]) -> Answer:
    """Answer each path with where it leads; one that leads nowhere is there."""

    def lead(head: bytes) -> bytes:
        to = places.get(head.split()[1].decode())
        return answer(b"", f"Location: {to}", status="302 Found") if to else answer(b"news")

    return lead


def test_three_redirects_are_followed_to_other_hosts_too(opened: Open) -> None:
    one = opened(leading({"/": "/b", "/b": "http://two.example/c"}))
    two = opened(leading({"/c": "d?e=f"}))

    got = fetch("http://one.example/", dial=dial_to(one=one, two=two))

    assert (got.url, got.body) == ("http://two.example/d?e=f", b"news")


@pytest.mark.parametrize(
    ("places", "words"),
    [
        ({"/": "/b", "/b": "/c", "/c": "/d", "/d": "/e"}, "more than 3 times, in the end to"),
        ({"/": "/b", "/b": "/"}, "round in a circle, back to http://a.example/"),
        ({"/": "/#again"}, "round in a circle"),
        ({"/": "file:///etc/passwd"}, "leads elsewhere. The address 'file:///etc/passwd'"),
        ({"/": "http://a.example:8001/admin/"}, "names port 8001"),
        ({"/": "http://me@a.example/"}, "holds a user name"),
        ({"/": "http://[::1/"}, "not as a web server should"),
    ],
)
def test_a_redirect_gets_nobody_further(opened: Open, places: dict[str, str], words: str) -> None:
    with pytest.raises(FetchError, match=re.escape(words)):
        fetch("http://a.example/", dial=dial_to(a=opened(leading(places))))


def test_a_redirect_to_a_private_address_is_refused_like_a_first_call(opened: Open) -> None:
    reached = dial_to(a=opened(leading({"/": "http://inside.example/"})))

    def dial(name: str, port: int, seconds: float) -> socket.socket:
        if name == "a.example":
            return reached(name, port, seconds)
        return dial_global(name, port, seconds, resolve=lambda *_: ["127.0.0.1"])

    with pytest.raises(FetchError, match=r"'inside\.example' leads to 127\.0\.0\.1"):
        fetch("http://a.example/", dial=dial)


@pytest.mark.parametrize(
    "url",
    [
        "ftp://a.example/", "file:///etc/passwd", "//a.example/", "a.example", "", "http://",
        "http:///feed", "https:a.example", "gopher://a.example:80/", "http://a.example:22/",
        "http://a.example:443/", "https://a.example:80/", "http://a.example:x/",
        "http://a.example:99999/", "http://user@a.example/", "http://user:secret@a.example/",
        "http://a.example\\@b.example/", "http://a.example/\r\nX: y", "http://a.example/ b",
        "http://a.example/\u202egnp", "http://a exa/", "http://-a.example/", "http://a%00/",
        "http://[fe80::1%25eth0]/", "http://" + "a" * 70 + "é.example/",
        "http://a.example/" + "a" * 1000,
    ],
)  # fmt: skip
def test_an_address_that_is_none_of_the_open_web_is_refused(url: str) -> None:
    with pytest.raises(FetchError, match="address"):
        check_url(url)


def test_addresses_in_every_script_are_called_in_ascii() -> None:
    parts = check_url("HTTPS://مثال.example:443/خبر?q=خبر&r=%20#x")
    assert parts.geturl() == (
        "https://xn--mgbh0fb.example/%D8%AE%D8%A8%D8%B1?q=%D8%AE%D8%A8%D8%B1&r=%20"
    )


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "0.0.0.1",
        "100.64.0.1", "192.0.2.1", "198.18.0.1", "224.0.0.1", "239.255.255.250", "240.0.0.1",
        "255.255.255.255", "::", "::1", "::127.0.0.1", "::ffff:127.0.0.1", "::ffff:10.0.0.1",
        "64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe", "64:ff9b:1::1", "2002:7f00:1::", "2002:a00:1::1",
        "2001:0:4136:e378:8000:63bf:3fff:fdd2", "2001:db8::1", "fc00::1", "fd12::1", "fe80::1",
        "fe80::1%eth0", "fec0::1", "ff02::1", "ff0e::1", "4000::1", "nonsense",
    ],
)  # fmt: skip
def test_an_address_that_is_not_everybodys_is_not_called(address: str) -> None:
    assert not is_global(address)
    with pytest.raises(DialError, match="no address of the open internet"):
        dial_global("inside.example", 80, 5, resolve=lambda *_: ["93.184.215.14", address])


@pytest.mark.parametrize(
    "address",
    ["93.184.215.14", "2606:2800:21f:cb07:6820:80da:af6b:8b2c", "::ffff:93.184.215.14",
     "64:ff9b::5db8:d70e", "2002:5db8:d70e::1"],
)  # fmt: skip
def test_an_address_of_the_open_internet_may_be_called(address: str) -> None:
    assert is_global(address)


@pytest.mark.parametrize("host", ["127.0.0.1", "2130706433", "0x7f.1", "[::1]", "localhost"])
def test_loopback_in_any_spelling_is_not_called(host: str) -> None:
    with pytest.raises(FetchError, match="no address of the open internet"):
        fetch(f"http://{host}/")


def test_the_call_goes_to_the_addresses_that_were_looked_at_whatever_the_name_says_later(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    answers = [["93.184.215.14", "2606:2800:21f::1"], ["127.0.0.1"]]
    called: list[str] = []

    def connect(_: socket.socket, address: tuple[str, int]) -> None:
        called.append(address[0])
        raise ConnectionRefusedError(111, "refused")

    monkeypatch.setattr(socket.socket, "connect", connect)
    with pytest.raises(FetchError, match=r"'a\.example' does not answer \(refused\)"):
        fetch("http://a.example/", dial=partial(dial_global, resolve=lambda *_: answers.pop(0)))
    assert called == ["93.184.215.14", "2606:2800:21f::1"]


def test_a_name_nobody_knows_is_said_to_be_one() -> None:
    with pytest.raises(FetchError, match=r"Nobody knows the host 'a\.example'"):
        fetch("http://a.example/", dial=partial(dial_global, resolve=lambda *_: []))


def test_a_certificate_of_nobody_we_trust_is_refused(opened: Open, tmp_path: Path) -> None:
    context, _ = certified(tmp_path, "a.example")
    host = opened(answer(b"news"), tls=context)

    with pytest.raises(FetchError, match="certificate that proves nothing"):
        fetch("https://a.example/", dial=dial_to(a=host))
    assert host.asked == []


def test_a_certificate_counts_for_the_name_not_for_the_address(
    opened: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    context, trusted = certified(tmp_path, "a.example")
    host = opened(answer(b"news"), tls=context)
    monkeypatch.setenv("SSL_CERT_FILE", str(trusted))

    assert fetch("https://a.example/", dial=dial_to(a=host)).body == b"news"
    with pytest.raises(FetchError, match="certificate that proves nothing"):
        fetch("https://b.example/", dial=dial_to(b=host))


def test_a_host_that_does_not_speak_tls_is_said_to_be_one(opened: Open) -> None:
    host = opened(answer(b"news"))
    with pytest.raises(FetchError, match="not as a web server should"):
        fetch("https://a.example/", dial=dial_to(a=host))


def test_what_a_host_says_of_its_version_is_not_sent_back_if_it_could_do_harm(
    opened: Open,
) -> None:
    folded = opened(b'HTTP/1.1 200 OK\r\nETag: "7"\r\n X: y\r\nContent-Length: 0\r\n\r\n')
    long = opened(answer(b"", "ETag: " + "7" * 500))
    for host in (folded, long):
        assert fetch("http://a.example/", dial=dial_to(a=host)).etag == ""


@given(said=st.binary(max_size=300), head=st.sampled_from([b"", b"HTTP/1.1 200 OK\r\n"]))
@settings(max_examples=150, deadline=None)
def test_whatever_a_host_says_is_an_answer_or_an_error_of_ours(said: bytes, head: bytes) -> None:
    host = Host(lambda _: head + said)
    try:
        fetch("http://a.example/", dial=dial_to(a=host))
    except FetchError:
        pass
    finally:
        host.close()
