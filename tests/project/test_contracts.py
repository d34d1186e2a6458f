"""The floors of the house hold: whoever imports upwards, or Django below floor four, is caught."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The source, to be broken."""
    there = tmp_path_factory.mktemp("house")
    shutil.copy(ROOT / "pyproject.toml", there)
    shutil.copytree(
        ROOT / "src",
        there / "src",
        ignore=lambda _, names: [name for name in names if "." in name and name[-3:] != ".py"],
    )
    return there


def complaints(copy: Path) -> str:
    """What import-linter says of a copy; empty if it is content."""
    done = subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-cache"],
        cwd=copy,
        env={**os.environ, "PYTHONPATH": str(copy / "src")},
        capture_output=True,
        text=True,
        check=False,
    )
    return done.stdout + done.stderr if done.returncode else ""


def test_the_house_stands(copy: Path) -> None:
    assert complaints(copy) == ""


@pytest.mark.parametrize(
    ("module", "line", "contract"),
    [
        ("plant/clock.py", "import django", "Floors one to three know neither"),
        ("design/engine.py", "from wagtail import hooks", "Floors one to three know neither"),
        ("plant/clock.py", "from courant.press import run", "Imports go down only"),
        ("press/run.py", "import courant.newsroom.models", "Imports go down only"),
        ("press/run.py", "import courant.staff.models", "Imports go down only"),
        ("newsroom/keys.py", "import courant.kiosk.app", "Only the project starts the kiosk"),
        ("gossip/__init__.py", "", "Imports go down only"),
    ],
)
def test_breaking_a_floor_is_caught(copy: Path, module: str, line: str, contract: str) -> None:
    file = copy / "src" / "courant" / module
    before = file.read_text() if file.exists() else None
    file.parent.mkdir(exist_ok=True)
    file.write_text(f"{before or ''}\n{line}\n")

    said = complaints(copy)

    if before is None:
        shutil.rmtree(file.parent)
    else:
        file.write_text(before)
    assert said
    assert contract in said or "gossip" in said


def test_no_pattern_repeats_a_group_possessively() -> None:
    # Until 3.11.5, so in Debian 12, Python matches such wrongly (CPython's issue 106052).
    possessive = re.compile(r"\)(?:[*+?]|\{[\d,]+\})\+|\(\?>")
    patterns = re.compile(
        r"re\.compile\((.*?)\)\n|^\w+ = r?f?r?\"(.*)\"$", re.DOTALL | re.MULTILINE
    )
    found = [
        f"{path.relative_to(ROOT)}: {pattern}"
        for path in sorted((ROOT / "src").rglob("*.py"))
        for pattern in ("".join(groups) for groups in patterns.findall(path.read_text()))
        if possessive.search(pattern) and "()*+" not in pattern
    ]
    assert found == []
