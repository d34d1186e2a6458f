"""The newsroom's nouns."""

from courant.newsroom.models.addresses import Address
from courant.newsroom.models.corrections import Correction
from courant.newsroom.models.desk import DeskApproval, Lateness, Override, Post
from courant.newsroom.models.masthead import Masthead
from courant.newsroom.models.pages import (
    ArticlePage,
    ArticleTopic,
    Byline,
    DeskPage,
    FrontPage,
    StandingPage,
)
from courant.newsroom.models.people import Office, OfficeTitle, Person, PersonName
from courant.newsroom.models.photos import Photo, PhotoRendition
from courant.newsroom.models.snippets import Contributor, ContributorName, Topic
from courant.newsroom.models.teasers import Fact, Listing, Teaser, Withdrawal

__all__ = [
    "Address",
    "ArticlePage",
    "ArticleTopic",
    "Byline",
    "Contributor",
    "ContributorName",
    "Correction",
    "DeskApproval",
    "DeskPage",
    "Fact",
    "FrontPage",
    "Lateness",
    "Listing",
    "Masthead",
    "Office",
    "OfficeTitle",
    "Override",
    "Person",
    "PersonName",
    "Photo",
    "PhotoRendition",
    "Post",
    "StandingPage",
    "Teaser",
    "Topic",
    "Withdrawal",
]
