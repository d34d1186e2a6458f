"""A small paper to search in."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from courant.plant.edition.files import Edition, status_file
from tests.plant.searching.cards import make_card

LANGUAGES = {"en": ("English", "/"), "fa": ("فارسی", "/fa/"), "nl": ("Nederlands", "/nl/")}

STORIES = (
    make_card(
        "The harbour council voted late on Tuesday. <b>Nobody</b> had painted the bridge & its "
        "railings since the flood, said the mayor.",
        address="/town/bridge/", headline="Bridge reopens", kicker="Harbour", desk="Town",
        desks=("/town/",), makers=("Ada Visser",), speakers=("Mayor Brandt",),
        quotations=("Nobody had",),
        topics=("Bridges",), published_at=datetime(2026, 11, 20, 22, 30, tzinfo=UTC),
    ),
    make_card(
        "A ferry passed below the bridge.", address="/sport/regatta/", headline="Regatta",
        desk="Sport", desks=("/sport/",), published_at=datetime(2024, 5, 1, tzinfo=UTC),
    ),
    make_card(
        "شهردار گفت می‌خواهیم کتاب‌های تازه بخریم.", address="/fa/shahr/ketab/", lang="fa",
        headline="کتاب‌های تازه", desk="شهر", desks=("/fa/shahr/",),
        published_at=datetime(2026, 11, 21, tzinfo=UTC),
    ),
)  # fmt: skip


def paper_facts(lang: str) -> dict[str, Any]:
    """Return what ``.house.json`` tells of a paper in one language."""
    home = LANGUAGES[lang][1]
    return {
        "lang": lang, "name": "The Courant", "motto": "As it was", "accent": "#a00e1c",
        "accent_dark": "#ff8a80", "feed": f"{home}feed.xml",
        "home": {"label": "The Courant", "href": home},
        "desks": [{"label": "Town", "href": f"{home}town/"}],
        "languages": [
            {"label": label, "href": href, "lang": other, "current": other == lang}
            for other, (label, href) in LANGUAGES.items()
        ],
        "standing": [],
    }  # fmt: skip


def make_paper(root: Path) -> Edition:
    """Make an edition with what the kiosk must know of the paper."""
    edition = Edition(root, durable=False)
    edition.put_file("index.html", b"<h1>The front</h1>")
    edition.put_file(status_file(404, "en"), b"not here")
    facts = {
        "languages": list(LANGUAGES), "zone": "Europe/Amsterdam",
        "papers": {lang: paper_facts(lang) for lang in LANGUAGES},
    }  # fmt: skip
    edition.put_file(".house.json", json.dumps(facts).encode())
    return edition
