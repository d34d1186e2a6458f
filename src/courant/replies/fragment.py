"""What stands under an article: its thread and the form, put into the article's own page."""

from collections.abc import Iterable, Sequence
from typing import Any
from urllib.parse import quote

from courant.newsroom.recipes.engine import engine
from courant.plant.html import Html
from courant.press.recipes import Fragment
from courant.replies import keys
from courant.replies.queries.threads import Discussion, discussions
from courant.replies.views import ThreadView, TypedView

NAME = "replies"  # of the place in the templates

_settled: dict[int, Discussion] = {}


def settle(views: Sequence[Any]) -> None:
    """Read the threads of a batch's articles; rendering must not ask."""
    _settled.clear()
    if numbers := [number for view in views if (number := _article(view))]:
        _settled.update(discussions(numbers))


def html(lang: str, view: Any) -> Html:
    """Return what stands under an article: nothing where the thread is hidden."""
    found = _settled.get(_article(view))
    if found is None or found.is_hidden:
        return Html()
    return thread_html(found.page(1), lang, found.at(1))


def thread_html(thread: ThreadView, lang: str, page: str) -> Html:
    """Return a thread as it stands in a page.

    Args:
        thread: Of that page.
        lang: The page's language.
        page: The page's address.
    """
    context = {"facts": Html(thread.facts), "form_page": quote(page), "blank": TypedView()}
    return Html(engine().render("replies/thread.html", lang, thread=thread, **context).decode())


def keys_of(view: Any) -> Iterable[str]:
    """Return what a page's thread is made from."""
    number = _article(view)
    return keys_of_thread(number, _settled.get(number)) if number else ()


def keys_of_thread(number: int, found: Discussion | None) -> Iterable[str]:
    """Return what a thread is made from; with an open form, the moment it closes as well."""
    yield keys.thread(number)
    yield keys.rules()
    if found is not None and found.is_open:
        yield keys.closing(f"{found.closes_at:%Y-%m-%dT%H:%M}")


def _article(view: Any) -> int:
    """Return which article a view is the page of; 0 for other pages, and for unsaved drafts."""
    return getattr(view, "article", 0)


FRAGMENT = Fragment(settle=settle, html=html, keys=keys_of)
