"""The command ``courant``: which command, for which home; the work is elsewhere.

Commands are imported when they are asked for: ``courant kiosk`` must never import Django.
"""

import errno
import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from importlib import import_module
from pathlib import Path
from typing import Final

from courant import __version__
from courant.plant.config import ConfigError
from courant.project.errors import ProjectError, UsageError

DONE, NO, BAD_INPUT = 0, 1, 2
INTERRUPTED = 130  # as shells say it: 128 + SIGINT


@dataclass(frozen=True, slots=True)
class Command:
    """A command: where its function is, and what it says of itself."""

    function: str  # module:function in this room; takes its arguments, returns the exit status
    says: str


COMMANDS: Final = {
    "serve": Command("commands:serve", "publish the paper: kiosk, newsroom and works together"),
    "import": Command("commands:import_paper", "take in another paper: import wordpress FILE…"),
    "bake": Command("commands:bake", "bake what is stale, or with --all every page"),
    "why": Command("commands:why", "say what a page was baked from: why ADDRESS"),
    "staff": Command("commands:staff", "let somebody sign in: staff add NAME [--reset]"),
    "upgrade": Command("commands:upgrade", "bring a home of an older release up to date"),
    "kiosk": Command("commands:kiosk", "only the public server"),
    "newsroom": Command("commands:newsroom", "only the editors' server"),
    "work": Command("commands:work", "only the works"),
    "manage": Command("commands:manage", "Django's own commands"),
    "test": Command("trials:test", "run the tests: test [--long] [pytest arguments]"),
    "check": Command("trials:check", "format, lint, types, contracts"),
    "bench": Command("trials:bench", "measure: bench NAME"),
}

USAGE = """usage: courant COMMAND [--home DIR] …

{commands}

--home DIR is the paper's directory; else COURANT_HOME, else ./paper.
courant COMMAND --help tells more."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command.  Return 0 done, 1 "no", 2 bad input; never a traceback for bad input."""
    try:
        options, words = take_options(list(sys.argv[1:] if argv is None else argv))
        if home := options.get("--home"):
            os.environ["COURANT_HOME"] = str(Path(home).expanduser().absolute())
        if parent := options.get("--parent"):
            from courant.plant.lifeline import end_with_parent

            end_with_parent(int(parent))
        return command(words)
    except (ConfigError, ProjectError) as error:
        print(error, file=sys.stderr)
        return BAD_INPUT
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return NO
    except OSError as error:
        if error.errno not in (errno.ENOSPC, errno.EDQUOT):
            raise
        print(f"The disk is full ({error.filename}). Make room and try again.", file=sys.stderr)
        return NO
    except KeyboardInterrupt:
        return INTERRUPTED


def command(words: Sequence[str]) -> int:
    """Find the command and run it.

    Raises:
        UsageError: There is no such command.
    """
    if not words or words[0] in ("-h", "--help", "help"):
        print(usage())
        return DONE if words else BAD_INPUT
    if words[0] in ("-V", "--version"):
        print(f"Courant {__version__}")
        return DONE
    if words[0] not in COMMANDS:
        close = get_close_matches(words[0], COMMANDS, n=1)
        hint = f" Did you mean {close[0]}?" if close else " courant --help lists them."
        raise UsageError(f"{words[0]} is not a command of Courant.{hint}")
    module, _, name = COMMANDS[words[0]].function.partition(":")
    function: Callable[[Sequence[str]], int] = getattr(
        import_module(f"courant.project.{module}"), name
    )
    return function(words[1:])


def usage() -> str:
    """Return what ``courant --help`` says."""
    lines = (f"  {name:<9} {of.says}" for name, of in COMMANDS.items())
    return USAGE.format(commands="\n".join(lines))


def take_options(words: list[str]) -> tuple[dict[str, str], list[str]]:
    """Take ``--home`` (and our own ``--parent``) out of a command line, wherever they stand.

    Raises:
        UsageError: One of them lacks its value.
    """
    taken: dict[str, str] = {}
    rest: list[str] = []
    waiting = iter(words)
    for word in waiting:
        name, equals, value = word.partition("=")
        if word == "--":
            rest += [word, *waiting]
        elif name in ("--home", "--parent"):
            taken[name] = value if equals else next(waiting, "")
            if not taken[name]:
                raise UsageError(f"{name} needs a value: {name}=…")
        else:
            rest.append(word)
    return taken, rest


if __name__ == "__main__":
    sys.exit(main())
