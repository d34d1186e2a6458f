"""Who may open which door of the newsroom: ``doors.txt`` has a row for each address and method.

A cell is what a role gets: ``ok`` (200), ``done`` (sent on, or 204), ``in`` (to the sign-in),
``no`` (403, or Wagtail's way of saying it: back to the home with words), ``none`` (404: such a
thing is not there for them), ``bad`` (400, 405, 422: not like this).
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

# Editor and reporter and photo editor hold their role on the desk of the article, the stranger is
# an editor of another desk.
ROLES = (
    "nobody", "reporter", "photo-editor", "editor", "stranger", "moderator", "publisher",
    "administrator", "chief",
)  # fmt: skip

TABLE = Path(__file__).with_name("doors.txt")


def rows() -> Iterator[tuple[str, str, dict[str, str]]]:
    """Yield each row: method, address, and what each role gets."""
    lines = TABLE.read_text("utf-8").splitlines()
    for line in (line for line in lines if not line.startswith("#")):
        method, address, *cells = line.split()
        yield method, address, dict(zip(ROLES, cells, strict=True))


def own_routes() -> set[str]:
    """Return the address of every view of ours that is routed."""
    return {
        address
        for address, view in _routes(get_resolver())
        if any(name.startswith("courant.") for name in _modules(view))
    }


def _routes(resolver: Any, before: str = "") -> Iterator[tuple[str, Any]]:
    for one in resolver.url_patterns:
        address = before + str(one.pattern)
        if isinstance(one, URLResolver):
            yield from _routes(one, address)
        elif isinstance(one, URLPattern):
            yield address, one.callback


def _modules(view: Any) -> Iterator[str]:
    """Yield where a view is written, whatever it is wrapped in."""
    while view is not None:
        for part in (view, getattr(view, "view_class", None)):
            yield getattr(part, "__module__", "") or ""
        view = getattr(view, "__wrapped__", None)
