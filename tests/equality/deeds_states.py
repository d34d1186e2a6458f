"""What can be said of an article to readers and search engines, and of a translation."""

from datetime import timedelta

from courant.plant import clock
from tests.equality.town import Town
from tests.paper import change, paragraph, publish

NEWS = [paragraph("<p>It was on another day.</p>")]


def warn_of_what_is_in_it(town: Town) -> None:
    publish(town.linked, content_warning="It describes torture.")


def veil_its_photo(town: Town) -> None:
    publish(town.lead, photo_sensitive=True)


def keep_from_search_engines(town: Town) -> None:
    publish(town.linked, unlisted=True)


def keep_the_only_one_of_its_month_from_search_engines(town: Town) -> None:
    publish(town.oldest, unlisted=True)


def say_where_it_was_published_first(town: Town) -> None:
    publish(town.linked, canonical_url="https://example.org/first/")


def update_what_is_translated(town: Town) -> None:
    with clock.stopped_at(clock.now() + timedelta(hours=1)):
        change(town.lead, "update", "There is news.", body=NEWS)


def take_over_what_was_updated(town: Town) -> None:
    update_what_is_translated(town)
    with clock.stopped_at(clock.now() + timedelta(hours=2)):
        publish(town.lead_fa, body=[paragraph("<p>روز دیگری بود.</p>")])


STATES = [
    warn_of_what_is_in_it,
    veil_its_photo,
    keep_from_search_engines,
    keep_the_only_one_of_its_month_from_search_engines,
    say_where_it_was_published_first,
    update_what_is_translated,
    take_over_what_was_updated,
]
