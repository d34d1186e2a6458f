"""Which links an editor may set: the rule that the press bakes by, said at the field."""

import re
from collections.abc import Iterator
from html import unescape
from typing import Any

from django.core.exceptions import ValidationError

from courant.design.links import may_be_link

# Rich text as Wagtail stores it: <a href="…">, or <a linktype="page" id="3"> for what is ours.
LINK = re.compile(r"<a ([^>]*)>(.*?)</a>", re.DOTALL)
ATTRIBUTE = re.compile(r'([a-z-]+)="([^"]*)"')

# Further than anywhere else, rich text may lead to a place in the same page and to a telephone.
IN_TEXT = ("#", "tel:")
WEB = ("https://", "http://")

REASON = (
    "{target!r} cannot be a link: readers could be led elsewhere than it seems. Write a whole "
    "address that begins with https://, or a path of ours such as /about/."
)


def may_be_in_text(target: str) -> bool:
    """Return whether readers may be led to a target from running text."""
    return may_be_link(target) or target.lower().startswith(IN_TEXT)


def targets_in(text: str) -> Iterator[str]:
    """Yield where the links of stored rich text lead, but for pages and documents of ours."""
    for found in LINK.finditer(text):
        attributes = dict(ATTRIBUTE.findall(found[1]))
        if "linktype" not in attributes:
            yield unescape(attributes.get("href", ""))


def check_links(text: Any) -> None:
    """Refuse rich text with a link that would not be baked.

    Args:
        text: As stored, or Wagtail's ``RichText`` around it.

    Raises:
        ValidationError: Names the link and the remedy.
    """
    for target in targets_in(str(getattr(text, "source", text))):
        if not may_be_in_text(target):
            raise ValidationError(REASON.format(target=target))


def check_web_address(url: str) -> None:
    """Refuse what is not on the web: ``ftp:`` and the like open nowhere.

    Raises:
        ValidationError: Says with what it must begin.
    """
    if not url.lower().startswith(WEB):
        raise ValidationError(f"{url!r} must begin with https:// or http://.")
