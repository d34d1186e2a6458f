"""How the newsroom's pages are baked."""

from courant.newsroom.recipes.archive import ArchiveRecipe
from courant.newsroom.recipes.articles import ArticleRecipe
from courant.newsroom.recipes.corrections import CorrectionsFeedRecipe, CorrectionsRecipe
from courant.newsroom.recipes.engine import house_hash
from courant.newsroom.recipes.feeds import FeedRecipe
from courant.newsroom.recipes.files import AssetRecipe, HouseRecipe, MapRecipe, RobotsRecipe
from courant.newsroom.recipes.fronts import FrontRecipe
from courant.newsroom.recipes.lists import ContributorRecipe, DeskRecipe, TopicRecipe
from courant.newsroom.recipes.sitemaps import NewsSitemapRecipe, SitemapIndexRecipe, SitemapRecipe
from courant.newsroom.recipes.standing import StandingRecipe
from courant.newsroom.recipes.statuses import GoneRecipe, StatusRecipe
from courant.press import recipes

ALL = (
    AssetRecipe, ArticleRecipe, StandingRecipe, GoneRecipe, StatusRecipe, FrontRecipe, DeskRecipe,
    TopicRecipe, ContributorRecipe, ArchiveRecipe, FeedRecipe, SitemapRecipe, NewsSitemapRecipe,
    SitemapIndexRecipe, RobotsRecipe, HouseRecipe, MapRecipe, CorrectionsRecipe,
    CorrectionsFeedRecipe,
)  # fmt: skip


def register() -> None:
    """Enter the newsroom's recipes in the press's book."""
    for recipe in ALL:
        recipes.register(recipe())
    recipes.register_house(house_hash)
