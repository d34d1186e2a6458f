"""Pages that the kiosk makes itself: rendered for one reader, kept by nobody."""

import json
from collections.abc import Mapping
from functools import cached_property
from typing import Any

from courant.design.engine import Engine
from courant.kiosk.answers import Answer
from courant.kiosk.asgi import Headers
from courant.kiosk.classes import (
    COMMON,
    CONTENT_TYPES,
    FILE_POLICY,
    LETTER_POLICY,
    NO_CACHE,
    PAGE_TYPE,
)
from courant.kiosk.letters.facts import Paper


class Pages:
    """Makes answers, all of them ``no-store`` and not for search engines."""

    def __init__(self, public_root: str, extra: Headers) -> None:
        """Make pages of the paper at ``public_root``; ``extra`` headers go with everything."""
        self._public_root = public_root
        self._extra = extra

    @cached_property
    def _engine(self) -> Engine:
        # Made with the first page: a kiosk that takes no letters needs none.  It tells no times.
        return Engine(zone="UTC", public_root=self._public_root)

    def html(
        self, status: int, template: str, paper: Paper, *, retry_seconds: int = 0, **context: Any
    ) -> Answer:
        """Answer with a page in the paper's look.

        Args:
            status: Of the answer.
            template: Its file name under ``templates/replies/``.
            paper: In the language of the page.
            retry_seconds: When it is worth trying again; 0 says nothing of that.
            **context: What the template's opening comment names, besides ``paper``.
        """
        body = self._engine.render(f"replies/{template}", paper.lang, paper=paper, **context)
        return self._answer(status, body, PAGE_TYPE, LETTER_POLICY, retry_seconds)

    def json(self, status: int, told: Mapping[str, Any], *, retry_seconds: int = 0) -> Answer:
        """Answer a script of ours with facts."""
        body = json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode()
        return self._answer(status, body, CONTENT_TYPES["json"], FILE_POLICY, retry_seconds)

    def see_other(self, location: str) -> Answer:
        """Answer 303: what was sent is taken, and this page tells of it."""
        answer = self._answer(303, b"", PAGE_TYPE, LETTER_POLICY, 0)
        return Answer(303, [*answer.headers, (b"location", location.encode("ascii"))])

    def _answer(
        self, status: int, body: bytes, kind: str, policy: str, retry_seconds: int
    ) -> Answer:
        named = {
            "content-type": kind,
            "content-length": str(len(body)),
            "cache-control": NO_CACHE,
            "content-security-policy": policy,
            "x-robots-tag": "noindex",
            "retry-after": str(retry_seconds) if retry_seconds else "",
            "vary": "Accept",
        }
        headers = [(name.encode(), value.encode()) for name, value in named.items() if value]
        return Answer(status, [*headers, *COMMON, *self._extra], body)
