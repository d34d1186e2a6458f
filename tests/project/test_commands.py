"""What the command says to whom: exit 0 done, 1 "no", 2 bad input, never a traceback."""

import json
import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from courant import __version__
from courant.plant.home import Home
from courant.project.begin import make_directories
from courant.project.cli import COMMANDS, take_options, usage
from courant.project.errors import UsageError
from courant.project.release import current_version
from tests.project.house import courant


def set_version(home: Path, release: str, schema: str) -> None:
    Home(home).version.write_text(f'release = "{release}"\nschema = "{schema}"\n')


@pytest.mark.parametrize(
    ("words", "variables", "says"),
    [
        (["srve"], {}, "srve is not a command of Courant. Did you mean serve?"),
        (["bake"], {"COURANT_PROT": "1"}, "Did you mean COURANT_PORT?"),
        (["bake"], {"COURANT_PORT": "http"}, "must be a whole number from 1 to 65535"),
        (["bake", "--home"], {}, "--home needs a value"),
        (["bake"], {}, "There is no paper in"),
        (["staff", "add", "omid"], {}, "There is no paper in"),
        (["import"], {}, "courant import wordpress FILE"),
        (["import", "ghost", "x.json"], {}, "courant import ghost: say what to import from"),
        (["import", "wordpress", "x.xml", "--fetch"], {}, "give it with --uploads DIR"),
        (["bench", "nothing"], {}, "nothing is not a benchmark"),
        (["upgrade"], {}, "There is no paper in"),
    ],
)
def test_bad_input_names_culprit_and_remedy(
    words: list[str], variables: dict[str, str], says: str, tmp_path: Path
) -> None:
    done = courant(*words, home=tmp_path / "paper", **variables)
    assert done.returncode == 2
    assert says in done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "paper").exists()


def test_every_command_is_in_the_help() -> None:
    assert all(f"\n  {name} " in usage() for name in COMMANDS)


def test_the_home_may_be_named_anywhere_on_the_line() -> None:
    assert take_options(["--home", "a", "bake", "--all"]) == ({"--home": "a"}, ["bake", "--all"])
    assert take_options(["bake", "--home=a", "--all"]) == ({"--home": "a"}, ["bake", "--all"])
    assert take_options(["manage", "--", "--home", "b"]) == ({}, ["manage", "--", "--home", "b"])
    with pytest.raises(UsageError, match="--home needs a value"):
        take_options(["bake", "--home"])


