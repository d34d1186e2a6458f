"""How fast a WordPress export is taken in, and whether a large one needs more memory.

    python -m bench.wordpress [--posts 5000 50000] [--words 600] [--comments 4] [--json]

Each export is written first, the same every time: classic and block posts in three languages with
captions, galleries, links to older posts, terms and comments, and an attachment for every fourth,
whose file is not there.  Then ``courant import wordpress FILE`` takes it into a fresh home, in a
process of its own.

Two rates are printed: by the clock, which is what the budget speaks of, and per second of CPU time,
user and system, of the import and of the process it starts beside itself, which holds on a busy
machine too.  The peak is the largest resident set of the two.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from tests.exchange.wxr.generate import write_export

BUDGET, GOAL = 300, 600  # posts a second
BUDGET_GROWTH = 1.2  # of the peak, from the smallest export to the largest


@dataclass(frozen=True, slots=True)
class Taken:
    """One import."""

    posts: int
    megabytes: float  # of the export
    seconds: float
    cpu_seconds: float
    peak_mib: float

    @property
    def rate(self) -> float:
        """Posts per second by the clock."""
        return self.posts / self.seconds


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the benchmark.  Return 0 if every budget is met, 1 if not."""
    parser = argparse.ArgumentParser(prog="courant bench wordpress")
    parser.add_argument("--posts", type=int, nargs="+", default=[5_000, 50_000])
    parser.add_argument("--words", type=int, default=600)
    parser.add_argument("--comments", type=int, default=4)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args(arguments)
    found = []
    for posts in sorted(options.posts):
        with tempfile.TemporaryDirectory(prefix="courant-bench-") as folder:
            found.append(_measure(Path(folder), posts, options))
        print(_words(found[-1]), file=sys.stderr)
    growth = found[-1].peak_mib / found[0].peak_mib
    if options.json:
        print(json.dumps({"imports": [asdict(each) for each in found], "growth": round(growth, 2)}))
    else:
        print(
            f"Posts per second: {min(each.rate for each in found):,.0f} (budget {BUDGET}, goal "
            f"{GOAL}).\nPeak, from {found[0].posts:,} to {found[-1].posts:,} posts: × {growth:.2f} "
            f"(budget {BUDGET_GROWTH})."
        )
    met = all(each.rate >= BUDGET for each in found) and growth <= BUDGET_GROWTH
    return 0 if met else 1


def _words(taken: Taken) -> str:
    return (
        f"{taken.posts:>7,} posts, {taken.megabytes:,.0f} MB: {taken.seconds:.1f} s, CPU "
        f"{taken.cpu_seconds:.1f} s: {taken.rate:,.0f} posts per second, "
        f"{taken.posts / taken.cpu_seconds:,.0f} per CPU second; peak {taken.peak_mib:.0f} MiB"
    )


def _measure(root: Path, posts: int, options: argparse.Namespace) -> Taken:
    """Begin a paper with an export that holds no posts, then time the real one."""
    nothing, export = root / "nothing.xml", root / "export.xml"
    write_export(nothing, posts=0)
    write_export(export, posts=posts, comments=options.comments, words=options.words)
    _import(root, nothing)
    began = time.perf_counter()
    used = _import(root, export)
    seconds = time.perf_counter() - began
    return Taken(
        posts=posts,
        megabytes=round(export.stat().st_size / 1e6, 1),
        seconds=round(seconds, 2),
        cpu_seconds=round(used.ru_utime + used.ru_stime, 2),
        peak_mib=round(used.ru_maxrss / 1024, 1),
    )


def _import(root: Path, export: Path) -> "os.struct_rusage":
    """Import one file; return what that cost, children included."""
    environ = {**os.environ, "COURANT_HOME": str(root / "paper")}
    # Else every start would compile all of Django, which no installed house does.
    environ.pop("PYTHONDONTWRITEBYTECODE", None)
    printed = root / "printed"
    with printed.open("wb") as out:
        process = subprocess.Popen(
            [sys.executable, "-m", "courant.project.cli", "import", "wordpress", str(export)],
            env=environ, stdout=out, stderr=subprocess.STDOUT,
        )  # fmt: skip
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"The import failed:\n{printed.read_text()[-2000:]}")
    return used


if __name__ == "__main__":
    sys.exit(main())
