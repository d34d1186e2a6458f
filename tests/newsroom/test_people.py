"""People and their offices: what is refused, merging, making one on the spot."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import Client
from wagtail.models import Locale

from courant.newsroom.models import Office, OfficeTitle, Person
from courant.newsroom.queries.people import People
from courant.newsroom.services.beginning import let_editors_in
from courant.newsroom.services.people import PersonError, merge_people
from tests import paper

pytestmark = pytest.mark.django_db


def an_office(person: Person, **facts: object) -> Office:
    return Office(person=person, title="mayor", organisation="Wendelhaven", **facts)


def test_an_office_that_ends_before_it_begins_is_refused_at_its_end() -> None:
    office = an_office(paper.make_person(), began=date(2024, 5, 1), ended=date(2023, 5, 1))

    with pytest.raises(ValidationError) as refused:
        office.full_clean()

    assert "before it begins" in refused.value.message_dict["ended"][0]


def test_the_database_refuses_it_too() -> None:
    office = an_office(paper.make_person(), began=date(2024, 5, 1), ended=date(2023, 5, 1))

    with pytest.raises(IntegrityError), transaction.atomic():
        office.save()


def test_an_office_may_begin_and_end_in_the_same_month_that_is_not_known_better() -> None:
    office = an_office(
        paper.make_person(), began=date(2024, 5, 20), ended=date(2024, 5, 1),
        began_precision="day", ended_precision="month",
    )  # fmt: skip

    office.full_clean()

    assert office.ended == date(2024, 5, 31)


def test_a_person_is_what_they_were_on_that_day_in_the_pages_language() -> None:
    paper.make_paper(languages=["en", "fa"])
    person = paper.make_person()
    clerk = Office.objects.create(person=person, title="clerk", ended=date(2020, 1, 1))
    OfficeTitle.objects.create(
        office=clerk, locale=Locale.objects.get(language_code="fa"), title="منشی"
    )
    an_office(person, began=date(2020, 1, 2)).save()

    facts = People([person.pk]).get(person.pk)

    assert facts
    assert facts.office_on(date(2019, 1, 1), "fa") == "منشی"
    assert facts.office_on(date(2021, 1, 1), "en") == "mayor, Wendelhaven"


def test_a_person_cannot_be_merged_into_themselves() -> None:
    one, other = paper.make_person("Ada"), paper.make_person("A. Visser")
    merge_people(one, into=other)

    for into in (other, one):  # who was merged into them is they
        with pytest.raises(PersonError, match="into themselves"):
            merge_people(other, into=into)
    with pytest.raises(PersonError, match=r"merged into A\. Visser before"):
        merge_people(one, into=paper.make_person())


def test_a_merged_person_means_the_other_wherever_they_are_named() -> None:
    first, second, third = (paper.make_person() for _ in range(3))
    an_office(first).save()

    merge_people(first, into=second)
    merge_people(second, into=third)

    people = People([first.pk, second.pk])
    for person in (first, second):
        found = people.get(person.pk)
        assert found
        assert found.pk == third.pk
        assert found.offices


def test_a_form_refuses_to_merge_a_person_into_themselves_with_the_reason() -> None:
    paper.the_front()
    person = paper.make_person("Ada")
    client = Client()
    client.force_login(paper.make_staff())

    answer = client.post(f"/admin/people/{person.pk}/merge/", {"into": person.pk})

    assert "cannot be merged into themselves" in answer.content.decode()
    assert Person.objects.get().merged_into_id is None


def test_a_person_is_made_on_the_spot_with_a_name_in_each_script_and_an_office() -> None:
    paper.make_paper(languages=["en", "fa"])
    farsi = Locale.objects.get(language_code="fa")
    client = Client()
    client.force_login(paper.make_staff())
    said = {
        "snippet-chooser-create-form-name": "Mina Rahimi",
        f"snippet-chooser-create-form-name_{farsi.pk}": "مینا رحیمی",
        "snippet-chooser-create-form-office": "mayor",
        "snippet-chooser-create-form-as_of": "2026-01-01",
    }
    shown = client.get("/admin/snippets/choose/newsroom/person/").content.decode()
    prefix = "snippet-chooser-create-form"
    if prefix not in shown:
        said = {name.removeprefix(f"{prefix}-"): value for name, value in said.items()}

    answer = client.post("/admin/snippets/choose/newsroom/person/create/", said)

    assert answer.status_code == 200, answer.content
    person = Person.objects.get()
    assert (person.slug, person.names.get().name) == ("mina-rahimi", "مینا رحیمی")
    assert person.offices.get().began == date(2026, 1, 1)


@pytest.mark.parametrize(("name", "slug"), [("Ada Visser", "ada-visser-2"), ("!!!", "person")])
def test_two_people_of_one_name_have_two_pages(name: str, slug: str) -> None:
    Person.objects.create(name="Ada Visser", slug="ada-visser")
    person = Person(name=name)

    person.full_clean()

    assert person.slug == slug


def test_editors_may_write_people() -> None:
    paper.the_front()
    let_editors_in()
    staff = paper.make_staff()
    staff.is_superuser = False
    staff.save()
    staff.groups.add(*staff.groups.model.objects.filter(name="Editors"))

    allowed = {f"newsroom.{verb}_person" for verb in ("add", "change", "delete", "view")}

    assert allowed <= staff.get_all_permissions()


def test_the_list_of_people_leads_to_merging_them(client: Client) -> None:
    mina = paper.make_person("Mina", slug="mina")
    client.force_login(paper.make_staff())

    listed = client.get("/admin/snippets/newsroom/person/")

    assert listed.status_code == 200
    assert f"/admin/people/{mina.pk}/merge/" in listed.content.decode()
