"""Addresses: what every public path answers."""

from django.db import models


class Address(models.Model):
    """One public path, and what it is the address of.

    The public truth about addresses: a page's place in the editors' tree may change, its
    address does not.  A subject is named as its ingredient is: ``article:42``, ``topic:3``.
    """

    class Kind(models.TextChoices):
        CURRENT = "current", "the page is here"
        FORMER = "former", "the page was here; readers are sent on"
        GONE = "gone", "what was here is no more"

    path = models.CharField(max_length=1100, unique=True, help_text="Perhaps with an old query.")
    kind = models.CharField(max_length=8, choices=Kind)
    subject = models.CharField(max_length=60, db_index=True, help_text="Empty for a fixed target.")
    lang = models.CharField(max_length=20)
    slug = models.CharField(
        max_length=255, default="", help_text="Of a current one: the editors' slug it comes from."
    )
    target = models.CharField(
        max_length=1100, default="", help_text="Of a former address without a subject: where to."
    )
    headline = models.CharField(
        max_length=500, default="", help_text="Of a gone address without a subject: what it was."
    )
    shard = models.CharField(max_length=2, help_text="Which map it stands in.")
    answer = models.CharField(
        max_length=1110, default="", help_text="What its map says now: '301 /x/', '410 en' or ''."
    )

    class Meta:
        indexes = [models.Index(fields=["shard", "answer"], name="address_in_map")]
        constraints = [
            models.UniqueConstraint(
                fields=["subject"],
                condition=models.Q(kind="current"),
                name="address_one_current_a_subject",
            )
        ]

    def __str__(self) -> str:
        return self.path
