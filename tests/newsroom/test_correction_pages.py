"""Where readers meet a correction: the article, the list of all, its feed, machines."""

import json
import re
from datetime import timedelta
from pathlib import Path

import pytest

from courant.newsroom import schedule
from courant.newsroom.models import ArticlePage
from courant.newsroom.services.articles import restore, withdraw
from courant.newsroom.services.paper import show_paper
from courant.plant import clock
from courant.plant.edition.files import Edition
from courant.press.run import press_run
from tests import paper
from tests.conftest import NOON
from tests.equality.editions import bake_changes, committed, differences, tree

pytestmark = [pytest.mark.django_db, pytest.mark.db, pytest.mark.usefixtures("noon")]

MONTH = "2026-11"


def baked(at: Path) -> Edition:
    """Bake what waits into an edition."""
    show_paper(because="test")
    press_run(Edition(at, durable=False))
    return Edition(at, durable=False)


def page(edition: Path, address: str) -> str:
    name = f"{address.strip('/')}/index.html" if address.endswith("/") else address.strip("/")
    return (edition / name.lstrip("/")).read_text()


def an_article(**fields: object) -> ArticlePage:
    fields = {
        "body": [paper.paragraph("<p>On Monday.</p>")],
        "at": NOON - timedelta(days=9),
    } | fields
    return paper.make_article("The mayor resigns", slug="mayor", **fields)  # type: ignore[arg-type]


ON_TUESDAY = [paper.paragraph("<p>On Tuesday.</p>")]


def address_of(article: ArticlePage) -> str:
    return str(article.get_url_parts()[2])


def test_a_corrected_article_says_so_and_how_it_read_before(tmp_path: Path) -> None:
    article = an_article()
    paper.change(article, "correction", "It was <Tuesday>.", body=ON_TUESDAY)

    baked(tmp_path)

    text = page(tmp_path, address_of(article))
    notice, changes = text.index("correction-notice"), text.index('class="changes"')
    assert notice < text.index("On Tuesday.") < changes
    assert text.count("It was &lt;Tuesday&gt;.") == 2
    assert "<del>On Monday.</del>" in text
    assert "<ins>On Tuesday.</ins>" in text[changes:]


def test_a_typo_is_put_right_in_silence(tmp_path: Path) -> None:
    article = an_article()
    paper.change(article, "typo", body=ON_TUESDAY)

    baked(tmp_path)

    text = page(tmp_path, address_of(article))
    assert "On Tuesday." in text
    assert "On Monday." not in text
    assert 'class="changes"' not in text
    assert "Updated" not in text
    assert "Nothing had to be corrected yet." in page(tmp_path, "/corrections/")


def test_the_notice_stands_for_thirty_days_and_the_list_for_ever(tmp_path: Path) -> None:
    article = an_article()
    paper.change(article, "correction", "It was Tuesday.", body=ON_TUESDAY)
    baked(tmp_path)

    with clock.stopped_at(NOON + timedelta(days=29, hours=23)):
        schedule.keep_the_schedule()
        baked(tmp_path)
        still = page(tmp_path, address_of(article))
    with clock.stopped_at(NOON + timedelta(days=30)):
        schedule.keep_the_schedule()
        baked(tmp_path)
        after = page(tmp_path, address_of(article))

    assert "correction-notice" in still
    assert "correction-notice" not in after
    assert "It was Tuesday." in after


def test_an_update_dates_the_article_and_is_no_notice(tmp_path: Path) -> None:
    article = an_article()
    paper.change(article, "update", "There is more.", body=ON_TUESDAY)

    baked(tmp_path)

    text = page(tmp_path, address_of(article))
    assert "Updated" in text
    assert "There is more." in text
    assert "correction-notice" not in text


def test_machines_are_told_of_corrections_and_clarifications(tmp_path: Path) -> None:
    article = an_article()
    paper.change(article, "update", "There is more.", body=ON_TUESDAY)
    paper.change(article, "clarification", "The <taller> one.")
    paper.change(article, "correction", "It was Tuesday.")

    baked(tmp_path)

    found = re.search(r'ld\+json">(.*?)</script>', page(tmp_path, address_of(article)), re.DOTALL)
    assert found
    data = json.loads(found[1])
    assert [(one["@type"], one["text"]) for one in data["correction"]] == [
        ("CorrectionComment", "The <taller> one."), ("CorrectionComment", "It was Tuesday."),
    ]  # fmt: skip
    assert data["dateModified"] == data["correction"][-1]["datePublished"]


