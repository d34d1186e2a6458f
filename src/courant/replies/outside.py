"""The outside hook: what a program of the operator's says of replies before they are looked at.

It is told a reply's text and language and nothing else.  It is asked while no transaction is open,
for others wait to write for as long as one is; all letters that are taken in together are asked
about at once and have the same two seconds.  A hook that is away, slow or talks nonsense is
skipped.
"""

import json
import ssl
from collections.abc import Iterable, Mapping, Sequence
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from threading import Thread
from time import monotonic
from typing import Any, Final
from urllib.parse import SplitResult, urlsplit

import structlog
from django.conf import settings

from courant.replies.digests import digest_of
from courant.replies.models import ReceivedLetter, Reply

log = structlog.get_logger("courant.replies")

HOLD: Final = "outside"  # the member of a letter that says why it is to be held
SECONDS: Final = 2.0
MOST_BYTES: Final = 16 * 1024  # of an answer
MOST_WORDS: Final = 200  # letters of "because"
UNSAID: Final = "It did not say why"
FAILS, REST_SECONDS = 3, 60.0  # after so many failures in a row it is left alone for a while

Letter = Mapping[str, Any]


class _Patience:
    """How often the hook failed in a row, and until when it is left alone."""

    failed = 0
    until = 0.0

    def note(self, *, well: bool) -> None:
        self.failed = 0 if well else self.failed + 1
        self.until = monotonic() + REST_SECONDS if self.failed >= FAILS else 0.0


_patience: Final = _Patience()


def asked(letters: Sequence[Letter]) -> list[Letter]:
    """Return letters, those that the hook wants held with a member ``outside`` that says why.

    Call it outside of a transaction.
    """
    url = settings.CONFIG.reply_hook_url
    fresh = list(_with_texts(letters)) if url and monotonic() >= _patience.until else []
    if not fresh:
        return list(letters)
    end = monotonic() + SECONDS
    langs = _languages(fresh)
    asking = {
        str(one["nonce"]): _Asking(url, str(one["text"]), langs[one["nonce"]]) for one in fresh
    }
    for each in asking.values():
        each.start()
    for each in asking.values():
        each.join(max(0.0, end - monotonic()))
    held = {nonce: each.because for nonce, each in asking.items() if each.because}
    failures = sorted({each.failure for each in asking.values()} - {""})
    if failures:  # never the reply's words, nor the hook's
        log.warning("hook.skipped", because=", ".join(failures), replies=len(fresh))
    _patience.note(well=not failures)
    return [_marked(one, held) for one in letters]


def _marked(letter: Letter, held: Mapping[str, str]) -> Letter:
    because = held.get(str(letter.get("nonce", "")))
    return {**letter, HOLD: because} if because else letter


def _with_texts(letters: Iterable[Letter]) -> Iterable[Letter]:
    """Yield those letters that bring a text and were not dealt with before."""
    said = [
        one for one in letters
        if one.get("kind") in ("reply", "edit") and isinstance(one.get("nonce"), str)
        and isinstance(one.get("text"), str)
    ]  # fmt: skip
    digests = [digest_of(str(one["nonce"])) for one in said]
    known = set(ReceivedLetter.objects.filter(pk__in=digests).values_list("pk", flat=True))
    return (one for one in said if digest_of(str(one["nonce"])) not in known)


def _languages(letters: Sequence[Letter]) -> dict[str, str]:
    """Return the language of each letter; that of a change is its reply's, if we know it."""
    langs = {str(one["nonce"]): str(one["lang"]) for one in letters if "lang" in one}
    changed = {str(one["nonce"]): digest_of(str(one.get("of"))) for one in letters}
    rows = Reply.objects.filter(nonce__in=list(changed.values()))
    known = dict(rows.values_list("nonce", "lang"))
    return {nonce: langs.get(nonce) or known.get(of, "") for nonce, of in changed.items()}


class _Asking(Thread):
    """One question.  What has no answer in time counts as a failure, and nobody waits for it."""

    def __init__(self, url: str, text: str, lang: str) -> None:
        super().__init__(daemon=True)
        self._url = urlsplit(url)
        self._body = json.dumps({"text": text, "lang": lang}).encode()
        self.because = ""  # not empty: hold it
        self.failure = "no answer in time"  # until there is one

    def run(self) -> None:
        """Ask."""
        try:
            self.because = _because(_post(self._url, self._body))
            self.failure = ""
        except TimeoutError:
            pass
        except (OSError, HTTPException) as error:
            self.failure = type(error).__name__
        except (ValueError, TypeError, RecursionError):
            self.failure = "an answer that is not understood"


def _post(url: SplitResult, body: bytes) -> bytes:
    line = _line(url)
    try:
        target = f"{url.path or '/'}{'?' + url.query if url.query else ''}"
        headers = {"Content-Type": "application/json", "Accept": "application/json"}
        line.request("POST", target, body, headers)
        answer = line.getresponse()
        if answer.status != 200:  # noqa: PLR2004  # OK
            raise ValueError
        return answer.read(MOST_BYTES)
    finally:
        line.close()


def _line(url: SplitResult) -> HTTPConnection:
    """Return a connection to whatever host the operator named, this machine included."""
    host = url.hostname or ""
    if url.scheme == "http":
        return HTTPConnection(host, url.port, timeout=SECONDS)
    return HTTPSConnection(host, url.port, timeout=SECONDS, context=ssl.create_default_context())


def _because(answer: bytes) -> str:
    """Return why a reply is to be held; empty if it is not.

    Raises:
        ValueError: The answer is no JSON.
        TypeError: It is no object with a ``hold`` that is true or false.
    """
    told = json.loads(answer)
    if not isinstance(told, dict) or not isinstance(told.get("hold"), bool):
        raise TypeError
    if not told["hold"]:
        return ""
    because = " ".join(str(told.get("because") or "").split())
    return "".join(filter(str.isprintable, because))[:MOST_WORDS] or UNSAID
