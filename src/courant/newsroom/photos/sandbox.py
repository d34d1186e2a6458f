"""Giving a job to a child process that may die of it."""

import signal
import subprocess
import sys
from io import BytesIO
from typing import Final, get_args

from courant.newsroom.photos.child import wire
from courant.newsroom.photos.errors import Fault, PhotoError
from courant.newsroom.photos.limits import Allowance

# Neither site customisation nor the environment's paths: the child trusts the installation only.
_COMMAND: Final = (sys.executable, "-I", "-m", "courant.newsroom.photos.child")
_ENVIRONMENT: Final = {"MALLOC_ARENA_MAX": "1", "LC_ALL": "C.UTF-8"}
_WORDS: Final[dict[str, str]] = {
    "broken": "This photo is broken: it cannot be opened whole. Export it again, or ask for "
    "the file again.",
    "too-slow": "Opening this photo took longer than we allow. Save it anew, smaller, and try "
    "again.",
    "too-hungry": "Opening this photo takes more memory than we allow. Save it smaller, or as "
    "JPEG, and try again.",
}
_OUT_OF_TIME: Final = (-signal.SIGXCPU, -signal.SIGKILL)
_MAX_MESSAGE_LETTERS: Final = 500


def ask_child(job: wire.Message, allowance: Allowance) -> wire.Message:
    """Have a fresh child process do one job.

    Args:
        job: The deed and its words, and the bytes it works on.
        allowance: What the child may use.

    Returns:
        The answer.  It comes from a process that read a hostile file: check before trusting.

    Raises:
        PhotoError: The child refused, died, or ran out of what it was allowed.
    """
    limits = {"memory_bytes": allowance.memory_bytes, "cpu_seconds": allowance.cpu_seconds}
    try:
        child = subprocess.run(
            _COMMAND,
            input=wire.packed(wire.Message({**job.words, **limits}, job.parts)),
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=_ENVIRONMENT,
            cwd="/",
            timeout=allowance.wall_seconds,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise _refusal("too-slow") from None
    if child.returncode != 0:
        raise _refusal("too-slow" if child.returncode in _OUT_OF_TIME else "broken")
    return _understood(child.stdout)


def _understood(output: bytes) -> wire.Message:
    try:
        answer = wire.read(BytesIO(output))
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
        raise _refusal("broken") from None
    if (fault := answer.words.get("fault")) is None:
        return answer
    known: Fault = fault if fault in get_args(Fault) else "broken"
    raise _refusal(known, str(answer.words.get("message", "")))


def _refusal(fault: Fault, message: str = "") -> PhotoError:
    return PhotoError(fault, message[:_MAX_MESSAGE_LETTERS] or _WORDS.get(fault, _WORDS["broken"]))
