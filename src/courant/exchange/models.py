"""What remains of another system beside the pages: what became of each thing, and what waits."""

from django.db import models


class OldSite(models.Model):
    """A site that was taken in.  Known by its URL, so that two may be imported side by side."""

    url = models.CharField(max_length=500, unique=True)

    def __str__(self) -> str:
        return self.url


class ImportRun(models.Model):
    """One import, with its counts; never changed by a later one."""

    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    counts = models.JSONField(default=dict, help_text="By type and what became of it.")

    def __str__(self) -> str:
        return f"Import of {self.started_at:%d %b %Y, %H:%M}"


class ImportedItem(models.Model):
    """One thing of an old site and what it became here.

    The row is written before the page: it reserves the page's number, so that texts can link to
    what is stored later, and a run that was cut off goes on with the same numbers.
    """

    site = models.ForeignKey(OldSite, models.CASCADE, related_name="items")
    type = models.CharField(max_length=60, help_text="post, page, …; author, term:…, file.")
    key = models.CharField(max_length=500, help_text="id:12, guid:…, link:…, hash:…")
    subject = models.CharField(max_length=60, db_index=True, help_text="article:42; empty: none.")
    digest = models.CharField(
        max_length=32, default="", help_text="Of what was stored; empty: not stored yet."
    )
    replies = models.CharField(
        max_length=32, default="", help_text="Digest of its comments as they were stored."
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["site", "type", "key"], name="imported_once")
        ]

    def __str__(self) -> str:
        return f"{self.type} {self.key}"


class ImportedComment(models.Model):
    """A comment of an old site, until the replies have taken it.  Never an email or address."""

    class Kind(models.TextChoices):
        REPLY = "reply", "somebody's words"
        LINK = "link", "a pingback or trackback"
        LIVE = "live", "an entry of a live blog"
        OTHER = "other", "something a plugin kept as a comment"

    item = models.ForeignKey(ImportedItem, models.CASCADE, related_name="comments")
    key = models.CharField(max_length=60, help_text="id:7, or hash:… where there is no number.")
    parent_key = models.CharField(max_length=60, default="", help_text="As the file names it.")
    parent = models.ForeignKey(
        "self", models.SET_NULL, null=True, related_name="answers", help_text="If it was found."
    )
    kind = models.CharField(max_length=5, choices=Kind)
    type = models.CharField(max_length=60, default="", help_text="As the file says.")
    approved = models.CharField(max_length=30, help_text="As the file says: 1, 0, trash, …")
    by_staff = models.BooleanField(default=False)
    author = models.CharField(max_length=250)
    said_at = models.DateTimeField(null=True)
    text = models.TextField()
    url = models.CharField(max_length=1000, default="", help_text="Of a link: who linked here.")
    metas = models.JSONField(default=list, help_text="A live blog's only: pairs of key and value.")
    writer = models.CharField(
        max_length=64, default="", db_default="", help_text="Keyed hash of the email, if asked for."
    )
    is_taken = models.BooleanField(
        default=False,
        db_default=False,
        help_text="Whether the replies have it, or did not want it.",
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["item", "key"], name="imported_comment_once")
        ]
        indexes = [
            models.Index(
                fields=["item"], condition=models.Q(is_taken=False), name="imported_comment_waits"
            )
        ]

    def __str__(self) -> str:
        return f"{self.author}: {self.text[:40]}"


class RawData(models.Model):
    """Something a plugin left, kept as it is for a later need and shown nowhere."""

    item = models.ForeignKey(ImportedItem, models.CASCADE, related_name="raw")
    key = models.CharField(max_length=255)
    value = models.TextField()

    def __str__(self) -> str:
        return self.key
