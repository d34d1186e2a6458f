"""What can be done to articles that readers have, and is told to them."""

from courant.newsroom.models import ArticlePage
from courant.newsroom.services.articles import withdraw
from tests.equality.deeds import again, make_private
from tests.equality.town import Town, lead_body
from tests.paper import change, paragraph, publish

NEWS = [paragraph("<p>It was on another day.</p>")]


def mend_a_typo(town: Town) -> None:
    change(town.lead, "typo", body=[*lead_body(town), paragraph("<p>One more thing.</p>")])


def update_an_article(town: Town) -> None:
    change(town.linked, "update", "There is news.", body=NEWS)


def clarify_an_article(town: Town) -> None:
    change(town.linked, "clarification", "Of the two, the taller.", body=NEWS)


def correct_an_article(town: Town) -> None:
    change(town.lead, "correction", "It was Tuesday.", body=NEWS)


def correct_an_old_article(town: Town) -> None:
    change(town.oldest, "correction", "It was Tuesday.", body=NEWS)


def correct_the_translation_alone(town: Town) -> None:
    change(town.lead_fa, "correction", "سه‌شنبه بود.", body=NEWS)


def correct_what_has_an_alias(town: Town) -> None:
    change(town.original, "correction", "It was Tuesday.", body=NEWS)


def correct_again(town: Town) -> None:
    change(town.corrected, "correction", "It was Wednesday.", body=NEWS)


def say_more_without_a_change(town: Town) -> None:
    change(town.corrected, "clarification", "Every Tuesday.")


def change_the_headline_of_what_was_corrected(town: Town) -> None:
    publish(town.corrected, title="Another headline")


def withdraw_what_was_corrected(town: Town) -> None:
    withdraw(again(town.corrected), words="There was no such day.", by=None)


def withdraw_in_words_what_the_front_shows(town: Town) -> None:
    withdraw(again(town.lead), words="It was wrong.", by=None)


def delete_what_was_corrected(town: Town) -> None:
    again(town.corrected).delete()


def hide_what_was_corrected(town: Town) -> None:
    make_private(town.corrected)


def publish_an_older_revision(town: Town) -> None:
    article = ArticlePage.objects.get(pk=town.corrected.pk)
    article.revisions.order_by("pk")[0].publish()


CORRECTIONS = [
    mend_a_typo,
    update_an_article,
    clarify_an_article,
    correct_an_article,
    correct_an_old_article,
    correct_the_translation_alone,
    correct_what_has_an_alias,
    correct_again,
    say_more_without_a_change,
    change_the_headline_of_what_was_corrected,
    withdraw_what_was_corrected,
    delete_what_was_corrected,
    hide_what_was_corrected,
    publish_an_older_revision,
]
# Every page that is baked again comes out different.
CORRECTIONS_EXACTLY = [
    correct_an_article, clarify_an_article, withdraw_in_words_what_the_front_shows,
]  # fmt: skip
# The front is baked for two reasons.
CORRECTIONS_OVERLAPPING = [withdraw_in_words_what_the_front_shows]
