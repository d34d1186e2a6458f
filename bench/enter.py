"""How long from Enter on the ticker desk until the line is on an open page, in real browsers.

    python -m bench.enter [--lines 100] [--json]

``courant serve`` with the sample paper; one Chromium page at the ticker desk, one at the front.
The desk's clock is read at the key press, the front's when the line is in its strip: both pages
are in one browser on one machine.
"""

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from courant.project.chromium import find_chromium
from tests.browser.conftest import FLAGS
from tests.project.house import House, house

BUDGET_MEDIAN_MS, BUDGET_WORST_MS = 250, 1_000
NAME, PASSWORD = "bench", "correct horse battery staple 7"
NOW = "performance.timeOrigin + performance.now()"

PRESSED = f"""() => document.addEventListener("keydown", event => {{
  if (event.key === "Enter") window.pressed = {NOW}
}}, true)"""
SEEN = f"""() => {{
  window.seen = {{}}
  const look = () => {{
    const strip = document.querySelector(".ticker").textContent
    for (const found of strip.matchAll(/Bench line \\d+\\./g))
      window.seen[found[0]] ??= {NOW}
  }}
  new MutationObserver(look).observe(document.body, {{
    subtree: true, childList: true, characterData: true,
  }})
}}"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the benchmark.  Return 0 if both budgets are met, 1 if not."""
    parser = argparse.ArgumentParser(prog="courant bench enter")
    parser.add_argument("--lines", type=int, default=100)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="courant-bench-") as folder:
        took = measured(Path(folder) / "paper", options.lines)
    median, worst = statistics.median(took), max(took)
    if options.json:
        print(json.dumps({"milliseconds": took}))
    else:
        print(
            f"{len(took)} lines, Enter to an open page: "
            f"median {median:.0f} ms, worst {worst:.0f} ms"
        )
    return 0 if median <= BUDGET_MEDIAN_MS and worst <= BUDGET_WORST_MS else 1


def measured(home: Path, lines: int) -> list[float]:
    """Return how long each line took, in milliseconds."""
    with house(home) as up, sync_playwright() as playwright:
        _make_editor(up)
        program = find_chromium()
        browser = playwright.chromium.launch(executable_path=program, args=list(FLAGS))
        reader, desk = _reader(browser, up), _desk(browser, up)
        return [_file(desk, reader, f"Bench line {number}.") for number in range(1, lines + 1)]


def _make_editor(up: House) -> None:
    program = (
        "import django; django.setup(); from courant.staff.models import Staff;"
        f"Staff.objects.create_superuser({NAME!r}, password={PASSWORD!r})"
    )
    environ = up.environ | {"DJANGO_SETTINGS_MODULE": "courant.project.settings"}
    subprocess.run([sys.executable, "-c", program], env=environ, check=True)


def _reader(browser: Browser, up: House) -> Page:
    page = browser.new_context(viewport={"width": 1280, "height": 800}).new_page()
    page.goto(f"http://127.0.0.1:{up.port}/")
    page.wait_for_selector(".ticker")
    page.evaluate(SEEN)
    return page


def _desk(browser: Browser, up: House) -> Page:
    page = browser.new_context(viewport={"width": 1280, "height": 800}).new_page()
    page.goto(f"http://localhost:{up.newsroom_port}/")
    page.fill("[name=login]", NAME)
    page.fill("[name=password]", PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: "/staff/login/" not in url)
    page.goto(f"http://localhost:{up.newsroom_port}/admin/ticker/")
    page.evaluate(PRESSED)
    return page


def _file(desk: Page, reader: Page, text: str) -> float:
    box = desk.locator("[data-column=en] textarea[name=text]").first
    box.fill(text)
    box.press("Enter")
    reader.wait_for_function("text => window.seen[text]", arg=text, timeout=30_000)
    seen: float = reader.evaluate("text => window.seen[text]", text)
    pressed: float = desk.evaluate("window.pressed")
    desk.wait_for_function("() => !document.querySelector('form[data-busy]')")
    return seen - pressed


if __name__ == "__main__":
    sys.exit(main())
