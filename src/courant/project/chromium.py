"""Finding a browser for the tests, or getting one."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)
# Where Playwright keeps what it installed: headless shells first, they are the smaller ones.
PLAYWRIGHTS = (
    "chromium_headless_shell-*/chrome-*/headless_shell",
    "chromium_headless_shell-*/chrome-*/chrome-headless-shell",
    "chromium-*/chrome-*/chrome",
)


def find_chromium() -> str | None:
    """Return the path of a Chrome or Chromium: ``COURANT_CHROME``, one installed, Playwright's."""
    if named := os.environ.get("COURANT_CHROME"):
        return named
    for name in (*NAMES, *PLACES):
        if found := shutil.which(name):
            return found
    root = Path(os.environ.get("PLAYWRIGHT_BROWSERS_PATH") or Path.home() / ".cache/ms-playwright")
    shells = (path for pattern in PLAYWRIGHTS for path in sorted(root.glob(pattern)))
    return next((str(path) for path in shells), None)


def get_chromium(say: Callable[[str], None]) -> str | None:
    """Return the path of a Chromium, installing one if need be; None if there is no way.

    As root on Debian from its packages; else as Playwright installs it, in the user's cache.
    """
    for command in ((), *_ways()):
        if command:
            say(f"No Chromium here; trying: {' '.join(command)}")
            subprocess.run(command, check=False, stdout=subprocess.DEVNULL)
        if found := find_chromium():
            return found
    return None


def _ways() -> list[tuple[str, ...]]:
    ways: list[tuple[str, ...]] = []
    if os.geteuid() == 0 and shutil.which("apt-get"):
        install = ("apt-get", "install", "--yes", "--no-install-recommends", "chromium")
        ways += [("apt-get", "update", "-qq"), install]
    return [*ways, (sys.executable, "-m", "playwright", "install", "--only-shell", "chromium")]
