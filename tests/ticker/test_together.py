"""Eight editors file at once: no number is missing, no line is lost, the order is one."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from courant.plant.home import Home
from tests.crash.homes import make_directories
from tests.database import REPOSITORY, migrated_file, on_postgresql
from tests.project.house import environ

EDITORS, LINES = 8, 25


@pytest.fixture
def place(
    tmp_path: Path, pytestconfig: pytest.Config, django_db_setup: None, django_db_blocker: Any
) -> Iterator[dict[str, str]]:
    """The environment of processes that share one database, of the kind that is tested.

    A database of their own: what they commit, no transaction of a test would take back.
    """
    from django.db import connection

    home, cache = Home(tmp_path / "home"), pytestconfig.cache.mkdir("databases")
    make_directories(home)
    if connection.vendor == "sqlite":
        shutil.copy(migrated_file(cache), home.database)
        yield environ(home.root)
        return
    name = f"{connection.settings_dict['NAME']}_together"
    with django_db_blocker.unblock(), on_postgresql(name, cache):
        url = os.environ["COURANT_DATABASE_URL"]
        yield environ(home.root, COURANT_DATABASE_URL=url) | {"TEST_DATABASE": name}


def start(*words: str, env: dict[str, str]) -> "subprocess.Popen[str]":
    command = [sys.executable, "-m", "tests.ticker.hurry", *words]
    pipe = subprocess.PIPE
    return subprocess.Popen(command, cwd=REPOSITORY, env=env, stdout=pipe, stderr=pipe, text=True)


def done(process: "subprocess.Popen[str]") -> str:
    out, errors = process.communicate(timeout=120)
    assert process.returncode == 0, errors
    return out


@pytest.mark.db
def test_eight_editors_filing_at_once_lose_nothing(place: dict[str, str]) -> None:
    done(start("begin", env=place))

    editors = [start("file", f"Editor{n}", str(LINES), env=place) for n in range(EDITORS)]
    for editor in editors:
        done(editor)

    acts: list[tuple[int, dict[str, Any]]] = json.loads(done(start("tell", env=place)))
    filed = [line for _, event in acts for line in event["lines"]]
    assert [number for number, _ in acts] == list(range(1, len(acts) + 1))
    assert [event["number"] for _, event in acts] == [number for number, _ in acts]
    assert sorted(line["text"] for line in filed) == sorted(
        f"Editor{editor} {number}" for editor in range(EDITORS) for number in range(LINES)
    )
    assert [line["id"] for line in filed] == sorted(line["id"] for line in filed)
    for editor in range(EDITORS):
        own = [line["text"] for line in filed if line["text"].startswith(f"Editor{editor} ")]
        assert own == [f"Editor{editor} {number}" for number in range(LINES)]
