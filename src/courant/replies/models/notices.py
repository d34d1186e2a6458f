"""Telling writers that somebody answered, and who opened what was sealed for that."""

from django.db import models

from courant.replies.models.threads import Reply


class Notice(models.Model):
    """That a writer is to be told of an answer.  It waits until somebody unlocks the seal."""

    reply = models.ForeignKey(Reply, models.CASCADE, related_name="notices")
    answer = models.OneToOneField(Reply, models.CASCADE, related_name="+")
    noted_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    trouble = models.CharField(max_length=200, blank=True, help_text="Why it was not sent.")

    class Meta:
        indexes = [
            models.Index(fields=["noted_at"], condition=models.Q(sent_at=None), name="notice_waits")
        ]

    def __str__(self) -> str:
        return f"Notice of {self.answer_id}"


class Unlocking(models.Model):
    """That somebody loaded the private key; the addresses they could read are not kept."""

    unlocked_at = models.DateTimeField()
    unlocked_by = models.ForeignKey("staff.Staff", models.PROTECT, related_name="+")
    act = models.CharField(max_length=20, help_text="made, unlocked")

    def __str__(self) -> str:
        return f"{self.act} {self.unlocked_at:%d %b %Y, %H:%M}"
