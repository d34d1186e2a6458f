"""How the record's pages are baked, and what it puts into other rooms' pages."""

from courant.press import recipes
from courant.record.fragments import FRAGMENT, NAME
from courant.record.recipes.feeds import PersonFeedRecipe
from courant.record.recipes.index import PeopleRecipe
from courant.record.recipes.people import PersonRecipe

ALL = (PersonRecipe, PeopleRecipe, PersonFeedRecipe)


def register() -> None:
    """Enter the recipes in the press's book, and fill the places in articles and on fronts."""
    for recipe in ALL:
        recipes.register(recipe())
    recipes.register_fragment(NAME, FRAGMENT)
