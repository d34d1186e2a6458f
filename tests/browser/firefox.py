"""A real Firefox, told what to do over Marionette, its own wire: no driver needs to be installed.

Source:
    https://firefox-source-docs.mozilla.org/testing/marionette/Protocol.html
"""

import json
import os
import shutil
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, BinaryIO

import pytest

from tests.project.house import eventually, free_port

# Nothing of Firefox's own may reach for the network.
QUIET = {
    "app.update.enabled": False,
    "browser.cache.disk.enable": False,  # a page of one test is not for the next
    "browser.cache.memory.enable": False,
    "browser.safebrowsing.downloads.remote.enabled": False,
    "browser.safebrowsing.malware.enabled": False,
    "browser.safebrowsing.phishing.enabled": False,
    "browser.search.update": False,
    "browser.shell.checkDefaultBrowser": False,
    "captivedetect.canonicalURL": "",
    "datareporting.policy.dataSubmissionEnabled": False,
    "extensions.getAddons.cache.enabled": False,
    "extensions.update.enabled": False,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "network.prefetch-next": False,
    "services.settings.server": "data:,",
}
# A line that is still to be swiped to counts as seen.
SEEN_TEXTS = """return [...document.querySelectorAll(arguments[0])]
  .filter(one => one.checkVisibility({visibilityProperty: true}))
  .map(one => one.innerText.trim())"""
TAB, ENTER, ESCAPE = "\ue004", "\ue007", "\ue00c"  # as WebDriver names keys


def find_firefox() -> str:
    """Return the path of a Firefox; without one skip, loudly, and where ``CI`` is set fail."""
    for name in ("firefox-esr", "firefox"):
        if found := shutil.which(name):
            return found
    words = "NO FIREFOX: nothing was tried in it. Install it (Debian: apt install firefox-esr)."
    if os.environ.get("CI"):
        pytest.fail(words)
    pytest.skip(words)


@contextmanager
def firefox(profile: Path, **preferences: Any) -> Iterator["Firefox"]:
    """Run a Firefox without a window in a new profile; preferences are named ``a__b`` for a.b."""
    program, port = find_firefox(), free_port()
    profile.mkdir()
    named = {name.replace("__", "."): value for name, value in preferences.items()}
    wanted = QUIET | named | {"marionette.port": port}
    lines = [f"user_pref({json.dumps(name)}, {json.dumps(to)});" for name, to in wanted.items()]
    (profile / "user.js").write_text("\n".join(lines))
    command = [
        program, "--headless", "--no-remote", "--profile", str(profile),
        "--marionette", "--remote-allow-system-access",
    ]  # fmt: skip
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            with _connected(port) as line:
                yield Firefox(line)
        finally:
            process.terminate()
            with suppress(subprocess.TimeoutExpired):
                process.wait(timeout=20)
            process.kill()


class Firefox:
    """What a test says to it."""

    def __init__(self, line: BinaryIO) -> None:
        """Take up the wire."""
        self._line = line
        self._number = 0
        self._read()  # who it is
        self._do("WebDriver:NewSession", capabilities={"alwaysMatch": {}})

    def open(self, url: str, *, width: int = 1280) -> None:
        """Open a page in a window of this width, CSS pixels."""
        self._do("WebDriver:SetWindowRect", width=width, height=800)
        self._do("WebDriver:Navigate", url=url)

    def run(self, script: str, *args: Any) -> Any:
        """Run a function's body in the page, outside its policy; return what it returns."""
        return self._do("WebDriver:ExecuteScript", script=script, args=list(args))["value"]

    def press(self, *keys: str) -> None:
        """Press keys, one after the other."""
        deeds = [{"type": way, "value": key} for key in keys for way in ("keyDown", "keyUp")]
        self._do(
            "WebDriver:PerformActions", actions=[{"type": "key", "id": "keys", "actions": deeds}]
        )

    def prefer(self, name: str, value: int) -> None:
        """Set a preference of the browser while it runs."""
        self._do("Marionette:SetContext", value="chrome")
        self.run("Services.prefs.setIntPref(arguments[0], arguments[1])", name, value)
        self._do("Marionette:SetContext", value="content")

    def texts(self, selector: str) -> list[str]:
        """Return the texts of the elements that are seen, as a reader has them."""
        return list(self.run(SEEN_TEXTS, selector))

    def click(self, selector: str) -> None:
        """Click the first element."""
        found = self._do("WebDriver:FindElement", using="css selector", value=selector)
        self._do("WebDriver:ElementClick", id=next(iter(found["value"].values())))

    def _do(self, command: str, **arguments: Any) -> Any:
        self._number += 1
        told = json.dumps([0, self._number, command, arguments]).encode()
        self._line.write(b"%d:%b" % (len(told), told))
        self._line.flush()
        _, _, error, result = self._read()
        assert error is None, f"{command}: {error['error']}: {error['message']}"
        return result

    def _read(self) -> Any:
        length = b""
        while (one := self._line.read(1)) != b":":
            assert one, "Firefox hung up"
            length += one
        return json.loads(self._line.read(int(length)))


@contextmanager
def _connected(port: int) -> Iterator[BinaryIO]:
    """Connect as soon as it answers."""
    wire = eventually(lambda: _wire(port), 60)
    assert wire, "Firefox does not answer"
    with wire, wire.makefile("rwb") as line:
        yield line


def _wire(port: int) -> socket.socket | None:
    with suppress(OSError):
        return socket.create_connection(("127.0.0.1", port), timeout=60)
    return None
