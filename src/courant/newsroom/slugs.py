"""Slugs are private, so any number of pages may share one.

A page's address is the public truth and unique in the database; it is minted from the slug and
numbered where that is taken (``services.addresses``).  Wagtail's own serving, for which slugs
below one page must differ, is not routed.  So a headline that was used before is no error,
neither in an editor's form nor when an article is moved to a desk that has one like it.
"""

from typing import Any

from wagtail.models import Page


def let_slugs_be_shared() -> None:
    """Have Wagtail take every slug for free.  Called once, when Django is ready.

    The one place where it asks is this method of its own ``Page``, which its forms, its moves and
    its bulk actions all call by that name.
    """
    Page._slug_is_available = staticmethod(_is_available)


def _is_available(slug: str, parent_page: Any, page: Any = None) -> bool:
    return True
