"""Text that is already HTML, told apart from text that is not by its type."""

from html import escape as _escape


class Html(str):
    """Markup that may stand in a page as it is.

    A template escapes every ``str`` and prints every ``Html``, so whoever makes one vouches
    for it: only code that escapes or cleans what people wrote may call this.
    """

    __slots__ = ()

    def __html__(self) -> str:
        """Say to a template engine that this needs no escaping (the MarkupSafe protocol)."""
        return self


def escape(text: str) -> Html:
    """Return ``text`` with ``& < > " '`` written as character references."""
    return Html(_escape(text, quote=True))
