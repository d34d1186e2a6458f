"""A page that one language lacks and another has: the miss offers it, and never leads there."""

from collections.abc import Callable, Sequence

from courant.design.languages import direction, own_name
from courant.design.strings import text
from courant.kiosk.answers import Answer, error_page
from courant.kiosk.shelf import Ready
from courant.plant.addresses import Address, first_segment, url_path
from courant.plant.html import escape

# Where a baked page for a miss has room for the offer; ``missing.html`` holds the same.
PLACE = b"<!--elsewhere-->"
OFFER = "This page exists in another language:"

Version = tuple[str, str]  # a language, and the page's address in it


def versions(path: str, languages: Sequence[str], exists: Callable[[str], bool]) -> list[Version]:
    """Return where in the paper's other languages a page lies at the same address.

    Args:
        path: That has no page, decoded once.
        languages: The paper's, the first without a prefix in addresses.
        exists: Whether a page lies at an address: one stat for each of them.
    """
    first, *others = languages
    segment = first_segment(path)
    here, rest = (segment, path[len(segment) + 1 :]) if segment in others else (first, path)
    if rest == "/":  # a front: asked for with a query that names nothing
        return []
    if not rest.endswith("/") and "." not in rest.rpartition("/")[2]:
        rest += "/"
    found = ((lang, rest if lang == first else f"/{lang}{rest}") for lang in languages)
    return [(lang, address) for lang, address in found if lang != here and exists(address)]


def offer(ready: Ready, lang: str, found: Sequence[Version]) -> Answer:
    """Answer 404 with the page that was baked for it and links to what there is.

    Args:
        ready: The baked page, not compressed.
        lang: In which it speaks.
        found: What there is, at least one.
    """
    links = text(", ", lang).join(_link(of, address) for of, address in found)
    told = f'<p class="elsewhere">{escape(text(OFFER, lang))} {links}</p>'
    body = (ready.body or b"").replace(PLACE, told.encode(), 1)
    plain = error_page(404, ready)
    kept = [pair for pair in plain.headers if pair[0] != b"content-length"]
    return Answer(404, [*kept, (b"content-length", b"%d" % len(body))], body)


def _link(lang: str, address: str) -> str:
    href = escape(url_path(Address(address)))
    about = f'lang="{escape(lang)}" hreflang="{escape(lang)}" dir="{direction(lang)}"'
    return f'<a href="{href}" {about}>{escape(own_name(lang))}</a>'
