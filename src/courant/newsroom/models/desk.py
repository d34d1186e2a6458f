"""What a desk must answer for: what is late, and what went out over a rule."""

from django.conf import settings
from django.db import models
from wagtail.models import Page


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
