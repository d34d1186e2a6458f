"""What a desk answers for: who holds which role, what is late, what went out over a rule."""

from typing import Any

from django.conf import settings
from django.contrib.auth.models import Group
from django.db import models
from wagtail.models import Page, Task, TaskState


class Lateness(models.Model):
    """That something due has not been done, why, and whether its publisher was told.

    One row for each page and deed, from the first failure until it is done or called off.
    """

    class Deed(models.TextChoices):
        PUBLISH = "publish", "publish"
        LIFT = "lift", "lift the embargo"
        EXPIRE = "expire", "take down"

    page = models.ForeignKey(Page, models.CASCADE, related_name="+")
    deed = models.CharField(max_length=7, choices=Deed)
    due_at = models.DateTimeField()
    because = models.TextField(blank=True, help_text="Empty: it was never tried.")
    tried_at = models.DateTimeField(null=True)
    told_at = models.DateTimeField(null=True, help_text="When a message went to its publisher.")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["page", "deed"], name="lateness_once_a_deed")
        ]

    def __str__(self) -> str:
        return f"{self.get_deed_display()} {self.page_id}, due {self.due_at:%d %b %Y %H:%M}"


class Override(models.Model):
    """That somebody published a revision over what must be right, and why.  Never changed."""

    revision_id = models.BigIntegerField(unique=True, help_text="It may be deleted; this stays.")
    page_id = models.BigIntegerField(db_index=True)
    why = models.TextField()
    over = models.JSONField(help_text="What was not right, in the words of the checks.")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~models.Q(why=""), name="override_says_why")
        ]

    def __str__(self) -> str:
        return f"Revision {self.revision_id}: {self.why[:60]}"


class Post(models.Model):
    """A role on a desk, or for the whole paper: the group of those who hold it."""

    role = models.CharField(max_length=20, help_text="See newsroom.roles.ROLES.")
    desk = models.ForeignKey(
        Page, models.CASCADE, null=True, related_name="+", help_text="Empty: the whole paper."
    )
    group = models.OneToOneField(Group, models.CASCADE, related_name="post")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["role", "desk"], name="post_once_a_desk"),
            models.UniqueConstraint(
                fields=["role"], condition=models.Q(desk=None), name="post_once_a_paper"
            ),
        ]

    def __str__(self) -> str:
        return self.group.name


class DeskApproval(Task):
    """A step of a workflow: whoever may publish the page approves it or sends it back.

    Wagtail's own task asks for a group, and a group knows no desk.
    """

    class Meta:
        verbose_name = "approval by the desk"

    def user_can_access_editor(self, obj: Any, user: Any) -> bool:
        """Whoever may publish sees the page while it waits."""
        return may_publish(obj, user)

    def locked_for_user(self, obj: Any, user: Any) -> bool:
        """While it waits only they may change it."""
        return not may_publish(obj, user)

    def user_can_lock(self, obj: Any, user: Any) -> bool:
        """Let who approves keep others away meanwhile."""
        return may_publish(obj, user)

    def get_actions(self, obj: Any, user: Any) -> list[tuple[str, str, bool]]:
        """Offer to send it back, with words, or to approve it."""
        if not may_publish(obj, user):
            return []
        return [
            ("reject", "Send back", True),
            ("approve", "Approve", False),
            ("approve", "Approve with comment", True),
        ]

    def get_task_states_user_can_moderate(self, user: Any, **kwargs: Any) -> Any:
        """Return what waits for somebody: on their desks, and nowhere else."""
        waiting = self.task_states.filter(status=TaskState.STATUS_IN_PROGRESS)
        numbers = [int(pk) for pk in waiting.values_list("workflow_state__object_id", flat=True)]
        theirs = [
            pk for pk, page in Page.objects.in_bulk(numbers).items() if may_publish(page, user)
        ]
        return waiting.filter(workflow_state__object_id__in=[str(pk) for pk in theirs])

    @classmethod
    def get_description(cls) -> str:
        """Say in the list of tasks what it does."""
        return "Whoever may publish on the article's desk approves it or sends it back"


def may_publish(page: Any, user: Any) -> bool:
    """Return whether somebody may publish a page."""
    return bool(page.permissions_for_user(user).can_publish())
