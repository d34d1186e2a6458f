"""Recipes whose pages are made of what a test says, and nothing else."""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from courant.plant.addresses import Address
from courant.press.recipes import PAGES, Recipe, Trays

BROKEN = "cannot be rendered"


@dataclass(frozen=True)
class Page:
    """A page as its recipe renders it."""

    address: Address
    text: str


class Pages(Recipe):
    """Pages by address; each holds ``page:<address>`` and whatever else it was told to hold."""

    name = "test.pages"

    def __init__(self, name: str = "test.pages", *, rank: int = PAGES) -> None:
        self.name, self.rank = name, rank  # type: ignore[misc]
        self.texts: dict[Address, str] = {}
        self.held: dict[Address, tuple[str, ...]] = {}
        self.shown: dict[Address, dict[str, dict[str, Path]]] = {}
        self.composed: list[Address] = []
        self.before_composing: Callable[[Address], object] = lambda _: None

    def put(self, path: str, text: str = "Text.", *keys: str) -> Address:
        """Say what is at an address from now on."""
        address = Address(path)
        self.texts[address] = text
        self.held[address] = (f"page:{path}", *keys)
        return address

    def addresses(self) -> Iterable[Address]:
        return list(self.texts)

    def addresses_for(self, keys: Collection[str]) -> Iterable[Address]:
        return [address for address in self.texts if f"page:{address}" in keys]

    def subjects(self, addresses: Sequence[Address]) -> Sequence[Address]:
        return [address for address in addresses if address in self.texts]

    def compose(self, subjects: Sequence[Address], trays: Trays) -> Iterator[Page]:
        for address in subjects:
            self.before_composing(address)
            self.composed.append(address)
            trays[address].use(*self.held[address])
            for owner, files in self.shown.get(address, {}).items():
                trays[address].show(owner, files)
            yield Page(address, self.texts[address])

    def render(self, view: Any) -> bytes:
        if view.text == BROKEN:
            raise ValueError("The template does not compile.")
        return f"<p>{view.text}</p>\n".encode()
