"""Facts: what the edition says of a thread and of the rules, and what it says when it changes."""

import json
from pathlib import Path
from typing import Any

import pytest

from courant.kiosk.letters import facts as facts_module
from courant.kiosk.letters.facts import Facts, NoThreadError, rules_in
from courant.kiosk.maps import Maps
from courant.plant.addresses import Address
from courant.plant.edition.files import RULES_FILE, Edition
from courant.plant.edition.maps import Gone, Moved
from tests.kiosk.editions import put_maps
from tests.kiosk.letters.papers import ARTICLE, RULES, article, block, put_article, put_rules


@pytest.fixture
def edition(tmp_path: Path) -> Edition:
    edition = Edition(tmp_path, durable=False)
    put_article(edition)
    put_rules(edition)
    return edition


@pytest.fixture
def facts(edition: Edition) -> Facts:
    return Facts(edition.root, Maps(edition.root))


def test_a_page_says_whose_thread_it_is(facts: Facts) -> None:
    thread = facts.thread(ARTICLE, 42)

    assert (thread.number, thread.lang, thread.mode) == (42, "en", "newcomers")
    assert thread.headline == "Mayor </script> resigns"
    assert thread.names == {12: "Ann"}
    assert thread.page == thread.address == ARTICLE


@pytest.mark.parametrize(
    "page",
    [
        "/nowhere/",
        "",
        "x",
        "/about/",
        "/../politics/mayor/",
        "//politics/mayor/",
        "/\0/",
        "/" + "x" * 2000,
        *("/.replies.json", "/politics/mayor/index.html.gz", "/damaged/", "/half/", "/directory/"),
    ],
)
def test_a_page_without_a_thread_is_none(facts: Facts, edition: Edition, page: str) -> None:
    edition.put(Address("/about/"), b"<p>About us")
    edition.put(Address("/damaged/"), block(names=[]).encode())
    edition.put(Address("/half/"), article().partition(b"</script>")[0])
    edition.put(Address("/directory/index.html/x"), b"x")

    with pytest.raises(NoThreadError, match="404"):
        facts.thread(page)


def test_a_page_of_another_thread_is_not_this_ones(facts: Facts) -> None:
    with pytest.raises(NoThreadError, match="404"):
        facts.thread(ARTICLE, 43)


def test_a_page_that_moved_is_followed_and_one_that_is_gone_is_gone(
    facts: Facts, edition: Edition
) -> None:
    put_maps(edition, [Moved("/old/", ARTICLE), Moved("/away/", "/nowhere/"), Gone("/gone/", "en")])

    assert facts.thread("/old/", 42).page == ARTICLE
    for page, status in (("/gone/", "410"), ("/away/", "404")):
        with pytest.raises(NoThreadError, match=status):
            facts.thread(page, 42)


def test_a_page_baked_again_is_read_again(facts: Facts, edition: Edition) -> None:
    assert facts.thread(ARTICLE).is_open(0)

    put_article(edition, mode="closed")

    assert not facts.thread(ARTICLE).is_open(0)


@pytest.mark.parametrize(
    ("told", "is_open"),
    [
        ({"mode": "open"}, True),
        ({"mode": "all"}, True),
        ({"mode": "closed"}, False),
        ({"mode": "hidden"}, False),
        ({"mode": "something new"}, False),
        ({"closes": 101}, True),
        ({"closes": 100}, False),
    ],
)
def test_a_thread_says_whether_it_is_open(
    facts: Facts, edition: Edition, told: dict[str, Any], is_open: bool
) -> None:
    put_article(edition, **told)

    assert facts.thread(ARTICLE).is_open(minute=100) is is_open


def test_what_is_kept_is_bounded(
    facts: Facts, edition: Edition, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(facts_module, "KEPT_THREADS", 3)
    for number in range(10):
        put_article(edition, address=f"/town/{number}/", thread=number)
        assert facts.thread(f"/town/{number}/").number == number

    assert len(facts._threads) == 3


def test_rules_are_read_again_when_they_change(facts: Facts, edition: Edition) -> None:
    assert facts.rules().most == 3000

    put_rules(edition, most=500)

    assert facts.rules().most == 500


def test_an_edition_without_rules_has_none(tmp_path: Path) -> None:
    assert Facts(tmp_path / "x", Maps(tmp_path / "x")).rules() is None


@pytest.mark.parametrize(
    "damage",
    [{"papers": {}}, {"papers": []}, {"most": "many"}, {"reserved": 5}, {"papers": {"en": {}}}],
)
def test_damaged_rules_are_none(damage: dict[str, Any]) -> None:
    assert rules_in(json.dumps({**RULES, **damage}).encode()) is None
    assert rules_in(b"{") is None
    assert rules_in(b"[]") is None


def test_without_a_key_to_seal_with_no_address_is_asked_for() -> None:
    assert rules_in(json.dumps({**RULES, "email": "required", "seal": ""}).encode()).email == "off"
    assert (
        rules_in(json.dumps({**RULES, "email": "required", "seal": "k"}).encode()).email
        == "required"
    )


def test_a_paper_is_told_in_its_language_or_in_its_first(facts: Facts, edition: Edition) -> None:
    rules = facts.rules()

    assert rules.paper("fa").name == "جریان"
    assert (rules.paper("fa").home, rules.paper("en").home) == ("/fa/", "/")
    assert rules.paper("fi").lang == "en"
    assert (edition.root / RULES_FILE).is_file()
