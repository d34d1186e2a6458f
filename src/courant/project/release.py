"""Which release a home is of: its ``version`` file, and what to do when it is another's."""

import hashlib
import tomllib
from dataclasses import dataclass
from importlib.metadata import version as installed
from pathlib import Path

import courant
from courant.plant.config import Config
from courant.plant.home import Home
from courant.project.errors import HomeError

# Whoever brings tables of their own; their release is part of the schema's name.
BRINGING_TABLES = ("Django", "wagtail", "django-allauth", "django-taggit", "django-tasks")


@dataclass(frozen=True, slots=True)
class Version:
    """What a home was last used with."""

    release: str  # of Courant: 0.1.0
    schema: str  # a hash: equal names, equal tables


def current_version() -> Version:
    """Return what this installation would write.  Fast: imports no Django."""
    rooms = Path(courant.__file__).parent
    names = sorted(
        str(path.relative_to(rooms))
        for path in rooms.glob("*/migrations/*.py")
        if path.name != "__init__.py"
    )
    names += [f"{name} {installed(name)}" for name in BRINGING_TABLES]
    return Version(courant.__version__, hashlib.sha256("\n".join(names).encode()).hexdigest()[:16])


def read_version(home: Home) -> Version | None:
    """Return what a home says it is of; None if there is no paper in it yet.

    Raises:
        HomeError: The file is there but cannot be understood.
    """
    if not home.version.is_file():
        return None
    try:
        written = tomllib.loads(home.version.read_text("utf-8"))
        return Version(str(written["release"]), str(written["schema"]))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, KeyError) as error:
        raise HomeError(
            f'{home.version} cannot be read ({error}). It holds two lines, release = "…" and '
            'schema = "…"; put it back from a copy, or write the release you last used and '
            'schema = "".'
        ) from error


def write_version(home: Home) -> None:
    """Write down that a home is of this release."""
    version = current_version()
    draft = home.version.with_suffix(".new")
    draft.write_text(f'release = "{version.release}"\nschema = "{version.schema}"\n', "utf-8")
    draft.replace(home.version)


def check_home(home: Home) -> None:
    """Make sure that a home is one this release may use.

    An older release with the very same tables is welcome; the press sees by itself what it
    must bake again.

    Raises:
        HomeError: There is no paper in it, or it is of a newer or an older release.
    """
    found, ours = read_version(home), current_version()
    if found is None:
        raise HomeError(
            f"There is no paper in {home.root}. Name another directory with --home, "
            f"or begin one: courant serve --home {home.root}"
        )
    _refuse_newer(home, found, ours)
    if found.schema != ours.schema:
        raise HomeError(
            f"{home.root} was made by Courant {found.release} and its tables are older than "
            f"this release's. Bring it up to date: courant upgrade --home {home.root}"
        )


def check_database(config: Config) -> None:
    """Make sure that the database of a paper is where it was.

    Raises:
        HomeError: Its file is not there; one that is made anew would be an empty paper.
    """
    database = config.paths.database
    if not config.database_url and not database.is_file():
        raise HomeError(
            f"The paper's database, {database}, is not there. Put it back, or a copy of it; "
            "readers have the edition meanwhile (courant kiosk). If the paper is in PostgreSQL, "
            "set COURANT_DATABASE_URL."
        )


def check_can_upgrade(home: Home) -> Version:
    """Return the version of a home, if this release can bring it up to date.

    Raises:
        HomeError: There is no paper in it, or it is of a newer release.
    """
    found = read_version(home)
    if found is None:
        raise HomeError(f"There is no paper in {home.root}, so nothing to bring up to date.")
    _refuse_newer(home, found, current_version())
    return found


def _refuse_newer(home: Home, found: Version, ours: Version) -> None:
    if _numbers(found.release) > _numbers(ours.release):
        raise HomeError(
            f"{home.root} was last used by Courant {found.release}; this is {ours.release}, "
            "which is older and could spoil it. Install that release or a newer one."
        )


def _numbers(release: str) -> tuple[int, ...]:
    return tuple(int(part) if part.isdecimal() else 0 for part in release.split("."))
