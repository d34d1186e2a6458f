"""The rules of a paper's replies: what an editor sets, and the words that hold a reply back."""

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting

from courant.replies.texts.words import WordList as Words
from courant.replies.texts.words import WordListError


def between(least: int, most: int) -> list[MinValueValidator | MaxValueValidator]:
    """Return the validators of a whole number within bounds."""
    return [MinValueValidator(least), MaxValueValidator(most)]


@register_setting(icon="comment")
class ReplyRules(BaseSiteSetting):
    """How replies are taken, one per paper.  An article's thread may be stricter."""

    class Publishing(models.TextChoices):
        OPEN = "open", "Publish at once"
        NEWCOMERS = "newcomers", "Hold newcomers"
        ALL = "all", "Hold all"

    class Email(models.TextChoices):
        OFF = "off", "Not asked for"
        OPTIONAL = "optional", "Optional"
        REQUIRED = "required", "Required"

    is_on = models.BooleanField("on", default=True, help_text="Off: no forms; threads stay.")
    publishing = models.CharField(max_length=9, choices=Publishing, default=Publishing.NEWCOMERS)
    newcomer_replies = models.PositiveSmallIntegerField(
        "a newcomer's first replies", default=2, validators=between(0, 20),
        help_text="How many must have been published before a writer is no newcomer.",
    )  # fmt: skip
    links_held_at = models.PositiveSmallIntegerField(
        "links", default=2, validators=between(1, 50), help_text="A reply with so many is held."
    )
    most_letters = models.PositiveSmallIntegerField(
        "longest reply", default=3000, validators=between(200, 10_000), help_text="In letters."
    )
    close_after_days = models.PositiveSmallIntegerField(
        "close after, in days", default=14, validators=between(1, 3650)
    )
    depth = models.PositiveSmallIntegerField(
        default=3, validators=between(1, 6), help_text="Deeper answers say whom they answer."
    )
    page_length = models.PositiveSmallIntegerField(
        "threads on a page", default=50, validators=between(10, 200)
    )
    offers_work = models.BooleanField(
        "proof of work", default=True,
        help_text="A browser may do a sum while its reader looks on: a sign in the reply's favour.",
    )  # fmt: skip
    email = models.CharField(max_length=8, choices=Email, default=Email.OFF)
    seal = models.CharField(max_length=60, blank=True, editable=False, help_text="Public key.")

    panels = [
        MultiFieldPanel([FieldPanel(name) for name in ("is_on", "publishing")], "Replies"),
        MultiFieldPanel(
            [FieldPanel(name) for name in ("newcomer_replies", "links_held_at", "offers_work")],
            "Holding back",
        ),
        MultiFieldPanel(
            [FieldPanel(name) for name in ("close_after_days", "most_letters", "email")], "Form"
        ),
        MultiFieldPanel([FieldPanel(name) for name in ("depth", "page_length")], "Threads"),
    ]

    class Meta:
        verbose_name = "reply rules"


class WordList(models.Model):
    """Words of one language that hold a reply back or send it to spam."""

    class Kind(models.TextChoices):
        WATCHED = "watched", "Watched: held for an editor"
        BLOCKED = "blocked", "Blocked: to spam"

    lang = models.CharField(
        "language", max_length=20, blank=True, help_text="BCP 47; empty: every language."
    )
    kind = models.CharField(max_length=7, choices=Kind)
    entries = models.TextField(
        blank=True, help_text="One a line, whole words; * stands for any letters: idiot*"
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["lang", "kind"], name="word_list_once")]
        ordering = ["lang", "kind"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} ({self.lang or 'every language'})"

    def clean(self) -> None:
        """Refuse a line that could match nothing, or everything."""
        try:
            Words.parse(self.entries)
        except WordListError as error:
            raise ValidationError({"entries": str(error)}) from error
