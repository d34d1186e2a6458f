"""How long from the commit of a publication until readers can read it.

    python -m bench.publish [--archives 1000 100000] [--clicks 20] [--json]

For each archive: real works and a real kiosk on a home with that many articles.  An article is
published through Wagtail as the editor's button does; the clock runs from the commit until a new
request to the kiosk answers the new page.  Then the same in the middle of a bake of everything.
Hugo's figure for one changed article is in ``bench.bake``: it has to build the whole site.
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

BUDGET_MILLISECONDS, BUDGET_GROWTH, BUDGET_BUSY_MILLISECONDS = 100, 1.3, 500


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the benchmark.  Return 0 if every budget is met, 1 if not."""
    parser = argparse.ArgumentParser(prog="courant bench publish")
    parser.add_argument("--archives", type=int, nargs="+", default=[1_000, 100_000])
    parser.add_argument("--clicks", type=int, default=20)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args(arguments)
    found = []
    for count in options.archives:
        with tempfile.TemporaryDirectory(prefix="courant-bench-") as folder:
            found.append({"articles": count, **_measure(Path(folder), count, options.clicks)})
            print(_words(found[-1]), file=sys.stderr)
    growth = found[-1]["median_ms"] / found[0]["median_ms"]
    busy = max(each["busy_worst_ms"] for each in found)
    if options.json:
        print(json.dumps({"archives": found, "growth": round(growth, 2)}))
    else:
        print(
            f"From {found[0]['articles']:,} to {found[-1]['articles']:,} articles: × {growth:.2f}"
        )
    met = all(each["median_ms"] <= BUDGET_MILLISECONDS for each in found)
    return 0 if met and growth <= BUDGET_GROWTH and busy <= BUDGET_BUSY_MILLISECONDS else 1


def _words(found: dict[str, float]) -> str:
    return (
        f"{found['articles']:>9,.0f} articles: median {found['median_ms']:.0f} ms, worst "
        f"{found['worst_ms']:.0f} ms; during a bake of everything median "
        f"{found['busy_median_ms']:.0f} ms, worst {found['busy_worst_ms']:.0f} ms"
    )


def _measure(home: Path, count: int, clicks: int) -> dict[str, float]:
    environ = {**os.environ, "COURANT_HOME": str(home), "COURANT_PORT": "8765"}
    _run(environ, "bench.bake_child", "fill", str(count), "300")
    printed = _run(environ, "bench.publish_child", str(clicks))
    told = json.loads(printed.splitlines()[-1])
    return {
        "median_ms": statistics.median(told["quiet"]),
        "worst_ms": max(told["quiet"]),
        "busy_median_ms": statistics.median(told["busy"]),
        "busy_worst_ms": max(told["busy"]),
    }


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
