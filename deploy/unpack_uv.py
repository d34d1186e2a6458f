"""Install uv where there is neither venv nor pip: ``python3 unpack_uv.py VERSION DIRECTORY``.

Asks a package index (PEP 503) for uv's wheels, takes the one for this machine, checks its hash
and unpacks its program to ``DIRECTORY/bin``.  Standard library only; ``./courant`` calls it.
"""

import hashlib
import os
import platform
import re
import sys
import zipfile
from io import BytesIO
from pathlib import Path
from urllib.parse import urldefrag, urljoin
from urllib.request import urlopen

INDEX = os.environ.get("UV_DEFAULT_INDEX") or os.environ.get("PIP_INDEX_URL")
LINK = re.compile(r'href="([^"]+)"')
SECONDS = 60


def main(version: str, directory: str) -> None:
    """Download, check, unpack."""
    page = (INDEX or "https://pypi.org/simple").rstrip("/") + "/uv/"
    with urlopen(page, timeout=SECONDS) as answer:  # noqa: S310  # the operator's own index
        links = LINK.findall(answer.read().decode())
    url, fragment = urldefrag(urljoin(page, wheel(links, version)))
    with urlopen(url, timeout=SECONDS) as answer:  # noqa: S310
        body = answer.read()
    if hashlib.sha256(body).hexdigest() != fragment.removeprefix("sha256="):
        sys.exit(f"{url} is not what the index says it is; nothing was installed.")
    unpack(body, version, Path(directory) / "bin")


def wheel(links: list[str], version: str) -> str:
    """Return the link to the wheel for this machine."""
    machine = platform.machine().lower().replace("arm64", "aarch64")
    if sys.platform == "darwin":
        wanted = re.compile(rf"macosx_[\d_]+_{machine.replace('aarch64', 'arm64')}")
    elif platform.libc_ver()[0] == "glibc":
        wanted = re.compile(rf"manylinux\w*_{machine}")
    else:
        wanted = re.compile(rf"musllinux\w*_{machine}")
    for link in links:
        name = urldefrag(link)[0].rpartition("/")[2]
        if name.startswith(f"uv-{version}-") and name.endswith(".whl") and wanted.search(name):
            return link
    sys.exit(f"The index has no uv {version} for {sys.platform} on {machine}.")


def unpack(body: bytes, version: str, programs: Path) -> None:
    """Write uv's programs from its wheel."""
    programs.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(BytesIO(body)) as archive:
        for name in ("uv", "uvx"):
            path = programs / name
            path.write_bytes(archive.read(f"uv-{version}.data/scripts/{name}"))
            path.chmod(0o755)


if __name__ == "__main__":
    main(*sys.argv[1:])
