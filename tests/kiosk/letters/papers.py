"""Papers with replies: rules, and articles whose pages say what the kiosk must know."""

import json
from typing import Any

from courant.plant.addresses import Address, file_of
from courant.plant.edition.files import RULES_FILE, Edition

ARTICLE, PERSIAN = Address("/politics/mayor/"), Address("/fa/سیاست/شهردار/")
THREAD = {
    "thread": 42,
    "lang": "en",
    "headline": "Mayor </script> resigns",
    "address": ARTICLE,
    "mode": "newcomers",
    "closes": None,
    "names": {"12": "Ann"},
}
RULES = {
    "is_on": True,
    "least": 2,
    "most": 3000,
    "email": "off",
    "seal": "",
    "reserved": ["mina rahimi"],
    "work": True,
    "papers": {
        "en": {"name": "The Current", "accent": "#8a1c1c", "accent_dark": "#ff8a80"},
        "nl": {"name": "De Stroom", "accent": "#8a1c1c", "accent_dark": "#ff8a80"},
        "fa": {"name": "جریان", "accent": "#8a1c1c", "accent_dark": "#ff8a80"},
    },
}


def block(**told: Any) -> str:
    """Return what a page says of its thread, for the kiosk and for scripts."""
    facts = json.dumps({**THREAD, **told}, ensure_ascii=False).replace("</", r"<\/")
    return f'<script type="application/json" id="thread">{facts}</script>'


def article(**told: Any) -> bytes:
    """Return a baked article."""
    return f"<!doctype html><title>News</title><p>Text.</p>{block(**told)}<p>More.</p>\n".encode()


def put_article(edition: Edition, **told: Any) -> Address:
    """Bake an article; its address, number and all else may be told."""
    address = Address(told.get("address", ARTICLE))
    edition.put_file(file_of(address), article(**told))
    return address


def put_rules(edition: Edition, **told: Any) -> None:
    """Bake the paper's rules for replies."""
    edition.put_file(RULES_FILE, json.dumps({**RULES, **told}, ensure_ascii=False).encode())
