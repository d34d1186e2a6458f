"""``courant upgrade``: a home of an older release becomes one of this release."""

import sqlite3
from contextlib import closing
from pathlib import Path

from courant.plant.config import Config
from courant.project.begin import Say, bake_everything
from courant.project.errors import HomeError
from courant.project.release import check_can_upgrade, current_version, write_version


def upgrade(config: Config, *, say: Say) -> bool:
    """Copy the database, bring its tables up to date, bake everything.  Django must be set up.

    Whatever the release, the editors' groups are given again what they need to write.

    The kiosk may go on meanwhile: it needs the edition only.  Newsroom and works must be
    stopped, which the caller makes sure of by holding the home's lock.

    Returns:
        Whether there was anything to do.

    Raises:
        HomeError: There is no paper, it is of a newer release, or its database knows
            migrations that this release does not.
    """
    from django.core.management import call_command

    home = config.paths
    found = check_can_upgrade(home)
    if found == current_version():
        return _let_editors_in(say)
    _refuse_unknown_migrations(home.root)
    if config.database_url:
        say("The database is PostgreSQL; copy it yourself with pg_dump before you go on.")
    else:
        copy = copy_database(home.database, found.release)
        say(f"Copied the database to {copy}")
    say("Bringing the tables up to date")
    call_command("migrate", verbosity=0, interactive=False)
    _let_editors_in(say)
    say("Baking every page")
    bake_everything()
    write_version(home)
    return True


def _let_editors_in(say: Say) -> bool:
    from courant.newsroom.services.beginning import let_editors_in
    from courant.newsroom.services.roles import set_up_roles

    if not any([let_editors_in(), set_up_roles()]):
        return False
    say("Giving the newsroom's roles what they may do")
    return True


def copy_database(database: Path, release: str) -> Path:
    """Copy an SQLite database as it is at this moment, writers or not, and return the copy."""
    copy = database.with_name(f"{database.name}.before-upgrade-from-{release}")
    number = 1
    while copy.exists():
        number += 1
        copy = database.with_name(f"{database.name}.before-upgrade-from-{release}.{number}")
    with closing(sqlite3.connect(database)) as ours, closing(sqlite3.connect(copy)) as theirs:
        ours.backup(theirs)
    copy.chmod(0o600)
    return copy


def _refuse_unknown_migrations(root: Path) -> None:
    from django.apps import apps
    from django.db import connection
    from django.db.migrations.loader import MigrationLoader

    loader = MigrationLoader(connection, ignore_no_migrations=True)
    labels = {app.label for app in apps.get_app_configs()}
    unknown = sorted(
        f"{app}.{name}"
        for app, name in set(loader.applied_migrations) - set(loader.disk_migrations)
        if app in labels and (app, name) not in loader.replacements
    )
    if unknown:
        raise HomeError(
            f"The database of {root} has {unknown[0]}, which this release does not know: it was "
            "last used by a newer one. Install that release or a newer one."
        )
