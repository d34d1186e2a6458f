"""Editions made twice, in two ways, to be compared."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.test import TestCase

from courant.newsroom.models import Address as AddressRow
from courant.newsroom.models import Fact, Listing, Teaser
from courant.newsroom.services.audit import audit_articles
from courant.plant.addresses import Address, file_of
from courant.plant.edition.files import Edition
from courant.press.bake import bake
from courant.press.models import Change, Ingredient
from courant.press.recipes import all_recipes
from courant.press.run import press_run
from courant.record.models import Quote
from courant.ticker.models import Ticker
from courant.ticker.strip import refill_strip

Tree = dict[str, bytes]


@dataclass(frozen=True)
class Row:
    """A stale address, without a row for it."""

    address: str
    recipe: str


def tree(root: Path) -> Tree:
    """Return every file of an edition with its bytes; when it was written does not count."""
    return {name: (root / name).read_bytes() for name in Edition(root).files()}


def bake_changes(into: Path) -> None:
    """Bake what has changed and refill the strips, as the works do."""
    edition = Edition(into, durable=False)
    press_run(edition)
    for ticker in Ticker.objects.all():
        refill_strip(ticker, edition)


def bake_whole(into: Path) -> None:
    """Bake every page from the editors' own tables alone, and from nothing that was remembered."""
    # What an article said that was taken back is evidence, and not made anew.
    Quote.objects.filter(withdrawn_at=None).delete()
    for model in (Teaser, Listing, Fact):
        model.objects.all().delete()
    AddressRow.objects.exclude(kind=AddressRow.Kind.GONE).exclude(subject="").update(answer="")
    audit_articles()
    rows = [Row(address, recipe.name) for recipe in all_recipes() for address in recipe.addresses()]
    outcome = bake(rows, Edition(into, durable=False))
    assert not outcome.failed, outcome.failed
    assert not outcome.absent, outcome.absent


def bake_everything(into: Path) -> Tree:
    """Return the edition that ``bake_whole`` makes."""
    bake_whole(into)
    made = tree(into)
    shutil.rmtree(into)
    return made


def differences(one: Tree, other: Tree) -> list[str]:
    """Return the files that are not the same in both."""
    return sorted(name for name in one.keys() | other.keys() if one.get(name) != other.get(name))


def baked_changes(over: Path, at: Path) -> Tree:
    """Return an edition with what has changed baked over it; it stays as it was."""
    # Files are linked: an edition replaces them, it never writes into one.
    shutil.copytree(over, at, copy_function=os.link)
    bake_changes(at)
    made = tree(at)
    shutil.rmtree(at)
    return made


@contextmanager
def undone() -> Iterator[None]:
    """Undo what a block does to the database; what waits for its commit is done at its end."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@contextmanager
def files_put_back(spare: Path) -> Iterator[None]:
    """Put back at the end of a block what it took out of the media store."""
    media = settings.HOME.media
    shutil.copytree(media, spare)
    yield
    shutil.copytree(spare, media, dirs_exist_ok=True)
    shutil.rmtree(spare)


@contextmanager
def committed() -> Iterator[None]:
    """Do at the end of a block what waits for a commit, though none comes."""
    with TestCase.captureOnCommitCallbacks(execute=True):
        yield


def holders(key: str) -> set[str]:
    """Return the files of the pages whose trays hold a key."""
    rows = Ingredient.objects.filter(key=key).values_list("baking__address", flat=True)
    return {file_of(Address(address)) for address in rows}


def noted() -> set[str]:
    """Return the keys that wait for the press."""
    return set(Change.objects.values_list("key", flat=True))
