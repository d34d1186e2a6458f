"""What ``bench.bake`` runs in a process of its own, so that Django sees one home."""

import json
import os
import resource
import sys
import time

from courant.plant.home import Home


def main(words: list[str]) -> None:
    """Do ``fill COUNT WORDS`` or ``bake JOBS`` in the home that ``COURANT_HOME`` names."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "courant.project.settings"
    from courant.plant.config import read_config
    from courant.project.begin import make_directories

    home = read_config(os.environ).paths
    make_directories(home)
    import django

    django.setup()
    if words[0] == "fill":
        fill(home, int(words[1]), int(words[2]))
    else:
        bake(int(words[1]))


def fill(home: Home, count: int, words: int) -> None:
    """Make the tables and the articles."""
    from django.core.management import call_command
    from django.db import connection

    from bench.archive import fill as fill_paper
    from courant.project.release import write_version
    from courant.ticker.services.tickers import open_missing_tickers

    connection.ensure_connection()
    if connection.vendor == "sqlite":
        connection.cursor().execute("PRAGMA synchronous=OFF")
    call_command("migrate", verbosity=0, interactive=False)
    fill_paper(count, words)
    open_missing_tickers()
    write_version(home)


def bake(jobs: int) -> None:
    """Bake everything as if nothing had ever been baked; print what it took as JSON."""
    from django.db import connection

    from courant.press.models import Baking, Change, StaleAddress
    from courant.press.resolve import spoil_everything
    from courant.press.run import press_run

    for model in (Baking, Change, StaleAddress):
        model.objects.all().delete()
    spoil_everything()
    connection.close()
    # Timed: compose, render, compress, write, remember the ingredients, sync.
    began, used = time.perf_counter(), _cpu()
    run = press_run(jobs=jobs)
    seconds, cpu = time.perf_counter() - began, _cpu() - used
    if run is None or run.failed:
        raise SystemExit(f"Some pages failed: {run and run.failed}")
    print(json.dumps({"seconds": seconds, "cpu": cpu, "pages": run.baked}))


def _cpu() -> float:
    """Return the CPU seconds of this process and of its children that have ended."""
    return sum(
        used.ru_utime + used.ru_stime
        for used in map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    )


if __name__ == "__main__":
    main(sys.argv[1:])
