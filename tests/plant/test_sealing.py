"""Sealing: only the holder of the private key reads, and length tells nothing."""

import base64

import pytest

from courant.plant.sealing import SealError, is_sealed, make_key_pair, seal, unsealed

ADDRESS = "ann@paper.example"


def test_what_was_sealed_is_read_with_the_private_key() -> None:
    private, public = make_key_pair()

    assert unsealed(seal(ADDRESS, public), private) == ADDRESS
    assert unsealed(seal("مینا@مثال.ایران", public), private) == "مینا@مثال.ایران"


def test_neither_the_words_nor_their_length_show() -> None:
    _, public = make_key_pair()

    short, long = seal("a@b.c", public), seal("x" * 127, public)

    assert len(short) == len(long)
    assert ADDRESS.encode() not in base64.b64decode(seal(ADDRESS, public))
    assert seal(ADDRESS, public) != seal(ADDRESS, public)


def test_another_key_opens_nothing() -> None:
    (_, public), (other, _) = make_key_pair(), make_key_pair()

    with pytest.raises(SealError, match="another key"):
        unsealed(seal(ADDRESS, public), other)


@pytest.mark.parametrize("at", [0, 1, 40, 176])
def test_a_changed_byte_is_noticed(at: int) -> None:
    private, public = make_key_pair()
    whole = bytearray(base64.b64decode(seal(ADDRESS, public)))
    whole[at] ^= 1

    with pytest.raises(SealError):
        unsealed(base64.b64encode(whole).decode(), private)


def test_too_many_words_are_refused_without_being_quoted() -> None:
    _, public = make_key_pair()

    with pytest.raises(SealError, match="128 bytes long; at most 127") as refused:
        seal("x" * 128, public)

    assert "xxx" not in str(refused.value)


@pytest.mark.parametrize("key", ["", "not base64!", base64.b64encode(b"short").decode()])
def test_what_is_no_key_is_refused(key: str) -> None:
    with pytest.raises(SealError, match="32 bytes in base64"):
        seal(ADDRESS, key)


def test_a_key_that_anybody_could_open_is_refused() -> None:
    with pytest.raises(SealError, match="Make a new pair"):
        seal(ADDRESS, base64.b64encode(bytes(32)).decode())


@pytest.mark.parametrize("text", ["", "ann@paper.example", "AAAA", "A" * 236, "é" * 236])
def test_what_was_never_sealed_is_told_apart(text: str) -> None:
    _, public = make_key_pair()

    assert is_sealed(seal(ADDRESS, public))
    assert not is_sealed(text)
