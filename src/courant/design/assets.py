"""Files that pages ask for by name and readers get by hash: style sheet, scripts, icon, fonts."""

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType

from courant.design.colours import DARK_PAPER, PAPER, check_accent
from courant.plant.addresses import Address

HERE = Path(__file__).parent
CSS, FILES, SCRIPTS = HERE / "css", HERE / "files", HERE / "scripts"

# The style sheet is one file, in this order.
SHEETS = (
    "type.css",
    "page.css",
    "front.css",
    "article.css",
    "record.css",
    "corrections.css",
    "replies.css",
    "letters.css",
    "search.css",
    "ticker.css",
    "print.css",
)

# And the script is one: a page asks for it where its ticker stands and again where its replies do,
# which is one request.  Each part does its work once, where it finds what it works on.
SCRIPT, PARTS = "reader.js", ("ticker.js", "work.js", "replies.js", "print.js")

COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
SPACE = re.compile(r"\s+")
AROUND_SIGNS = re.compile(r"\s*([{};,>])\s*")
ASSET_IN_CSS = re.compile(r"url\(asset:([\w.-]+)\)")
HASH_DIGITS = 12


@dataclass(frozen=True, slots=True)
class Asset:
    """A file of ours in the edition.  Its address changes with its bytes: keep it for ever."""

    address: Address  # /assets/courant-1f3a5c7e9b0d.css
    body: bytes


def named(name: str, body: bytes) -> Asset:
    """Return the asset of these bytes: ``courant.css`` becomes ``/assets/courant-<hash>.css``."""
    stem, _, ending = name.rpartition(".")
    digest = hashlib.sha256(body).hexdigest()[:HASH_DIGITS]
    return Asset(Address(f"/assets/{stem}-{digest}.{ending}"), body)


@lru_cache(maxsize=1)
def fixed_assets() -> Mapping[str, Asset]:
    """Return the assets that are the same in every paper, by name."""
    files = sorted(path for path in FILES.iterdir() if path.suffix in (".woff2", ".svg"))
    assets = {path.name: named(path.name, path.read_bytes()) for path in files}
    assets[SCRIPT] = named(SCRIPT, ";".join(map(script, PARTS)).encode())
    return MappingProxyType(assets)


@lru_cache(maxsize=16)
def stylesheet(accent: str, accent_dark: str, root: str = "") -> Asset:
    """Return the style sheet of a paper, with its colours in front.

    One file for both, because each file that holds up the first picture of a page costs a
    reader far away one round trip.

    Args:
        accent: ``#rrggbb``, read on white.
        accent_dark: The same for dark pages.
        root: The paper's URL without a final slash: what is printed shows whole addresses.

    Raises:
        ColourError: Words in one of them could not be read.
    """
    check_accent(accent, PAPER)
    check_accent(accent_dark, DARK_PAPER)
    colours = (
        f":root{{--accent:{accent};--root:{json.dumps(root)}}}"
        f"@media(prefers-color-scheme:dark){{:root{{--accent:{accent_dark}}}}}"
    )
    rules = "".join((CSS / name).read_text("utf-8") for name in SHEETS)
    rules = ASSET_IN_CSS.sub(lambda found: f"url({fixed_assets()[found[1]].address})", rules)
    return named("courant.css", (colours + squeezed(rules)).encode())


def script(name: str) -> str:
    """Return one part of the script that pages load."""
    return without_comments((SCRIPTS / name).read_text("utf-8"))


def squeezed(rules: str) -> str:
    """Return a style sheet without comments and the space around its signs."""
    return AROUND_SIGNS.sub(r"\1", SPACE.sub(" ", COMMENT.sub("", rules))).strip()


def without_comments(script: str) -> str:
    """Return a script without the lines that are comments, and without indentation.

    Our scripts have comments only on lines of their own, and no text of theirs goes over lines.
    """
    lines = (line.strip() for line in script.splitlines())
    return "".join(f"{line}\n" for line in lines if line and not line.startswith("//"))
