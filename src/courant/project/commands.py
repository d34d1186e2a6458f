"""What each command does with a paper."""

import argparse
import asyncio
import json
import logging
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import NoReturn

from courant.plant.config import Config, read_config
from courant.project import release
from courant.project.begin import (
    FirstEditor,
    begin,
    cut_off_at_once,
    is_new,
    make_directories,
)
from courant.project.errors import HomeError, RunningError, UsageError
from courant.project.keys import make_kiosk_keys
from courant.project.locks import LockedError, held

Words = Sequence[str]


def serve(words: Words) -> int:
    """``courant serve``: publish the paper; on an empty home, make one first."""
    parser = argparse.ArgumentParser("courant serve", description="Publish the paper.")
    parser.add_argument("--port", help="where readers find it (8000)")
    parser.add_argument("--newsroom-port", help="where editors find it (8001)")
    parser.add_argument("--empty", action="store_true", help="begin without the sample paper")
    options = parser.parse_args(words)
    for name in ("port", "newsroom_port"):
        if value := getattr(options, name):
            os.environ[f"COURANT_{name.upper()}"] = value
    config = _config()
    new = is_new(config.paths)
    if not new:
        _check(config)
    make_directories(config.paths)
    make_kiosk_keys(config.paths)
    from courant.project import serve as house

    with _alone(config):
        house.check_ports(config)
        editor = _begin(config, sample=not options.empty) if new else None
        asyncio.run(_serve(config, editor))
    return 0


async def _serve(config: Config, editor: FirstEditor | None) -> None:
    from courant.project import serve as house

    async def welcome() -> None:
        if await house.answers(config.host, config.port, within_seconds=20):
            say(_where(config, editor))

    greeting = asyncio.create_task(welcome())
    await house.supervise(house.children(os.environ), say)
    greeting.cancel()
    say("Stopped.")


def _where(config: Config, editor: FirstEditor | None) -> str:
    lines = [
        "",
        f"  Read the paper:  {config.public_root}/",
        f"  Edit the paper:  {_newsroom(config)}",
    ]
    if editor and editor.password:
        lines.append(f"  Sign in as:      {editor.name}   password: {editor.password}")
        lines.append("                   (works once, for 24 hours; you choose your own then)")
    elif editor and editor.name:
        path = config.paths.keys / "first-password"
        lines.append(f"  Sign in as:      {editor.name}   password: in {path}, for 24 hours")
    lines += ["  Stop:            Ctrl-C", ""]
    return "\n".join(lines)


def _newsroom(config: Config) -> str:
    return f"{config.newsroom_root}/"


def import_paper(words: Words) -> int:
    """``courant import wordpress FILE…``: take in another paper; an empty home begins empty."""
    if not words or words[0] != "wordpress":
        said = f"courant import {words[0]}" if words else "courant import"
        raise UsageError(f"{said}: say what to import from: courant import wordpress FILE…")
    if "--fetch" in words:  # said before a paper is begun for nothing
        raise UsageError(
            "courant import wordpress --fetch: not in this release: nothing is taken from the old "
            "site's network. Copy its wp-content/uploads folder and give it with --uploads DIR."
        )
    config = _config()
    asks_only = {"-h", "--help"} & set(words)
    if not asks_only and is_new(config.paths):
        make_directories(config.paths)
        with _alone(config):
            _begin(config, sample=False)
    return _django("import_wordpress", words[1:], typed="import wordpress")


def bake(words: Words) -> int:
    """``courant bake [--all] [--jobs N]``."""
    return _django("bake", words)


def why(words: Words) -> int:
    """``courant why ADDRESS``."""
    return _django("why", words)


def staff(words: Words) -> int:
    """``courant staff add NAME [--role ROLE] [--desk DESK] [--reset] [--chief] [--json]``."""
    parser = argparse.ArgumentParser("courant staff", description="Let somebody sign in.")
    add = parser.add_subparsers(dest="deed", required=True).add_parser("add")
    add.add_argument("name", help="what they type at sign-in")
    add.add_argument("--reset", action="store_true", help="a new password for who is here already")
    add.add_argument("--chief", action="store_true", help="may do everything, people included")
    add.add_argument("--role", help="reporter (the default), photo-editor, editor, moderator, …")
    add.add_argument("--desk", help="only on this desk: its address, slug or name")
    add.add_argument("--json", action="store_true", help="say the result as JSON")
    options = parser.parse_args(words)
    config = _config()
    _check(config)
    _set_up_django(config)
    from courant.project.people import PeopleError, let_in

    try:
        with _database(config):
            password = let_in(
                options.name,
                role=options.role,
                desk=options.desk,
                chief=options.chief,
                reset=options.reset,
            )
    except PeopleError as error:
        print(error, file=sys.stderr)
        return 1
    if password is None:
        say(f"{options.name} has the role.")
        return 0
    _hand_over(options.name, password, as_json=options.json)
    return 0


def _hand_over(name: str, password: str, *, as_json: bool) -> None:
    if as_json:
        print(json.dumps({"name": name, "password": password, "hours": 24}))
    else:
        print(f"{name} can sign in for 24 hours with:  {password}")
        print("They choose a password of their own when they do.")


