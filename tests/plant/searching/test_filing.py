"""The search index as the press writes it."""

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from courant.plant.searching.cards import written
from courant.plant.searching.errors import SearchError
from courant.plant.searching.filing import MOST_SEGMENTS, CardIndex
from courant.plant.searching.finding import Finder
from courant.plant.searching.questions import Question
from courant.plant.searching.state import State, read_state, write_state
from tests.plant.searching.cards import found, make_card, make_index


def test_an_index_begins_empty_and_says_that_it_is_not_complete(tmp_path: Path) -> None:
    index = CardIndex(tmp_path)
    assert not index.is_usable()

    index.begin()

    assert index.is_usable()
    assert not index.is_complete()
    assert not Finder(tmp_path).find(Question()).is_complete
    index.complete()
    assert Finder(tmp_path).find(Question()).is_complete


def test_a_card_is_found_changed_and_taken_away(tmp_path: Path) -> None:
    card = make_card("The bridge reopens.")
    index = make_index(tmp_path, card)
    assert found(tmp_path, "bridge") == [card.address]

    assert index.put({card.address: replace(card, text="The ferry sails.")}) == 1
    assert found(tmp_path, "bridge") == []
    assert found(tmp_path, "ferry") == [card.address]

    assert index.put({card.address: None}) == 1
    assert found(tmp_path, "ferry") == []
    assert index.addresses() == set()


def test_the_same_card_again_costs_no_commit(tmp_path: Path) -> None:
    card = make_card("The bridge reopens.")
    index = make_index(tmp_path, card)
    before = index.changed_at()

    assert index.put({card.address: card, "/never/": None}) == 0
    assert index.changed_at() == before


@pytest.mark.parametrize(
    "change",
    [
        {"text": "Another"}, {"headline": "Another"}, {"makers": ("Ada",)},
        {"speakers": ("Ada",)}, {"desks": ("/a/",)}, {"quotations": ("Said",)},
        {"topics": ("Harbour",)}, {"lang": "fa"}, {"kicker": "New"},
    ],
    ids=lambda change: next(iter(change)),
)  # fmt: skip
def test_whatever_differs_on_a_card_makes_it_another(change: dict[str, str]) -> None:
    card = make_card("The bridge reopens.")

    assert written(replace(card, **change)) != written(card)
    assert written(replace(card, **change))[1] != written(card)[1]


def test_a_reader_sees_what_was_put_after_it_looked_first(tmp_path: Path) -> None:
    index = make_index(tmp_path)
    finder = Finder(tmp_path)
    assert finder.find(Question()).count == 0

    index.put({"/new/": make_card("News.", address="/new/")})

    assert finder.find(Question()).count == 1


def test_another_generation_takes_over_and_the_old_one_goes(tmp_path: Path) -> None:
    index = make_index(tmp_path, make_card("Old."))
    finder = Finder(tmp_path)
    assert finder.find(Question()).count == 1

    index.begin()

    assert finder.find(Question()).count == 0
    assert [path.name for path in tmp_path.iterdir() if path.is_dir()] == ["2"]


def test_an_index_of_another_schema_is_not_used(tmp_path: Path) -> None:
    index = make_index(tmp_path, make_card("Old."))
    write_state(tmp_path, State("1", 0, is_complete=True))

    assert not index.is_usable()
    with pytest.raises(SearchError, match="no search index"):
        Finder(tmp_path).find(Question())


@pytest.mark.parametrize("name", ["meta.json", "current"])
def test_what_cannot_be_read_is_said_in_our_words(tmp_path: Path, name: str) -> None:
    make_index(tmp_path, make_card("Old."))
    path = tmp_path / name if name == "current" else tmp_path / "1" / name
    path.write_bytes(b"\xff{not json")

    with pytest.raises(SearchError):
        Finder(tmp_path).find(Question())
    with pytest.raises(SearchError):
        CardIndex(tmp_path).put({"/x/": make_card("New.", address="/x/")})


def test_torn_segments_are_said_in_our_words_or_read_as_they_were(tmp_path: Path) -> None:
    make_index(tmp_path, *(make_card(f"Story {number}.") for number in range(50)))
    for path in (tmp_path / "1").iterdir():
        if path.suffix in (".store", ".idx", ".term", ".fast", ".pos", ".fieldnorm"):
            path.write_bytes(path.read_bytes()[:10])

    with pytest.raises(SearchError):
        Finder(tmp_path).find(Question())


def test_an_index_that_was_given_up_can_be_begun_again(tmp_path: Path) -> None:
    index = make_index(tmp_path, make_card("Old."))

    index.give_up()

    assert not index.is_usable()
    assert read_state(tmp_path) is None
    index.begin()
    assert index.put({"/x/": make_card("New.", address="/x/")}) == 1


def test_many_small_pieces_are_joined(tmp_path: Path) -> None:
    index = make_index(tmp_path)
    for number in range(MOST_SEGMENTS + 8):
        index.put({f"/{number}/": make_card("News.", address=f"/{number}/")})
        index.close()

    # Again and again, as the works do when they are idle; the library joins some by itself.
    rounds = [index.join_segments() for _ in range(5)]

    assert not rounds[-1]
    assert index._opened().searcher().num_segments <= MOST_SEGMENTS
    assert len(found(tmp_path, "news")) == MOST_SEGMENTS + 8


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can become another user")
def test_a_user_who_may_only_read_can_search(tmp_path: Path) -> None:
    """As the kiosk's user in the shipped units; the library itself wants to write a lock."""
    with TemporaryDirectory() as place:
        Path(place).chmod(0o755)
        index = make_index(Path(place) / "search", make_card("The bridge."))
        index.put({"/x/": make_card("The bridge.", address="/x/")})
        index.close()
        before = sorted(Path(place).rglob("*"))
        script = (
            "import os; os.setgid(65534); os.setuid(65534); from pathlib import Path; "
            "from courant.plant.searching.finding import Finder; "
            "from courant.plant.searching.questions import Question; "
            f"print(Finder(Path({place!r}) / 'search').find(Question()).count)"
        )
        said = subprocess.run(
            [sys.executable, "-c", script], capture_output=True, text=True, check=False
        )
        assert said.stdout.strip() == "2", said.stderr
        assert sorted(Path(place).rglob("*")) == before


def test_two_writers_at_once_are_refused_in_our_words(tmp_path: Path) -> None:
    one = make_index(tmp_path, make_card("Old."))
    other = CardIndex(tmp_path)

    with pytest.raises(SearchError, match="Lock"):
        other.put({"/x/": make_card("New.", address="/x/")})
    one.close()
    assert other.put({"/x/": make_card("New.", address="/x/")}) == 1
