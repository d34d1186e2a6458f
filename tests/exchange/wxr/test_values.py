"""Serialised values, metas, uploads and identities: small questions, asked of every item."""

import pytest

from courant.exchange.wxr.identity import Census
from courant.exchange.wxr.media import Attachment, MediaIndex, file_stem, original_upload
from courant.exchange.wxr.meta import names_a_person, sort_metas
from courant.exchange.wxr.php import PhpError, PhpValue, unserialize
from courant.exchange.wxr.reader import read
from courant.exchange.wxr.records import Item, Meta
from tests.exchange.wxr.exports import make_export, make_item

UPLOADS = "https://harbour.example/wp-content/uploads/"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("N;", None),
        ("b:1;", True),
        ("i:-12;", -12),
        ("d:0.5;", 0.5),
        ('s:5:"a"b;c";', 'a"b;c'),
        ('s:6:"می\u200c";'.replace("6", "7"), "می\u200c"),
        ('a:2:{s:2:"fa";i:7;i:0;a:1:{i:0;s:1:"x";}}', {"fa": 7, 0: {0: "x"}}),
    ],
)
def test_serialised_values_are_read_by_bytes(text: str, value: PhpValue) -> None:
    assert unserialize(text) == value


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ('O:8:"stdClass":0:{}', "object"),
        ("a:1:{i:0;R:1;}", "reference"),
        ('s:9:"short";', "9 bytes it claims"),
        ("a:9999999:{}", "100,000 entries"),
        ("a:1:{i:0;" * 40, "deeper than 32"),
        ("i:1;i:2;", "more follows"),
        ("i:1e5;", "whole number"),
        ("", "no type"),
        ("a:1:{a:0:{}i:1;}", "neither a number nor a text"),
    ],
)
def test_serialised_values_that_are_none_are_refused(text: str, rule: str) -> None:
    with pytest.raises(PhpError, match=rule):
        unserialize(text)


def test_metas_are_used_kept_or_dropped_and_counted() -> None:
    found = sort_metas(
        [
            Meta("_wp_old_slug", "boat"),
            Meta("_wp_old_slug", "ship"),
            Meta("_menu_item_url", "/x/"),
            Meta("_edit_lock", "1:1"),
            Meta("_yoast_wpseo_title", "Write to mina@mail.example"),
            Meta("_newspack_byline", "x" * 70_000),
        ]
    )

    assert found.used == {"_wp_old_slug": ("boat", "ship")}
    assert [meta.key for meta in found.kept] == ["_menu_item_url"]
    assert found.dropped == {"not on the list": 1, "email or network address": 1, "too long": 1}


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("mina@mail.example", True),
        ("from 203.0.113.9 at noon", True),
        ("2001:db8::1", True),
        ("mina%40mail.example", True),
        ("@mina on Mastodon", False),
        ("version 6.5.4", False),
        ("12:30:45", False),
        ("1.2.3.400", False),
    ],
)
def test_emails_and_network_addresses_are_known_by_their_shape(value: str, expected: bool) -> None:
    assert names_a_person(value) is expected


@pytest.mark.parametrize(
    "url",
    [
        f"{UPLOADS}2020/05/a.jpg",
        f"{UPLOADS}2020/05/a-300x200.jpg",
        f"{UPLOADS}2020/05/a-scaled.jpg?w=150",
        f"{UPLOADS}2020/05/a-e1588320000000-300x200.jpg",
        "//i0.wp.com/harbour.example/wp-content/uploads/2020/05/a-rotated.jpg?resize=300%2C200",
        "http://www.former.example/wp-content/uploads/2020/05/a-1024x683.jpg",
        "/wp-content/uploads/2020/05/a.jpg",
    ],
)
def test_a_picture_is_found_in_any_size_on_any_host(url: str) -> None:
    index = MediaIndex([Attachment(7, f"{UPLOADS}2020/05/a.jpg")])

    assert index.find(url) == Attachment(7, f"{UPLOADS}2020/05/a.jpg")
    assert original_upload(url) == "2020/05/a.jpg"


def test_a_file_really_called_like_a_size_comes_before_the_size() -> None:
    sized = Attachment(8, f"{UPLOADS}2020/05/a-300x200.jpg")
    index = MediaIndex([Attachment(7, f"{UPLOADS}2020/05/a.jpg"), sized])

    assert index.find(f"{UPLOADS}2020/05/a-300x200.jpg") is sized
    assert index.find("", 7) is not None
    assert index.find(f"{UPLOADS}2020/06/a.jpg") is None
    assert file_stem(sized.url) == "a"


def items(*texts: str) -> list[Item]:
    return [record for record in read(make_export(*texts)) if isinstance(record, Item)]


def identities(*texts: str) -> list[str]:
    census, found = Census(), items(*texts)
    for item in found:
        census.count(item)
    return [census.identity("https://harbour.example", item).key for item in found]


def test_an_item_is_known_by_its_id_even_if_all_else_is_the_same() -> None:
    assert identities(make_item(post_id="1"), make_item(post_id="2")) == ["id:1", "id:2"]


def test_repeated_or_missing_ids_fall_back_to_guid_link_and_text() -> None:
    first = make_item("<guid>g1</guid>", post_id="1")
    second = make_item("<guid>g2</guid>", post_id="1")
    linked = make_item(post_id="0", link="https://harbour.example/a/")
    texts = [make_item(post_id="0", link="", content=text) for text in ("one", "two", "two")]

    keys = identities(first, second, linked, *texts)

    assert keys[:3] == ["guid:g1", "guid:g2", "link:https://harbour.example/a/"]
    assert keys[3].startswith("hash:")
    assert keys[3] != keys[4] == keys[5]
