"""The template engine of this paper."""

from functools import lru_cache
from typing import Any

from django.conf import settings

from courant.design.engine import Engine
from courant.newsroom.queries.paper import zone
from courant.press.recipes import all_fragments


@lru_cache(maxsize=4)
def _engine(zone: str, public_root: str) -> Engine:
    fragments = {name: fragment.html for name, fragment in all_fragments().items()}
    return Engine(zone=zone, public_root=public_root, fragments=fragments)


# The zone that pages of this batch are rendered for: rendering must not ask the database.
_settled = {"zone": "UTC"}


def settle_zone() -> str:
    """Read the paper's zone; every recipe does so while it composes.  Returns it."""
    _settled["zone"] = zone()
    return _settled["zone"]


def engine() -> Engine:
    """Return the engine for the zone that was read last."""
    return _engine(_settled["zone"], settings.CONFIG.public_root)


def render(template: str, lang: str, **context: Any) -> bytes:
    """Render a page of the paper.  Reads nothing but its arguments."""
    return engine().render(template, lang, **context)


def house_hash() -> str:
    """Return the hash of everything that all pages are made with."""
    settle_zone()
    return engine().house_hash
