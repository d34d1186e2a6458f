"""The child starts light, and carries nothing that a hostile file could take."""

import subprocess
import sys

import pytest

from courant.newsroom.photos.child.wire import Message, packed
from courant.newsroom.photos.errors import PhotoError
from courant.newsroom.photos.limits import INTAKE
from courant.newsroom.photos.sandbox import ask_child

ALL_OF_THE_CHILD = """
import sys
from courant.newsroom.photos.child import __main__, encoding, metadata, opening
print(*sorted({name.partition(".")[0] for name in sys.modules}))
"""


def test_the_child_imports_no_django_and_no_network() -> None:
    told = subprocess.run(
        [sys.executable, "-I", "-c", ALL_OF_THE_CHILD], capture_output=True, text=True, check=True
    )

    loaded = set(told.stdout.split())
    assert "PIL" in loaded
    assert loaded.isdisjoint({"django", "wagtail", "socket", "ssl", "sqlite3", "urllib"})


def test_a_job_that_nobody_knows_is_refused() -> None:
    with pytest.raises(PhotoError):
        ask_child(Message({"deed": "format the disk"}), INTAKE)


@pytest.mark.parametrize("job", [b"", b"{}\n", b"nonsense", packed(Message({}, (b"12",)))[:-1]])
def test_a_torn_job_ends_the_child_without_an_answer(job: bytes) -> None:
    child = subprocess.run(
        [sys.executable, "-I", "-m", "courant.newsroom.photos.child"],
        input=job,
        capture_output=True,
        check=False,
    )

    assert child.returncode != 0
    assert child.stdout == b""
