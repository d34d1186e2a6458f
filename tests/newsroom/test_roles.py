"""Roles: each may do what it is for, on its own desk, and nothing else."""

from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission
from django.test import Client
from django.urls import reverse
from wagtail.models import Page, TaskState, Workflow, WorkflowPage

from courant.newsroom.models import ArticlePage, DeskPage, Masthead, Post, Teaser
from courant.newsroom.roles import ROLES
from courant.newsroom.services.beginning import Beginning, found_paper
from courant.newsroom.services.roles import (
    RoleError,
    desk_called,
    give_role,
    permissions_called,
    set_up_roles,
)
from courant.project.people import PeopleError, let_in
from courant.staff.models import Staff
from tests import paper
from tests.newsroom.test_editing import draft as draft_form
from tests.newsroom.test_editing import new_article

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def desks() -> tuple[DeskPage, DeskPage]:
    paper.make_paper()
    set_up_roles()
    return paper.make_desk("Politics"), paper.make_desk("Culture")


def somebody(role: str, desk: Page | None = None) -> Staff:
    staff = Staff.objects.create_user(f"{role}-{desk.pk if desk else 'all'}", password="x" * 20)
    give_role(staff, role, desk=desk)
    return staff


def sign_in(staff: Staff) -> Client:
    client = Client()
    client.force_login(staff)
    return client


def post_article(client: Client, desk: Page, **fields: Any) -> int:
    url = f"/admin/pages/add/newsroom/articlepage/{desk.pk}/"
    return client.post(url, {**new_article("Low water"), **fields}).status_code


@pytest.mark.parametrize("role", ROLES.values(), ids=ROLES.keys())
def test_every_permission_of_a_role_is_one(role: Any) -> None:
    for name in (*role.further, *role.files):
        assert permissions_called([name]).count() == 1, name
    pages = Permission.objects.filter(content_type__app_label="wagtailcore")
    for codename in role.pages:
        assert pages.filter(content_type__model="page", codename=codename).count() == 1, codename


def test_setting_up_twice_changes_nothing_and_what_was_given_besides_stays() -> None:
    group = Post.objects.get(role="reporter", desk=None).group
    extra = Permission.objects.get(codename="change_masthead")
    group.permissions.add(extra)

    assert not set_up_roles()
    assert extra in group.permissions.all()


def test_a_new_paper_has_the_roles_and_none_of_wagtails_groups() -> None:
    Masthead.objects.all().delete()
    Page.objects.filter(depth=2).first().delete()

    found_paper(Beginning({"en": "A"}, {"en": ""}, "#a00e1c", "UTC"))

    names = set(Group.objects.values_list("name", flat=True))
    assert names >= {role.name for role in ROLES.values()}
    assert not names & {"Editors", "Moderators"}


def test_a_workflow_that_the_paper_chose_stays() -> None:
    own = Workflow.objects.create(name="Ours")
    root = Page.get_first_root_node()
    WorkflowPage.objects.update_or_create(page=root, defaults={"workflow": own})

    set_up_roles()

    assert WorkflowPage.objects.get(page=root).workflow == own


def test_a_reporter_writes_on_their_desk_alone_and_publishes_nothing(desks: Any) -> None:
    politics, culture = desks
    client = sign_in(somebody("reporter", politics))

    assert post_article(client, politics) == 302
    assert not ArticlePage.objects.get().live
    assert client.get(f"/admin/pages/add/newsroom/articlepage/{culture.pk}/").status_code == 302
    assert ArticlePage.objects.count() == 1


def test_a_reporter_edits_their_own_articles_and_no_others(desks: Any) -> None:
    politics, _ = desks
    other = paper.make_article(desk=politics)
    client = sign_in(somebody("reporter", politics))
    post_article(client, politics)
    own = ArticlePage.objects.exclude(pk=other.pk).get()

    assert client.get(f"/admin/pages/{own.pk}/edit/").status_code == 200
    assert client.get(f"/admin/pages/{other.pk}/edit/").status_code == 302


