"""Senders: by which way they come, what they are counted by, and from which site."""

import pytest

from courant.kiosk.gate import Request
from courant.kiosk.letters.lanes import Lanes, Sender
from courant.kiosk.letters.origins import is_from_elsewhere


def request(host: bytes = b"paper.example", **headers: bytes) -> Request:
    named = {name.replace("_", "-").encode(): value for name, value in headers.items()}
    return Request("POST", host, b"/", "/", None, headers=named)


def sender(lanes: Lanes, peer: str, **of: bytes) -> Sender:
    return lanes.sender(request(**of), {"client": (peer, 1234)})


def test_a_network_is_known_again_and_its_address_is_not_kept() -> None:
    lanes = Lanes()
    one = sender(lanes, "203.0.113.7")

    assert one == sender(lanes, "203.0.113.99")
    assert one != sender(lanes, "203.0.114.7")
    assert len(one.prefix) == 16
    assert sender(lanes, "2001:db8:1:200::1") == sender(lanes, "2001:db8:1:2ff::9")


def test_a_proxy_here_says_who_sends_and_a_stranger_does_not() -> None:
    lanes = Lanes()
    real = sender(lanes, "203.0.113.7")

    assert sender(lanes, "127.0.0.1", x_real_ip=b"203.0.113.7") == real
    assert sender(lanes, "198.51.100.1", x_real_ip=b"203.0.113.7") != real


def test_this_machine_itself_is_not_counted() -> None:
    assert sender(Lanes(), "127.0.0.1") == Sender("clearnet", b"")
    assert Lanes().sender(request(), {}) == Sender("clearnet", b"")


@pytest.mark.parametrize("host", [b"abcdef.onion", b"ABCDEF.Onion:80"])
def test_an_onion_reader_is_counted_by_nothing(host: bytes) -> None:
    assert sender(Lanes(), "203.0.113.7", host=host) == Sender("onion", b"")


def test_another_process_counts_by_another_key() -> None:
    assert sender(Lanes(), "203.0.113.7") != sender(Lanes(), "203.0.113.7")


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"sec_fetch_site": b"same-origin", "origin": b"https://paper.example"},
        {"sec_fetch_site": b"same-origin", "origin": b"null"},
        {"sec_fetch_site": b"none"},
        {"origin": b"http://Paper.Example:80"},
        {"host": b"paper.example:443", "origin": b"https://paper.example"},
        {"host": b"127.0.0.1:8000", "origin": b"http://127.0.0.1:8000"},
    ],
)
def test_our_own_pages_may_send(headers: dict[str, bytes]) -> None:
    assert not is_from_elsewhere(request(**headers))


@pytest.mark.parametrize(
    "headers",
    [
        {"sec_fetch_site": b"cross-site"},
        {"sec_fetch_site": b"Same-Site", "origin": b"https://paper.example"},
        {"origin": b"null"},
        {"sec_fetch_site": b"none", "origin": b"null"},
        {"origin": b"https://evil.example"},
        {"origin": b"https://paper.example.evil.example"},
        {"origin": b"ftp://paper.example"},
        {"origin": b"paper.example"},
        {"origin": b"https://paper.example:8443"},
        {"origin": b"\xff"},
        {"origin": b"https://[oops"},
    ],
)
def test_other_sites_may_not(headers: dict[str, bytes]) -> None:
    assert is_from_elsewhere(request(**headers))
