"""What machines read, against the schemas of those who define it.

Atom's schema is RFC 4287's, in ``schemas/atom.rnc``; that of sitemaps and the vocabulary of
schema.org come with packages that ``schemas/package.json`` names.
"""

import json
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import rnc2rng
from lxml import etree

from tests.npm import tool

SCHEMAS = Path(__file__).parent / "schemas"
DATA = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)
SITEMAPS = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
ENTRY = "<entry><id>urn:x</id><title>X</title><updated>2026-11-20T12:00:00Z</updated></entry>"
FEED = (
    '<feed xmlns="http://www.w3.org/2005/Atom"><id>urn:f</id><title>F</title>'
    f"<updated>2026-11-20T12:00:00Z</updated>{ENTRY}</feed>"
)
TYPES = """import type {Graph, WithContext, Thing} from "schema-dts";
type Strict = WithContext<Exclude<Thing, string>> | Graph;
"""


@pytest.fixture(scope="module")
def atom() -> etree.RelaxNG:
    grammar = rnc2rng.dumps(rnc2rng.loads((SCHEMAS / "atom.rnc").read_text()))
    # The converter declares the empty namespace as a prefix, which XML does not allow.
    return etree.RelaxNG(etree.fromstring(grammar.replace('xmlns:local=""', "").encode()))


def packages() -> Path:
    """Return where the packages of the schemas are installed."""
    return tool("tsc", of=SCHEMAS).parents[1]


def test_every_feed_is_atom(edition: Path, atom: etree.RelaxNG) -> None:
    feeds = sorted(edition.rglob("feed.xml"))

    wrong = [(feed, str(atom.error_log)) for feed in feeds if not atom.validate(etree.parse(feed))]

    assert len(feeds) > 10
    assert wrong == []


@pytest.mark.parametrize(
    ("is_atom", "feed"),
    [
        (True, FEED),
        (False, FEED.replace("<id>urn:x</id>", "")),
        (False, FEED.replace("2026-11-20T12:00:00Z</updated></entry>", "soon</updated></entry>")),
        (False, FEED.replace("<entry>", "<entry><author><email>x</email></author>")),
    ],
)
def test_a_feed_that_is_not_atom_is_found(is_atom: bool, feed: str, atom: etree.RelaxNG) -> None:
    assert atom.validate(etree.fromstring(feed)) == is_atom


def test_every_sitemap_is_as_sitemaps_org_has_it(edition: Path) -> None:
    schema = etree.XMLSchema(etree.parse(packages() / "sitemap" / "schema" / "sitemap.xsd"))
    parts = [etree.parse(path) for path in sorted((edition / "sitemaps").glob("*.xml"))]
    assert parts

    for part in parts:
        for foreign in part.xpath(f"//*[not(namespace-uri()='{SITEMAPS[1:-1]}')]"):
            foreign.getparent().remove(foreign)  # its own schema is Google's
        assert schema.validate(part), schema.error_log
        part.find(f".//{SITEMAPS}loc").tag = f"{SITEMAPS}where"
        assert not schema.validate(part)


def structured(edition: Path) -> Iterator[tuple[str, Any]]:
    """Yield every piece of structured data, with the name of its page."""
    for page in sorted(edition.rglob("*.html")):
        for found in DATA.findall(page.read_text()):
            data = json.loads(found)
            # What an action asks for is annotated so (https://schema.org/docs/actions.html); the
            # package does not know of it.
            data.get("potentialAction", {}).pop("query-input", None)
            yield page.relative_to(edition).as_posix(), data


def misspelt(pieces: list[Any], tmp_path: Path) -> str:
    """Return what the compiler says of pieces that are not of schema.org's vocabulary."""
    lines = [f"const piece{n}: Strict = {json.dumps(data)};" for n, data in enumerate(pieces)]
    source = tmp_path / "pieces.ts"
    source.write_text(TYPES + "\n".join(lines))
    (tmp_path / "node_modules").symlink_to(packages())
    said = subprocess.run(
        [tool("tsc", of=SCHEMAS), "--strict", "--noEmit", "--skipLibCheck", source],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert said.returncode in (0, 1, 2), said.stderr
    return said.stdout


def test_structured_data_is_of_schema_orgs_vocabulary(edition: Path, tmp_path: Path) -> None:
    pieces = list(structured(edition))
    articles = [page for page, data in pieces if "NewsArticle" in json.dumps(data)]

    assert len(articles) > 5
    assert misspelt([data for _, data in pieces], tmp_path) == ""


@pytest.mark.parametrize(
    "wrong",
    [
        {"@type": "NewsArticle", "headlines": "A word that is none of its vocabulary"},
        {"@type": "NewsArticle", "author": {"@type": "Writer", "name": "A type that is none"}},
        {"@type": "NewsArticle", "image": {"@type": "ImageObject", "creditText": {"a": "thing"}}},
    ],
)
def test_what_is_not_of_the_vocabulary_is_found(wrong: dict[str, Any], tmp_path: Path) -> None:
    right = {"@context": "https://schema.org", "@type": "NewsArticle", "headline": "Right"}

    said = misspelt([right, {"@context": "https://schema.org"} | wrong], tmp_path)

    assert "pieces.ts(4," in said
    assert "pieces.ts(3," not in said
