"""What can be done with people and what they said, and is seen by readers."""

from datetime import date

from courant.newsroom.models import ArticlePage, Office, PersonName
from courant.newsroom.services.articles import withdraw
from courant.newsroom.services.people import merge_people
from tests.equality.deeds import again, make_private, publish_as_it_is
from tests.equality.deeds_around import save
from tests.equality.town import Town, saying_body
from tests.paper import make_article, make_person, publish, quotation


def say_something_more(town: Town) -> None:
    body = [*saying_body(town), quotation("One thing more.", town.mina)]
    publish(town.saying, body=body)


def say_something_for_the_first_time(town: Town) -> None:
    make_article("Heard", desk=town.culture, body=[quotation("At last.", make_person("Zoe"))])


def change_a_word(town: Town) -> None:
    publish(town.saying, body=[quotation("We never asked.", town.mina), *saying_body(town)[1:]])


def say_it_in_another_year(town: Town) -> None:
    first = quotation("We asked twice.", town.mina, said_on="2024-02-01")
    publish(town.saying, body=[first, *saying_body(town)[1:]])


def take_a_statement_out(town: Town) -> None:
    publish(town.saying, body=saying_body(town)[1:])


def give_a_statement_to_somebody_else(town: Town) -> None:
    publish(town.saying, body=[quotation("We asked twice.", town.omid), *saying_body(town)[1:]])


def rename_an_article_that_quotes(town: Town) -> None:
    publish(town.saying, title="What she said")


def move_what_was_said_off_its_topic(town: Town) -> None:
    article = ArticlePage.objects.get(pk=town.saying.pk)
    article.article_topics = []
    publish_as_it_is(article)


def withdraw_what_was_said(town: Town) -> None:
    withdraw(again(town.saying), words="It was wrong.", by=None)


def publish_what_was_said_again(town: Town) -> None:
    publish(town.unsaid)


def delete_what_was_said(town: Town) -> None:
    again(town.saying).delete()


def delete_what_was_said_and_withdrawn(town: Town) -> None:
    again(town.unsaid).delete()


def make_what_was_said_private(town: Town) -> None:
    make_private(again(town.saying))


def rename_a_person(town: Town) -> None:
    save(town.mina, name="Mina Rahimi-Vos")


def write_a_person_otherwise_in_persian(town: Town) -> None:
    save(PersonName.objects.get(person=town.mina), name="مینا")


def change_a_persons_slug(town: Town) -> None:
    save(town.mina, slug="mina-r")


def say_something_about_a_person(town: Town) -> None:
    save(town.mina, about="Keeps the bridge.")


def give_a_person_an_office(town: Town) -> None:
    Office.objects.create(person=town.mina, title="mayor", began=date(2020, 1, 1))


def end_an_office(town: Town) -> None:
    save(Office.objects.get(person=town.omid), ended=date(2021, 1, 1))


def merge_two_people(town: Town) -> None:
    merge_people(again(town.omid), into=again(town.mina))


def delete_a_person(town: Town) -> None:
    again(town.omid).delete()


RECORD = [
    say_something_more,
    change_a_word,
    say_it_in_another_year,
    take_a_statement_out,
    give_a_statement_to_somebody_else,
    rename_an_article_that_quotes,
    move_what_was_said_off_its_topic,
    delete_what_was_said_and_withdrawn,
    rename_a_person,
    write_a_person_otherwise_in_persian,
    change_a_persons_slug,
    say_something_about_a_person,
    give_a_person_an_office,
    end_an_office,
]

# Where a front shows the article and what is said in it.
RECORD_OVERLAPPING = [
    say_something_for_the_first_time,
    withdraw_what_was_said,
    publish_what_was_said_again,
    delete_what_was_said,
    make_what_was_said_private,
    merge_two_people,
    delete_a_person,
]