def upgrade(words: Words) -> int:
    """``courant upgrade``: bring a home of an older release up to date."""
    argparse.ArgumentParser(
        "courant upgrade", description="Copy the database, migrate it, bake everything."
    ).parse_args(words)
    config = _config()
    release.check_can_upgrade(config.paths)
    release.check_database(config)
    from courant.project.upgrade import upgrade as bring_up_to_date

    make_directories(config.paths)
    _set_up_django(config)
    with _alone(config), _database(config):
        if bring_up_to_date(config, say=say):
            say(f"{config.home} is up to date.")
        else:
            say(f"{config.home} was up to date already.")
    return 0


def kiosk(words: Words) -> NoReturn:
    """``courant kiosk``: only the public server.  No Django, no database."""
    argparse.ArgumentParser("courant kiosk", description="Serve the edition.").parse_args(words)
    from courant.kiosk.serve import serve as serve_kiosk

    serve_kiosk(_config())


def newsroom(words: Words) -> int:
    """``courant newsroom``: only the editors' server."""
    argparse.ArgumentParser("courant newsroom", description="Serve editors.").parse_args(words)
    config = _config()
    _check(config)
    from courant.project.newsroom import newsroom as serve_newsroom

    serve_newsroom(config)
    return 0


def work(words: Words) -> int:
    """``courant work``: only the works."""
    argparse.ArgumentParser("courant work", description="Do what waits.").parse_args(words)
    config = _config()
    _check(config)
    _set_up_django(config)
    from courant.project.work import BESIDE, FIRST, WORKS, Works

    make_directories(config.paths)
    make_kiosk_keys(config.paths)
    try:
        Works(config.paths, WORKS, FIRST, BESIDE).run()
    except LockedError as error:
        raise RunningError(
            f"The works of {config.home} run already, as process {error.pid}. "
            "One press prints one paper: stop that one first."
        ) from error
    return 0


def manage(words: Words) -> int:
    """``courant manage …``: Django's own commands."""
    config = _config()
    if config.paths.version.exists():
        release.check_database(config)
    _set_up_django(config, apps=False)
    from django.core.management import execute_from_command_line

    execute_from_command_line(["courant manage", *words])
    return 0


def say(words: str) -> None:
    """Tell the person at the terminal."""
    print(words, flush=True)


def _config() -> Config:
    return read_config(os.environ)


def _check(config: Config) -> None:
    """Make sure that there is a paper this release may use, with its database."""
    release.check_home(config.paths)
    release.check_database(config)


def _set_up_django(config: Config, *, apps: bool = True) -> None:
    os.environ["COURANT_HOME"] = str(config.home)
    os.environ["DJANGO_SETTINGS_MODULE"] = "courant.project.settings"
    if apps:
        import django

        django.setup()


def _django(name: str, words: Words, *, typed: str = "") -> int:
    """Run one of our management commands as if it were ours: its errors, its exit status."""
    config = _config()
    if not {"-h", "--help"} & set(words):
        _check(config)
    _set_up_django(config)
    from django.core.management import CommandError, get_commands, load_command_class

    if name not in get_commands():
        raise UsageError(f"courant {typed or name} is not part of this release.")
    command = load_command_class(get_commands()[name], name)
    command._called_from_command_line = True  # type: ignore[attr-defined]  # so that bad usage exits 2
    options = vars(command.create_parser("courant", typed or name).parse_args(list(words)))
    arguments = options.pop("args", ())
    try:
        with _database(config):
            command.execute(*arguments, **options)
    except CommandError as error:
        print(error, file=sys.stderr)
        return error.returncode
    return 0


def _begin(config: Config, *, sample: bool) -> FirstEditor:
    say(f"A new paper in {config.home}")
    _set_up_django(config)
    logging.getLogger().setLevel(logging.WARNING)  # what is done is said in fewer words
    with _database(config), cut_off_at_once():
        editor = begin(config, sample=sample, say=lambda words: say(f"  {words} …"))
    from django.db import connections

    connections.close_all()
    return editor


@contextmanager
def _database(config: Config) -> Iterator[None]:
    """Say in words that the database cannot be used, for the length of a block.

    Raises:
        HomeError: It cannot be reached, opened or written.
    """
    from django.db import OperationalError

    try:
        yield
    except OperationalError as error:
        where = "that COURANT_DATABASE_URL names" if config.database_url else config.paths.database
        raise HomeError(
            f"The database {where} cannot be used: {str(error).strip()}. Once it can, the same "
            "command goes on where it stopped."
        ) from error


@contextmanager
def _alone(config: Config) -> Iterator[None]:
    """Hold the home for the length of a block: one house, one paper.

    Raises:
        RunningError: Another process holds it.
    """
    try:
        with held(config.paths.run / "lock"):
            yield
    except LockedError as error:
        raise RunningError(
            f"{config.home} is in use by another Courant, process {error.pid}. Use that one, or "
            f"stop it first: kill {error.pid}"
        ) from error
