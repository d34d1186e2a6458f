"""What a recipe is, what stands on its tray, and the book of all recipes."""

from abc import ABC, abstractmethod
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar, Protocol

from courant.plant.addresses import Address
from courant.plant.html import Html
from courant.plant.searching.cards import Card

# In which order pages are baked: what is linked to before what links to it.
PAGES, LISTS, FEEDS, MAPS, REMOVALS = 10, 20, 30, 40, 90


class RecipeError(Exception):
    """A recipe that cannot be used as it is written."""


class Tray:
    """What one page was made from: the names of its ingredients and of the files it shows."""

    __slots__ = ("files", "keys")

    def __init__(self) -> None:
        self.keys: set[str] = set()
        self.files: dict[str, Path] = {}

    def use(self, *keys: str) -> None:
        """Name ingredients.  When one of them changes, this page is baked again."""
        self.keys.update(keys)

    def show(self, owner: str, files: Mapping[str, Path]) -> None:
        """Name files that the page shows; they stand in the edition as long as any page does.

        Args:
            owner: What they belong to, ``photos/3fa…``: each file's name starts with it.
            files: Where each lies now, by its name relative to the edition.
        """
        self.keys.add(FILES + owner)
        self.files.update(files)


FILES = "files:"  # starts the keys that name shown files
HOUSE = "house"  # the key to note when the house hash will differ


class Trays(defaultdict[Address, Tray]):
    """The trays of a batch, by address."""

    def __init__(self) -> None:
        super().__init__(Tray)


class Addressed(Protocol):
    """A view knows the address it is the page of."""

    @property
    def address(self) -> Address:
        """Of the page."""


class Recipe(ABC):
    """How the pages of one kind are made.  Subclass it, and ``register`` an instance.

    A page is a function of its ingredients alone: a recipe may not look at the clock, the
    request or the reader, and must name everything it reads.
    """

    name: ClassVar[str]
    rank: ClassVar[int] = PAGES
    comes_first: ClassVar[bool] = False  # when every page is to be baked again
    has_cards: ClassVar[bool] = False  # whether readers can search for pages of this kind

    @abstractmethod
    def addresses(self) -> Iterable[Address]:
        """Yield the address of every page of this kind that should be in the edition."""

    @abstractmethod
    def addresses_for(self, keys: Collection[str]) -> Iterable[Address]:
        """Yield the addresses at which a change of these keys may bring a new page to be.

        Pages that exist already need not be named: they are found by their trays.
        """

    @abstractmethod
    def subjects(self, addresses: Sequence[Address]) -> Sequence[Any]:
        """Return what the pages at these addresses are about.

        An address without a subject has no page (any more): the press takes it away.
        """

    @abstractmethod
    def compose(self, subjects: Sequence[Any], trays: Trays) -> Iterator[Addressed]:
        """Yield the views of some subjects, in as many queries for many as for one."""

    def drafts(self, thing: Any) -> Sequence[Any]:
        """Return what ``compose`` takes to show a thing as its editor has it now.

        Raises:
            RecipeError: Pages of this kind are not previewed.
        """
        raise RecipeError(f"{self.name} has no preview.")

    def card(self, view: Any) -> Card | None:
        """Return what the search index shall hold of a page; None if nothing.

        Made from the view alone, as the page is: what is on the page's tray decides about both.
        """
        return None

    @abstractmethod
    def render(self, view: Any) -> bytes:
        """Return the page's bytes.  Reads nothing but the view."""

    def data(self, view: Any) -> bytes | None:
        """Return what the page says, for programs, or nothing.  Reads nothing but the view.

        It lies beside the page (``plant.edition.files.data_file``) and comes and goes with it.
        """
        return None


@dataclass(frozen=True, slots=True)
class Fragment:
    """What a room puts into a named place of other rooms' pages."""

    settle: Callable[[Sequence[Any]], None]  # reads what the pages of these views need
    html: Callable[[str, Any], Html]  # of a page's language and head; asks nobody
    keys: Callable[[Any], Iterable[str]]  # what it reads, by the page's view


_book: dict[str, Recipe] = {}
_fragments: dict[str, Fragment] = {}
_house: list[Callable[[], str]] = []
_audits: list[Callable[[], int]] = []


def register(recipe: Recipe) -> None:
    """Enter a recipe in the book.  A room does it for each of its own when it is made ready."""
    _book[recipe.name] = recipe


def register_fragment(name: str, fragment: Fragment) -> None:
    """Fill a named place of the templates (``design.sources.PLACES``)."""
    _fragments[name] = fragment


def all_fragments() -> Mapping[str, Fragment]:
    """Return what the rooms put into the templates' places, by the places' names."""
    return _fragments


def recipe_named(name: str) -> Recipe:
    """Return a recipe from the book.

    Raises:
        RecipeError: No room registered one of that name (any more).
    """
    try:
        return _book[name]
    except KeyError:
        raise RecipeError(f"No room has a recipe named {name!r}.") from None


def all_recipes() -> tuple[Recipe, ...]:
    """Return every recipe, in the order in which pages are baked."""
    return tuple(sorted(_book.values(), key=lambda recipe: (recipe.rank, recipe.name)))


def register_house(house: Callable[[], str]) -> None:
    """Say how to compute the house hash: what every page is made with besides its own facts."""
    _house[:] = [house]


def house_hash() -> str:
    """Return the hash on every tray: templates, strings, assets, encoders, public URL, zone."""
    return _house[0]() if _house else ""


def register_audit(audit: Callable[[], int]) -> None:
    """Add a check to the nightly sweep.  It mends what it finds, notes it, and returns how many."""
    _audits.append(audit)


def all_audits() -> tuple[Callable[[], int], ...]:
    """Return the rooms' own checks."""
    return tuple(_audits)
