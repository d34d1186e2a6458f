"""``courant bake [--all] [--jobs N]``: bake what is stale, or everything.

Beside running works, which hold the press, it queues the work and follows theirs.
"""

import argparse
import json
import sys
import time
from collections.abc import Callable
from functools import partial
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from courant.press.changes import ring
from courant.press.models import PressRun, StaleAddress
from courant.press.queries import failed_bakes, last_run
from courant.press.resolve import spoil_everything
from courant.press.run import PressBusyError, press_run

LOOK_EVERY_SECONDS = 0.5


def _jobs(raw: str) -> int:
    if raw.isdecimal() and int(raw) > 0:
        return int(raw)
    raise argparse.ArgumentTypeError(f"{raw!r} must be a whole number above zero.")


class Command(BaseCommand):
    """Bake what is stale."""

    help = "Bake what is stale, or with --all every page of the paper."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the options."""
        parser.add_argument("--all", action="store_true", help="bake every page again")
        parser.add_argument("--jobs", type=_jobs, default=1, help="in how many processes")
        parser.add_argument("--json", action="store_true", help="say the result as JSON")

    def handle(self, *, jobs: int, **options: Any) -> None:
        """Bake with a progress bar, then say what was done."""
        if options["all"]:
            spoil_everything()
        total = StaleAddress.objects.filter(error="").count()
        columns = (TextColumn("Baking"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
        quiet = options["json"] or not sys.stderr.isatty()
        with Progress(*columns, console=Console(stderr=True), disable=quiet) as bar:
            task = bar.add_task("", total=total)
            try:
                run = press_run(jobs=jobs, progress=lambda done: bar.advance(task, done))
            except PressBusyError:
                ring()
                tell = partial(bar.update, task)
                run = self._follow(jobs, lambda left: tell(completed=max(total - left, 0)))
        self._report(run, as_json=options["json"])

    def _follow(self, jobs: int, tell: Callable[[int], None]) -> PressRun | None:
        """Wait for the press to be free; what its holder left, or died over, is baked here."""
        self.stderr.write("The works are baking; following them.")
        while True:
            tell(StaleAddress.objects.filter(error="").count())
            time.sleep(LOOK_EVERY_SECONDS)
            try:
                return press_run(jobs=jobs) or last_run()
            except PressBusyError:
                continue

    def _report(self, run: PressRun | None, *, as_json: bool) -> None:
        failed = list(failed_bakes().values("address", "recipe", "error"))
        numbers = {
            "edition": run.pk if run else None,
            "baked": run.baked if run else 0,
            "written": run.written if run else 0,
            "removed": run.removed if run else 0,
            "failed": failed,
        }
        if as_json:
            self.stdout.write(json.dumps(numbers))
        elif run is None:
            self.stdout.write("Nothing was stale.")
        else:
            self.stdout.write(
                f"Edition {run.pk}: {run.baked} pages baked, {run.written} with new bytes, "
                f"{run.removed} taken away."
            )
        for row in failed:
            self.stderr.write(f"{row['address']} failed ({row['recipe']}): {row['error']}")
        if failed:
            raise SystemExit(1)
