"""Passes: how a writer is known again without a name, an address or an account."""

from django.db import models
from django.db.models import Q


class Pass(models.Model):
    """Twelve letters that a writer may keep.  We keep what they hash to, and how it went.

    No row is a newcomer's: it is made with the first reply.
    """

    class Trust(models.TextChoices):
        USUAL = "usual", "As everybody"
        TRUSTED = "trusted", "Trusted: published at once"
        HELD = "held", "Everything is held"
        BANNED = "banned", "Banned"

    digest = models.CharField(max_length=64, unique=True)
    trust = models.CharField(max_length=7, choices=Trust, default=Trust.USUAL)
    staff = models.ForeignKey(
        "staff.Staff", models.CASCADE, null=True, related_name="+", help_text="Who has it."
    )
    made_at = models.DateTimeField()
    paused_until = models.DateTimeField(null=True)
    warning = models.CharField(max_length=300, blank=True, help_text="Shown at the next visit.")
    warned_at = models.DateTimeField(null=True)
    published = models.PositiveIntegerField(default=0, help_text="Replies, ever.")
    removed = models.PositiveIntegerField(default=0, help_text="By moderators, ever.")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(digest=""), name="pass_has_digest"),
        ]

    def __str__(self) -> str:
        return f"Pass {self.digest[:6]}"
