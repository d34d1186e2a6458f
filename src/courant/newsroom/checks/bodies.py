"""What is missing or wrong in a body's blocks: a draft's need not be complete."""

from collections.abc import Iterator
from typing import Any

from django.core.exceptions import ValidationError

from courant.newsroom.checks.findings import Finding, Level


def findings_of_body(body: Any) -> Iterator[Finding]:
    """Yield what is wrong in the blocks of a page as it would be published.

    Args:
        body: Wagtail's ``StreamValue``.
    """
    try:
        body.stream_block.clean(body)
    except ValidationError as error:
        for number, of_block in sorted(getattr(error, "block_errors", {}).items()):
            block = body[number]
            place = f"Block {number + 1} of the text ({block.block.label})"
            for words in _words_of(of_block):
                yield Finding(f"{place}, {words}", "body", block.id or "", Level.NEVER)


def problems_of_body(body: Any) -> list[str]:
    """Return the same in words alone."""
    return [finding.words for finding in findings_of_body(body)]


def _words_of(error: Any, place: str = "") -> Iterator[str]:
    """Yield the messages of an error and of those within it, each with its place in the block."""
    within = getattr(error, "block_errors", None)
    if not within:
        yield from (f"{place or 'as it stands'}: {words}" for words in error.messages)
        return
    for name, one in within.items():
        part = f"{name + 1}" if isinstance(name, int) else name.replace("_", " ")
        for inner in one if isinstance(one, list) else [one]:
            yield from _words_of(inner, f"{place}, {part}" if place else part)
