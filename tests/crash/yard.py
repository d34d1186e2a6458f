"""A yard: a process that holds a home, in which each deed is done by a child that may be killed.

Django is set up once and each deed forks, so that a hundred deaths cost little.  Run as
``python -m tests.crash.yard``; it reads a line for each deed and answers with the status.
"""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

REPOSITORY = Path(__file__).parents[2]


class Yard:
    """The other end: starts the process and tells it what to do."""

    def __init__(self, home: Path, process: "subprocess.Popen[str]") -> None:
        self.home = home
        self._process = process

    def do(self, *words: str) -> int:
        """Have a deed done.  Return its exit status, negative for the signal that killed it."""
        assert self._process.stdin
        assert self._process.stdout
        print(*words, file=self._process.stdin, flush=True)
        return int(self._process.stdout.readline())


@contextmanager
def yard_of(home: Path) -> Iterator[Yard]:
    """Open the yard of a home whose database is migrated."""
    environ = {name: v for name, v in os.environ.items() if not name.startswith("COURANT_")}
    with subprocess.Popen(
        [sys.executable, "-m", "tests.crash.yard"],
        cwd=REPOSITORY,
        env=environ | {"COURANT_HOME": str(home)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        yield Yard(home, process)
        assert process.stdin
        process.stdin.close()


def main() -> None:
    """Do each deed in a child."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "courant.project.settings"
    import django

    django.setup()
    from tests.crash.deeds import DEEDS

    for line in sys.stdin:
        name, *words = line.split()
        child = os.fork()
        if not child:
            try:
                DEEDS[name](*words)
            except BaseException:  # noqa: BLE001  # a child must not go on as its parent
                sys.excepthook(*sys.exc_info())
                os._exit(1)
            os._exit(0)
        _, status = os.waitpid(child, 0)
        print(os.waitstatus_to_exitcode(status), flush=True)


if __name__ == "__main__":
    main()
