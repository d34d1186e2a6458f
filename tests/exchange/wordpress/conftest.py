"""What the import's tests stand on."""

from pathlib import Path

import pytest

from tests.exchange.wxr.exports import real_exports


@pytest.fixture(params=[path.name for path in real_exports()])
def real_export(request: pytest.FixtureRequest) -> Path:
    return next(path for path in real_exports() if path.name == request.param)
