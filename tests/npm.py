"""Tools from npm that judge our pages: installed once, outside the source, at pinned versions."""

import fcntl
import os
import shutil
import subprocess
from pathlib import Path

import pytest

CACHE = Path(__file__).parents[1] / ".cache" / "npm"
PATIENCE_SECONDS = 300


def tool(name: str, *, of: Path) -> Path:
    """Return a program from npm, installing what a directory's ``package-lock.json`` names.

    Without npm the test is skipped, loudly; where ``CI`` is set it fails.

    Args:
        name: Of the program.
        of: The directory with ``package.json`` and its lock.
    """
    npm = shutil.which("npm")
    if npm is None:
        words = f"NO NPM: {name} did not judge our pages. Install Node 20 or newer with npm."
        if os.environ.get("CI"):
            pytest.fail(words)
        pytest.skip(words)
    folder = CACHE / name
    program = folder / "node_modules" / ".bin" / name
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not program.exists() or not _same(of, folder):
            for file in ("package.json", "package-lock.json"):
                shutil.copyfile(of / file, folder / file)
            quietly = ["--no-audit", "--no-fund", "--ignore-scripts", "--loglevel=error"]
            subprocess.run([npm, "ci", *quietly], cwd=folder, check=True, timeout=PATIENCE_SECONDS)
    return program


def _same(of: Path, folder: Path) -> bool:
    lock = folder / "package-lock.json"
    return lock.exists() and lock.read_bytes() == (of / "package-lock.json").read_bytes()
