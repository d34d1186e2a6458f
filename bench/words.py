"""How long it takes to look a reply up in a long word list.

    python -m bench.words [--entries 5000] [--json]

The entries are made up: whole words, phrases, and words with a star at an end, at the start, at
both or inside, in Latin and Persian letters.  The reply is as long as a paper can allow and holds
words that nearly are entries.  Measured is one look at it, the list being ready, and making the
list ready, which is done once for each change of it.
"""

import argparse
import json
import random
import statistics
import time
from collections.abc import Callable, Sequence

from courant.replies.texts.words import WordList

BUDGET_MS = 50
LETTERS = 10_000  # of the longest reply that the rules can allow
LATIN, PERSIAN = "abcdefghijklmnoprstuvwz", "ابپتجچحخدرزژسشصطعغفقکگلمنوهی"
SHAPES = ("{}", "{}", "{}", "{} {}", "{}*", "*{}", "*{}*", "{}*{}")
SEED, ROUNDS, MILLI = 11, 30, 1_000.0


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the benchmark.  Return 0 if one look stays within the budget at its worst, else 1."""
    parser = argparse.ArgumentParser(prog="courant bench words")
    parser.add_argument("--entries", type=int, default=5_000)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args(arguments)
    chance = random.Random(SEED)
    entries = made_up(options.entries, chance)
    reply = text_like(entries, chance)
    words = WordList.parse("\n".join(entries))
    found = {
        "entries": len(entries),
        "letters": len(reply),
        "found": len(words.found_in(reply)),
        "ready_ms": timed(lambda: WordList.parse("\n".join(entries)), rounds=3),
        "look_ms": timed(lambda: words.found_in(reply), rounds=ROUNDS),
        "short_look_ms": timed(lambda: words.found_in(reply[:500]), rounds=ROUNDS),
    }
    print(json.dumps(found) if options.json else told(found))
    return 0 if max(found["look_ms"]) <= BUDGET_MS else 1


def made_up(count: int, chance: random.Random) -> list[str]:
    """Return so many different entries."""
    entries: dict[str, None] = {}
    while len(entries) < count:
        letters = chance.choice((LATIN, PERSIAN))
        parts = ["".join(chance.choices(letters, k=chance.randint(4, 9))) for _ in range(2)]
        entries[chance.choice(SHAPES).format(*parts)] = None
    return list(entries)


def text_like(entries: Sequence[str], chance: random.Random) -> str:
    """Return a long text of words that nearly are entries, and some that are."""
    words: list[str] = []
    while sum(map(len, words)) + len(words) < LETTERS:
        entry = chance.choice(entries).replace("*", "")
        words.append(entry if chance.random() < 0.1 else f"{entry[:-1]}{chance.choice(LATIN)}")
    return " ".join(words)[:LETTERS]


def timed(deed: Callable[[], object], *, rounds: int) -> list[float]:
    """Return how many milliseconds a deed took, each time."""
    took = []
    for _ in range(rounds):
        began = time.perf_counter()
        deed()
        took.append((time.perf_counter() - began) * MILLI)
    return took


def told(found: dict[str, object]) -> str:
    """Return what was found, in words."""
    looks = {name: found[name] for name in ("ready_ms", "look_ms", "short_look_ms")}
    said = {
        name: f"median {statistics.median(ms):.1f} ms, worst {max(ms):.1f} ms"
        for name, ms in looks.items()
        if isinstance(ms, list)
    }
    return (
        f"{found['entries']:,} entries made ready: {said['ready_ms']}\n"
        f"looked for in {found['letters']:,} letters ({found['found']} found): {said['look_ms']}\n"
        f"in 500 letters: {said['short_look_ms']}"
    )


if __name__ == "__main__":
    raise SystemExit(main())
