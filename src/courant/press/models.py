"""What the press keeps: changes noted, addresses gone stale, and what each page was baked from."""

from django.db import models

ADDRESS_LETTERS = 1100  # an address has at most 1,024 bytes; our dot-names add a little


class Change(models.Model):
    """Something that changed and has not yet been turned into stale addresses.

    Written in the same transaction as the change itself, so neither can be without the other.
    """

    key = models.CharField(max_length=200, help_text="An ingredient's name: noun:pk/aspect.")
    because = models.CharField(max_length=200, help_text="What was done, for the log.")
    noted_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.key}: {self.because}"


class PressRun(models.Model):
    """One run of the press.  Its number is the edition's, given by the database, never again."""

    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    keys = models.JSONField(default=list, help_text="The keys this run was about.")
    baked = models.PositiveIntegerField(default=0)
    written = models.PositiveIntegerField(default=0, help_text="Of these, with new bytes.")
    removed = models.PositiveIntegerField(default=0)
    failed = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"Edition {self.pk}"


class StaleAddress(models.Model):
    """An address whose page is not what it should be, until it is baked again."""

    address = models.CharField(max_length=ADDRESS_LETTERS, unique=True)
    recipe = models.CharField(max_length=60)
    rank = models.SmallIntegerField(help_text="Within a claim, the smallest is baked first.")
    claim = models.BigIntegerField(help_text="Grows; what went stale last is baked first.")
    since = models.DateTimeField(help_text="When the oldest change that made it stale was noted.")
    tried_at = models.DateTimeField(null=True)
    error = models.TextField(default="", help_text="Why the last try failed; empty if it did not.")

    class Meta:
        indexes = [models.Index(fields=["error", "-claim", "rank"], name="stale_in_order")]

    def __str__(self) -> str:
        return self.address


class Baking(models.Model):
    """A page as it lies in the edition."""

    address = models.CharField(max_length=ADDRESS_LETTERS, unique=True)
    recipe = models.CharField(max_length=60)
    rank = models.SmallIntegerField()
    edition = models.BigIntegerField(help_text="The run that baked it last.")
    house = models.CharField(max_length=32, help_text="The ingredient house/<hash> on every tray.")
    digest = models.CharField(max_length=32, help_text="Of its bytes, for the sweep.")

    def __str__(self) -> str:
        return self.address


class Ingredient(models.Model):
    """One thing that was read while a page was composed."""

    baking = models.ForeignKey(Baking, models.CASCADE, related_name="ingredients")
    key = models.CharField(max_length=200)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["key", "baking"], name="ingredient_once")]

    def __str__(self) -> str:
        return self.key
