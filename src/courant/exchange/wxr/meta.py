"""Which of an item's metas matter: used, kept raw for a later issue, or dropped and counted.

Plugins keep anything in metas, readers' emails and addresses included, so what is not on a
list here is dropped, and what is on one is still dropped when it holds such a thing.
"""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from courant.exchange.wxr.records import Meta

# What the importer itself looks at.
USED = frozenset(
    {"_wp_old_slug", "_wp_old_date", "_thumbnail_id", "_wp_attached_file", "footnotes"}
    | {"_wp_attachment_image_alt", "_media_credit", "_media_credit_url", "_navis_media_credit_org"}
    | {"_navis_media_can_distribute", "_yoast_wpseo_primary_category", "rank_math_primary_category"}
)
# What later issues will ask for: kept as it is, shown nowhere.
KEPT = frozenset(
    {"enclosure", "_wp_page_template", "_newspack_byline", "_newspack_byline_active"}
    | {"newspack_correction-post-id", "_pll_menu_item", "_pll_strings_translations"}
    | {"_yoast_wpseo_title", "_yoast_wpseo_metadesc", "_yoast_wpseo_canonical"}
    | {"_yoast_wpseo_meta-robots-noindex", "rank_math_title", "rank_math_description"}
    | {"rank_math_canonical_url", "rank_math_robots", "_aioseo_title", "_aioseo_description"}
    | {"_aioseop_title", "_aioseop_description", "_edit_last"}
)
KEPT_FAMILIES = ("_menu_item_", "newspack_corrections_", "liveblog_")

MAX_KEPT_LETTERS = 64 * 1024  # of one value

_EMAIL = re.compile(r"[\w.+%-]{1,64}@[\w-]{1,63}\.[\w.-]{2,190}|[\w.+%-]{1,64}%40[\w-]{1,63}\.\w")
_FOUR = re.compile(
    r"(?<![\d.])(?:25[0-5]|2[0-4]\d|1?\d?\d)(?:\.(?:25[0-5]|2[0-4]\d|1?\d?\d)){3}(?![\d.])"
)
_SIX = re.compile(
    r"(?<![\w:])(?:[0-9a-f]{1,4}:){7}[0-9a-f]{1,4}(?![\w:])"
    r"|(?<![\w:])(?:[0-9a-f]{1,4}:){1,6}(?::[0-9a-f]{1,4}){1,6}(?![\w:])",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class SortedMetas:
    """The metas of one item, sorted."""

    used: dict[str, tuple[str, ...]]  # values in order, by key
    kept: tuple[Meta, ...]
    dropped: Counter[str]  # by reason: "not on the list", "email or network address", "too long"

    def first(self, key: str) -> str:
        """Return the first value of a used key, or ""."""
        return next(iter(self.used.get(key, ())), "")


def sort_metas(metas: Iterable[Meta]) -> SortedMetas:
    """Sort an item's metas into used, kept and dropped."""
    used: dict[str, tuple[str, ...]] = {}
    kept: list[Meta] = []
    dropped: Counter[str] = Counter()
    for meta in metas:
        if meta.key not in USED and meta.key not in KEPT and not meta.key.startswith(KEPT_FAMILIES):
            dropped["not on the list"] += 1
        elif len(meta.value) > MAX_KEPT_LETTERS and meta.key not in USED:
            dropped["too long"] += 1
        elif names_a_person(meta.value):
            dropped["email or network address"] += 1
        elif meta.key in USED:
            used[meta.key] = (*used.get(meta.key, ()), meta.value)
        else:
            kept.append(meta)
    return SortedMetas(used, tuple(kept), dropped)


def names_a_person(value: str) -> bool:
    """Say whether a value holds something shaped like an email or a network address."""
    if ("@" in value or "%40" in value) and _EMAIL.search(value):
        return True
    if value.count(".") >= 3 and _FOUR.search(value):  # noqa: PLR2004  # dots in an address
        return True
    return value.count(":") >= 2 and _SIX.search(value) is not None  # noqa: PLR2004  # colons
