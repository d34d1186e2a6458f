"""A template that will not compile keeps the old page up, and says so."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from courant.design import engine
from courant.newsroom.recipes.engine import _engine
from courant.plant.edition.files import Edition
from courant.press.queries import failed_bakes
from courant.press.run import press_run
from tests.paper import make_article, publish

pytestmark = pytest.mark.django_db


@pytest.fixture
def broken_template(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """Return what makes a template unfit to compile."""
    source_of = engine.source_of

    def breaking(name: str) -> None:
        monkeypatch.setattr(
            engine,
            "source_of",
            lambda asked, **more: "{% if %}" if asked == name else source_of(asked, **more),
        )
        _engine.cache_clear()

    yield breaking
    _engine.cache_clear()


def test_a_template_that_will_not_compile_keeps_the_old_page_up(
    tmp_path: Path, broken_template: Any
) -> None:
    article = make_article("Before")
    edition = Edition(tmp_path / "edition", durable=False)
    press_run(edition)
    address = article.teaser.address
    before = (tmp_path / f"edition{address}index.html").read_bytes()

    broken_template("article.html")
    publish(article, title="After")
    press_run(edition)

    assert (tmp_path / f"edition{address}index.html").read_bytes() == before
    failed = failed_bakes().get()
    assert failed.address == address
    assert "article.html" in failed.error
    assert b"After" in (tmp_path / "edition/index.html").read_bytes()
