"""Tokens and keys: what opens, for how long, and what does not."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as some

from courant.kiosk.gate import RefusedError
from courant.kiosk.letters.keys import Key, Keys
from courant.kiosk.letters.token import (
    LIFE_SECONDS,
    Token,
    TokenError,
    hash_of,
    make_token,
    minute_of,
    new_nonce,
    read_token,
)

NOW = 1_795_000_000.0
FIELDS = {"text": "Hello", "name": "Ann"}


@pytest.fixture
def keys(tmp_path: Path) -> Keys:
    (tmp_path / "form").write_text("ab" * 32 + "\n" + "cd" * 32 + "\n")
    return Keys(tmp_path / "form")


def token(keys: Keys, *, key: Key | None = None) -> str:
    made = make_token(key or keys.signing(), thread=42, fields=FIELDS, now=NOW, wait_seconds=4)
    return made.signed()


def read(keys: Keys, said: str, *, thread: int = 42, now: float = NOW, **fields: str) -> Token:
    return read_token(said, keys, thread=thread, fields={**FIELDS, **fields}, now=now)


def test_a_token_says_what_it_was_made_with(keys: Keys) -> None:
    opened = read(keys, token(keys))

    assert (opened.thread, opened.not_before) == (42, NOW + 4)
    assert opened.expires == NOW + LIFE_SECONDS
    assert token(keys).startswith(f"v1.{keys.signing().kid}.")


def test_every_key_of_ours_opens_and_the_first_signs(keys: Keys) -> None:
    old = keys.all()[1]

    assert read(keys, token(keys, key=old)).key == old
    assert keys.signing() != old


def test_a_key_that_was_taken_out_opens_nothing(keys: Keys, tmp_path: Path) -> None:
    before = token(keys)

    (tmp_path / "form").write_text("ef" * 32)

    with pytest.raises(TokenError, match="tampered"):
        read(keys, before)


@pytest.mark.parametrize(
    ("told", "code"),
    [
        ({"thread": 43}, "other-thread"),
        ({"text": "Bye"}, "tampered"),
        ({"more": ""}, "tampered"),
        ({"now": NOW + LIFE_SECONDS}, "expired"),
    ],
)
def test_a_token_opens_what_it_was_made_for(keys: Keys, told: dict, code: str) -> None:
    with pytest.raises(TokenError, match=code):
        read(keys, token(keys), **told)


def test_a_token_changed_anywhere_opens_nothing(keys: Keys) -> None:
    whole = token(keys)
    for at in range(len(whole)):
        other = "B" if whole[at] == "A" else "A" if whole[at].isalpha() else "7"
        if whole[at] == other or at == len(whole) - 1:  # the last letter has bits to spare
            continue
        with pytest.raises(TokenError, match="tampered"):
            read(keys, whole[:at] + other + whole[at + 1 :])


@given(some.text(max_size=200))
def test_rubbish_is_no_token(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    path = tmp_path_factory.getbasetemp() / "form"
    path.write_text("ab" * 32)
    with pytest.raises(TokenError, match="tampered"):
        read(Keys(path), text)


def test_fields_are_hashed_whatever_their_order_and_never_run_together() -> None:
    assert hash_of({"a": "1", "b": "2"}) == hash_of({"b": "2", "a": "1"})
    assert hash_of({"a": "1b"}) != hash_of({"a1": "b"})
    assert hash_of({"a": '","b'}) != hash_of({"a": "", "b": ""})


def test_a_nonce_is_new_each_time_and_holds_its_minute() -> None:
    nonces = {new_nonce(NOW) for _ in range(1000)}

    assert len(nonces) == 1000
    assert {len(nonce) for nonce in nonces} == {22}
    assert {minute_of(nonce) for nonce in nonces} == {NOW // 60}


@pytest.mark.parametrize("file", [None, "", "short", "AB" * 32, "é", "x\n" * 20])
def test_without_a_key_there_are_no_replies(tmp_path: Path, file: str | None) -> None:
    if file is not None:
        (tmp_path / "form").write_text(file, "utf-8")

    with pytest.raises(RefusedError) as refused:
        Keys(tmp_path / "form").signing()

    assert refused.value.status == 503


def test_a_key_that_comes_later_is_found(tmp_path: Path) -> None:
    keys = Keys(tmp_path / "form")
    with pytest.raises(RefusedError):
        keys.signing()

    (tmp_path / "form").write_text("ab" * 32)

    assert keys.signing().secret == bytes.fromhex("ab" * 32)


def test_keys_stay_known_while_their_file_cannot_be_read(keys: Keys, tmp_path: Path) -> None:
    known = keys.signing()

    (tmp_path / "form").unlink()

    assert keys.signing() == known


def test_a_key_is_not_shown(keys: Keys) -> None:
    assert "ab" * 8 not in repr(keys.signing())
    assert "171" not in repr(keys.signing())


def test_each_purpose_has_its_own_macs(keys: Keys) -> None:
    key = keys.signing()

    assert key.mac("pass", "nonce") != key.mac("token", "nonce")
