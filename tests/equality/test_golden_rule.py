"""The golden rule: baking what changed gives the same paper as baking everything."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from courant.newsroom import schedule
from courant.newsroom.models import Teaser
from courant.plant import clock
from courant.plant.edition.variants import DATA
from courant.press.models import Change
from courant.replies.services.threads import close_threads
from tests.conftest import NOON
from tests.equality.deeds import ARTICLES, EXACTLY
from tests.equality.deeds_around import AROUND, SEVERAL
from tests.equality.deeds_corrections import (
    CORRECTIONS,
    CORRECTIONS_EXACTLY,
    CORRECTIONS_OVERLAPPING,
)
from tests.equality.deeds_record import RECORD, RECORD_OVERLAPPING
from tests.equality.deeds_replies import REPLIES, REPLIES_OVERLAPPING
from tests.equality.deeds_states import STATES
from tests.equality.deeds_ticker import TICKER, TICKER_OVERLAPPING
from tests.equality.editions import (
    bake_everything,
    baked_changes,
    committed,
    differences,
    holders,
    noted,
    tree,
    undone,
)
from tests.equality.town import Baked, Town

# A link or a front may wait for an article that is not public.  Only the trays know whether one
# does, so these are always noted; the deeds that publish what was awaited prove them.
PERHAPS_AWAITED = ("/teaser", "/address")


@pytest.mark.parametrize(
    "deed",
    [*ARTICLES, *AROUND, *TICKER, *REPLIES, *RECORD, *CORRECTIONS, *STATES],
    ids=lambda deed: deed.__name__,
)
def test_baking_what_changed_equals_baking_everything_and_no_note_is_decoration(
    deed: Callable[[Town], None], baked: Baked, ground: Path, subtests: pytest.Subtests
) -> None:
    with committed():
        deed(baked.town)
    keys = noted()
    proved = {key for key in keys if not (key.endswith(PERHAPS_AWAITED) and not holders(key))}
    with undone():
        fresh = bake_everything(ground / "fresh")

    with undone():
        wrong = differences(baked_changes(baked.edition, ground / "kept"), fresh)
        assert not wrong, f"noted {sorted(keys)}"

    for key in sorted(proved):
        with subtests.test(f"without {key}"), undone():
            Change.objects.filter(key=key).delete()
            without = baked_changes(baked.edition, ground / "without")
            is_needed = bool(differences(without, fresh))
            assert is_needed, f"{key} was noted for nothing"


@pytest.mark.db
@pytest.mark.parametrize(("days", "gone"), [(11, "is_news"), (30, "is_current"), (400, "ages_at")])
def test_when_articles_age_and_threads_close_the_rule_holds_too(
    days: int, gone: str, baked: Baked, ground: Path
) -> None:
    with clock.stopped_at(NOON + timedelta(days=days)):
        with committed():
            schedule.keep_the_schedule()
            assert close_threads() == (days >= 30)
        assert not Teaser.objects.exclude(**{gone: Teaser._meta.get_field(gone).get_default()})
        assert Teaser.objects.filter(corrected_at__isnull=False).exists() == (days < 10)
        with undone():
            fresh = bake_everything(ground / "fresh")

        assert not differences(baked_changes(baked.edition, ground / "kept"), fresh)


@pytest.mark.db
@pytest.mark.parametrize(
    "deed",
    [
        *SEVERAL,
        *TICKER_OVERLAPPING,
        *REPLIES_OVERLAPPING,
        *CORRECTIONS_OVERLAPPING,
        *RECORD_OVERLAPPING,
    ],
    ids=lambda deed: deed.__name__,
)
def test_many_changes_at_once_equal_baking_everything_and_each_note_is_true(
    deed: Callable[[Town], None], baked: Baked, ground: Path
) -> None:
    """Here notes overlap: of each that any page holds, at least one such page must differ."""
    with committed():
        deed(baked.town)
    keys = noted()
    with undone():
        fresh = bake_everything(ground / "fresh")
    before = {key: holders(key) for key in keys}

    made = baked_changes(baked.edition, ground / "kept")

    assert not differences(made, fresh), f"noted {sorted(keys)}"
    changed = set(differences(tree(baked.edition), fresh))
    held = {key: before[key] | holders(key) for key in keys}
    assert [key for key, files in held.items() if files and files.isdisjoint(changed)] == []


@pytest.mark.db
@pytest.mark.parametrize("deed", [*EXACTLY, *CORRECTIONS_EXACTLY], ids=lambda deed: deed.__name__)
def test_the_files_that_change_are_those_whose_trays_hold_a_noted_key(
    deed: Callable[[Town], None], baked: Baked, ground: Path
) -> None:
    with committed():
        deed(baked.town)
    keys = noted()
    held = {name for key in keys for name in holders(key)}

    made = baked_changes(baked.edition, ground / "kept")

    held |= {name for key in keys for name in holders(key)}
    changed = differences(tree(baked.edition), made)
    pages = {name.removesuffix(".br").removesuffix(".gz") for name in changed}
    # What an article says for programs has no tray: it is baked with the page, and as seldom new.
    apart = ("photos/", "documents/")
    assert {n for n in pages if not n.startswith(apart) and not n.endswith(DATA)} == held
