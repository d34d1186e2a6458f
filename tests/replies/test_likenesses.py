"""Names like a staff member's: what a reader could take for one is held, other people are not."""

import pytest

from courant.replies.likenesses import Likenesses

OURS = Likenesses(["Mina Rahimi", "مینا رحیمی", "Jan de Boer", "Li Wang", "Ali", ""])


@pytest.mark.parametrize(
    "name",
    [
        "Mina Rahimi",
        "MINA RAHÎMI",
        "MinaRahimi",
        "Mina-Rahimi",
        "Міnа Rаhimi",  # Cyrillic і and а
        "M1na Rahimi",
        "Mina Rahimy",
        "Mina Rahmi",
        "Mina Rahiimi",
        "Mina Raihmi",
        "Mina Rahimi, editor",
        "The real Mina Rahimi",
        "MinaRahimi editor",
        "مينا رحيمي",
        "مینا\N{ZERO WIDTH NON-JOINER}رحیمی",
        "Ali",
        "ALİ",
    ],
)
def test_what_looks_like_one_of_ours_is_found(name: str) -> None:
    assert OURS.has_like(name)


@pytest.mark.parametrize(
    "name",
    [
        "Mina",
        "Rahimi",
        "Mina Karimi",
        "Ali Rahimi",
        "Alia",
        "Jan",
        "Jan de Vries",
        "Ali Wangari",
        "مینا",
        "",
        "…",
    ],
)
def test_others_are_not(name: str) -> None:
    assert not OURS.has_like(name)


def test_two_letters_changed_make_another_name() -> None:
    assert not Likenesses(["Sara Amini"]).has_like("Sana Imini")


def test_of_nobody_nothing_is_like() -> None:
    assert not Likenesses([]).has_like("Mina Rahimi")
