"""How the replies' own pages and files are baked."""

from courant.press import recipes
from courant.replies.fragment import FRAGMENT, NAME
from courant.replies.recipes.feeds import PaperRepliesFeedRecipe, ThreadFeedRecipe
from courant.replies.recipes.files import RulesRecipe
from courant.replies.recipes.pages import RepliesPageRecipe

ALL = (RepliesPageRecipe, ThreadFeedRecipe, PaperRepliesFeedRecipe, RulesRecipe)


def register() -> None:
    """Enter the recipes in the press's book, and fill the place under every article."""
    for recipe in ALL:
        recipes.register(recipe())
    recipes.register_fragment(NAME, FRAGMENT)
