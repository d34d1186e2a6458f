"""Dates as readers of a language write them."""

from datetime import UTC, date, datetime

import pytest

from courant.design import dates

DAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("lang", "written"),
    [
        ("en", "23 November 2026"),
        ("en-us", "November 23, 2026"),
        ("nl", "23 november 2026"),
        ("fa", "۲ آذر ۱۴۰۵"),
        ("prs", "۲ قوس ۱۴۰۵"),
        ("ar", "23 نوفمبر 2026"),
        ("ar-eg", "٢٣ نوفمبر ٢٠٢٦"),
        ("ar-sy", "٢٣ تشرين الثاني ٢٠٢٦"),
        ("ar-lb", "٢٣ تشرين الثاني ٢٠٢٦"),
        ("ar-tn", "23 نوفمبر 2026"),
        ("ckb", "٢٣ی تشرینی دووەمی ٢٠٢٦"),
        ("tlh", "23 November 2026"),
    ],
)
def test_a_long_date_is_written_as_the_language_writes_it(lang: str, written: str) -> None:
    assert dates.long_date(DAY, lang) == written


def test_a_persian_article_shows_the_gregorian_date_beside_the_jalali_one() -> None:
    assert dates.both_dates(DAY, "fa") == "۲ آذر ۱۴۰۵ (۲۳ نوامبر ۲۰۲۶)"
    assert dates.both_dates(DAY, "nl") == "23 november 2026"


def test_a_front_names_the_weekday() -> None:
    assert dates.full_date(DAY, "fa") == "دوشنبه ۲ آذر ۱۴۰۵"
    assert dates.full_date(DAY, "nl") == "maandag 23 november 2026"


@pytest.mark.parametrize(
    ("month", "lang", "title"),
    [
        (date(2026, 11, 1), "en", "November 2026"),
        (date(2026, 11, 1), "fa", "آبان–آذر ۱۴۰۵"),
        (date(2026, 3, 1), "fa", "اسفند ۱۴۰۴ – فروردین ۱۴۰۵"),
        (date(2024, 2, 1), "fa", "بهمن–اسفند ۱۴۰۲"),
    ],
)
def test_an_archive_month_is_titled_in_the_calendar_of_its_language(
    month: date, lang: str, title: str
) -> None:
    assert dates.month_title(month, lang) == title


def test_a_moment_just_before_midnight_in_utc_is_the_next_day_in_amsterdam() -> None:
    moment = datetime(2026, 11, 22, 23, 30, tzinfo=UTC)

    assert dates.day_of(moment, "Europe/Amsterdam") == DAY
    assert dates.clock_time(moment, "fa", "Europe/Amsterdam") == "۰:۳۰"
    assert dates.machine_time(moment) == "2026-11-22T23:30:00Z"


def test_the_hour_that_comes_twice_is_told_apart_by_machines_only() -> None:
    summer = datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    winter = datetime(2026, 10, 25, 1, 30, tzinfo=UTC)

    shown = {dates.clock_time(moment, "en", "Europe/Amsterdam") for moment in (summer, winter)}

    assert shown == {"02:30"}
    assert dates.machine_time(summer) != dates.machine_time(winter)


def test_the_zone_is_named_by_its_city_in_the_language_of_the_page() -> None:
    assert dates.zone_name("Europe/Amsterdam", "fa") == "آمستردام"
    assert dates.zone_name("UTC", "fa") == "UTC"
