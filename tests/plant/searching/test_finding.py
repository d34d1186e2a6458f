"""What is found, and in which order."""

import re
from datetime import UTC, datetime
from html import unescape
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courant.plant.searching import queries
from courant.plant.searching.finding import PAGE, Finder
from courant.plant.searching.queries import words_of
from courant.plant.searching.questions import MOST_WORDS, Question, understood
from courant.plant.searching.snippets import LETTERS, marked, snippet
from tests.plant.searching.cards import found, make_card, make_index

OLD, NEW = datetime(2015, 3, 1, tzinfo=UTC), datetime(2026, 3, 1, tzinfo=UTC)


def test_every_word_must_be_there(tmp_path: Path) -> None:
    both = make_card("A bridge and a ferry.")
    make_index(tmp_path, both, make_card("A bridge."), make_card("A ferry."))

    assert found(tmp_path, "ferry BRIDGE") == [both.address]


def test_words_in_quotation_marks_stand_together(tmp_path: Path) -> None:
    together = make_card("The new bridge is open.")
    make_index(tmp_path, together, make_card("A new ferry passes the bridge."))

    assert len(found(tmp_path, "new bridge")) == 2
    for quoted in ('"new bridge"', "«new bridge»", "“new bridge”", "„new bridge“"):
        assert found(tmp_path, quoted) == [together.address], quoted


def test_no_phrase_reaches_from_one_part_of_an_article_into_the_next(tmp_path: Path) -> None:
    make_index(tmp_path, make_card("bridge is open", headline="The new"))

    assert found(tmp_path, '"new bridge"') == []


def test_a_headline_counts_more_than_the_text(tmp_path: Path) -> None:
    text = make_card("The bridge, the bridge, the bridge.", headline="Elsewhere")
    head = make_card("Cars and people are on it again since Monday.", headline="The bridge")
    make_index(tmp_path, text, head)

    assert found(tmp_path, "bridge") == [head.address, text.address]


def test_of_two_that_say_the_same_the_newer_comes_first(tmp_path: Path) -> None:
    old = make_card("The bridge is open.", published_at=OLD)
    new = make_card("The bridge is open.", published_at=NEW)
    make_index(tmp_path, old, new)

    assert found(tmp_path, "bridge") == [new.address, old.address]


def test_an_old_article_about_it_comes_before_a_new_one_that_mentions_it(tmp_path: Path) -> None:
    old = make_card("The bridge is open.", headline="The bridge", published_at=OLD)
    filling = "Many other things were said as well at this long meeting of the council. " * 20
    new = make_card(f"{filling} The bridge.", published_at=NEW)
    make_index(tmp_path, old, new)

    assert found(tmp_path, "bridge") == [old.address, new.address]
    assert found(tmp_path, "bridge", newest_first=True) == [new.address, old.address]


def test_words_that_very_many_articles_have_bring_the_newest_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    about = make_card("The bridge is open.", headline="The bridge", published_at=OLD)
    new = make_card("The ferry passes the bridge.", published_at=NEW)
    make_index(tmp_path, about, new)
    assert found(tmp_path, "the bridge") == [about.address, new.address]

    monkeypatch.setattr(queries, "COMMON_ARTICLES", 1)

    assert found(tmp_path, "the bridge") == [new.address, about.address]
    assert found(tmp_path, "ferry") == [new.address]


def test_results_are_narrowed_by_language_desk_person_time_and_quotations(tmp_path: Path) -> None:
    one = make_card(
        "The bridge is safe.", lang="en", desks=("/town/", "/town/council/"),
        makers=("Ada Visser",), speakers=("Ben Okafor",),
        quotations=("It is safe",), published_at=NEW,
    )  # fmt: skip
    other = make_card("The bridge.", lang="nl", makers=("Ada Okafor",), published_at=OLD)
    make_index(tmp_path, one, other)

    def only(**conditions: object) -> bool:
        return found(tmp_path, "bridge", **conditions) == [one.address]

    assert only(lang="en")
    assert only(desk="/town/")
    assert only(desk="/town/council/")
    assert only(person=("ada", "visser"))
    assert only(since=int(datetime(2026, 1, 1, tzinfo=UTC).timestamp()))
    assert found(tmp_path, "bridge", until=int(NEW.timestamp())) == [other.address]
    assert found(tmp_path, "safe", in_quotations=True) == [one.address]
    assert found(tmp_path, "bridge", in_quotations=True) == []
    assert found(tmp_path, "", person=("okafor",)) == [one.address, other.address]
    assert found(tmp_path, "bridge", desk="/tow") == []


