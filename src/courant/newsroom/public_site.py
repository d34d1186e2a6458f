"""Whether readers are served: the kiosk's own health page, asked as a reader would."""

import http.client
import json
from dataclasses import dataclass
from typing import Final

from django.conf import settings

WITHIN_SECONDS: Final = 0.5  # the newsroom's home must not wait for a kiosk that does not answer
ANYWHERE: Final = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104  # where it listens, and where to ask
OK: Final = 200
MOST_BYTES: Final = 64 * 1024


@dataclass(frozen=True, slots=True)
class SiteHealth:
    """What the kiosk says of itself."""

    answers: bool
    edition: str = ""  # "readable", "missing"
    letters_waiting: int = 0
    streams: int = 0  # readers who have a ticker open, of the process that answered

    @property
    def is_well(self) -> bool:
        """Whether readers get the paper."""
        return self.answers and self.edition == "readable"


def site_health() -> SiteHealth:
    """Ask the kiosk on this machine; whatever goes wrong is an answer, too."""
    config = settings.CONFIG
    host = ANYWHERE.get(config.host, config.host)
    kiosk = http.client.HTTPConnection(host, config.port, timeout=WITHIN_SECONDS)
    try:
        kiosk.request("GET", "/-/health", headers={"Host": f"127.0.0.1:{config.port}"})
        answer = kiosk.getresponse()
        told = json.loads(answer.read(MOST_BYTES))
        return SiteHealth(
            answers=True,
            edition=str(told["edition"]),
            letters_waiting=int(told["letters_waiting"]),
            streams=sum(told["streams"].values()),
        )
    except (OSError, http.client.HTTPException, ValueError, KeyError, TypeError, AttributeError):
        return SiteHealth(answers=False)
    finally:
        kiosk.close()
