"""The names of the ticker's ingredients."""


def ticker(lang: str) -> str:
    """The lines of a language, and how its ticker behaves: what its own pages and files show."""
    return f"ticker:{lang}"


def strip(lang: str) -> str:
    """That a page carries the strip.  Never noted: the strip is refilled, not baked again."""
    return f"ticker:{lang}/strip"
