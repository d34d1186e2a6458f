"""Tidying the search index: each commit leaves a piece of its own; now and then they are joined."""

from typing import Final

import structlog
from django.conf import settings

from courant.plant.searching.errors import SearchError
from courant.plant.searching.filing import CardIndex
from courant.press.models import Change
from courant.press.run import PressBusyError, press_lock

log = structlog.get_logger("courant.press")

_seen: Final[dict[str, int]] = {}  # when the index was changed last, as of the last look


def join_segments() -> bool:
    """Join the index's pieces if there are many and nothing waits for the press.

    Joining takes up to a second, in which nobody else may write, so it is not done at the end of
    a run, when an editor may have the next click coming.
    """
    index = CardIndex(settings.HOME.search)
    changed_at = index.changed_at()
    if changed_at == _seen.get("at") or Change.objects.exists():
        return False
    try:
        with press_lock(settings.HOME.run):
            _seen["at"] = changed_at
            return index.join_segments()
    except PressBusyError:
        return False
    except SearchError as error:
        log.warning("search.not-joined", because=str(error))
        return False
    finally:
        index.close()
