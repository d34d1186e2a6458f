"""How long from filing a ticker line until readers have it, and from a withdrawal until none has.

    python -m bench.lines [--archives 1000 100000] [--lines 100] [--json]

For each archive: real works and a real kiosk on a home with that many articles.  Lines are filed
as the ticker desk files them; the clock runs from before the transaction until the event is read
from an open stream, and until a new request for the front answers with the line.  Then the files
of the edition that one more line made new are counted.  At last an article with a line is
withdrawn, and each place is asked until the line is gone.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

BUDGET_MEDIAN_MS, BUDGET_WORST_MS = 250, 1_000


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the benchmark.  Return 0 if both budgets are met, 1 if not."""
    parser = argparse.ArgumentParser(prog="courant bench lines")
    parser.add_argument("--archives", type=int, nargs="+", default=[1_000, 100_000])
    parser.add_argument("--lines", type=int, default=100)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args(arguments)
    found = []
    for count in options.archives:
        with tempfile.TemporaryDirectory(prefix="courant-bench-") as folder:
            found.append({"articles": count, **_measure(Path(folder), count, options.lines)})
            print(_words(found[-1]), file=sys.stderr)
    if options.json:
        print(json.dumps(found))
    slowest = max(statistics.median(each["stream_ms"]) for each in found)
    worst = max(max(each["stream_ms"]) for each in found)
    return 0 if slowest <= BUDGET_MEDIAN_MS and worst <= BUDGET_WORST_MS else 1


def _words(found: dict[str, Any]) -> str:
    stream, front = found["stream_ms"], found["front_ms"]
    gone = ", ".join(f"{place} {ms:.0f} ms" for place, ms in found["gone_ms"].items())
    return (
        f"{found['articles']:>9,} articles, {len(stream)} lines: to an open stream median "
        f"{statistics.median(stream):.0f} ms, worst {max(stream):.0f} ms; to the front's HTML "
        f"median {statistics.median(front):.0f} ms, worst {max(front):.0f} ms\n"
        f"          one line: {found['changed']} of {found['files']:,} files new, of "
        f"{found['with_strip']} pages with a strip; refilled in {found['refill_ms']:.0f} ms\n"
        f"          withdrawn: gone from {gone}"
    )


def _measure(home: Path, count: int, lines: int) -> dict[str, Any]:
    environ = {**os.environ, "COURANT_HOME": str(home), "COURANT_PORT": "8765"}
    _run(environ, "bench.bake_child", "fill", str(count), "300")
    printed = _run(environ, "bench.lines_child", str(lines))
    told: dict[str, Any] = json.loads(printed.splitlines()[-1])
    return told


def _run(environ: dict[str, str], module: str, *words: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", module, *words],
        env=environ, stdout=subprocess.PIPE, text=True, check=False,
    )  # fmt: skip
    if done.returncode:
        raise SystemExit(f"{module} failed: see above.")
    return done.stdout


if __name__ == "__main__":
    sys.exit(main())
