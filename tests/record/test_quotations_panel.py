"""The Quotations panel's side of the newsroom: what is listed, what is refused, and for whom."""

import json
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import GroupPagePermission, Locale, Page

from courant.newsroom.models import ArticlePage, Person
from courant.staff.models import Staff
from tests import paper

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client: Client) -> Client:
    client.force_login(paper.make_staff("editor"))
    return client


def an_editor_of(page: Page, name: str) -> Client:
    """Return the browser of somebody who may edit what is below a page, and nothing else."""
    person = paper.make_staff(name)
    Staff.objects.filter(pk=person.pk).update(is_superuser=False)
    group = Group.objects.create(name=name)
    for right in ("change_page", "publish_page"):
        GroupPagePermission.objects.create(group=group, page=page, permission=_right(right))
    group.permissions.add(_right("access_admin"))
    person.groups.add(group)
    client = Client()
    client.force_login(Staff.objects.get(pk=person.pk))
    return client


def _right(codename: str) -> Any:
    from django.contrib.auth.models import Permission

    return Permission.objects.get(codename=codename)


def ask(client: Client, what: str, page: Page, data: Any = None) -> Any:
    url = reverse(f"record_{what}", args=[page.pk])
    options: dict[str, Any] = {"headers": {"X-Requested-With": "XMLHttpRequest"}}
    if what == "proposals":
        options["content_type"] = "application/json"
    return client.post(url, data or {}, **options)


def listed(client: Client, page: Page, *paragraphs: str, people: Any = ()) -> Any:
    question = json.dumps({"paragraphs": paragraphs, "people": list(people)})
    answer = ask(client, "proposals", page, question)
    assert answer.status_code == 200, answer.content
    return json.loads(answer.content)


def facts(client: Client, page: Page, **said: Any) -> Any:
    answer = ask(client, "facts", page, {f"facts-{name}": value for name, value in said.items()})
    return json.loads(answer.content)


def test_each_pair_of_marks_is_listed_with_whom_and_why(editor: Client) -> None:
    bell = paper.make_person("Ann Bell")
    page = paper.make_article(published=False)

    first, second = listed(
        editor, page, "Ann Bell spoke. “We shall see,” said Bell.", "«Non», répondit Jan Smit."
    )["quotations"]

    assert (first["speaker"], first["person"], first["words"]) == (
        "Ann Bell", bell.pk, "We shall see,",
    )  # fmt: skip
    assert (first["why"], first["relied"]) == ("the sentence says who said it", "said Bell")
    assert second["paragraph"] == 1


def test_somebody_known_under_another_script_is_proposed_under_their_own_name(
    editor: Client,
) -> None:
    paper.make_paper(languages=["en", "fa"])
    rahimi = paper.make_person("Mina Rahimi", fa="مینا رحیمی")
    page = paper.make_article(desk=paper.make_desk(lang="fa"), published=False)

    (only,) = listed(editor, page, "مینا رحیمی گفت: «پل فردا باز می‌شود.»")["quotations"]

    assert (only["speaker"], only["person"]) == ("Mina Rahimi", rahimi.pk)


def test_places_are_counted_as_browsers_count(editor: Client) -> None:
    page, text = paper.make_article(published=False), "🌉🌉 “🌊 No,” said Ann Bell."

    (only,) = listed(editor, page, text)["quotations"]

    units = text.encode("utf-16-le")
    assert units[only["start"] * 2 : only["end"] * 2].decode("utf-16-le") == "🌊 No,"


def test_marked_people_are_named_and_the_merged_by_whom_they_are_now(editor: Client) -> None:
    bell, double = paper.make_person("Ann Bell"), paper.make_person("A. Bell")
    Person.objects.filter(pk=double.pk).update(merged_into=bell)
    page = paper.make_article(published=False)

    people = listed(editor, page, people=[bell.pk, double.pk, 999])["people"]

    assert people == {str(bell.pk): "Ann Bell", str(double.pk): "Ann Bell"}


def test_a_mark_says_what_was_said_of_it_and_no_more(editor: Client) -> None:
    bell, page = paper.make_person("Ann Bell"), paper.make_article(published=False)

    answer = facts(
        editor, page, person=bell.pk, said_on="2026-11-03", said_precision="month", told="on"
    )

    assert answer["name"] == "Ann Bell"
    assert answer["facts"] == {
        "person": str(bell.pk), "said_on": "2026-11-03", "said_precision": "month", "told": "1",
    }  # fmt: skip


def test_who_was_merged_is_marked_as_whom_they_are_now(editor: Client) -> None:
    bell, double = paper.make_person("Ann Bell"), paper.make_person("A. Bell")
    Person.objects.filter(pk=double.pk).update(merged_into=bell)

    answer = facts(editor, paper.make_article(published=False), person=double.pk)

    assert answer == {"facts": {"person": str(bell.pk)}, "name": "Ann Bell"}


