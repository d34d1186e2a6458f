"""Where a line may lead: to an article or page of ours, to an https address, or nowhere."""

from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from django.conf import settings

from courant.newsroom.models import Address as AddressRow
from courant.newsroom.models import Teaser
from courant.newsroom.queries.addresses import current_addresses
from courant.plant.addresses import BadAddressError, parse_address
from courant.press.queries import baking_at
from courant.ticker.errors import TickerError

MOST_LETTERS = 1000


class Target(NamedTuple):
    """Where a line leads."""

    href: str
    article: int | None = None
    version: str = ""  # of the article, as readers have it


NOWHERE = Target("")


def target_of(written: str) -> Target:
    """Return where a link leads that somebody typed or pasted.

    Args:
        written: A path of ours, a whole address of ours, an https address, or nothing.

    Raises:
        TickerError: It is none of these, or there is no such page of ours that readers can see.
    """
    href = written.strip()
    root = settings.CONFIG.public_root
    if href.startswith(f"{root}/"):
        href = unquote(href.removeprefix(root))
    if not href:
        return NOWHERE
    return _ours(href) if href.startswith("/") else _elsewhere(href)


def _ours(path: str) -> Target:
    try:
        address = parse_address(path)
    except BadAddressError as error:
        raise TickerError(str(error), field="href") from error
    row = AddressRow.objects.filter(path=address).first()
    noun, _, number = (row.subject if row else "").partition(":")
    if noun == "article":
        return _article(int(number), path)
    here = current_addresses([row.subject]).get(row.subject) if row and row.subject else None
    if here is None and baking_at(address) is None:
        raise TickerError(
            f"There is no public page at {path}. Copy the address of one that readers can open.",
            field="href",
        )
    return Target(here or address)


def _article(pk: int, path: str) -> Target:
    teaser = Teaser.objects.filter(pk=pk).first()
    if teaser is None:
        raise TickerError(f"The article at {path} is not public. Publish it first.", field="href")
    return Target(teaser.address, teaser.article_id, teaser.version)


def _elsewhere(href: str) -> Target:
    fault = _fault(href)
    if fault:
        raise TickerError(
            f"{href[:80]!r} cannot be linked: {fault}. Link a page of this paper (/…) or an "
            "address that starts with https://, or leave it empty.",
            field="href",
        )
    return Target(href)


def _fault(href: str) -> str:
    """Return what is wrong with an address elsewhere; nothing if nothing is."""
    if len(href) > MOST_LETTERS:
        return f"it has {len(href):,} letters, and the limit is {MOST_LETTERS:,}"
    if not href.isprintable() or any(letter.isspace() or letter == "\\" for letter in href):
        return "it holds a space, a backslash or a character that cannot be seen"
    try:
        parts = urlsplit(href)
        _ = parts.port
    except ValueError:
        return "it is not an address"
    faults = {
        "it is not an address": not parts.scheme,
        f"it starts with {parts.scheme}:": parts.scheme != "https",
        "it names no host": "." not in (parts.hostname or ""),
        "it holds a name before its host": parts.username is not None,
    }
    return next((fault for fault, is_so in faults.items() if is_so), "")
