"""What became of everything: what came in is what was stored and what is explained."""

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from courant.exchange.wordpress.findings import Findings

STORED, UPDATED, UNCHANGED = "stored", "updated", "unchanged"
OUTCOMES = (STORED, UPDATED, UNCHANGED)
SHOWN = 8  # of each kind of finding, on a terminal

EXPLAINED = {
    "broken file": "Files that could not be opened",
    "cut": "Texts that were too long for their place",
    "file name in text": "Names of files found in words (taken out where they stood alone)",
    "left out": "Left out of texts",
    "missing file": "Files that are missing",
    "moved address": "Old addresses that could not be kept (they lead to the new one)",
    "no title": "Items without a title",
    "not answered": "Old addresses that answer nothing",
    "not carried": "Files of a kind the paper does not carry",
    "shortcode": "Shortcodes that were taken out of texts",
    "undecided alt": "Photos without alternative text; the next edit decides",
    "no credit": "Photos without credit; the next edit must give one",
    "unknown block": "Blocks that are unknown; their words were kept",
    "unresolved link": "Links to the old site that lead to nothing known",
}


@dataclass(slots=True)
class Report:
    """Counts of one import."""

    came: Counter[str] = field(default_factory=Counter)  # by type
    became: dict[str, Counter[str]] = field(default_factory=dict)  # by type: outcome or reason
    notes: list[str] = field(default_factory=list)
    metas_dropped: Counter[str] = field(default_factory=Counter)
    metas_kept: int = 0
    is_dry: bool = False

    def count(self, kind: str, outcome: str, times: int = 1) -> None:
        """Note what became of something that came in: stored, updated, unchanged, or why not."""
        if times:
            self.became.setdefault(kind, Counter())[outcome] += times

    def say(self, note: str) -> None:
        """Note a sentence about the whole import, once."""
        if note not in self.notes:
            self.notes.append(note)

    def reconcile(self) -> None:
        """Check that nothing was lost between the file and the paper.

        Raises:
            AssertionError: Something came in and nobody knows what became of it: a bug.
        """
        for kind in self.came.keys() | self.became.keys():
            told = sum(self.became.get(kind, {}).values())
            if self.came[kind] != told:
                raise AssertionError(f"{kind}: {self.came[kind]} came, {told} accounted for")

    @property
    def is_unchanged(self) -> bool:
        """Whether the paper is as it was before."""
        return not any(of[STORED] or of[UPDATED] for of in self.became.values())

    def as_json(self, findings: Findings) -> str:
        """Return everything, for a script."""
        return json.dumps(
            {
                "dry_run": self.is_dry,
                "unchanged": self.is_unchanged,
                "types": self.counts(),
                "notes": self.notes,
                "metas": {"kept": self.metas_kept, "dropped": dict(self.metas_dropped)},
                "findings": _grouped(findings),
            },
            ensure_ascii=False,
            indent=1,
        )

    def counts(self) -> dict[str, Any]:
        """Return the counts by type."""
        return {
            kind: {
                "in": self.came[kind],
                **{name: of[name] for name in OUTCOMES},
                "explained": {k: n for k, n in sorted(of.items()) if k not in OUTCOMES},
            }
            for kind, of in sorted(self.became.items())
        }

    def lines(self, findings: Findings) -> Iterator[str]:
        """Yield the report for a person to read."""
        if self.is_dry:
            yield "Dry run: nothing was stored."
        elif self.is_unchanged:
            yield "Nothing changed: all of it was here already."
        for kind, of in self.counts().items():
            parts = [f"{of[name]:,} {name}" for name in OUTCOMES if of[name]]
            parts += [f"{number:,} not: {why}" for why, number in of["explained"].items()]
            yield f"{kind}: {of['in']:,} in = {' + '.join(parts) or '0'}"
        yield from self.notes
        if self.metas_kept or self.metas_dropped:
            dropped = ", ".join(f"{n:,} {why}" for why, n in sorted(self.metas_dropped.items()))
            yield f"Plugin data: {self.metas_kept:,} values kept; dropped: {dropped or '0'}"
        for kind, found in _grouped(findings).items():
            yield ""
            yield f"{EXPLAINED.get(kind, kind)}: {len(found):,}"
            for what, places in list(found.items())[:SHOWN]:
                more = f" and {len(places) - 1:,} more" if len(places) > 1 else ""
                yield f"  {what}" + (f"  ({places[0]}{more})" if places[0] else "")
            if len(found) > SHOWN:
                yield f"  … and {len(found) - SHOWN:,} more; --json lists all"


def _grouped(findings: Findings) -> dict[str, dict[str, list[str]]]:
    grouped: dict[str, dict[str, list[str]]] = {}
    for kind, what, place in findings:
        grouped.setdefault(kind, {}).setdefault(what, []).append(place)
    return grouped
