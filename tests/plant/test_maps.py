"""The maps come back as they were written."""

import pytest

from courant.plant.addresses import BadAddressError, parse_address, shard_of
from courant.plant.edition.maps import (
    SHARDS,
    Gone,
    Moved,
    map_file_of,
    read_map,
    write_map,
)

ENTRIES = [
    Moved("/old/", "/new/"),
    Moved("/?p=12", "/desk/twelve/"),
    Gone("/withdrawn/", "fa"),
    Moved("/fa/خبر/", "/fa/اخبار/"),
    Gone("/line\u2028separator/", "en"),  # str.splitlines would break it in two
    Moved("/paragraph\u2029separator/", "/next\u2028/"),
    Moved("/with space/", "/a b/"),
]


def test_a_map_comes_back_as_it_was_written() -> None:
    assert read_map(write_map(ENTRIES)) == {entry.address: entry for entry in ENTRIES}


def test_a_map_is_the_same_bytes_whatever_the_order() -> None:
    assert write_map(ENTRIES) == write_map(reversed(ENTRIES))


def test_an_empty_map_is_no_bytes() -> None:
    assert write_map([]) == b""
    assert read_map(b"") == {}


def test_no_address_holds_what_parts_a_map() -> None:
    for letter in "\t\n\r":
        with pytest.raises(BadAddressError):
            parse_address(f"/a{letter}b/")


def test_an_address_is_looked_up_in_the_map_of_its_shard() -> None:
    assert map_file_of("/?p=12") == f".map/{shard_of('/?p=12')}"
    assert len(set(SHARDS)) == 256