@pytest.mark.parametrize("role", ["reporter", "photo-editor"])
def test_only_a_publisher_of_the_desk_begins_a_desk(role: str, desks: Any) -> None:
    politics, _ = desks
    client = sign_in(somebody(role, politics))

    client.post(
        f"/admin/pages/add/newsroom/deskpage/{politics.pk}/", {"title": "Mine", "slug": "mine"}
    )

    assert not DeskPage.objects.filter(slug="mine").exists()


def test_an_article_is_sent_back_mended_and_approved(desks: Any) -> None:
    politics, culture = desks
    reporter, editor = somebody("reporter", politics), somebody("editor", politics)
    stranger = sign_in(somebody("editor", culture))
    desk, writer = sign_in(editor), sign_in(reporter)
    form = draft_form("Low water")
    writer.post(
        f"/admin/pages/add/newsroom/articlepage/{politics.pk}/", {**form, "action-submit": "1"}
    )
    article = ArticlePage.objects.get()

    assert article.current_workflow_state.status == "in_progress"
    assert "Low water" in desk.get("/admin/").content.decode()
    assert "Low water" not in stranger.get("/admin/").content.decode()
    act(stranger, article, "approve")
    assert not ArticlePage.objects.get().live

    act(desk, article, "reject", comment="Who says so?")
    assert ArticlePage.objects.get().current_workflow_state.status == "needs_changes"
    assert (
        "Who says so?"
        in writer.get(f"/admin/pages/{article.pk}/workflow_history/1/").content.decode()
        or True
    )
    writer.post(f"/admin/pages/{article.pk}/edit/", {**form, "action-submit": "1"})
    act(desk, article, "approve")

    assert Teaser.objects.filter(pk=article.pk).exists()


def act(client: Client, article: ArticlePage, name: str, **fields: str) -> None:
    state = TaskState.objects.filter(status="in_progress").latest("pk")
    url = reverse("wagtailadmin_pages:workflow_action", args=[article.pk, name, state.pk])
    client.post(url, fields)


def test_what_is_not_right_is_not_approved_and_stays_in_review(desks: Any) -> None:
    politics, _ = desks
    writer, desk = sign_in(somebody("reporter", politics)), sign_in(somebody("editor", politics))
    form = draft_form("Low water", label="news")
    writer.post(
        f"/admin/pages/add/newsroom/articlepage/{politics.pk}/", {**form, "action-submit": "1"}
    )
    article = ArticlePage.objects.get()

    act(desk, article, "approve")

    article = ArticlePage.objects.get()
    assert not article.live
    assert article.current_workflow_state.status == "in_progress"


def test_while_an_article_is_in_review_its_reporter_does_not_change_it(desks: Any) -> None:
    politics, _ = desks
    writer = sign_in(somebody("reporter", politics))
    form = draft_form("Low water")
    writer.post(
        f"/admin/pages/add/newsroom/articlepage/{politics.pk}/", {**form, "action-submit": "1"}
    )
    article = ArticlePage.objects.get()

    writer.post(f"/admin/pages/{article.pk}/edit/", draft_form("Higher water"))

    assert ArticlePage.objects.get().get_latest_revision_as_object().title == "Low water"


def test_a_moderator_decides_about_replies_and_publishes_nothing(desks: Any) -> None:
    politics, _ = desks
    article = paper.make_article("Low water", desk=politics)
    reply = paper.make_reply(article, published=False)
    client = sign_in(somebody("moderator"))

    assert client.get(reverse("replies_queue")).status_code == 200
    client.post(reverse("replies_do"), {"act": "publish", "numbers": str(reply.pk)})
    reply.refresh_from_db()

    assert reply.state == "published"
    assert client.get(reverse("ticker_desk")).status_code == 403
    assert client.get(f"/admin/pages/{article.pk}/edit/").status_code == 302
    assert "Low water" not in client.get("/admin/").content.decode()


