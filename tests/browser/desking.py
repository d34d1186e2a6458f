"""A paper in English and Persian whose ticker desk has something of everything on it."""

from datetime import timedelta

from wagtail.models import Page

from courant.newsroom.models import FrontPage
from courant.newsroom.services.beginning import add_language
from courant.newsroom.services.paper import show_paper
from courant.plant import clock
from courant.plant.config import Config
from courant.staff.models import Staff
from courant.ticker.models import Suggestion, Ticker, Wire
from courant.ticker.services import change_line, file_line, pin_line, strike_line
from courant.ticker.services.tickers import open_missing_tickers
from tests import paper
from tests.browser.editor import PASSWORD
from tests.browser.printing import Addresses
from tests.browser.readable import make_desk

EDITORS = ("mina", "geert")
PERSIAN = (
    "پل بزرگ پس از سه هفته بسته بودن دوباره باز شد",
    "وزیر نیرو: The Guardian درباره‌ی سد نادرست نوشت",
)


def fill(config: Config) -> Addresses:
    """Fill the empty paper; return the numbers of its desks."""
    front = FrontPage.objects.get()
    front.save_revision().publish()
    add_language("fa", name="روزنامه").save_revision().publish()
    for page in Page.objects.filter(depth=2).specific():
        page.save_revision().publish()
    town = make_desk("Town", under=front)
    show_paper(because="filled")
    mina, _ = (Staff.objects.create_superuser(name, password=PASSWORD) for name in EDITORS)
    open_missing_tickers()
    _english(Ticker.objects.get(lang="en"), mina)
    for text in PERSIAN:
        file_line(Ticker.objects.get(lang="fa"), text=text, by=mina, level="important")
    paper.make_article("The tide table is late", desk=town, slug="tide-table")
    fire = paper.make_article("A fire at the harbour", desk=town)
    paper.publish(fire, body=[paper.paragraph("<p>It is out.</p>")])
    return {"pages": {"town": str(town.pk)}}


def _english(ticker: Ticker, mina: Staff) -> None:
    for text in ("The bridge is open", "The council votes tonight", "Ferries sail again"):
        pin_line(file_line(ticker, text=text, by=mina), by=mina)
    file_line(ticker, text="Flood warning for the harbour", by=mina, level="breaking")
    href = "https://example.org/a/long/address/to/see/how/it/is/cut/off/on/a/phone"
    text = "Four people were found alive"
    line = file_line(ticker, text=text, by=mina, level="important", href=href)
    change_line(line, by=mina, mark="corrected", note="four, not five")
    later = clock.now() + timedelta(hours=5)
    file_line(ticker, text="Polls have closed", by=mina, starts_at=later)
    file_line(ticker, text="The mayor is said to resign", by=mina, as_draft=True)
    strike_line(file_line(ticker, text="The mayor resigned", by=mina), by=mina)
    wire = Wire.objects.create(
        outlet="The Agency", url="https://agency.example/feed", ticker=ticker, is_on=True,
        next_at=clock.now() + timedelta(days=6),
    )  # fmt: skip
    for number, words in enumerate(("Talks resume in Geneva", "Snow closes three passes")):
        Suggestion.objects.create(
            wire=wire, guid=f"guid-{number}", headline=words, published_at=clock.now(),
            href="https://agency.example/news", seen_at=clock.now(), named_at=clock.now(),
        )  # fmt: skip
