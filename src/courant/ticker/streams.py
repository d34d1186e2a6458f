"""How many readers have a ticker open, as the kiosk says."""

import json
from http.client import HTTPConnection, HTTPException
from time import monotonic
from urllib.parse import urlsplit

from django.conf import settings

ANSWER_WITHIN_SECONDS = 0.5
FRESH_SECONDS = 4.0  # every editor's desk asks every two; the kiosk is asked less often
MOST_BYTES = 65_536

_last: tuple[float, dict[str, int] | None] = (float("-inf"), None)


def open_streams() -> dict[str, int] | None:
    """Return the open streams by language, those that have any; None if the kiosk does not say."""
    global _last  # noqa: PLW0603  # one answer for all desks of this process
    asked_at, answer = _last
    if monotonic() - asked_at >= FRESH_SECONDS:
        answer = _counted(_health())
        _last = (monotonic(), answer)
    return answer


def _health() -> object:
    # Straight to loopback: no proxy of the environment may stand between.
    kiosk = HTTPConnection("127.0.0.1", settings.CONFIG.port, timeout=ANSWER_WITHIN_SECONDS)
    host = urlsplit(settings.CONFIG.public_root).netloc
    try:
        kiosk.request("GET", "/-/health", headers={"Host": host})
        return json.loads(kiosk.getresponse().read(MOST_BYTES))
    except (OSError, HTTPException, ValueError):
        return None
    finally:
        kiosk.close()


def _counted(health: object) -> dict[str, int] | None:
    told = health.get("streams") if isinstance(health, dict) else None
    if not isinstance(told, dict):
        return None
    return {str(lang): count for lang, count in told.items() if isinstance(count, int)}