@pytest.mark.parametrize(
    ("said", "field", "words"),
    [
        ({}, "person", "choose a person, or give a name"),
        ({"speaker": "A tenant", "source_url": "minutes"}, "source_url", "https://"),
        ({"speaker": "A tenant", "said_precision": "month"}, "said_on", "Give a day of that month"),
        ({"speaker": "A tenant", "original": "Nee"}, "original_lang", "Say which language"),
        ({"speaker": "A tenant", "lang": "klingon!"}, "lang", "is not a language we know"),
        ({"person": "999"}, "person", "valid choice"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(
    editor: Client, said: dict[str, str], field: str, words: str
) -> None:
    errors = facts(editor, paper.make_article(published=False), **said)["errors"]

    assert list(errors) == [field]
    assert words in errors[field][0]


def test_somebody_is_put_on_record_with_a_name_in_each_script_and_an_office(
    editor: Client,
) -> None:
    paper.make_paper(languages=["en", "fa"])
    page, farsi = paper.make_article(published=False), Locale.objects.get(language_code="fa")
    said = {"name": "Mina Rahimi", f"name_{farsi.pk}": "مینا رحیمی", "office": "mayor",
            "as_of": "2026-01-01"}  # fmt: skip

    answer = ask(editor, "new_person", page, {f"new-person-{key}": v for key, v in said.items()})

    person = Person.objects.get()
    assert json.loads(answer.content) == {"person": person.pk, "name": "Mina Rahimi"}
    assert (person.names.get().name, person.offices.get().title) == ("مینا رحیمی", "mayor")


def test_nobody_without_a_name_is_put_on_record(editor: Client) -> None:
    answer = ask(editor, "new_person", paper.make_article(published=False), {})

    assert answer.status_code == 422
    assert "name" in json.loads(answer.content)["errors"]


@pytest.mark.parametrize("what", ["proposals", "facts", "new_person"])
def test_who_may_not_edit_the_page_is_refused(what: str) -> None:
    theirs, others = paper.make_desk(), paper.make_desk()
    page = paper.make_article(desk=others, published=False)
    client = an_editor_of(theirs, "geert")

    assert ask(client, what, page, "{}" if what == "proposals" else {}).status_code == 403


def test_a_page_that_somebody_else_locked_is_refused_and_their_own_is_not() -> None:
    desk = paper.make_desk()
    page = paper.make_article(desk=desk, published=False)
    mina, geert = an_editor_of(desk, "mina"), an_editor_of(desk, "geert")
    lock = {"locked": True, "locked_at": timezone.now()}
    Page.objects.filter(pk=page.pk).update(locked_by=Staff.objects.get(username="mina"), **lock)

    assert ask(geert, "facts", page, {"facts-speaker": "A tenant"}).status_code == 403
    assert ask(mina, "facts", page, {"facts-speaker": "A tenant"}).status_code == 200


def test_who_may_not_write_people_puts_nobody_on_record() -> None:
    desk = paper.make_desk()
    page, client = paper.make_article(desk=desk, published=False), an_editor_of(desk, "geert")

    answer = ask(client, "new_person", page, {"new-person-name": "Ann Bell"})

    assert answer.status_code == 403
    assert not Person.objects.exists()
    assert "data-person-form" not in client.get(f"/admin/pages/{page.pk}/edit/").content.decode()


def test_nobody_who_is_not_signed_in_is_answered(client: Client) -> None:
    assert ask(client, "proposals", paper.make_article(), "{}").status_code == 403


@pytest.mark.parametrize("question", ["", "[]", '{"paragraphs": [1], "people": []}', "{"])
def test_what_no_panel_asks_is_a_bad_request(editor: Client, question: str) -> None:
    assert ask(editor, "proposals", paper.make_article(), question or "null").status_code == 400


def test_the_panel_stands_beside_articles_and_their_new_form_and_nowhere_else(
    editor: Client,
) -> None:
    article = paper.make_article()
    desk = ArticlePage.objects.get(pk=article.pk).get_parent()
    edited = editor.get(f"/admin/pages/{article.pk}/edit/").content.decode()
    new = editor.get(f"/admin/pages/add/newsroom/articlepage/{desk.pk}/").content.decode()

    assert reverse("record_proposals", args=[article.pk]) in edited
    assert reverse("record_proposals", args=[desk.pk]) in new
    assert "data-quoted" not in editor.get(f"/admin/pages/{desk.pk}/edit/").content.decode()


def test_the_editor_is_still_closed_to_who_is_not_signed_in(client: Client) -> None:
    article = paper.make_article()

    assert client.get(f"/admin/pages/{article.pk}/edit/").status_code == 302
