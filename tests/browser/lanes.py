"""Readers' browsers that take only a part of what a page offers: no scripts, cookies, pictures."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext

from courant.project.chromium import find_chromium

# What is taken away, by lane.  Chromium's own settings: 2 is "block".
LANES: dict[str, frozenset[str]] = {
    "with everything": frozenset(),
    "without scripts": frozenset({"javascript"}),
    "without cookies": frozenset({"cookies"}),
    "without scripts and cookies": frozenset({"javascript", "cookies"}),
    "without pictures": frozenset({"images"}),
}
SCRIPTS, BLOCK = "javascript", 2


@contextmanager
def browser_for(
    lane: str, browser: Browser, folder: Path, flags: list[str]
) -> Iterator[BrowserContext]:
    """Start a browser whose owner has switched something off in its settings."""
    settings = folder / "Default" / "Preferences"
    settings.parent.mkdir(parents=True)
    # Scripts are switched off by the driver: with the setting it could ask the page nothing.
    blocked = dict.fromkeys(LANES[lane] - {SCRIPTS}, BLOCK)
    told = {"profile": {"default_content_setting_values": blocked}}
    settings.write_text(json.dumps(told))
    context = browser.browser_type.launch_persistent_context(
        folder,
        executable_path=find_chromium(),
        args=flags,
        java_script_enabled=SCRIPTS not in LANES[lane],
    )
    try:
        yield context
    finally:
        context.close()
