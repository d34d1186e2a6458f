"""What we keep of a nonce."""

import hashlib


def digest_of(nonce: str) -> str:
    """Return the 64 hex digits under which a letter is known: the nonce itself is its writer's."""
    return hashlib.sha256(nonce.encode()).hexdigest()
