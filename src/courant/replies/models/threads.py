"""Threads and the replies in them."""

from django.db import models
from django.db.models import Q

from courant.newsroom.models import ArticlePage
from courant.replies.models.passes import Pass

NAME_LETTERS = 250  # of a name as it is kept; the form takes fewer


class Mode(models.TextChoices):
    """How an article takes replies; the order is from free to closed."""

    USUAL = "usual", "As the paper's rules say"
    OPEN = "open", "Publish at once"
    NEWCOMERS = "newcomers", "Hold newcomers"
    ALL = "all", "Hold all"
    CLOSED = "closed", "Closed, shown"
    HIDDEN = "hidden", "Hidden"


class State(models.TextChoices):
    """What is with a reply."""

    HELD = "held", "Held"
    PUBLISHED = "published", "Published"
    REFUSED = "refused", "Refused"
    SPAM = "spam", "Spam"
    REMOVED = "removed", "Removed"
    WITHDRAWN = "withdrawn", "Withdrawn by its writer"


class Thread(models.Model):
    """What differs from the rules for one article.  Made with the first reply, or by an editor."""

    article = models.OneToOneField(
        ArticlePage, models.CASCADE, primary_key=True, related_name="thread"
    )
    mode = models.CharField(max_length=9, choices=Mode, default=Mode.USUAL)
    raid_until = models.DateTimeField(null=True, help_text="All are held until then.")
    unwatched_until = models.DateTimeField(
        null=True, help_text="Somebody ended a raid: the machine begins none until then."
    )
    newcomers_held_until = models.DateTimeField(null=True, help_text="After a ban.")

    def __str__(self) -> str:
        return f"Thread {self.pk}"


class Reply(models.Model):
    """What somebody said under an article."""

    class Origin(models.TextChoices):
        READER = "reader", "A reader"
        STAFF = "staff", "The newsroom"
        IMPORT = "import", "Another system"

    thread = models.ForeignKey(Thread, models.CASCADE, related_name="replies")
    parent = models.ForeignKey("self", models.SET_NULL, null=True, related_name="answers")
    origin = models.CharField(max_length=6, choices=Origin, default=Origin.READER)
    name = models.CharField(max_length=NAME_LETTERS)
    text = models.TextField(blank=True, help_text="Plain. Empty when it was erased.")
    lang = models.CharField(max_length=20)
    said_at = models.DateTimeField(help_text="To the minute.")
    edited_at = models.DateTimeField(null=True)
    state = models.CharField(max_length=9, choices=State)
    reasons = models.JSONField(default=list, help_text="Why it is held or refused: codes.")
    words = models.CharField(max_length=200, blank=True, help_text="Why removed, for readers.")
    outside = models.CharField(
        max_length=200, blank=True, help_text="Why the outside hook held it."
    )
    by_pass = models.ForeignKey(Pass, models.SET_NULL, null=True, related_name="replies")
    by_staff = models.ForeignKey("staff.Staff", models.SET_NULL, null=True, related_name="+")
    is_pick = models.BooleanField(default=False)
    is_onion = models.BooleanField(default=False)
    fingerprint = models.BigIntegerField(default=0, help_text="SimHash of the folded text, signed.")
    like = models.ForeignKey(
        "self", models.SET_NULL, null=True, related_name="+", help_text="The first of a raid."
    )
    email = models.TextField(blank=True, help_text="Sealed; empty when its purpose is over.")
    nonce = models.CharField(max_length=64, blank=True, help_text="Digest of its letter's.")
    old_number = models.BigIntegerField(null=True, help_text="In the system it came from.")
    handed_to = models.ForeignKey("staff.Staff", models.SET_NULL, null=True, related_name="+")
    note = models.CharField(max_length=300, blank=True, help_text="From moderator to moderator.")
    looked_at_by = models.ForeignKey("staff.Staff", models.SET_NULL, null=True, related_name="+")
    looked_at_until = models.DateTimeField(null=True, help_text="Nobody else decides till then.")
    settled_at = models.DateTimeField(null=True, help_text="When it got its state.")

    class Meta:
        verbose_name_plural = "replies"
        indexes = [
            models.Index(fields=["thread", "state", "said_at"], name="reply_of_thread"),
            models.Index(fields=["state", "said_at"], name="reply_of_state"),
            models.Index(fields=["by_pass", "-said_at"], name="reply_of_pass"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["nonce"], condition=~Q(nonce=""), name="reply_once_a_letter"
            ),
            models.UniqueConstraint(
                fields=["thread", "old_number"],
                condition=Q(old_number__isnull=False),
                name="reply_once_an_import",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}: {self.text[:40]}"


class Pingback(models.Model):
    """A page elsewhere that linked to an article, as the system said that we came from."""

    thread = models.ForeignKey(Thread, models.CASCADE, related_name="pingbacks")
    name = models.CharField(max_length=NAME_LETTERS)
    href = models.CharField(max_length=1000)
    linked_at = models.DateTimeField()
    old_number = models.BigIntegerField(null=True)

    class Meta:
        ordering = ["linked_at", "pk"]

    def __str__(self) -> str:
        return f"{self.name}: {self.href}"
