"""A paper as a newsroom finds it on a working day: desks, a topic, a contributor, one article."""

from courant.newsroom.models import FrontPage
from courant.plant.config import Config
from tests import paper
from tests.browser.printing import Addresses
from tests.browser.readable import make_desk


def fill(config: Config) -> Addresses:
    """Fill the empty paper; return where its parts are, and the numbers of its pages."""
    front = FrontPage.objects.get()
    front.save_revision().publish()
    town, harbour = (make_desk(title, under=front) for title in ("Town", "Harbour"))
    paper.make_topic("Tides")
    paper.make_contributor("Mina Rahimi")
    paper.make_article("The tide table is late", desk=town, slug="tide-table")
    said = paper.mark("We asked twice.", paper.make_person("Omid Salehi"), place="In the hall")
    quoting = paper.make_article(
        "Asked twice", desk=harbour, slug="asked", body=[paper.paragraph(f"<p>“{said}”</p>")]
    )
    pages = {"town": str(town.pk), "harbour": str(harbour.pk), "quoting": str(quoting.pk)}
    return {"pages": pages}
