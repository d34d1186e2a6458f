"""``courant import wordpress FILE…``: take a WordPress site in.

    courant import wordpress export.xml --dry-run        look, store nothing, write mapping.toml
    courant import wordpress export.xml --map mapping.toml --uploads wp-content/uploads

Run again, it goes on where it was cut off; run again after its end, it changes nothing.  What was
edited here since is never overwritten.
"""

import sys
from pathlib import Path
from typing import Any, Self

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, TaskID, TextColumn, TimeElapsedColumn
from rich.progress import Progress as Bar

from courant.exchange.importer import Outcome, Progress, Wish, import_wordpress
from courant.exchange.wordpress.errors import ImportRefusedError
from courant.exchange.wordpress.ground import language_of
from courant.exchange.wordpress.mapping import ROLES, Decisions, read_mapping, write_mapping
from courant.exchange.wordpress.survey import STATUSES, role_of
from courant.exchange.wordpress.uploads import Uploads
from courant.exchange.wxr.errors import WxrError
from courant.plant.secret_files import secret

MAPPING = Path("mapping.toml")


class Command(BaseCommand):
    """Take a WordPress site in."""

    requires_system_checks = ()  # they load the whole editors' site
    help = "Take a WordPress site in: its posts, pages, photos, comments and old addresses."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the options."""
        parser.add_argument("files", nargs="+", type=Path, metavar="FILE", help=".xml, .gz or .zip")
        parser.add_argument(
            "--uploads", type=Path, metavar="DIR", help="wp-content/uploads, or a zip of it"
        )
        parser.add_argument(
            "--dry-run", action="store_true", help="store nothing; write mapping.toml"
        )
        parser.add_argument(
            "--map", type=Path, metavar="FILE", help="decisions, as --dry-run wrote them"
        )
        parser.add_argument(
            "--repair", action="store_true", help="mend what can be mended, and list it"
        )
        parser.add_argument(
            "--keep-writers",
            action="store_true",
            help="know writers of several comments again, by a keyed hash of their email",
        )
        parser.add_argument(
            "--fetch", action="store_true", help="not in this release: see --uploads"
        )
        parser.add_argument("--json", action="store_true", help="say the whole report as JSON")

    def handle(self, **options: Any) -> None:
        """Import and report.  Exit 2 for what cannot be read; then nothing was stored."""
        try:
            outcome = self._imported(options)
        except (WxrError, ImportRefusedError) as error:
            raise CommandError(str(error), returncode=2) from error
        if options["json"]:
            self.stdout.write(outcome.report.as_json(outcome.findings))
        else:
            for line in outcome.report.lines(outcome.findings):
                self.stdout.write(line)
        if options["dry_run"]:
            _write_mapping(outcome)
            self.stderr.write(f"Wrote {MAPPING}; change it and give it with --map {MAPPING}.")

    def _imported(self, options: dict[str, Any]) -> Outcome:
        if options["fetch"]:
            raise ImportRefusedError(
                "--fetch is not in this release: nothing is taken from the old site's network. "
                "Copy its wp-content/uploads folder and give it with --uploads DIR."
            )
        wish = Wish(
            files=tuple(options["files"]),
            uploads=Uploads(options["uploads"]) if options["uploads"] else None,
            decisions=read_mapping(options["map"]) if options["map"] else Decisions(),
            repair=options["repair"],
            dry_run=options["dry_run"],
            writers_key=_writers_key(options),
        )
        quiet = options["json"] or not sys.stderr.isatty()
        with _Shown(quiet=quiet, tell=self.stderr.write) as progress:
            return import_wordpress(wish, progress)


def _writers_key(options: dict[str, Any]) -> bytes:
    """Return the key to hash emails with, if that is asked for and something is stored."""
    is_asked = options["keep_writers"] and not options["dry_run"]
    return bytes.fromhex(secret(settings.HOME.writers_key)) if is_asked else b""


class _Shown(Progress):
    """A bar on a terminal, a line for each stage elsewhere."""

    def __init__(self, *, quiet: bool, tell: Any) -> None:
        self._quiet, self._tell = quiet, tell
        columns = (
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
        )
        self._bar = Bar(*columns, console=Console(stderr=True), disable=quiet)
        self._task: TaskID | None = None

    def __enter__(self) -> Self:
        self._bar.start()
        return self

    def __exit__(self, *exc: object) -> None:
        self._bar.stop()

    def stage(self, name: str, total: int | None = None) -> None:
        self._task = self._bar.add_task(name, total=total)
        if self._quiet:
            self._tell(f"{name} …" if total is None else f"{name} {total:,} …")

    def advance(self, done: int = 1) -> None:
        if self._task is not None:
            self._bar.advance(self._task, done)


def _write_mapping(outcome: Outcome) -> None:
    survey = outcome.survey
    site = next(iter(survey.sites.values()))
    words = {role: word for word, role in ROLES.items()}
    write_mapping(
        MAPPING,
        language=survey.decisions.language or language_of(site),
        authors=[author for each in survey.sites.values() for author in each.authors.values()],
        types={
            kind: words[role] for kind in sorted(survey.items)
            if (role := role_of(kind, survey.decisions)) in words and kind != "attachment"
        },
        statuses={
            status: survey.decisions.statuses.get(status) or STATUSES.get(status, "draft")
            for status in sorted(survey.statuses) if status not in ("", "inherit")
        },
    )  # fmt: skip
