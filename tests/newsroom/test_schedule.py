"""What is due: done once, or reported; nothing due is lost, whatever else fails."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.core import mail
from django.utils import timezone
from wagtail.models import Page, Revision

from courant.newsroom.models import ArticlePage, Lateness, Masthead, Teaser
from courant.newsroom.publish_button import by_the_wall, words_for
from courant.newsroom.schedule import keep_the_schedule
from courant.newsroom.services.late_mail import tell_of_late_work
from courant.plant import clock
from tests import paper
from tests.conftest import NOON

pytestmark = pytest.mark.django_db

EVENING = NOON + timedelta(hours=6)


@pytest.fixture(autouse=True)
def _noon(noon: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every test here is at noon, by Wagtail's clock too."""
    monkeypatch.setattr(timezone, "now", clock.now)


def schedule(headline: str, at: datetime = EVENING, **fields: Any) -> ArticlePage:
    article = paper.make_article(headline, published=False, **fields)
    article.go_live_at = at
    article.save_revision(user=paper.make_staff(email="publisher@example.org")).publish()
    return ArticlePage.objects.get(pk=article.pk)


def schedule_what_will_fail(headline: str, at: datetime = EVENING) -> ArticlePage:
    """Schedule an article whose photo loses its credit before the moment comes."""
    photo = paper.make_photo()
    article = schedule(headline, at, photo=photo, photo_alt_decision="decorative")
    photo.credit = ""
    photo.save()
    return article


def is_public(article: ArticlePage) -> bool:
    return Teaser.objects.filter(pk=article.pk).exists()


def publications(article: ArticlePage) -> int:
    from wagtail.models import PageLogEntry

    return PageLogEntry.objects.filter(page=article.pk, action="wagtail.publish").count()


def test_of_two_that_are_due_at_once_the_one_that_fails_stops_no_other_and_is_reported() -> None:
    bad, good = schedule_what_will_fail("Bad"), schedule("Good")

    with clock.stopped_at(EVENING):
        keep_the_schedule()

    assert is_public(good)
    assert not is_public(bad)
    late = Lateness.objects.get()
    assert (late.page_id, late.deed, late.due_at) == (bad.pk, "publish", EVENING)
    assert "has no credit" in late.because
    assert Revision.objects.filter(approved_go_live_at=EVENING).count() == 1


def test_what_failed_is_published_once_it_was_put_right() -> None:
    bad = schedule_what_will_fail("Bad")
    with clock.stopped_at(EVENING):
        keep_the_schedule()
    assert bad.photo
    bad.photo.credit = "Ines de Vries"
    bad.photo.save()

    with clock.stopped_at(EVENING + timedelta(minutes=5)):
        keep_the_schedule()

    assert is_public(bad)
    assert not Lateness.objects.exists()


def test_what_fails_is_not_tried_every_second() -> None:
    schedule_what_will_fail("Bad")
    tried = []
    for seconds in range(0, 130, 1):
        with clock.stopped_at(EVENING + timedelta(seconds=seconds)):
            keep_the_schedule()
            tried.append(Lateness.objects.get().tried_at)

    assert len(set(tried)) == 3


@pytest.mark.parametrize("fault", [AttributeError("broken"), KeyError("title"), RuntimeError()])
def test_a_fault_of_any_kind_in_one_stops_no_other(
    fault: Exception, monkeypatch: pytest.MonkeyPatch
) -> None:
    bad, good = schedule("Bad"), schedule("Good")
    check = ArticlePage.check_publishable

    def broken(article: ArticlePage, revision: Any = None) -> None:
        if article.pk == bad.pk:
            raise fault
        check(article, revision)

    monkeypatch.setattr(ArticlePage, "check_publishable", broken)
    with clock.stopped_at(EVENING):
        keep_the_schedule()

    assert is_public(good)
    assert Lateness.objects.get().page_id == bad.pk


