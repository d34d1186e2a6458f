"""The names of the replies' ingredients."""


def rules() -> str:
    """How replies are taken in this paper: what every open form shows."""
    return "replies/rules"


def thread(article: int) -> str:
    """What readers see of an article's replies, and whether they may send more."""
    return f"thread:{article}"


def closing(minute: str) -> str:
    """That a page shows an open form until a moment, as ``2026-11-24T10:52`` in UTC.

    Noted when that moment has come.
    """
    return f"closing/{minute}"


def feed(lang: str) -> str:
    """The newest replies of a language."""
    return f"replies/{lang}"
