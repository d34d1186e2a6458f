"""Every address of ours answers every role as the table says; one that is not in it fails."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from wagtail.models import Page

from courant.newsroom.draft_link import token_for
from courant.newsroom.services.roles import give_role, set_up_roles
from courant.staff.models import Staff
from courant.ticker.models import Wire
from tests import paper
from tests.newsroom.doors import ROLES, own_routes, rows
from tests.newsroom.test_editing import draft as form_of

pytestmark = pytest.mark.django_db

KIND = "<slug:content_type_app_name>/<slug:content_type_model_name>"
# Of Wagtail's own screens those through which an article becomes public or somebody gets in.
WAGTAILS = {
    "admin/", "admin/pages/<int:page_id>/edit/", "admin/pages/<int:page_id>/delete/",
    "admin/pages/<int:page_id>/unpublish/",
    f"admin/pages/add/{KIND}/<int:parent_page_id>/",
    "admin/images/<int:image_id>/", "admin/users/", "admin/groups/", "admin/workflows/list/",
    "admin/settings/<slug:app_name>/<slug:model_name>/<pk>/",
    "admin/snippets/newsroom/topic/add/", "admin/locales/",
}  # fmt: skip


@pytest.fixture
def things() -> dict[str, str]:
    """What stands in the places of addresses."""
    front = paper.make_paper()
    set_up_roles()
    desk = paper.make_desk("Politics")
    photo = paper.make_photo()
    article = paper.make_article(
        "Low water", desk=desk, photo=photo, photo_alt_decision="decorative"
    )
    paper.make_desk("Culture")
    line = paper.make_line("The bridge is open.")
    paper.make_reply(article, published=False)
    wire = Wire.objects.create(
        outlet="Agency", url="https://agency.example/feed", ticker=line.ticker
    )
    return {
        "article": str(article.pk), "desk": str(desk.pk), "photo": str(photo.pk),
        "line": str(line.pk), "ticker": str(line.ticker_id), "wire": str(wire.pk),
        "token": token_for(article.latest_revision_id), "file": photo.renditions_made[0][-1],
        "person": str(paper.make_person().pk), "site": str(front.sites_rooted_here.get().pk),
    }  # fmt: skip


def places(address: str, things: dict[str, str]) -> str:
    """Return an address with something in each of its places."""
    filled = address
    for place, thing in (
        ("ticker/settings/<int:pk>", f"ticker/settings/{things['ticker']}"),
        ("wires/edit/<int:pk>", f"wires/edit/{things['wire']}"),
        ("wires/fetch/<int:pk>", f"wires/fetch/{things['wire']}"),
        ("suggestions/<int:pk>", "suggestions/0"),
        ("lines/<int:pk>", f"lines/{things['line']}"),
        ("articles/<int:pk>", f"articles/{things['article']}"),
        ("quotations/<int:pk>", f"quotations/{things['article']}"),
        ("thread/<int:number>", f"thread/{things['article']}"),
        ("people/<int:pk>", f"people/{things['person']}"),
        ("admin/photos/<int:pk>", f"admin/photos/{things['photo']}"),
        ("<int:page_id>", things["article"]), ("<int:parent_page_id>", things["desk"]),
        ("<int:image_id>", things["photo"]), ("<str:lang>", "en"), ("<str:motion>", "still"),
        ("<str:token>", things["token"]), ("photos/<str:name>", f"photos/{things['file']}"),
        ("<str:name>", "nothing.css"),
        (KIND, "newsroom/articlepage"),
        ("<slug:app_name>/<slug:model_name>/<pk>", f"newsroom/masthead/{things['site']}"),
    ):  # fmt: skip
        filled = filled.replace(place, thing)
    return f"/{filled}"


def somebody(role: str, desk: Any, other: Any) -> Client:
    client = Client()
    if role == "nobody":
        return client
    if role == "chief":
        client.force_login(paper.make_staff("chief"))
        return client
    staff = Staff.objects.create_user(role, password="a long enough password")
    name = "editor" if role == "stranger" else role
    place = {"moderator": None, "administrator": None, "publisher": None, "stranger": other}
    give_role(staff, name, desk=place.get(role, desk))
    client.force_login(staff)
    return client


def cell(answer: Any) -> str:
    """Return what an answer is, in the table's words."""
    status = answer.status_code
    to = getattr(answer, "url", "")
    if status in (301, 302):
        if "/staff/login/" in to:
            return "in"
        return "no" if to == reverse("wagtailadmin_home") else "done"
    known = {200: "ok", 204: "done", 403: "no", 404: "none", 400: "bad", 405: "bad", 422: "bad"}
    return known.get(status, str(status))


@contextmanager
def forgotten() -> Iterator[None]:
    """Undo whatever is done within."""
    point = transaction.savepoint()
    try:
        yield
    finally:
        transaction.savepoint_rollback(point)


def ask(client: Client, method: str, path: str) -> Any:
    with forgotten():
        sent = form_of("Low water") if "checks" in path or "pages" in path else {}
        answer = client.post(path, sent) if method == "POST" else client.get(path)
        answer.close()
        return answer


def table(things: dict[str, str]) -> dict[tuple[str, str], dict[str, str]]:
    """Return what really happens, in the form of the table."""
    desk = Page.objects.get(pk=things["desk"])
    other = Page.objects.get(title="Culture")
    people = {role: somebody(role, desk, other) for role in ROLES}
    return {
        (method, address): {
            role: cell(ask(people[role], method, places(address, things))) for role in ROLES
        }
        for address in sorted(own_routes() | WAGTAILS)
        for method in ("GET", "POST")
    }


def test_every_address_of_ours_is_in_the_table() -> None:
    told = {address for _, address, _ in rows()}
    assert own_routes() | WAGTAILS == told


def test_every_role_gets_at_every_door_what_the_table_says(things: dict[str, str]) -> None:
    found = table(things)
    told = {(method, address): cells for method, address, cells in rows()}
    assert found == told
