"""Pass codes: readable, forgiving, and hashed with a key of their own."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as some

from courant.kiosk.letters.keys import Key
from courant.kiosk.letters.passes import digest_of_pass, new_pass, read_pass

KEY, OTHER = Key(b"k" * 32), Key(b"o" * 32)


@given(some.text("abcdefgh", min_size=22, max_size=22))
def test_a_code_can_be_read_out_and_is_read_back(nonce: str) -> None:
    code = new_pass(KEY, nonce)

    assert re.fullmatch(r"([0-9A-HJKMNP-TV-Z]{4}-){2}[0-9A-HJKMNP-TV-Z]{4}", code)
    assert read_pass(code) == code.replace("-", "")
    assert new_pass(KEY, nonce) == code != new_pass(OTHER, nonce)


@pytest.mark.parametrize(
    "typed",
    [
        *("0123-ABCD-1230", " 0123 abcd 1230 ", "o123abcdi23O", "OL23–ABCD–123O"),
        *("۰۱۲۳-ABCD-۱۲۳۰", "\uff10\uff11\uff12\uff13\uff21\uff22\uff23\uff241230"),
    ],
)
def test_a_code_is_known_however_it_is_typed(typed: str) -> None:
    assert read_pass(typed) == "0123ABCD1230"


@pytest.mark.parametrize(
    "typed", ["", "0123-ABCD-123", "0123-ABCD-12345", "UUUU-UUUU-UUUU", "é" * 12]
)
def test_what_is_no_code_is_told_apart(typed: str) -> None:
    assert read_pass(typed) is None


def test_a_digest_is_of_the_code_and_the_key() -> None:
    assert digest_of_pass(KEY, "0123-ABCD-1230") == digest_of_pass(KEY, "0123ABCD1230")
    assert digest_of_pass(KEY, "0123ABCD1230") != digest_of_pass(OTHER, "0123ABCD1230")
    assert re.fullmatch("[0-9a-f]{64}", digest_of_pass(KEY, "0123ABCD1230"))
