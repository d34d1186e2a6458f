"""How the ticker's own pages and files are baked."""

from courant.press import recipes
from courant.ticker.recipes.files import TickerFileRecipe
from courant.ticker.recipes.pages import EmbedRecipe, TickerFeedRecipe, TickerPageRecipe
from courant.ticker.strip import FRAGMENT, NAME

ALL = (TickerPageRecipe, EmbedRecipe, TickerFeedRecipe, TickerFileRecipe)


def register() -> None:
    """Enter the ticker's recipes in the press's book, and fill its place in all pages."""
    for recipe in ALL:
        recipes.register(recipe())
    recipes.register_fragment(NAME, FRAGMENT)
