"""What an article's page says, for programs."""

import json
from pathlib import Path

import pytest

from courant.newsroom.queries.addresses import current_address
from courant.newsroom.services.articles import withdraw
from courant.plant.edition.files import Edition
from courant.press.run import press_run
from courant.press.sweep import sweep
from tests.paper import make_article, make_contributor, make_desk, make_topic, paragraph, publish

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]


def test_it_says_what_the_page_says_with_whole_addresses(tmp_path: Path) -> None:
    ada, harbour = make_contributor("Ada Visser"), make_topic("Harbour")
    desk = make_desk("Town")
    linked = make_article("Linked", desk=desk)
    article = make_article(
        "A bridge </script> reopens",
        desk=desk,
        bylines=[ada],
        topics=[harbour],
        body=[
            paragraph(f'<p>See <a linktype="page" id="{linked.pk}">here</a>.</p>'),
            {"type": "heading", "value": {"text": "Later", "level": "2"}},
        ],
    )

    press_run(Edition(tmp_path))

    address = current_address(article)
    told = json.loads((tmp_path / f"{address}data.json"[1:]).read_text())
    assert told["headline"] == "A bridge </script> reopens"
    assert told["url"].endswith(address)
    assert told["desk"]["label"] == "Town"
    assert [line["name"] for line in told["bylines"]] == ["Ada Visser"]
    assert [topic["label"] for topic in told["topics"]] == ["Harbour"]
    text, heading = told["body"]
    assert f'href="{told["url"].removesuffix(address)}{current_address(linked)}"' in text["html"]
    assert heading == {"text": "Later", "level": 2, "anchor": "later", "kind": "heading"}


def test_it_changes_and_goes_with_the_page(tmp_path: Path) -> None:
    article = make_article("As it was")
    edition = Edition(tmp_path)
    press_run(edition)
    data = tmp_path / f"{current_address(article)}data.json"[1:]

    publish(article, title="As it is")
    press_run(edition)
    assert json.loads(data.read_text())["headline"] == "As it is"

    withdraw(article, words="It was wrong.", by=None)
    press_run(edition)
    assert not data.exists()


def test_the_sweep_finds_one_that_is_gone_or_another_and_leaves_the_others(tmp_path: Path) -> None:
    first, second = make_article(), make_article()
    edition = Edition(tmp_path)
    press_run(edition)
    assert sweep(edition)["strange"] == 0
    lost, spoilt = (tmp_path / f"{current_address(a)}data.json"[1:] for a in (first, second))

    lost.unlink()
    spoilt.write_text("{}")

    assert sweep(edition)["damaged"] == 2
    press_run(edition)
    assert json.loads(lost.read_text())["headline"] == first.headline
    assert json.loads(spoilt.read_text())["headline"] == second.headline
