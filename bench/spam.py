"""What the spam filter holds, on the labelled set beside this file.

    python -m bench.spam [--json]

Ten-fold cross-validation with campaigns kept together; the same after 30, 100 and 300 rulings; and
each language judged by what was learnt in the others.  Precision first: every ham that would be
held is listed with the signs that spoke against it.
"""

import argparse
import json
import random
import resource
import sys
import time
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from courant.replies.filter.judging import HELD_AT_BITS, Filter, Judgement, learn
from courant.replies.filter.signs import signs_of

FILE = Path(__file__).with_suffix("") / "replies.jsonl"
FOLDS, SEED = 10, 7
MOST_HAM_HELD = 0.01
RULINGS = (30, 60, 120)

Row = dict[str, Any]
Judged = tuple[Row, Judgement]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the benchmark.  Return 0 if at most one ham in a hundred is held, else 1."""
    parser = argparse.ArgumentParser(prog="courant bench spam")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args(arguments)
    rows = [json.loads(line) for line in FILE.read_text("utf-8").splitlines() if line]
    for row in rows:
        row["signs"] = signs_of(f"{row['name']}\n{row['text']}")
    whole = crossed(rows)
    found = {
        "cross-validation": figures(whole),
        **{f"after {count} of each": figures(curve(rows, count)) for count in RULINGS},
        **{f"{lang}, learnt elsewhere": figures(elsewhere(rows, lang)) for lang in langs(rows)},
    }
    timed = costs(rows)
    print(json.dumps({**found, **timed}) if options.json else told(found, timed, whole))
    return 0 if found["cross-validation"]["ham held"] <= MOST_HAM_HELD else 1


def taught(rows: Iterable[Row]) -> Filter | None:
    """Return a filter that has learnt these."""
    return learn((row["signs"].keys(), row["label"] == "spam") for row in rows)


def judged(filter_: Filter | None, rows: Iterable[Row]) -> list[Judged]:
    """Return what a filter says of each; nothing is held before it has learnt."""
    nothing = Judgement(0.0, ())
    return [(row, filter_.judge(row["signs"]) if filter_ else nothing) for row in rows]


def groups(rows: Sequence[Row]) -> list[list[Row]]:
    """Return the rows, those of one campaign together, in an order that is always the same."""
    by: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        by[row.get("campaign") or row["id"]].append(row)
    found = [by[key] for key in sorted(by)]
    random.Random(SEED).shuffle(found)
    return found


def crossed(rows: Sequence[Row]) -> list[Judged]:
    """Judge each by what was learnt from nine tenths of the others."""
    folds: list[list[Row]] = [[] for _ in range(FOLDS)]
    for at, group in enumerate(groups(rows)):
        folds[at % FOLDS] += group
    return [
        each
        for fold in folds
        for each in judged(
            taught(row for other in folds if other is not fold for row in other), fold
        )
    ]


def curve(rows: Sequence[Row], count: int) -> list[Judged]:
    """Judge the rest by what was learnt from so many of each label, or as many as there are."""
    learnt: list[Row] = []
    left = {"spam": count, "ham": count}
    for group in groups(rows):
        if left[group[0]["label"]] > 0:
            left[group[0]["label"]] -= len(group)
            learnt += group
    known = {row["id"] for row in learnt}
    return judged(taught(learnt), (row for row in rows if row["id"] not in known))


def elsewhere(rows: Sequence[Row], lang: str) -> list[Judged]:
    """Judge one language by what was learnt in the others."""
    others = (row for row in rows if row["lang"] != lang)
    return judged(taught(others), (row for row in rows if row["lang"] == lang))


def langs(rows: Sequence[Row]) -> list[str]:
    """Return the languages of the set."""
    return sorted({row["lang"] for row in rows})


def figures(of: Sequence[Judged]) -> dict[str, float]:
    """Return precision, recall and the share of ham that is held by the filter alone."""
    held = [(row["label"] == "spam") for row, judgement in of if judgement.bits >= HELD_AT_BITS]
    spam = sum(row["label"] == "spam" for row, _ in of)
    ham = len(of) - spam
    return {
        "precision": sum(held) / len(held) if held else 1.0,
        "recall": sum(held) / spam if spam else 0.0,
        "ham held": (len(held) - sum(held)) / ham if ham else 0.0,
    }


def costs(rows: Sequence[Row]) -> dict[str, float]:
    """Return what learning and judging take."""
    start = time.perf_counter()
    filter_ = taught(rows)
    learnt = time.perf_counter() - start
    judged(filter_, rows)
    one = (time.perf_counter() - start - learnt) / len(rows)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"learning_ms": learnt * 1e3, "judging_ms": one * 1e3, "peak_mib": peak}


def told(
    found: dict[str, dict[str, float]], timed: dict[str, float], whole: Sequence[Judged]
) -> str:
    """Return all of it in words."""
    lines = [
        f"{name:<24} precision {of['precision']:.3f}  recall {of['recall']:.3f}  "
        f"ham held {of['ham held']:.2%}"
        for name, of in found.items()
    ]
    lines.append(
        f"learning {len(whole)} rulings {timed['learning_ms']:.0f} ms, judging one "
        f"{timed['judging_ms']:.2f} ms, peak {timed['peak_mib']:.0f} MiB"
    )
    lines += [
        f"held though ham ({judgement.bits:.1f} bits: {', '.join(judgement.because)}): "
        f"{row['text'][:80]}"
        for row, judgement in whole
        if row["label"] == "ham" and judgement.bits >= HELD_AT_BITS
    ]
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
