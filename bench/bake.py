"""How fast a whole paper is baked, beside Hugo on the same articles.

    python -m bench.bake [--articles 10000] [--words 600] [--rounds 5] [--jobs 2] [--json]

Ours: from rows in the database to compressed files on disk, trays remembered and all of it synced.
Hugo: from files to files, not compressed, not synced.  The rounds are interleaved (A/B/A/B) and the
medians compared; each writes into a directory that was not there before, for a file system is slow
where much was just deleted.
"""

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

BUDGET, GOAL = 1.5, 2.0  # ours : Hugo, articles a second
BUDGET_CPU_MILLISECONDS = 1.0  # an article page


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the benchmark.  Return 0 if the budget is met, 1 if not."""
    options = _options(arguments)
    with tempfile.TemporaryDirectory(prefix="courant-bench-") as folder:
        root = Path(folder)
        site, home = root / "hugo", root / "paper"
        _prepare(site, home, options)
        ours: list[dict[str, float]] = []
        hugo: list[float] = []
        for number in range(options.rounds):
            ours.append(_bake(home, root / f"edition-{number}", options.jobs))
            hugo.append(_hugo(site, root / f"public-{number}"))
            print(f"round {number + 1}: ours {ours[-1]['seconds']:.2f} s, Hugo {hugo[-1]:.2f} s")
    return _report(options, ours, hugo)


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="courant bench bake")
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--words", type=int, default=600)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--json", action="store_true")
    return parser.parse_args(arguments)


def _prepare(site: Path, home: Path, options: argparse.Namespace) -> None:
    from bench.hugo_site import write_site

    site.mkdir()
    write_site(site, options.articles, options.words)
    _child(home, "fill", str(options.articles), str(options.words))


def _bake(home: Path, edition: Path, jobs: int) -> dict[str, float]:
    if (home / "edition").exists():
        (home / "edition").rename(edition)
    printed = _child(home, "bake", str(jobs))
    found: dict[str, float] = json.loads(printed.splitlines()[-1])
    return found


def _child(home: Path, *words: str) -> str:
    environ = {**os.environ, "COURANT_HOME": str(home)}
    done = subprocess.run(
        [sys.executable, "-m", "bench.bake_child", *words],
        env=environ, capture_output=True, text=True, check=False,
    )  # fmt: skip
    if done.returncode:
        raise SystemExit(f"{' '.join(words)} failed:\n{done.stderr[-2000:]}")
    return done.stdout


def _hugo(site: Path, public: Path) -> float:
    hugo = shutil.which("hugo", path=f"{Path(sys.executable).parent}:{os.environ['PATH']}")
    if hugo is None:
        raise SystemExit("Hugo is not here: uv sync --group bench")
    began = time.perf_counter()
    subprocess.run(
        [hugo, "--quiet", "--source", str(site), "--destination", str(public)],
        check=True, capture_output=True,
    )  # fmt: skip
    return time.perf_counter() - began


def _report(options: argparse.Namespace, ours: list[dict[str, float]], hugo: list[float]) -> int:
    seconds = statistics.median(each["seconds"] for each in ours)
    cpu = statistics.median(each["cpu"] for each in ours)
    pages = ours[-1]["pages"]
    our_rate, hugo_rate = options.articles / seconds, options.articles / statistics.median(hugo)
    ratio = our_rate / hugo_rate
    result = {
        "articles": options.articles, "words": options.words, "rounds": options.rounds,
        "jobs": options.jobs, "ours_articles_per_second": round(our_rate),
        "hugo_articles_per_second": round(hugo_rate), "ratio": round(ratio, 2),
        "pages_baked": int(pages), "cpu_ms_per_page": round(cpu / pages * 1000, 2),
        "cpu_ms_per_article": round(cpu / options.articles * 1000, 2),
    }  # fmt: skip
    if options.json:
        print(json.dumps(result))
    else:
        print(
            f"Ours {our_rate:,.0f} articles/s ({pages:,.0f} pages, {options.jobs} processes), "
            f"Hugo {hugo_rate:,.0f} articles/s: ratio {ratio:.2f} (budget {BUDGET}, goal {GOAL}).\n"
            f"CPU per page, everything included: {result['cpu_ms_per_page']} ms "
            f"(budget {BUDGET_CPU_MILLISECONDS})."
        )
    return 0 if ratio >= BUDGET else 1


if __name__ == "__main__":
    sys.exit(main())
