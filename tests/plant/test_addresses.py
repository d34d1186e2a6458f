"""Addresses: one spelling for each page, in every script, and nothing that climbs or hides."""

import unicodedata

import pytest

from courant.plant.addresses import (
    MAX_SEGMENT_BYTES,
    MAX_SLUG_LETTERS,
    RESERVED,
    Address,
    BadAddressError,
    digest_of,
    file_of,
    first_segment,
    fold_address,
    parse_address,
    shard_of,
    slug_of,
    url_path,
)
from courant.plant.edition.maps import SHARDS


@pytest.mark.parametrize(
    "path", ["/", "/politics/budget/", "/feed.xml", "/a b/", "/x%2e/", "/fa/اخبار/", "/२०२६/"]
)
def test_a_good_path_is_its_own_address(path: str) -> None:
    assert parse_address(path) == path


def test_what_a_decoder_put_for_bytes_it_could_not_read_is_no_address() -> None:
    with pytest.raises(BadAddressError, match="not valid UTF-8"):
        parse_address(b"/caf\xe9/".decode(errors="replace"))


def test_two_spellings_of_a_letter_are_one_address() -> None:
    composed = "/caf\u00e9/"
    decomposed = unicodedata.normalize("NFD", composed)

    assert decomposed != composed
    assert parse_address(decomposed) == composed


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("politics/", "must start with '/'. Did you mean '/politics/'?"),
        ("", "must start with '/'"),
        ("/a/../b/", "may start with a dot"),
        ("/./", "may start with a dot"),
        ("/.map/00", "may start with a dot"),
        ("/فا/.house.json", "may start with a dot"),
        ("//host/", "an empty part"),
        ("/a\\b/", "a backslash"),
        ("/a\x00b/", "control character"),
        ("/a\nb/", "control character"),
        ("/é\x85/", "control character"),
        ("/\udcff/", "not valid UTF-8"),
        ("/x/index.html.gz", "not for readers"),
        ("/x/index.html.br", "not for readers"),
        ("/x/index.html.tmp", "not for readers"),
    ],
)
def test_a_bad_path_is_refused_in_words(path: str, words: str) -> None:
    with pytest.raises(BadAddressError) as refused:
        parse_address(path)

    assert words in str(refused.value)


@pytest.mark.parametrize("letter", ["a", "ش", "श"])
def test_a_part_has_at_most_240_bytes(letter: str) -> None:
    fits = letter * (MAX_SEGMENT_BYTES // len(letter.encode()))

    assert parse_address(f"/{fits}/")
    with pytest.raises(BadAddressError, match="longer than 240 bytes"):
        parse_address(f"/{fits}{letter}/")


def test_an_address_has_at_most_1024_bytes() -> None:
    fits = "/" + "a/" * 511 + "a"
    assert len(fits) == 1024

    assert parse_address(fits)
    with pytest.raises(BadAddressError, match=r"is 1,025 bytes long; the limit is 1,024"):
        parse_address(f"{fits}b")


@pytest.mark.parametrize(
    ("address", "filename"),
    [
        ("/", "index.html"),
        ("/x/", "x/index.html"),
        ("/x/feed.xml", "x/feed.xml"),
        ("/old.html", "old.html"),
    ],
)
def test_a_page_lies_where_its_address_says(address: str, filename: str) -> None:
    assert file_of(Address(address)) == filename


def test_every_address_has_one_of_256_shards() -> None:
    shards = {shard_of(f"/article-{number}/") for number in range(4000)}

    assert shards == set(SHARDS)
    assert digest_of("/x/").startswith(shard_of("/x/"))


@pytest.mark.parametrize(
    ("careless", "minted"),
    [
        ("/Politics/Budget/", "/politics/budget/"),
        ("/fa/می\u200cرود/", "/fa/میرود/"),
        ("/STRASSE/", "/straße/"),
    ],
)
def test_a_careless_spelling_folds_to_the_same(careless: str, minted: str) -> None:
    assert fold_address(careless) == fold_address(minted)


def test_a_url_is_percent_encoded_and_keeps_an_old_query() -> None:
    assert url_path("/fa/ما/") == "/fa/%D9%85%D8%A7/"
    assert url_path("/a b/?p=12") == "/a%20b/?p=12"


@pytest.mark.parametrize("address", ["/search/", "/-/health", "/by/ada/", "/robots.txt"])
def test_the_house_keeps_some_first_segments_to_itself(address: str) -> None:
    assert first_segment(address) in RESERVED


@pytest.mark.parametrize(
    ("headline", "slug"),
    [
        ("Mayor resigns", "mayor-resigns"),
        ("  “We won’t,” says – mayor!  ", "we-won-t-says-mayor"),
        ("Žluťoučký kůň in Café Ærø", "zlutoucky-kun-in-cafe-ærø"),
        ("Straße in Ĳmuiden, Part Ⅳ", "strasse-in-ijmuiden-part-iv"),
        ("می‌گوید: «بودجه»", "میگوید-بودجه"),
        ("کِتاب و کـتاب", "کتاب-و-کتاب"),
        ("आज ۱۴۰۵ में", "आज-۱۴۰۵-में"),
        ("प्रधानमंत्री ने कहा", "प्रधानमंत्री-ने-कहा"),
        ("東京で地震", "東京で地震"),
        ("𝐁𝐑𝐄𝐀𝐊𝐈𝐍𝐆 news", "breaking-news"),
        ("!!!", ""),
        ("", ""),
    ],
)
def test_a_slug_is_in_the_script_of_its_headline(headline: str, slug: str) -> None:
    assert slug_of(headline) == unicodedata.normalize("NFC", slug)


def test_a_long_headline_is_cut_at_a_word() -> None:
    slug = slug_of("resignation " * 30)

    assert slug == "-".join(["resignation"] * 6)
    assert len(slug) <= MAX_SLUG_LETTERS


@pytest.mark.parametrize("letter", ["a", "ش", "श", "\U0002070e"])
def test_one_endless_word_still_makes_a_part_of_an_address(letter: str) -> None:
    slug = slug_of(letter * 300)

    assert slug
    assert parse_address(f"/desk/{slug}-12/")


def test_a_slug_of_a_slug_is_itself() -> None:
    for headline in ("Café Ærø", "𝐁𝐨𝐥𝐝 Ⅳ", "प्रधानमंत्री ने", "کِتاب و می‌گوید"):
        assert slug_of(slug_of(headline)) == slug_of(headline)
