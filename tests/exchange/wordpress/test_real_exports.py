"""The exports of real sites and of importers' own tests, each into a fresh paper."""

import html
from pathlib import Path

import pytest
from wagtail.models import Page

from courant.exchange.wxr.body.clean import plain
from courant.exchange.wxr.errors import WxrError
from courant.exchange.wxr.records import Item
from courant.press.models import Change
from tests.exchange.wordpress.taking import (
    bake_into,
    everything_stored,
    follow,
    items_of,
    take,
)
from tests.exchange.wxr.exports import real_exports

pytestmark = pytest.mark.django_db

BROKEN = ("importer-malformed.xml", "importer-crazy-cdata.xml")

if not real_exports():
    pytest.skip("the real exports are not beside the checkout", allow_module_level=True)


def is_for_readers(item: Item) -> bool:
    return item.status in ("publish", "inherit") and not item.protected


def test_every_link_of_what_was_public_is_answered_and_no_other(
    real_export: Path, tmp_path: Path
) -> None:
    broken = real_export.name in BROKEN
    take(real_export, repair=broken)

    kiosk = bake_into(tmp_path)

    for item in items_of(real_export, repair=broken):
        if item.type not in ("post", "page", "attachment") or not item.link:
            continue
        reply = follow(kiosk, item.link)
        if not is_for_readers(item):
            assert reply.status == 404, item.link
        elif item.type == "attachment":
            assert reply.status in (200, 410), item.link
        else:
            assert reply.status == 200, item.link
            assert plain(item.title)[:60] in html.unescape(reply.body.decode()), item.link
    assert Page.find_problems() == ([], [], [], [], [])


def test_a_second_run_changes_nothing(real_export: Path) -> None:
    repair = real_export.name in BROKEN
    take(real_export, repair=repair)
    Change.objects.all().delete()
    before = everything_stored()

    outcome = take(real_export, repair=repair)

    assert outcome.report.is_unchanged
    assert everything_stored() == before


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_export_is_refused_with_its_place_and_nothing_of_it_is_stored(name: str) -> None:
    path = next(path for path in real_exports() if path.name == name)
    before = everything_stored()

    with pytest.raises(WxrError, match=r"line \d+, column \d+.*--repair"):
        take(path)

    assert everything_stored() == before


def test_what_was_mended_is_listed() -> None:
    path = next(path for path in real_exports() if path.name == BROKEN[1])

    outcome = take(path, repair=True)

    assert any(kind == "mended" for kind, _, _ in outcome.findings)
    assert outcome.report.became["post"]["stored"] == 1
