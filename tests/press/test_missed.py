"""The sweep of a real paper: what was changed behind the newsroom's back is found and mended."""

from datetime import datetime

import pytest
from django.conf import settings

from courant.newsroom.models import ArticlePage
from courant.plant.edition.files import Edition
from courant.press.models import Baking, Change, Ingredient
from courant.press.recipes import FILES
from courant.press.resolve import spoil_everything
from courant.press.run import press_run
from courant.press.sweep import sweep
from tests.paper import make_article, make_desk, make_paper, make_photo

pytestmark = pytest.mark.django_db


@pytest.fixture
def baked(noon: datetime, edition: Edition) -> Edition:
    settings.HOME.run.mkdir(exist_ok=True)
    make_paper()
    desk = make_desk()
    make_article("Bridge opens", desk=desk)
    make_article(
        "Mayor resigns",
        desk=desk,
        photo=make_photo(),
        photo_alt="A portrait",
        photo_alt_decision="described",
    )
    press_run(edition)
    return edition


def text(edition: Edition) -> str:
    return "".join(path.read_text() for path in sorted(edition.root.rglob("*.html")))


def test_a_paper_that_was_baked_is_whole(baked: Edition) -> None:
    assert not any(sweep(baked).values())


def test_a_row_changed_behind_the_newsroom_is_found_and_mended(baked: Edition) -> None:
    ArticlePage.objects.filter(title="Bridge opens").update(title="Bridge closes")

    found = sweep(baked)
    press_run(baked)

    assert found["audited"] > 0
    assert "Bridge closes" in text(baked)
    assert "Bridge opens" not in text(baked)
    assert not any(sweep(baked).values())


def test_a_row_withdrawn_behind_the_newsroom_is_found_and_taken_away(baked: Edition) -> None:
    shows = Baking.objects.filter(recipe="newsroom.article", ingredients__key__startswith=FILES)
    address = shows.get().address
    ArticlePage.objects.filter(title="Mayor resigns").update(live=False)

    sweep(baked)
    press_run(baked)

    assert "Mayor resigns" not in text(baked)
    assert not Baking.objects.filter(address=address).exists()
    assert not (baked.root / "photos").exists()
    assert not any(sweep(baked).values())


def test_an_edition_that_was_lost_is_baked_again(baked: Edition) -> None:
    before = {name: (baked.root / name).read_bytes() for name in baked.files()}
    for name in before:
        (baked.root / name).unlink()

    found = sweep(baked)
    press_run(baked)

    assert found["damaged"] == Baking.objects.count()
    assert {name: (baked.root / name).read_bytes() for name in baked.files()} == before


def test_forgotten_ingredients_are_remembered_by_a_bake_of_everything(baked: Edition) -> None:
    held = set(Ingredient.objects.values_list("baking__address", "key"))
    Baking.objects.all().delete()

    spoil_everything()
    run = press_run(baked)

    assert run
    assert run.written == 0
    assert set(Ingredient.objects.values_list("baking__address", "key")) == held
    assert not Change.objects.exists()
