"""What a reader can take and already has: encodings and conditions of a request (RFC 9110)."""

import re
from email.utils import parsedate_to_datetime
from functools import lru_cache

# The endings of our variants, by the name of their coding; the smallest file first.
ENDINGS = {"br": ".br", "gzip": ".gz"}
PLAIN = ""

WEIGHT = re.compile(r"[01](?:\.[0-9]{0,3})?")

Endings = tuple[str, ...]


@lru_cache(maxsize=256)  # browsers send a handful of different ones
def accepted(accept_encoding: bytes) -> Endings:
    """Return the variants a reader takes, best first, as file endings; the plain one is last.

    The coding with the greatest weight wins; among equals the smaller file.  Weight 0 refuses.
    The plain file is always in the list: who refuses even that gets it rather than nothing.

    Source:
        RFC 9110 sections 12.4.2 (weights) and 12.5.3 (Accept-Encoding).
    """
    weights = dict(map(_weighed, accept_encoding.decode("latin-1").lower().split(",")))
    rest = weights.get("*", 0.0)
    found = [(weights.get(coding, rest), ending) for coding, ending in ENDINGS.items()]
    plain = weights.get("identity", rest)
    wanted = [(weight, ending) for weight, ending in found if weight > 0 and weight >= plain]
    wanted.sort(key=lambda pair: -pair[0])
    return (*(ending for _, ending in wanted), PLAIN)


def _weighed(part: str) -> tuple[str, float]:
    coding, *parameters = (piece.strip() for piece in part.split(";"))
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip() == "q":
            return coding, _weight(value.strip())
    return coding, 1.0


def _weight(text: str) -> float:
    # Not float(): that also reads "nan", "inf" and "1_0", which are no weights.
    return min(1.0, float(text)) if WEIGHT.fullmatch(text) else 0.0


def has_tag(if_none_match: bytes, etag: bytes) -> bool:
    """Return whether an ``If-None-Match`` names an entity tag, compared weakly.

    Source:
        RFC 9110 sections 8.8.3.2 (weak comparison) and 13.1.2 (If-None-Match).
    """
    if if_none_match.strip() == b"*":
        return True
    tags = (tag.strip() for tag in if_none_match.split(b","))  # our own tags hold no comma
    return any(tag.removeprefix(b"W/") == etag for tag in tags)


def unmodified_since(if_modified_since: bytes, modified: int) -> bool:
    """Return whether a file modified then (Unix seconds) is no newer than the given HTTP date.

    A date that cannot be read is as good as none (RFC 9110 section 13.1.3).
    """
    try:
        return modified <= parsedate_to_datetime(if_modified_since.decode("ascii")).timestamp()
    except (ValueError, TypeError, OverflowError):
        return False