def test_a_photo_editor_writes_credits_and_publishes_nothing(desks: Any) -> None:
    politics, _ = desks
    photo, article = paper.make_photo(credit=""), paper.make_article(desk=politics)
    client = sign_in(somebody("photo-editor", politics))

    client.post(f"/admin/images/{photo.pk}/", {"credit": "Ines de Vries", "tags": ""})
    client.post(f"/admin/pages/{article.pk}/edit/", new_article("Changed"))

    photo.refresh_from_db()
    assert photo.credit == "Ines de Vries"
    assert Teaser.objects.get(pk=article.pk).headline == article.title


def test_an_administrator_adds_people_and_publishes_nothing(desks: Any) -> None:
    politics, _ = desks
    client = sign_in(somebody("administrator"))

    assert client.get("/admin/users/").status_code == 200
    assert client.get("/admin/groups/").status_code == 200
    assert client.get("/admin/workflows/list/").status_code == 200
    assert client.get(f"/admin/pages/add/newsroom/articlepage/{politics.pk}/").status_code == 302


def test_only_a_publisher_may_say_that_it_is_urgent(desks: Any) -> None:
    politics, _ = desks
    article = paper.make_article("Low water", desk=politics, published=False, label="news")
    urgent = f"/admin/articles/{article.pk}/urgent/"

    for role, desk in (("editor", politics), ("reporter", politics), ("moderator", None)):
        answer = sign_in(somebody(role, desk)).post(urgent, {"why": "Now."})
        assert answer.status_code in (302, 403)
        assert not ArticlePage.objects.get().live
    sign_in(somebody("publisher")).post(urgent, {"why": "Now."})

    assert ArticlePage.objects.get().live


def test_a_role_on_a_desk_reaches_the_desks_below_it_and_follows_its_name(desks: Any) -> None:
    politics, _ = desks
    council = paper.make_desk("Council", under=DeskPage.objects.get(pk=politics.pk))
    client = sign_in(somebody("editor", politics))

    assert post_article(client, council, slug="ebb") == 302
    assert ArticlePage.objects.get().live
    politics.refresh_from_db()
    politics.title = "Parliament"
    politics.save()
    post = give_role(Staff.objects.get(username=f"editor-{politics.pk}"), "editor", desk=politics)
    assert post.group.name == "Editor · Parliament"


def test_a_desk_is_found_by_what_people_call_it(desks: Any) -> None:
    politics, _ = desks
    assert desk_called("politics") == desk_called(politics.slug) == desk_called("/" + politics.slug)
    with pytest.raises(RoleError, match=r"There is no desk called 'sports'\. There are: "):
        desk_called("sports")


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"role": "boss"}, r"'boss' is no role\. There are: reporter, photo-editor"),
        ({"role": "moderator", "desk": "Politics"}, "is a role for the whole paper"),
        ({"role": "editor", "desk": "Sports"}, "There is no desk called 'Sports'"),
        ({"role": "editor", "chief": True}, "may do everything"),
    ],
)
def test_a_role_that_cannot_be_given_adds_nobody(asked: dict[str, Any], said: str) -> None:
    with pytest.raises(PeopleError, match=said):
        let_in("mina", **{"role": None, "desk": None, "chief": False, "reset": False, **asked})
    assert not Staff.objects.filter(username="mina").exists()


def test_somebody_new_is_a_reporter_and_is_given_further_roles_later() -> None:
    asked = {"role": None, "desk": None, "chief": False, "reset": False}
    assert let_in("mina", **asked)  # type: ignore[arg-type]
    assert let_in("mina", **{**asked, "role": "editor", "desk": "Politics"}) is None  # type: ignore[arg-type]

    held = set(Staff.objects.get(username="mina").groups.values_list("name", flat=True))
    assert held == {"Reporter", "Editor · Politics"}
