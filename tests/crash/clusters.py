"""A PostgreSQL of a test's own, which can be taken away and brought back."""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.kiosk.servers import free_port

PROGRAMS = sorted(Path("/usr/lib/postgresql").glob("*/bin"))  # where Debian puts them
OWNER = "postgres"  # the server refuses to run as root


class Cluster:
    """A server with one database, ``paper``."""

    def __init__(self, place: Path, programs: Path) -> None:
        self._place, self._programs = place, programs
        self._port = free_port()
        self._run("initdb", "--auth=trust", f"--username={OWNER}", "--encoding=UTF8")

    @property
    def url(self) -> str:
        return f"postgresql://{OWNER}@127.0.0.1:{self._port}/paper"

    def start(self) -> None:
        told = f"-p {self._port} -k {self._place} -c listen_addresses=127.0.0.1"
        self._run("pg_ctl", "start", "--wait", "-l", str(self._place / "log"), "-o", told)

    def make_database(self) -> None:
        reach = ("-h", "127.0.0.1", "-p", str(self._port), "-U", OWNER)
        subprocess.run([self._programs / "createdb", *reach, "paper"], check=True)

    def vanish(self) -> None:
        """Stop as at a loss of power: no goodbye to anybody."""
        self._run("pg_ctl", "stop", "--wait", "--mode=immediate")

    def _run(self, program: str, *words: str) -> None:
        is_root = os.geteuid() == 0
        subprocess.run(
            [self._programs / program, "-D", str(self._place / "data"), *words],
            user=OWNER if is_root else None,
            cwd=self._place,
            stdout=subprocess.DEVNULL,
            check=True,
        )


@contextmanager
def cluster() -> Iterator[Cluster]:
    """A server that runs, and is gone after the block; skip where there is none."""
    if not PROGRAMS:
        pytest.skip("NO POSTGRESQL: apt-get install postgresql.")
    place = Path(tempfile.mkdtemp(prefix="courant-postgresql-"))
    try:
        if os.geteuid() == 0:
            os.chown(place, pwd.getpwnam(OWNER).pw_uid, -1)
        made = Cluster(place, PROGRAMS[-1])
        made.start()
        try:
            made.make_database()
            yield made
        finally:
            made.vanish()
    finally:
        shutil.rmtree(place)