def test_all_kinds_but_typos_are_listed_newest_first_with_the_withdrawn(tmp_path: Path) -> None:
    corrected, gone = an_article(), paper.make_article("The mayor sings", at=NOON)
    paper.change(corrected, "typo", standfirst="Spelt.")
    paper.change(corrected, "correction", "It was Tuesday.", body=ON_TUESDAY)
    with clock.stopped_at(NOON + timedelta(minutes=1)):
        withdraw(gone, words="She does not.", by=None)

    baked(tmp_path)

    listed = page(tmp_path, "/corrections/")
    assert listed.count('<li>\n<p class="change-kind">') == 2
    assert listed.index("She does not.") < listed.index("It was Tuesday.")
    assert re.search(rf'href="{address_of(corrected)}#change-\d+"', listed)
    assert "She does not." in page(tmp_path, f"/corrections/{MONTH}/")
    feed = page(tmp_path, "/corrections/feed.xml")
    assert feed.count("<entry>") == 2
    assert 'term="withdrawal"' in feed
    assert "The mayor sings" in page(tmp_path, "/")


def test_a_language_lists_its_own(tmp_path: Path) -> None:
    paper.make_paper(languages=["en", "fa"])
    article = an_article(desk=paper.make_desk())
    paper.change(article, "correction", "It was Tuesday.", body=ON_TUESDAY)

    baked(tmp_path)

    assert "It was Tuesday." in page(tmp_path, "/corrections/")
    assert "It was Tuesday." not in page(tmp_path, "/fa/corrections/")
    assert "اصلاحیه‌ها" in page(tmp_path, "/fa/corrections/")


def test_what_is_private_or_published_again_is_listed_no_more(tmp_path: Path) -> None:
    gone = an_article()
    withdraw(gone, words="She did not.", by=None)
    baked(tmp_path)
    assert "She did not." in page(tmp_path, "/corrections/")

    paper.publish(gone)
    baked(tmp_path)

    assert "She did not." not in page(tmp_path, "/corrections/")
    assert not (tmp_path / "corrections" / MONTH).exists()
    restore(gone)  # twice does no harm


def test_a_feed_says_when_and_what_and_a_typo_does_not_date_it(tmp_path: Path) -> None:
    article = an_article()
    paper.change(article, "typo", standfirst="Spelt.")
    baked(tmp_path)
    after_typo = page(tmp_path, "/feed.xml")
    paper.change(article, "correction", "It was Tuesday.", body=ON_TUESDAY)
    baked(tmp_path)
    after = page(tmp_path, "/feed.xml")

    entry = "<entry>.*<updated>(.*?)</updated>"
    dates = [re.findall(entry, feed, re.DOTALL)[0] for feed in (after_typo, after)]
    assert dates == ["2026-11-11T12:00:00Z", "2026-11-20T12:00:00Z"]
    assert "It was Tuesday." in after


def test_a_correction_changes_these_files_and_no_others(tmp_path: Path) -> None:
    desk = paper.make_desk("Town")
    article = an_article(desk=desk)
    paper.make_article("Other", desk=desk)
    paper.make_ticker()
    before = tmp_path / "edition"
    show_paper(because="test")
    bake_changes(before)
    kept = tree(before)

    with committed():
        paper.change(article, "correction", "It was Tuesday.", body=ON_TUESDAY)
    bake_changes(before)

    changed = {
        name for name in differences(kept, tree(before)) if not name.endswith((".br", ".gz"))
    }
    town = address_of(desk).strip("/")
    assert changed == {
        f"{address_of(article).strip('/')}/index.html",
        "feed.xml", f"{town}/feed.xml",
        "corrections/index.html", f"corrections/{MONTH}/index.html", "corrections/feed.xml",
        "index.html",
        f"sitemaps/en-{MONTH}.xml",
    }  # fmt: skip
