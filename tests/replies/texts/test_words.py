"""Word lists and personal details, found in texts."""

import pytest

from courant.replies.texts.details import details_in, without_details
from courant.replies.texts.words import WordList, WordListError

LIST = "press\nidiot  # and its kind\nfoo*\n*bar\n*baz*\nun*able\nkill yourself\nاحمق\n"

FOUND = {
    "the press is here": ("press", "press"),
    "PRESS!": ("press", "PRESS"),
    "i d i o t": ("idiot", "i d i o t"),
    "I.D.I.O.T.": ("idiot", "I.D.I.O.T"),
    "id\u00ediot no, idíot": ("idiot", "idíot"),
    "fool": None,
    "foods": ("foo*", "foods"),
    "crowbar": ("*bar", "crowbar"),
    "xxbazyy": ("*baz*", "xxbazyy"),
    "unbearable": ("un*able", "unbearable"),
    "Kill\n Yourself": ("kill yourself", "Kill\n Yourself"),
    "تو احم\u200cق": ("احمق", "احم\u200cق"),
    "احـــمق": ("احمق", "احـــمق"),
    "اَحمَق": ("احمق", "اَحمَق"),
}
FOUND.pop("fool")

NOT_FOUND = ["impressive", "idiotic", "afoo", "bark", "able", "kill myself yourself", "احمقانه"]


@pytest.mark.parametrize(("text", "found"), FOUND.items())
def test_an_entry_is_found_and_marked_as_it_was_written(text: str, found: tuple[str, str]) -> None:
    [match] = WordList.parse(LIST.replace("un*able", "unb*able")).found_in(text)

    assert (match.entry.replace("unb", "un"), text[match.start : match.end]) == found


@pytest.mark.parametrize("text", NOT_FOUND)
def test_a_word_inside_another_is_not(text: str) -> None:
    assert WordList.parse(LIST.replace("un*able", "unb*able")).found_in(text) == ()


@pytest.mark.parametrize(
    ("line", "says"),
    [("*", "beside a"), ("a*", "at least 3"), ("!!!", "no letter"), ("abc*def*ghi", "two places"),
     ("x" * 101, "101 letters"), ("two words*", "one word")],
)  # fmt: skip
def test_a_line_that_cannot_be_used_is_named_with_the_rule(line: str, says: str) -> None:
    with pytest.raises(WordListError, match="Line 2") as refused:
        WordList.parse(f"fine\n{line}")

    assert says in str(refused.value)


DETAILS = {
    "call me: +31 6 1234 5678": "phone",
    "0912 345 6789": "phone",
    "۰۹۱۲۳۴۵۶۷۸۹": "phone",
    "write to a.b@c.example": "email",
    "NL91 ABNA 0417 1643 00": "id",
    "she lives at Kerkstraat 12": "address",
    "12 rue de Rivoli": "address",
    "خیابان آزادی پلاک ۱۲": "address",
}
NO_DETAILS = [
    "it cost 1 000 000 000 euro", "12.000.000 people", "on 2026-11-24 at 10", "24/11/2026",
    "https://x.example/123456789012", "in 1979, 1988 and 2009", "the main street",
]  # fmt: skip


@pytest.mark.parametrize(("text", "kind"), DETAILS.items())
def test_a_personal_detail_is_found(text: str, kind: str) -> None:
    assert [detail.kind for detail in details_in(text)] == [kind]


@pytest.mark.parametrize("text", NO_DETAILS)
def test_what_is_none_is_not(text: str) -> None:
    assert details_in(text) == ()


def test_details_are_taken_out_and_the_rest_stays() -> None:
    text = "Call +31 6 1234 5678 or mail a@b.example now."

    assert without_details(text, "[…]") == "Call […] or mail […] now."
