"""Named points at which a test may kill the process.  They do nothing unless switched on.

``COURANT_CRASH_AT=press.after-article`` makes the process kill itself (SIGKILL) when it comes
by that point; the crash test walks ``POINTS``, so a point that is added here is covered.
"""

import os
import signal
from typing import Final

POINTS: Final[dict[str, str]] = {
    "edition.before-variants": "the new bytes lie in temporary files, nothing is renamed",
    "edition.between-variants": ".br and .gz are new, the plain file is old",
    "edition.after-put": "a page's files are all new",
    "edition.mid-remove": "a withdrawn page has lost some of its files",
    "letterbox.before-sync": "letters are written, the disk may not have them, nobody was told",
    "letterbox.after-sync": "letters are on the disk, nobody was told",
    "letterbox.before-done": "letters are collected, the letterbox does not know",
    "letterbox.after-done": "the letterbox knows what was collected",
    "press.after-claim": "changes have become stale addresses and are crossed off",
    "press.after-pages": "articles are new, lists are old",
    "press.after-lists": "pages and lists are new, maps are old",
    "press.after-maps": "maps are new, files of withdrawn pages still lie there",
    "press.before-filing": "files are new, the search index and ingredients are old",
    "press.before-remember": "files and the search index are new, ingredients are old",
    "press.after-remember": "a slice is done, the run is not closed",
    "schedule.before-commit": "what is due is done, but not committed",
    "schedule.after-commit": "one thing that was due is done, the next is not",
    "ticker.before-relay": "lines are filed, kiosks do not know",
    "ticker.after-relay": "kiosks know one ticker's news, not the next one's",
    "ticker.mid-refill": "the current edition's pages have new lines, nobody remembers it",
}

_armed: Final = os.environ.get("COURANT_CRASH_AT", "")


def point(name: str) -> None:
    """Die here if a test asked for it.

    Raises:
        KeyError: The point is not in ``POINTS``, so no test would ever visit it.
    """
    if _armed and (POINTS[name], name)[1] == _armed:
        os.kill(os.getpid(), signal.SIGKILL)
