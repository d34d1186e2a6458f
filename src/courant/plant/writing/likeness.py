"""Likeness: a number for a text, so that texts that say nearly the same have nearly the same one.

Source:
    Moses Charikar, "Similarity estimation techniques from rounding algorithms" (STOC 2002):
    SimHash.
"""

import hashlib
from typing import Final

from courant.plant.writing.folding import fold

BYTES: Final = 8
SHINGLE: Final = 4  # letters
MOST_BITS: Final = 13  # that may differ; one word in seven exchanged makes about ten
LANE: Final = 16  # bits in which the votes for one bit are counted: 65,535 shingles at most

# For each byte its eight bits, each in a lane of its own, so that adding numbers counts votes.
LANES: Final = [sum((byte >> bit & 1) << LANE * bit for bit in range(8)) for byte in range(256)]


def fingerprint(text: str) -> int:
    """Return 64 bits, without a sign, that are alike for texts that are.

    Letters and digits count, folded; spaces and signs do not, so that padding a text with them
    does not make it another.  An empty text gives 0.
    """
    letters = "".join(filter(str.isalnum, fold(text)))
    shingles = {letters[at : at + SHINGLE] for at in range(max(1, len(letters) - SHINGLE + 1))}
    if not letters:
        return 0
    hashes = [hashlib.blake2b(each.encode(), digest_size=BYTES).digest() for each in shingles]
    columns = [sum(map(LANES.__getitem__, column)) for column in zip(*hashes, strict=True)]
    return sum(_majority(votes, len(hashes)) << 8 * at for at, votes in enumerate(columns))


def are_alike(one: int, other: int, *, most_bits: int = MOST_BITS) -> bool:
    """Return whether two fingerprints are of texts that say nearly the same."""
    return (one ^ other).bit_count() <= most_bits


def _majority(votes: int, of: int) -> int:
    """Return the byte whose bits more than half voted for."""
    mask = (1 << LANE) - 1
    return sum((2 * (votes >> LANE * bit & mask) > of) << bit for bit in range(8))
