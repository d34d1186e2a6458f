"""Signs: what the filter sees of a reply.

They are kept as hashes: what was learnt from a text that is erased tells nobody its words, but
the words of a text that is looked at can be named again.
"""

import hashlib
import re
from collections.abc import Sequence
from typing import Final

from courant.plant.writing.folding import fold
from courant.plant.writing.linking import Link, links_in

MOST_SIGNS: Final = 400  # of one reply
MOST_LETTERS: Final = 20  # of a word
STEM_LETTERS: Final = 5
DIGEST_BYTES: Final = 6
WORD: Final = re.compile(r"[^\W\d_]+")
HOST_WORD: Final = re.compile(r"[a-z]{3,}")
ANY_HOST: Final = frozenset({"www", "com", "org", "net", "example"})  # the last: RFC 2606
SHOUT, EMOJI = re.compile(r"!{2,}"), re.compile("[\U0001f300-\U0001faff]")
MONEY: Final = re.compile(r"[$€£%]|\busd\b|\bbtc\b")
MESSENGER: Final = re.compile(r"t\.me|telegram|whatsapp|تلگرام|واتس")


def signs_of(text: str) -> dict[str, str]:
    """Return the signs of a text: for each hash, how an editor would call it.

    Args:
        text: A reply's name and words.
    """
    links = links_in(text)
    folded = fold(_without(text, links))
    found = [word[:MOST_LETTERS] for word in WORD.findall(folded)]
    found += [f"{word[:STEM_LETTERS]}…" for word in found if len(word) > STEM_LETTERS]
    for link in links:
        host = link.href.partition("://")[2].partition("/")[0]
        found += [f"link to {part}" for part in HOST_WORD.findall(host) if part not in ANY_HOST]
    found.append(("no link", "a link", "several links")[min(len(links), 2)])
    shapes = (
        ("a number", any(map(str.isdigit, folded))), ("money", MONEY.search(folded)),
        ("!!", SHOUT.search(text)), ("emoji", EMOJI.search(text)),
        ("a messenger", MESSENGER.search(folded)),
    )  # fmt: skip
    found += [name for name, is_there in shapes if is_there]
    return {_hash(sign): sign for sign in dict.fromkeys(found[-MOST_SIGNS:])}


def _without(text: str, links: Sequence[Link]) -> str:
    """Return a text without the addresses in it."""
    parts, done = [], 0
    for link in links:
        parts.append(text[done : link.start])
        done = link.end
    return " ".join([*parts, text[done:]])


def _hash(sign: str) -> str:
    return hashlib.blake2b(sign.encode(), digest_size=DIGEST_BYTES).hexdigest()
