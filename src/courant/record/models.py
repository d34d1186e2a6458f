"""What people said, as public articles have it."""

from django.db import models
from django.db.models import Q


class Quote(models.Model):
    """Words that a person said, with their source: a quotation of an article that was published.

    Harvested from the article alone, so it can be made anew; but when its article is withdrawn or
    deleted it stays, as evidence of what was published, and says so.
    """

    person = models.ForeignKey("newsroom.Person", models.CASCADE, related_name="quotes")
    lang = models.CharField(max_length=20, help_text="Of the article, BCP 47.")
    article = models.ForeignKey(
        "newsroom.ArticlePage", models.SET_NULL, null=True, related_name="quotes"
    )
    number = models.BigIntegerField(help_text="The article's, which stays when that is deleted.")
    headline = models.CharField(max_length=500)
    address = models.CharField(max_length=1100)
    published_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, help_text="When the article was taken back.")
    topics = models.JSONField(default=list, help_text="The article's, by number.")

    anchor = models.CharField(max_length=20, help_text="Its place in the article.")
    position = models.PositiveIntegerField(help_text="In the order of the article, from 0.")
    on = models.DateField(help_text="Under which day it stands: said, or else published (UTC).")
    words = models.TextField(help_text="Plain; paragraphs are lines.")
    words_lang = models.CharField(max_length=20, help_text="BCP 47; empty: as the article.")
    original = models.TextField(help_text="Before it was translated.")
    original_lang = models.CharField(max_length=20)
    translator = models.CharField(max_length=160)
    said_on = models.DateField(null=True)
    precision = models.CharField(max_length=7, help_text="Of that day: day, month or unknown.")
    place = models.CharField(max_length=200, help_text="Or occasion.")
    source = models.CharField(max_length=2000, help_text="An address on the web.")
    is_told = models.BooleanField(help_text="Said to the paper itself.")

    class Meta:
        ordering = ["-on", "-number", "position"]
        indexes = [
            models.Index(fields=["person", "lang", "-on"], name="quote_of_person"),
            models.Index(fields=["number"], name="quote_of_article"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["number", "anchor"], name="quote_once_a_place"),
            models.CheckConstraint(
                condition=Q(article__isnull=False) | Q(withdrawn_at__isnull=False),
                name="quote_without_article_is_withdrawn",
            ),
        ]

    def __str__(self) -> str:
        return self.words[:60]
