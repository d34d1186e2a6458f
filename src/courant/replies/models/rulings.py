"""What was decided about replies, by whom and why; never changed, never taken back."""

from typing import Any

from django.db import models

from courant.replies.models.passes import Pass
from courant.replies.models.threads import Reply, State


class Ruling(models.Model):
    """One decision about one reply.  The text it was about is not kept here."""

    reply = models.ForeignKey(Reply, models.CASCADE, related_name="rulings")
    ruled_at = models.DateTimeField()
    ruled_by = models.ForeignKey("staff.Staff", models.PROTECT, null=True, related_name="+")
    act = models.CharField(max_length=40, help_text="A phase's name, or what a moderator did.")
    state = models.CharField(max_length=9, choices=State)
    because = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["pk"]  # a phase's moment is its minute, a person's the second
        indexes = [models.Index(fields=["ruled_by", "-ruled_at"], name="ruling_of_staff")]

    def __str__(self) -> str:
        return f"{self.act}: {self.state}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Write a ruling once."""
        if not self._state.adding:
            raise TypeError("A ruling cannot be changed. Make another one.")
        super().save(*args, **kwargs)


class Report(models.Model):
    """A reader's word that a reply should be looked at."""

    class Reason(models.TextChoices):
        ATTACK = "attack", "A personal attack"
        INCITEMENT = "incitement", "Incitement"
        DETAILS = "details", "Personal data"
        FALSE = "false", "A false claim"
        ADVERTISING = "advertising", "Advertising"
        OTHER = "other", "Something else"

    reply = models.ForeignKey(Reply, models.CASCADE, related_name="reports")
    reported_at = models.DateTimeField()
    by_pass = models.ForeignKey(Pass, models.SET_NULL, null=True, related_name="+")
    reason = models.CharField(max_length=11, choices=Reason)
    words = models.CharField(max_length=500, blank=True)
    is_settled = models.BooleanField(default=False, help_text="A moderator has decided since.")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["reply", "by_pass"],
                condition=models.Q(by_pass__isnull=False),
                name="report_once_a_pass",
            )
        ]

    def __str__(self) -> str:
        return self.reason


class ReceivedLetter(models.Model):
    """That a letter has been dealt with; kept 48 hours, so that it cannot be so twice."""

    nonce = models.CharField(max_length=64, primary_key=True, help_text="Digest of its nonce.")
    received_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return self.nonce[:8]


class Lesson(models.Model):
    """What the spam filter learnt from a moderator's ruling: signs as hashes, never words.

    It outlives the text, which is erased.
    """

    reply = models.OneToOneField(Reply, models.CASCADE, primary_key=True, related_name="lesson")
    is_spam = models.BooleanField()
    signs = models.JSONField(help_text="Hashes, see filter.signs.")
    learnt_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return "spam" if self.is_spam else "ham"


class Moderator(models.Model):
    """What the queue remembers of a staff member."""

    staff = models.OneToOneField(
        "staff.Staff", models.CASCADE, primary_key=True, related_name="moderator"
    )
    seen_ruling = models.BigIntegerField(
        null=True, help_text="The last by which something was published that they have seen."
    )
    wants_mail = models.BooleanField("mail", default=False, help_text="A digest, at most daily.")
    told_at = models.DateTimeField(null=True, help_text="When they were last told by mail.")

    def __str__(self) -> str:
        return str(self.staff)
