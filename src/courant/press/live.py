"""Live parts: what may change in a baked page without composing the page again.

A live part stands between two comments, which no text of a page can hold because texts are
escaped.  The sweep's digests do not see what is between them.
"""

import re
from collections.abc import Sequence

from courant.plant.addresses import Address, file_of
from courant.plant.edition.files import Edition
from courant.plant.html import Html
from courant.press.models import Ingredient

AT_ONCE = 50  # files in memory
END = b"<!--/live-->"
LIVE = re.compile(rb"(<!--live \w+-->).*?<!--/live-->", re.DOTALL)


def live_part(name: str, inside: str) -> Html:
    """Return a live part as it stands in a page.

    Args:
        name: What to call it, in letters alone.
        inside: Markup; may be empty.
    """
    return Html(f"<!--live {name}-->{inside}<!--/live-->")


def settled(body: bytes) -> bytes:
    """Return a page without what is in its live parts."""
    return LIVE.sub(rb"\1<!--/live-->", body) if END in body else body


def pages_with(key: str) -> list[Address]:
    """Return the baked pages that hold an ingredient, the newest first."""
    held = Ingredient.objects.filter(key=key).order_by("-baking__edition", "-baking")
    return list(map(Address, held.values_list("baking__address", flat=True)))


def refill(edition: Edition, addresses: Sequence[Address], name: str, inside: str) -> int:
    """Put something else into one live part of pages.  Return how many files are new.

    Whoever calls holds the press's lock.  A page that is not there, or has no such part, is
    left alone: when it is baked it gets what is due.
    """
    start, part = f"<!--live {name}-->".encode(), live_part(name, inside).encode()
    changed = 0
    for first in range(0, len(addresses), AT_ONCE):
        files = []
        for filename in map(file_of, addresses[first : first + AT_ONCE]):
            head, found, rest = _body(edition, filename).partition(start)
            _, ended, tail = rest.partition(END)
            if found and ended:
                files.append((filename, head + part + tail))
        changed += sum(edition.put_files(files))
    return changed


def _body(edition: Edition, filename: str) -> bytes:
    try:
        return (edition.root / filename).read_bytes()
    except OSError:
        return b""
