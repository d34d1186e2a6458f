"""What the documents say is so: settings, commands, rooms, files, names in files, words."""

import re
from collections import Counter
from dataclasses import fields
from itertools import chain
from pathlib import Path

import pytest

from courant.plant.config import OUTSIDE, PREFIX, Config
from courant.project.cli import COMMANDS
from courant.project.settings_page import settings_page

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
DOCUMENTS = sorted([*ROOT.glob("*.md"), *DOCS.rglob("*.md")])
ROOMS = sorted(path.parent.name for path in (ROOT / "src/courant").glob("*/__init__.py"))
DECISIONS = sorted((DOCS / "adr").glob("[0-9]*.md"))

FILE = re.compile(r"`((?:src|docs|deploy|tests|bench|\.ci)/[\w./-]*[\w/])`")
LINK = re.compile(r"\]\((?!https?:|mailto:)([^)#\s]*)(#[^)\s]+)?\)")
# `Edition.put` in `src/…/files.py`, `accent` (`src/…/colours.py`)
NAME_IN_FILE = re.compile(r"`([A-Za-z_][\w.]*)`\s+(?:in\s+|\()`(src/[\w./]+\.py)`")
SETTING = re.compile(r"\bCOURANT_[A-Z_]+\b")
COMMAND = re.compile(r"(?:^|`)(?:\./)?courant ([a-z]+)", re.MULTILINE)
HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)
WORD = re.compile(r"^- \*\*(.+?)\*\*: (.+)$", re.MULTILINE)

every_document = pytest.mark.parametrize(
    "document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT))
)


def test_the_settings_page_is_as_the_settings_are() -> None:
    written = (DOCS / "operators/settings.md").read_text("utf-8")
    assert written == settings_page(), "python -m courant.project.settings_page writes it anew"


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_is_told_to_operators(command: str) -> None:
    told = (DOCS / "operators/running.md").read_text("utf-8")
    assert f"`courant {command}" in told


@pytest.mark.parametrize("room", ROOMS)
def test_every_room_stands_on_a_floor_of_the_architecture(room: str) -> None:
    assert f"`src/courant/{room}/`" in (DOCS / "architecture.md").read_text("utf-8")


@every_document
def test_every_file_a_document_names_is_there(document: Path) -> None:
    text = document.read_text("utf-8")
    missing = [name for name in FILE.findall(text) if not (ROOT / name).exists()]
    missing += [name for name, _ in LINK.findall(text) if not (document.parent / name).exists()]
    assert missing == []


@every_document
def test_every_heading_a_document_links_to_is_there(document: Path) -> None:
    for name, anchor in LINK.findall(document.read_text("utf-8")):
        if anchor:
            there = document.parent / name if name else document
            assert anchor[1:] in map(anchor_of, HEADING.findall(there.read_text("utf-8")))


@every_document
def test_every_name_a_document_finds_in_a_file_is_there(document: Path) -> None:
    missing = [
        f"{name} in {filename}"
        for name, filename in NAME_IN_FILE.findall(document.read_text("utf-8"))
        if not all(is_said_in(ROOT / filename, part) for part in name.split("."))
    ]
    assert missing == []


@every_document
def test_every_setting_a_document_names_is_one(document: Path) -> None:
    known = OUTSIDE | {PREFIX + field.name.upper() for field in fields(Config)}
    assert set(SETTING.findall(document.read_text("utf-8"))) <= known


@every_document
def test_every_command_a_document_names_is_one(document: Path) -> None:
    assert set(COMMAND.findall(document.read_text("utf-8"))) <= COMMANDS.keys()


def test_every_word_stands_in_the_glossary_once_and_in_order() -> None:
    parts = (DOCS / "glossary.md").read_text("utf-8").split("\n## ")
    words = [[word.casefold() for word, _ in WORD.findall(part)] for part in parts]

    assert [of for of in words if of != sorted(of)] == []
    assert [word for word, times in Counter(chain(*words)).items() if times > 1] == []


def test_every_word_of_the_glossary_has_one_sentence() -> None:
    said = WORD.findall((DOCS / "glossary.md").read_text("utf-8"))
    assert [word for word, told in said if not told.endswith(".") or ". " in told] == []


def test_decisions_are_numbered_without_a_gap_and_listed() -> None:
    listed = (DOCS / "adr/README.md").read_text("utf-8")

    assert [int(path.name[:4]) for path in DECISIONS] == list(range(1, len(DECISIONS) + 1))
    assert [path.name for path in DECISIONS if f"({path.name})" not in listed] == []


@pytest.mark.parametrize("decision", DECISIONS, ids=lambda path: path.stem)
def test_a_decision_says_what_was_so_what_we_chose_and_what_follows(decision: Path) -> None:
    text = decision.read_text("utf-8")
    assert text.startswith(f"# {decision.name[:4]}. ")
    assert "\nStatus: " in text
    assert [h for h in HEADING.findall(text)[1:] if not h.startswith("`")] == [
        "Context",
        "Decision",
        "Consequences",
    ]


def is_said_in(path: Path, name: str) -> bool:
    """Say whether a module defines a name: a function, a class, or something with a value."""
    defined = rf"^\s*(?:(?:async )?def|class) {name}\b|^\s*{name}\s?[:=]"
    return re.search(defined, path.read_text("utf-8"), re.MULTILINE) is not None


def anchor_of(heading: str) -> str:
    """Return a heading as forges link to it."""
    return re.sub(r"[^\w\s-]", "", heading.casefold()).strip().replace(" ", "-")
