"""What tries the house itself: its tests, its checks, its benchmarks.  For a source checkout."""

import argparse
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from importlib import import_module, util
from pathlib import Path
from time import perf_counter

from courant.project.chromium import get_chromium
from courant.project.errors import UsageError

ROOT = Path(__file__).parents[3]  # of the checkout
PROCESSES = 2

CHECKS = (
    ("ruff", "format", "--check", "."),
    ("ruff", "check", "."),
    ("mypy",),
    ("lint-imports", "--no-cache"),
    ("djade", "--check", "--target-version", "5.2", "TEMPLATES"),
    ("uv", "lock", "--check", "--quiet"),
)


def test(words: Sequence[str]) -> int:
    """``courant test [--long] [pytest arguments]``: the fast suite, with --long the slow promises.

    Exit 0 if all is well, 1 if not.  Without a browser its tests are skipped, loudly; where
    ``CI`` is set that is a failure.
    """
    _check_checkout("test")
    chromium = get_chromium(lambda words: print(words, file=sys.stderr))
    environ = {**os.environ, **({"COURANT_CHROME": chromium} if chromium else {})}
    environ.pop("COURANT_HOME", None)
    if chromium is None:
        print("NO BROWSER: the tests marked 'browser' are skipped.", file=sys.stderr)
        if environ.get("CI"):
            return 1
    # By files: tests of one file share a running house or a built town.
    spread = ["-n", str(PROCESSES), "--dist", "loadfile"]
    if {"-n", "-p", "--pdb"} & set(words):
        spread = []
    command = [sys.executable, "-m", "pytest", *spread, *words]
    return min(subprocess.run(command, cwd=ROOT, env=environ, check=False).returncode, 1)


def check(words: Sequence[str]) -> int:
    """``courant check``: format, lint, types, contracts.  Runs all; exit 1 if one says no."""
    argparse.ArgumentParser("courant check", description="Check the code.").parse_args(words)
    _check_checkout("check")
    failed = [_name(named) for named in CHECKS if not _passes(named)]
    if failed:
        print(f"\nNo: {', '.join(failed)}.", file=sys.stderr)
    return 1 if failed else 0


def bench(words: Sequence[str]) -> int:
    """``courant bench NAME …``: run ``bench/NAME.py``; its own arguments follow."""
    _check_checkout("bench")
    # A benchmark's own text says how to start it; the other modules are its parts.
    files = sorted((ROOT / "bench").glob("[!_]*.py"))
    names = [path.stem for path in files if f"python -m bench.{path.stem}" in path.read_text()]
    if not words or words[0] not in names:
        said = f"{words[0]} is not a benchmark." if words else "Say which benchmark."
        raise UsageError(f"{said} There are: {', '.join(names) or 'none yet'}.")
    sys.path.insert(0, str(ROOT))
    sys.argv = [f"courant bench {words[0]}", *words[1:]]
    return int(import_module(f"bench.{words[0]}").main() or 0)


def _passes(command: Sequence[str]) -> bool:
    began = perf_counter()
    done = subprocess.run(_full(command), cwd=ROOT, env=_environ(), check=False)
    word = "ok" if done.returncode == 0 else "NO"
    print(f"{word}  {_name(command)}  {perf_counter() - began:.1f} s", flush=True)
    return done.returncode == 0


def _name(command: Sequence[str]) -> str:
    return " ".join(word for word in command[:2] if not word.startswith("-"))


def _full(command: Sequence[str]) -> list[str]:
    name, *arguments = command
    if arguments and arguments[-1] == "TEMPLATES":
        found = (ROOT / "src/courant").glob("*/templates/**/*.html")
        admins = [str(path) for path in found if "design" not in path.parts]
        arguments[-1:] = admins
    here = Path(sys.executable).parent / name
    ours = ROOT / ".uv/bin" / name
    found_program = next((str(path) for path in (here, ours) if path.is_file()), name)
    return [shutil.which(found_program) or name, *arguments]


def _environ() -> dict[str, str]:
    # The type checker loads Django's settings, which need a home; they may not touch a paper.
    return {
        **os.environ,
        "COURANT_HOME": str(ROOT / ".cache" / "check"),
        "UV_PYTHON_DOWNLOADS": "never",
    }


def _check_checkout(command: str) -> None:
    if not (ROOT / "pyproject.toml").is_file() or util.find_spec("pytest") is None:
        raise UsageError(
            f"courant {command} works in a checkout of Courant's source, through ./courant, "
            "which installs what it needs."
        )