def test_a_filter_does_not_change_the_order(tmp_path: Path) -> None:
    cards = [make_card("bridge " * number + "and more words " * 5) for number in range(1, 6)]
    make_index(tmp_path, *cards)

    assert found(tmp_path, "bridge", lang="en") == found(tmp_path, "bridge")


def test_pages_follow_each_other_without_loss_or_repetition(tmp_path: Path) -> None:
    cards = [make_card("The bridge.") for _ in range(2 * PAGE + 3)]
    make_index(tmp_path, *cards)
    finder, question = Finder(tmp_path), Question(understood("bridge").sought)

    pages = [finder.find(question, page) for page in (1, 2, 3, 4)]

    assert [len(page.shown) for page in pages] == [PAGE, PAGE, 3, 0]
    assert {page.count for page in pages} == {2 * PAGE + 3}
    assert {s.address for page in pages for s in page.shown} == {card.address for card in cards}


@pytest.mark.parametrize("text", ["", "   ", "…", "\x00", '""', "«»", "—"])
def test_nothing_to_look_for_is_understood_as_that(text: str) -> None:
    assert understood(text).sought == ()


def test_one_letter_is_too_short_and_one_digit_is_not() -> None:
    assert understood("a").is_too_short
    assert understood("…").is_too_short
    assert not understood("7").is_too_short
    assert not understood("").is_too_short


def test_a_long_question_is_cut_and_says_so() -> None:
    typed = understood(" ".join(f"word{number}" for number in range(400)))

    assert typed.is_cut
    assert sum(len(sought.spellings[0]) for sought in typed.sought) == MOST_WORDS
    assert not understood("two words").is_cut


def test_no_word_has_more_spellings_than_a_handful() -> None:
    worst = "می‌نمی‌خواهایی‌هاترین مؤئسسه‌های نمی‌هایی‌ها " * 5

    assert max(len(sought.spellings) for sought in understood(worst).sought) <= 16


def test_a_snippet_is_where_the_words_are_and_marks_them() -> None:
    text = f"{'Nothing here. ' * 100}At last the <b>Bridge</b> & the ferry. {'And on. ' * 100}"
    wanted = words_of(Question(understood("bridge ferry").sought))

    part = snippet(text, wanted)

    assert "the &lt;b&gt;<mark>Bridge</mark>&lt;/b&gt; &amp; the <mark>ferry</mark>." in part
    assert part.startswith("… ")
    assert part.endswith(" …")
    assert len(unescape(re.sub("<[^>]*>", "", part))) <= LETTERS + 4


def test_what_is_no_sentence_is_parted_from_what_follows() -> None:
    assert snippet("Ada Visser\nThe bridge.\nIt is open", frozenset()) == (
        "Ada Visser · The bridge.\nIt is open"
    )


@pytest.mark.parametrize("text", ["", "…", "one", "one two.", "(one)", " one "])
def test_a_short_text_is_its_own_snippet(text: str) -> None:
    assert snippet(text, frozenset()) == text.strip()
    assert marked(text, frozenset()) == text


def test_a_word_far_down_in_another_spelling_is_found_too() -> None:
    text = f"{'Nothing of the kind. ' * 1000}The Café de l’Été, at last. {'And on. ' * 1000}"

    assert "The <mark>Café</mark> de" in snippet(text, {"cafe"})
    assert "<mark>Été</mark>" in snippet(text, {"ete"})


@given(st.text(max_size=400), st.sets(st.text(min_size=1, max_size=3), max_size=4))
def test_a_snippet_is_a_part_of_its_text_with_nothing_but_marks_added(
    text: str, wanted: set[str]
) -> None:
    part = snippet(text, wanted)

    assert re.sub("</?mark>", "", part).count("<") == 0
    bare = unescape(re.sub("</?mark>", "", part)).removeprefix("… ").removesuffix(" …")
    assert "".join(bare.replace(" · ", "").split()) in "".join(text.replace(" · ", "").split())


def test_a_persian_word_is_marked_as_it_is_written() -> None:
    wanted = words_of(Question(understood("کتابها").sought))

    assert marked("همهٔ کتاب‌ها و كتابها", wanted) == (
        "همهٔ <mark>کتاب‌ها</mark> و <mark>كتابها</mark>"
    )
