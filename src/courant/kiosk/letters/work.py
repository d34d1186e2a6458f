"""Work: a sign that a reader's device took some trouble over a letter.  Never a condition.

A browser with scripts does it while its reader looks at the reply (``design/scripts/work.js``).
What is to be done names the letter's nonce and is signed, so nothing is stored here, no work counts
for two letters, and none can be done ahead.
"""

from typing import Any, Final

from courant.kiosk.letters.token import Token

PURPOSE: Final = "work"
ALGORITHM: Final = "PBKDF2/SHA-256"  # every browser has it built in
ROUNDS: Final = 2_000  # of one try; to look at what was done costs us one, about a millisecond
PREFIX: Final = "00"  # one try in 256 fits: half a second of a laptop, some seconds of an old phone
MOST_LETTERS: Final = 2_000  # of what comes back


def work_for(token: Token) -> dict[str, Any]:
    """Return what a browser may do for a letter, as altcha's challenge (version 2)."""
    from altcha import create_challenge  # only a kiosk that takes letters needs it

    challenge = create_challenge(
        ALGORITHM, ROUNDS, key_prefix=PREFIX, data=_about(token), hmac_secret=_secret(token)
    )
    told: dict[str, Any] = challenge.to_dict()
    return told


def is_worked(token: Token, done: str) -> bool:
    """Return whether this is the work for a letter, done.

    Args:
        token: Of the letter, read.
        done: Altcha's payload in base64, as a stranger sent it.
    """
    if not done or len(done) > MOST_LETTERS:
        return False
    from altcha import Payload, verify_solution

    try:
        payload = Payload.from_base64(done)
        found = verify_solution(payload, _secret(token))
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
        return False
    return found.verified and payload.challenge.parameters.data == _about(token)


def _about(token: Token) -> dict[str, str]:
    return {"nonce": token.nonce}


def _secret(token: Token) -> bytes:
    return token.key.mac(PURPOSE, "altcha")
