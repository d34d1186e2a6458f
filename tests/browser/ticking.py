"""A paper in English and Persian for the ticker: an article of today and one of last year each."""

from datetime import timedelta

from wagtail.models import Page

from courant.newsroom.models import FrontPage
from courant.newsroom.queries.addresses import current_address
from courant.newsroom.services.beginning import add_language
from courant.plant import clock
from courant.plant.config import Config
from courant.ticker.models import Ticker
from courant.ticker.services.tickers import open_missing_tickers, settings_changed
from tests import paper
from tests.browser.printing import Addresses
from tests.browser.readable import make_desk
from tests.design.builders import WORDS


def fill(config: Config) -> Addresses:
    """Fill the empty paper; return where each kind of page is."""
    english = FrontPage.objects.get()
    persian = add_language("fa", name=WORDS["fa"]["name"], motto=WORDS["fa"]["motto"])
    english.save_revision().publish()
    persian.save_revision().publish()
    open_missing_tickers()
    for ticker in Ticker.objects.all():
        ticker.is_automatic = False  # a test names every line
        ticker.save()
        settings_changed(ticker, by=None)
    return {"en": _fill(english, "en"), "fa": _fill(persian, "fa")}


def _fill(front: Page, lang: str) -> dict[str, str]:
    words = WORDS[lang]
    desk = make_desk(words["desks"][0], under=front)
    story, older = words["stories"][:2]
    now = clock.now()
    article = paper.make_article(story["headline"], desk=desk, at=now - timedelta(hours=2))
    other = paper.make_article(story["standfirst"][:80], desk=desk, at=now - timedelta(hours=3))
    old = paper.make_article(older["headline"], desk=desk, at=now - timedelta(days=400))
    return {
        "front": str(current_address(front)),
        "article": str(current_address(article)),
        "other": str(current_address(other)),
        "old": str(current_address(old)),
        "list": f"/ticker/{lang}/",
        "embed": f"/ticker/{lang}/embed/",
    }
