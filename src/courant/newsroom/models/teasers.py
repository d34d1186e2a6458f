"""What readers are shown of each article besides its own page, and in which lists.

Both tables hold only articles that are public, are written by ``services.publication`` alone and
can be made anew from the articles.  A difference between them and an article *is* the change.
"""

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models


class Teaser(models.Model):
    """A public article as fronts and lists show it.  No row, no public article."""

    article = models.OneToOneField(
        "newsroom.ArticlePage", models.CASCADE, primary_key=True, related_name="teaser"
    )
    lang = models.CharField(max_length=20)
    address = models.CharField(max_length=1100, db_index=True)
    desk_id = models.BigIntegerField()
    kicker = models.CharField(max_length=60)
    headline = models.CharField(max_length=500, help_text="The short one, where there is one.")
    standfirst = models.TextField()
    photo_id = models.BigIntegerField(null=True)
    alt = models.CharField(max_length=500)
    published_at = models.DateTimeField(help_text="For the first time.")
    updated_at = models.DateTimeField(help_text="When it last changed otherwise than by a typo.")
    corrected_at = models.DateTimeField(
        null=True, help_text="Of its last correction, as long as its page begins with that."
    )
    version = models.CharField(max_length=32, help_text="Of what only the article's page shows.")
    translation_key = models.UUIDField(db_index=True)
    is_current = models.BooleanField(
        default=False, help_text="Whether it is of the last seven days: a ticker is on its page."
    )
    is_news = models.BooleanField(
        default=False, help_text="Whether it is of the last two days: the news sitemap names it."
    )
    is_old = models.BooleanField(
        default=False, help_text="Whether readers are told before the text how old it is."
    )
    is_unlisted = models.BooleanField(
        default=False, help_text="Whether it is kept from search engines: no sitemap names it."
    )
    translates_id = models.BigIntegerField(
        null=True, help_text="The public article that it is a translation of."
    )
    behind_at = models.DateTimeField(
        null=True, help_text="When that was as it is here, once it has been updated since."
    )
    ages_at = models.DateTimeField(
        null=True, help_text="When time alone will change one of the three; never again if empty."
    )

    class Meta:
        indexes = [
            # The schedule asks every second which have come of age.
            models.Index(
                fields=["ages_at"], condition=models.Q(ages_at__isnull=False), name="teaser_ages"
            ),
            models.Index(fields=["lang"], condition=models.Q(is_news=True), name="teaser_news"),
            models.Index(
                fields=["corrected_at"],
                condition=models.Q(corrected_at__isnull=False),
                name="teaser_corrected",
            ),
        ]

    def __str__(self) -> str:
        return self.headline


class Listing(models.Model):
    """A public article's place in a list: of a desk, a topic, a contributor, a whole language."""

    list = models.CharField(max_length=60, help_text="desk:7, topic:3, contributor:5/fa, paper:en")
    article = models.ForeignKey("newsroom.ArticlePage", models.CASCADE, related_name="listings")
    at = models.DateTimeField(help_text="When the article was first published.")
    month = models.CharField(max_length=7, help_text="The same as 2026-11, in the paper's zone.")

    class Meta:
        indexes = [
            models.Index(fields=["list", "-at", "-article"], name="listing_newest"),
            models.Index(fields=["list", "month", "-at", "-article"], name="listing_of_month"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["article", "list"], name="listing_once_a_list")
        ]

    def __str__(self) -> str:
        return f"{self.list}: {self.article_id}"


class Withdrawal(models.Model):
    """That a page was public and is no longer, when, and why in the editors' words."""

    page = models.OneToOneField("wagtailcore.Page", models.CASCADE, related_name="withdrawal")
    withdrawn_at = models.DateTimeField()
    words = models.TextField(blank=True, help_text="As readers see them; never names a person.")
    headline = models.CharField(max_length=500, help_text="What it was, as last published.")
    was = models.JSONField(
        default=dict, encoder=DjangoJSONEncoder, help_text="The article as readers had it last."
    )

    def __str__(self) -> str:
        return f"{self.headline}, withdrawn {self.withdrawn_at:%d %b %Y}"


class Fact(models.Model):
    """What readers were last told under one key, as a digest: a difference is a change."""

    key = models.CharField(max_length=200, primary_key=True)
    digest = models.CharField(max_length=32)

    def __str__(self) -> str:
        return self.key
