"""Roles in the newsroom: made once for the paper, once for each desk that wants its own people."""

from collections.abc import Iterable

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from django.db.models import Q, QuerySet
from wagtail.models import (
    Collection,
    GroupCollectionPermission,
    GroupPagePermission,
    Page,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)

from courant.newsroom.models import DeskApproval, DeskPage, Post
from courant.newsroom.roles import ROLES, Role
from courant.staff.models import Staff

WORKFLOW = "Desk"
WAGTAILS_GROUPS = ("Editors", "Moderators")
WAGTAILS_WORKFLOW = "Moderators approval"


class RoleError(Exception):
    """A role that cannot be given.  Operators and editors see the message as it stands."""


@transaction.atomic
def set_up_roles() -> bool:
    """Make every role for the whole paper, and the workflow; whatever was given besides stays.

    Returns whether something was missing.
    """
    made = [_ensure(post) for post in [*map(_post, ROLES), *Post.objects.exclude(desk=None)]]
    return any([*made, _ensure_workflow()])


@transaction.atomic
def give_role(staff: Staff, role: str, *, desk: Page | None = None) -> Post:
    """Let somebody hold a role, on a desk or for the whole paper.

    Raises:
        RoleError: There is no such role, or it is not one for a single desk.
    """
    if role not in ROLES:
        raise RoleError(f"{role!r} is no role. There are: {', '.join(ROLES)}.")
    if desk is not None and not ROLES[role].on_desk:
        raise RoleError(
            f"{ROLES[role].name} is a role for the whole paper, not for a desk. Leave --desk out."
        )
    post = _post(role, desk)
    _ensure(post)
    staff.groups.add(post.group)
    return post


def desk_called(name: str) -> Page:
    """Return the desk that somebody means by its address, its slug or its name.

    Raises:
        RoleError: There is none, or there are several.
    """
    wanted = name.strip().strip("/")
    last = wanted.rpartition("/")[2]
    found = list(DeskPage.objects.filter(Q(slug=last) | Q(title__iexact=wanted)).order_by("path"))
    if "/" in wanted:
        from courant.newsroom.queries.addresses import current_address

        found = [desk for desk in found if (current_address(desk) or "").strip("/") == wanted]
    if not found:
        known = ", ".join(sorted({desk.slug for desk in DeskPage.objects.all()})) or "none yet"
        raise RoleError(f"There is no desk called {name!r}. There are: {known}.")
    if len(found) > 1:
        raise RoleError(
            f"{len(found)} desks are called {name!r}. Give the whole address of one, as readers "
            "see it: /politics/council/."
        )
    return found[0]


def _post(role: str, desk: Page | None = None) -> Post:
    """Return a role's post, made if it is not there, called as its desk is called now."""
    post = Post.objects.filter(role=role, desk=desk).select_related("group").first()
    name = _name(ROLES[role], desk)
    if post is None:
        group, _ = Group.objects.get_or_create(name=name)
        return Post.objects.create(role=role, desk=desk, group=group)
    if post.group.name != name and not Group.objects.filter(name=name).exists():
        post.group.name = name
        post.group.save(update_fields=["name"])
    return post


def _name(role: Role, desk: Page | None) -> str:
    if desk is None:
        return role.name
    same = DeskPage.objects.filter(title=desk.title).exclude(pk=desk.pk).exists()
    return f"{role.name} · {desk.title[:80]}" + (f" ({desk.pk})" if same else "")


def _ensure(post: Post) -> bool:
    """Give a post's group what its role may do.  Return whether something was missing."""
    role, group = ROLES[post.role], post.group
    place = post.desk or Page.get_first_root_node()
    return any(
        [
            _ensure_further(group, role.further),
            _ensure_pages(group, place, role.pages),
            _ensure_files(group, role.files),
        ]
    )


def _ensure_further(group: Group, names: Iterable[str]) -> bool:
    short = permissions_called(names).exclude(group=group)
    missing = list(short)
    group.permissions.add(*missing)
    return bool(missing)


def _ensure_pages(group: Group, place: Page, codenames: Iterable[str]) -> bool:
    of_pages = Permission.objects.filter(
        content_type__app_label="wagtailcore",
        content_type__model="page",
        codename__in=list(codenames),
    )
    given = [
        GroupPagePermission.objects.get_or_create(group=group, page=place, permission=one)
        for one in of_pages
    ]
    return any(is_new for _, is_new in given)


def _ensure_files(group: Group, names: Iterable[str]) -> bool:
    root = Collection.get_first_root_node()
    given = [
        GroupCollectionPermission.objects.get_or_create(
            group=group, collection=root, permission=one
        )
        for one in permissions_called(names)
    ]
    return any(is_new for _, is_new in given)


def permissions_called(names: Iterable[str]) -> QuerySet[Permission]:
    """Return permissions by names such as ``newsroom.publish_urgently``."""
    wanted = Q(pk__in=[])
    for name in names:
        app, _, codename = name.partition(".")
        wanted |= Q(content_type__app_label=app, codename=codename)
    return Permission.objects.filter(wanted)


def _ensure_workflow() -> bool:
    """Have whoever may publish on a desk approve its articles, unless the paper chose otherwise."""
    root = Page.get_first_root_node()
    standing = WorkflowPage.objects.filter(page=root).select_related("workflow").first()
    if standing is not None and standing.workflow.name != WAGTAILS_WORKFLOW:
        return False  # ours, or one that somebody chose
    workflow, _ = Workflow.objects.get_or_create(name=WORKFLOW)
    task = DeskApproval.objects.first() or DeskApproval.objects.create(name="Approval by the desk")
    WorkflowTask.objects.get_or_create(workflow=workflow, task=task.task_ptr)
    WorkflowPage.objects.update_or_create(page=root, defaults={"workflow": workflow})
    return True


def drop_wagtails_groups() -> None:
    """Let Wagtail's own two groups go from a new paper: they mean something else by our words."""
    Group.objects.filter(name__in=WAGTAILS_GROUPS, user=None).delete()
