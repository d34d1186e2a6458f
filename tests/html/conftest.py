"""What these tests read: the edition of a paper with every kind of page."""

from pathlib import Path

import pytest

from tests.browser.conftest import Printed, homes, printed

__all__ = ["homes"]  # a fixture


@pytest.fixture(scope="session")
def readable(homes: Path) -> Printed:
    """A paper in English and Persian with every kind of page and block."""
    return printed(homes, "reading")


@pytest.fixture(scope="session")
def edition(readable: Printed) -> Path:
    return readable.home / "edition"


@pytest.fixture(scope="session")
def sample(homes: Path) -> Path:
    """The edition of the sample paper."""
    return printed(homes, "sample").home / "edition"