def test_an_expiry_that_fails_stops_no_other_and_is_reported(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    bad, good = paper.make_article("Bad"), paper.make_article("Good")
    Page.objects.filter(pk__in=[bad.pk, good.pk]).update(expire_at=EVENING)
    unpublish = ArticlePage.unpublish

    def broken(article: ArticlePage, *args: Any, **kwargs: Any) -> Any:
        if article.pk == bad.pk:
            raise RuntimeError("broken")
        return unpublish(article, *args, **kwargs)

    monkeypatch.setattr(ArticlePage, "unpublish", broken)
    with clock.stopped_at(EVENING):
        keep_the_schedule()

    assert not is_public(good)
    assert Lateness.objects.get().deed == "expire"


def test_a_clock_moved_forward_and_back_publishes_once() -> None:
    article = schedule("Once")
    for moment in (EVENING, NOON, EVENING, EVENING + timedelta(days=400), NOON, EVENING):
        with clock.stopped_at(moment):
            keep_the_schedule()

    assert is_public(article)
    assert publications(article) == 1


def test_a_clock_moved_back_publishes_nothing_early() -> None:
    article = schedule("Later")
    with clock.stopped_at(NOON - timedelta(days=30)):
        keep_the_schedule()
    assert not is_public(article)

    with clock.stopped_at(EVENING - timedelta(seconds=1)):
        keep_the_schedule()
    assert not is_public(article)


def test_what_was_called_off_between_the_look_and_the_deed_is_not_published(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from courant.newsroom import schedule as works

    article = schedule("Called off")
    with clock.stopped_at(EVENING):
        (waiting,) = works.due(EVENING)
        Revision.objects.update(approved_go_live_at=None)

        assert not works.do_due(waiting)
    assert not is_public(article)


def test_late_by_two_minutes_is_told_once_to_who_scheduled_it_without_a_word_of_it() -> None:
    bad = schedule_what_will_fail("Secret headline")
    with clock.stopped_at(EVENING + timedelta(minutes=1)):
        keep_the_schedule()
        tell_of_late_work()
    assert mail.outbox == []

    for minutes in (2, 3, 4):
        with clock.stopped_at(EVENING + timedelta(minutes=minutes)):
            keep_the_schedule()
            tell_of_late_work()

    (letter,) = mail.outbox
    assert letter.to == ["publisher@example.org"]
    assert "Secret" not in letter.subject + str(letter.body)
    assert f"/admin/pages/{bad.pk}/edit/" in letter.body


def test_what_the_works_slept_through_is_told_too() -> None:
    paper.make_article("Held", embargo_until=EVENING)
    paper.make_staff(email="chief@example.org")

    with clock.stopped_at(EVENING + timedelta(minutes=2)):
        tell_of_late_work()

        assert Lateness.objects.get().deed == "lift"
    assert [letter.to for letter in mail.outbox] == [["chief@example.org"]]


def test_mail_that_cannot_be_sent_is_tried_again(monkeypatch: pytest.MonkeyPatch) -> None:
    from courant.newsroom.services import late_mail

    schedule_what_will_fail("Bad")
    with clock.stopped_at(EVENING + timedelta(minutes=3)):
        keep_the_schedule()
        monkeypatch.setattr(late_mail, "send_mail", _refuse)
        tell_of_late_work()
        assert Lateness.objects.get().told_at is None
        monkeypatch.undo()
        tell_of_late_work()

    assert len(mail.outbox) == 1


def _refuse(*args: Any, **kwargs: Any) -> int:
    raise OSError("no route to host")


def test_the_button_says_what_will_happen_and_names_the_time_zone() -> None:
    paper.make_paper()
    Masthead.objects.update(zone="Asia/Tehran")
    article = paper.make_article("Low water", published=False)

    assert words_for(article) == "Publish"
    article.live = True
    article.change_kind = "typo"
    assert words_for(article) == "Publish"
    article.change_kind = "correction"
    assert words_for(article) == "Publish correction"
    article.go_live_at = datetime(2026, 11, 20, 14, 30, tzinfo=UTC)
    assert words_for(article) == "Schedule for 18:00 Tehran time"
    article.go_live_at, article.embargo_until = None, datetime(2026, 11, 21, 5, 30, tzinfo=UTC)
    assert words_for(article) == "Publish under embargo until 21 Nov, 09:00 Tehran time"


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        # Amsterdam, 25 October 2026: at 03:00 summer time it is 02:00 again.
        (datetime(2026, 10, 25, 0, 30, tzinfo=UTC), "25 Oct, 02:30 (CEST) Amsterdam time"),
        (datetime(2026, 10, 25, 1, 30, tzinfo=UTC), "25 Oct, 02:30 (CET) Amsterdam time"),
        (datetime(2026, 10, 25, 2, 30, tzinfo=UTC), "25 Oct, 03:30 Amsterdam time"),
    ],
)
def test_an_hour_that_comes_twice_is_told_apart(moment: datetime, words: str) -> None:
    paper.make_paper()
    assert by_the_wall(moment) == words


@pytest.mark.parametrize("hours", [0.5, 1.5, 2.5])
def test_an_embargo_that_ends_while_the_clocks_change_ends_at_its_very_moment(
    hours: float,
) -> None:
    ends = datetime(2027, 3, 28, 0, 0, tzinfo=UTC) + timedelta(hours=hours)  # at 01:00 it is 03:00
    article = paper.make_article("Held", embargo_until=ends)

    with clock.stopped_at(ends - timedelta(seconds=1)):
        keep_the_schedule()
        assert not is_public(article)
    with clock.stopped_at(ends):
        keep_the_schedule()
        assert is_public(article)
