"""Every baked page is valid HTML, by the judgement of html-validate and all that it recommends."""

import json
import os
import subprocess
from pathlib import Path

import pytest

from tests.npm import tool

HERE = Path(__file__).parent
SETTINGS = {"root": True, "extends": ["html-validate:recommended"]}
# Framed by other sites, and made new for readers without scripts: there is no other way.
REFRESHED = "/embed/index.html"
AT_ONCE = 200  # files of one call


def complaints(edition: Path, tmp_path: Path) -> list[str]:
    """Return what is wrong with the pages of an edition: file, line, rule, words."""
    program = tool("html-validate", of=HERE)
    settings = tmp_path / "html-validate.json"
    settings.write_text(json.dumps(SETTINGS))
    pages = sorted(str(page) for page in edition.rglob("*.html"))
    assert pages
    found = []
    for start in range(0, len(pages), AT_ONCE):
        command = [str(program), "--config", str(settings), "--formatter", "json"]
        said = subprocess.run(
            [*command, *pages[start : start + AT_ONCE]],
            capture_output=True, text=True, check=False, env=os.environ | {"NO_COLOR": "1"},
        )  # fmt: skip
        assert said.stdout, said.stderr
        found += [
            f"{page['filePath']}:{wrong['line']} {wrong['ruleId']}: {wrong['message']}"
            for page in json.loads(said.stdout)
            for wrong in page["messages"]
            if not (wrong["ruleId"] == "meta-refresh" and page["filePath"].endswith(REFRESHED))
        ]
    return found


def test_every_kind_of_page_is_valid(edition: Path, tmp_path: Path) -> None:
    assert complaints(edition, tmp_path) == []


@pytest.mark.long
def test_every_page_of_the_sample_is_valid(sample: Path, tmp_path: Path) -> None:
    assert complaints(sample, tmp_path) == []


def test_a_page_that_is_not_valid_is_found(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text("<!DOCTYPE html><html><body><p><div></p></body></html>")

    assert complaints(tmp_path, tmp_path)
