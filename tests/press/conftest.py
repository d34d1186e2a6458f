"""A press of its own for every test: an empty book of recipes, an empty edition, a fixed clock."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest


@pytest.fixture
def book(monkeypatch: pytest.MonkeyPatch) -> Any:
    """The recipes: none but what the test registers."""
    from courant.press import recipes

    monkeypatch.setattr(recipes, "_book", {})
    monkeypatch.setattr(recipes, "_house", [lambda: "house-one"])
    monkeypatch.setattr(recipes, "_audits", [])
    return recipes


@pytest.fixture
def pages(book: Any, db: None, noon: datetime) -> Iterator[Any]:
    """A recipe for any page, already in the book."""
    from tests.press.pages import Pages

    recipe = Pages()
    book.register(recipe)
    return recipe


@pytest.fixture
def edition(tmp_path: Path) -> Any:
    from courant.plant.edition.files import Edition

    return Edition(tmp_path / "edition", durable=False)
