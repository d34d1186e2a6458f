"""A paper with somebody in every role, and something that is late, coming and held back."""

from datetime import timedelta

from courant.newsroom.models import FrontPage, Lateness
from courant.newsroom.roles import ROLES
from courant.newsroom.services.beginning import add_language
from courant.newsroom.services.paper import show_paper
from courant.newsroom.services.roles import give_role
from courant.plant import clock
from courant.plant.config import Config
from courant.staff.models import Staff
from courant.ticker.models import Ticker
from courant.ticker.services.tickers import open_missing_tickers
from tests import paper
from tests.browser.editor import PASSWORD
from tests.browser.printing import Addresses
from tests.browser.readable import make_desk


def fill(config: Config) -> Addresses:
    """Fill the empty paper; return the numbers of its pages."""
    front = FrontPage.objects.get()
    front.save_revision().publish()
    add_language("fa", name="روزنامه").save_revision().publish()
    politics, culture = (make_desk(title, under=front) for title in ("Politics", "Culture"))
    farsi = FrontPage.objects.get(locale__language_code="fa")
    persian = make_desk("سیاست", under=farsi, translates=politics)
    show_paper(because="filled")
    for role, told in ROLES.items():
        staff = Staff.objects.create_user(f"the-{role}", password=PASSWORD, first_name=told.name)
        give_role(staff, role, desk=politics if told.on_desk and role != "publisher" else None)
    translator = Staff.objects.create_user("the-translator", password=PASSWORD)
    for desk in (politics, persian):
        give_role(translator, "editor", desk=desk)
    open_missing_tickers()
    now = clock.now()
    ends = now + timedelta(minutes=25)
    paper.make_line("The bridge is open.", ticker=Ticker.objects.get(lang="en"), ends_at=ends)
    open_ = paper.make_article("The tide table is late", desk=politics, slug="tide-table")
    paper.make_reply(open_, published=False)
    paper.make_article(
        "The budget, before anybody has it", desk=politics, embargo_until=now + timedelta(days=2)
    )
    later = paper.make_article("What the minister said", desk=politics, published=False)
    later.go_live_at = now + timedelta(hours=5)
    later.save_revision().publish()
    _missed(politics)
    photo = paper.make_photo(credit="")
    troubled = paper.make_article(
        "A draft with IMG_2231 in it " + "and a headline that goes on and on " * 3,
        desk=politics,
        published=False,
        label="news",
        photo=photo,
        body=[
            paper.paragraph('<p>As <a href="http://example.org/">they</a> say.</p>'),
            {"type": "quotation", "value": {"text": "<p>No.</p>", "speaker": "", "source_url": ""}},
        ],
    )
    fa = paper.make_article(
        "كتاب تازه",
        desk=persian,
        published=False,
        standfirst="گزارشي از تهران",
        body=[paper.paragraph("<p>ديروز در تهران.</p>")],
    )
    return {
        "pages": {
            "politics": str(politics.pk), "culture": str(culture.pk), "troubled": str(troubled.pk),
            "persian": str(fa.pk), "open": str(open_.pk),
        }
    }  # fmt: skip


def _missed(desk: object) -> None:
    """Schedule something that could not be published when its moment came."""
    article = paper.make_article("Missed its moment", desk=desk, published=False)  # type: ignore[arg-type]
    article.go_live_at = clock.now() + timedelta(hours=1)
    revision = article.save_revision()
    revision.publish()
    past = clock.now() - timedelta(minutes=12)
    revision.content |= {"go_live_at": past.isoformat(), "bylines": []}
    revision.approved_go_live_at = past
    revision.save()
    Lateness.objects.create(page_id=article.pk, deed="publish", due_at=past, told_at=past)
