"""What is not a page: style sheets, the maps, robots.txt, what the kiosk must know."""

import json
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from courant.newsroom import keys, views
from courant.newsroom.models import Address as AddressRow
from courant.newsroom.queries.paper import house
from courant.newsroom.recipes.engine import engine, render, settle_zone
from courant.newsroom.recipes.sitemaps import INDEX
from courant.plant.addresses import Address
from courant.plant.edition.files import HOUSE_FILE
from courant.plant.edition.maps import Entry, Gone, Moved, map_file, write_map
from courant.press.recipes import MAPS, Recipe, Trays

ASSETS_FIRST = 5  # a page must find its style sheet


@dataclass(frozen=True, slots=True)
class File:
    """Bytes with an address."""

    address: Address
    body: bytes


class AssetRecipe(Recipe):
    """The style sheet with the paper's colours, the icon, fonts: named by hash, kept for ever."""

    name = "newsroom.asset"
    rank = ASSETS_FIRST
    comes_first = True

    def addresses(self) -> Iterable[Address]:
        """Yield every asset's address."""
        return [file.address for file in self._files()]

    def addresses_for(self, noted: Collection[str]) -> Iterable[Address]:
        """Yield all assets when the masthead changed, for its colours may have."""
        if any(key.startswith("masthead:") for key in noted):
            return self.addresses()
        return []

    def subjects(self, addresses: Sequence[Address]) -> Sequence[File]:
        """Return the assets of these addresses; colours that are no longer ours have none."""
        return [file for file in self._files() if file.address in addresses]

    def compose(self, subjects: Sequence[File], trays: Trays) -> Iterator[File]:
        """Yield them as they are."""
        for file in subjects:
            trays[file.address].use(keys.accent() if file.address.endswith(".css") else "assets")
            yield file

    def render(self, view: File) -> bytes:
        """Return its bytes."""
        return view.body

    def _files(self) -> list[File]:
        settle_zone()
        papers = house().papers.values()
        sheets = {engine().stylesheet(paper.accent, paper.accent_dark) for paper in papers}
        assets = [*sheets, *engine().assets.values()]
        return [File(asset.address, asset.body) for asset in assets]


class MapRecipe(Recipe):
    """What was moved and what is gone, in 256 shards."""

    name = "newsroom.map"
    rank = MAPS

    def addresses(self) -> Iterable[Address]:
        """Yield the shards that have entries."""
        shards = AddressRow.objects.exclude(answer="").values_list("shard", flat=True)
        return [_shard_address(shard) for shard in shards.order_by("shard").distinct()]

    def addresses_for(self, noted: Collection[str]) -> Iterable[Address]:
        """Yield the shards in which an answer changed."""
        return [_shard_address(key.removeprefix("map:")) for key in noted if key.startswith("map:")]

    def subjects(self, addresses: Sequence[Address]) -> Sequence[tuple[str, list[Entry]]]:
        """Return the shards with their entries; an empty one has no file."""
        shards: dict[str, list[Entry]] = {}
        rows = AddressRow.objects.filter(shard__in=[a.rpartition("/")[2] for a in addresses])
        rows = rows.exclude(answer="").order_by("path")
        for shard, path, answer in rows.values_list("shard", "path", "answer"):
            status, _, rest = answer.partition(" ")
            entry: Entry = Moved(path, rest) if status == "301" else Gone(path, rest)
            shards.setdefault(shard, []).append(entry)
        return list(shards.items())

    def compose(self, subjects: Sequence[tuple[str, list[Entry]]], trays: Trays) -> Iterator[File]:
        """Yield the shards."""
        for shard, entries in subjects:
            trays[_shard_address(shard)].use(keys.shard(shard))
            yield File(_shard_address(shard), write_map(entries))

    def render(self, view: File) -> bytes:
        """Return its bytes."""
        return view.body


def _shard_address(shard: str) -> Address:
    return Address(f"/{map_file(shard)}")


class RobotsRecipe(Recipe):
    """What crawlers are asked."""

    name = "newsroom.robots"

    def addresses(self) -> Iterable[Address]:
        """Yield the one address."""
        return [Address("/robots.txt")]

    def addresses_for(self, noted: Collection[str]) -> Iterable[Address]:
        """Yield it when the paper gets its languages."""
        return self.addresses() if keys.languages() in noted else ()

    def subjects(self, addresses: Sequence[Address]) -> Sequence[Address]:
        """Return the one address."""
        return addresses

    def compose(self, subjects: Sequence[Address], trays: Trays) -> Iterator[File]:
        """Yield the file."""
        for address in subjects:
            settle_zone()
            trays[address].use("robots")
            yield File(address, b"")

    def render(self, view: File) -> bytes:
        """Fill the template."""
        return render("robots.txt", "en", robots=views.RobotsView(INDEX))


class HouseRecipe(Recipe):
    """What the kiosk must know of the paper."""

    name = "newsroom.house"

    def addresses(self) -> Iterable[Address]:
        """Yield the one address."""
        return [Address(f"/{HOUSE_FILE}")]

    def addresses_for(self, noted: Collection[str]) -> Iterable[Address]:
        """Yield it when the paper gets its languages."""
        return self.addresses() if keys.languages() in noted else ()

    def subjects(self, addresses: Sequence[Address]) -> Sequence[Address]:
        """Return the one address."""
        return addresses

    def compose(self, subjects: Sequence[Address], trays: Trays) -> Iterator[File]:
        """Yield the facts as JSON: languages, first one first, names, mastheads, zone."""
        for address in subjects:
            zone = settle_zone()
            around = house()
            trays[address].use(keys.languages(), *map(keys.masthead, around.languages))
            facts = {
                "languages": around.languages,
                "names": {lang: paper.name for lang, paper in around.papers.items()},
                "papers": {lang: _masthead(paper) for lang, paper in around.papers.items()},
                "zone": zone,
            }
            yield File(address, json.dumps(facts, ensure_ascii=False, indent=1).encode())

    def render(self, view: File) -> bytes:
        """Return its bytes."""
        return view.body


def _masthead(paper: views.PaperView) -> dict[str, Any]:
    """Return what stands around pages of a language, for those that the kiosk makes itself."""
    links = {
        name: [asdict(link) for link in getattr(paper, name)]
        for name in ("desks", "languages", "standing")
    }
    words = ("lang", "name", "motto", "accent", "accent_dark", "feed")
    told = {name: getattr(paper, name) for name in words}
    return {**told, "home": asdict(paper.home), **links}