def test_a_directory_of_other_things_is_not_taken_for_a_home(tmp_path: Path) -> None:
    (tmp_path / "thesis.doc").touch()
    done = courant("serve", home=tmp_path)
    assert done.returncode == 2
    assert "'thesis.doc'" in done.stderr
    assert sorted(path.name for path in tmp_path.iterdir()) == ["thesis.doc"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_home_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    done = courant("serve", home=tmp_path / "paper")
    tmp_path.chmod(0o700)
    assert done.returncode == 2
    assert "cannot be written" in done.stderr


def test_a_file_where_the_home_should_be_is_named(tmp_path: Path) -> None:
    (tmp_path / "paper").touch()
    done = courant("serve", home=tmp_path / "paper")
    assert done.returncode == 2
    assert "cannot be written" in done.stderr


@pytest.mark.parametrize("command", [["serve"], ["bake"], ["work"], ["newsroom"], ["upgrade"]])
def test_a_newer_home_is_refused(command: list[str], home: Path) -> None:
    set_version(home, "99.0.0", "f" * 16)
    done = courant(*command, home=home)
    assert done.returncode == 2
    assert "99.0.0" in done.stderr


@pytest.mark.parametrize("command", [["serve"], ["bake"], ["work"], ["newsroom"]])
def test_an_older_home_is_told_to_upgrade(command: list[str], home: Path) -> None:
    set_version(home, "0.0.9", "0" * 16)
    done = courant(*command, home=home)
    assert done.returncode == 2
    assert f"courant upgrade --home {home}" in done.stderr


def test_an_older_release_with_the_same_tables_is_welcome(home: Path) -> None:
    set_version(home, "0.0.9", current_version().schema)
    assert courant("bake", home=home).returncode == 0


def test_a_version_file_that_cannot_be_read_is_named(home: Path) -> None:
    Home(home).version.write_text("garbage")
    done = courant("bake", home=home)
    assert done.returncode == 2
    assert str(Home(home).version) in done.stderr


def test_upgrade_brings_an_older_home_up_to_date(home: Path) -> None:
    """Its tables really are older: the last migration of the second factors is undone."""
    set_version(home, "0.0.9", "0" * 16)
    assert courant("manage", "migrate", "mfa", "0002", home=home).returncode == 0
    with closing(sqlite3.connect(Home(home).database)) as database:
        rows = _migrations(database)
    (Home(home).edition / "robots.txt").unlink()

    done = courant("upgrade", home=home)

    assert done.returncode == 0, done.stderr
    assert Home(home).version.read_text().startswith(f'release = "{__version__}"')
    copy = Home(home).database.with_name("courant.sqlite3.before-upgrade-from-0.0.9")
    with closing(sqlite3.connect(copy)) as database:
        assert _migrations(database) == rows
    with closing(sqlite3.connect(Home(home).database)) as database:
        assert _migrations(database) > rows
    assert (Home(home).edition / "robots.txt").is_file()


def _migrations(database: sqlite3.Connection) -> int:
    return int(database.execute("SELECT count(*) FROM django_migrations").fetchone()[0])


TAKE_AWAY = "DELETE FROM auth_group_permissions"
OF_EDITORS = """
    SELECT count(*) FROM auth_group_permissions g
    JOIN auth_permission p ON p.id = g.permission_id WHERE p.codename = 'add_topic'
"""


def test_upgrade_gives_editors_and_publishers_again_what_they_need(home: Path) -> None:
    with closing(sqlite3.connect(Home(home).database)) as database, database:
        database.execute(TAKE_AWAY)

    said = [courant("upgrade", home=home).stdout for _ in range(2)]

    with closing(sqlite3.connect(Home(home).database)) as database:
        assert database.execute(OF_EDITORS).fetchone()[0] == 2
    assert "Giving the newsroom's roles what they may do" in said[0]
    assert "was up to date already" in said[1]


@pytest.mark.parametrize(
    "command", [["serve"], ["bake"], ["work"], ["newsroom"], ["upgrade"], ["manage", "migrate"]]
)
def test_a_database_that_is_away_is_named_and_not_made_anew(command: list[str], home: Path) -> None:
    database = Home(home).database
    database.rename(home / "elsewhere")

    done = courant(*command, home=home)

    assert done.returncode == 2
    assert f"{database}, is not there" in done.stderr
    assert not database.exists()


def test_upgrade_refuses_a_database_from_the_future(home: Path) -> None:
    set_version(home, "0.0.9", "0" * 16)
    with closing(sqlite3.connect(Home(home).database)) as database:
        database.execute(
            "INSERT INTO django_migrations (app, name, applied) "
            "VALUES ('staff', '0099_jetpacks', '2030-01-01')"
        )
        database.commit()

    done = courant("upgrade", home=home)

    assert done.returncode == 2
    assert "staff.0099_jetpacks" in done.stderr


def test_a_database_that_cannot_be_reached_is_said_in_words(tmp_path: Path) -> None:
    url = "postgresql://nobody:secret@127.0.0.1:1/nothing"
    done = courant("serve", "--empty", home=tmp_path / "paper", COURANT_DATABASE_URL=url)
    assert done.returncode == 2
    assert "COURANT_DATABASE_URL" in done.stderr
    assert "Traceback" not in done.stderr
    assert "secret" not in done.stderr + done.stdout


def test_staff_can_be_added(home: Path) -> None:
    added = courant("staff", "add", "omid", "--json", home=home)
    assert added.returncode == 0
    assert json.loads(added.stdout)["name"] == "omid"
    moved = courant("staff", "add", "omid", "--role", "moderator", home=home)
    assert (moved.returncode, moved.stdout.strip()) == (0, "omid has the role.")
    refused = courant("staff", "add", "eve", "--role", "boss", home=home)
    assert refused.returncode == 1
    assert "'boss' is no role. There are: reporter" in refused.stderr


def test_an_address_that_was_never_baked_is_a_no(home: Path) -> None:
    done = courant("why", "/nowhere/", home=home)
    assert done.returncode == 1
    assert "/nowhere/ has never been baked." in done.stderr


def test_the_front_of_the_command_imports_no_django() -> None:
    program = (
        "import sys, courant.project.cli, courant.project.commands, courant.project.serve, "
        "courant.kiosk.serve, courant.kiosk.app; "
        "sys.exit(bool({'django', 'wagtail'} & sys.modules.keys()))"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


def test_what_runs_is_for_its_owner_and_a_group_the_operator_lets_in(tmp_path: Path) -> None:
    home = Home(tmp_path / "paper")

    make_directories(home)
    assert {path.stat().st_mode & 0o777 for path in (home.run, home.keys)} == {0o700}

    home.run.chmod(0o757)
    home.keys.chmod(0o755)
    make_directories(home)
    assert [path.stat().st_mode & 0o777 for path in (home.run, home.keys)] == [0o750, 0o700]
