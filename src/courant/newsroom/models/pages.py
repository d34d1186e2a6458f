"""The pages that editors edit."""

from contextlib import AbstractContextManager
from typing import Any, ClassVar

from django import forms
from django.db import models
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from wagtail import blocks
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Orderable, Page
from wagtail.search import index

from courant.newsroom.blocks import ALT_DECISIONS, SENSITIVE
from courant.newsroom.body_block import BodyBlock
from courant.newsroom.change_panel import ChangePanel
from courant.newsroom.links import check_web_address
from courant.newsroom.models.corrections import Correction
from courant.newsroom.models.doors import PaperPage
from courant.newsroom.models.snippets import Contributor, Topic
from courant.newsroom.page_forms import ArticleForm
from courant.newsroom.panels import (
    bylines_panel,
    desks_panel,
    search_panel,
    slug_panel,
    ticker_panel,
    title_panel,
    topics_panel,
)
from courant.newsroom.translating import check_desk_is_translated, same, translated


class FrontPage(PaperPage):
    """The front of one language: a lead and seconds that an editor chose, or the newest."""

    nameplate = models.CharField(
        max_length=80, blank=True, help_text="The paper's name in this language, if it differs."
    )
    motto = models.CharField(max_length=160, blank=True)
    stories = StreamField(
        [("story", blocks.PageChooserBlock(page_type="newsroom.ArticlePage"))],
        blank=True,
        max_num=5,
        help_text="The lead first, then up to four seconds. The newest fill what is left.",
    )

    recipe: ClassVar[str] = "newsroom.front"
    parent_page_types: ClassVar[list[str]] = ["wagtailcore.Page"]
    subpage_types: ClassVar[list[str]] = ["newsroom.DeskPage", "newsroom.StandingPage"]
    content_panels = [
        title_panel("Name"),
        MultiFieldPanel([FieldPanel("nameplate"), FieldPanel("motto")], "Nameplate"),
        FieldPanel("stories"),
    ]
    promote_panels: ClassVar[list[FieldPanel]] = []  # its address is its language's
    translatable_fields: ClassVar[list[Any]] = translated("title", "nameplate", "motto")

    class Meta:
        verbose_name = "front"


class DeskPage(PaperPage):
    """A desk owns articles and has a page that lists them."""

    intro = models.TextField(blank=True, max_length=400)

    recipe: ClassVar[str] = "newsroom.desk"
    parent_page_types: ClassVar[list[str]] = ["newsroom.FrontPage", "newsroom.DeskPage"]
    subpage_types: ClassVar[list[str]] = ["newsroom.DeskPage", "newsroom.ArticlePage"]
    content_panels = [title_panel("Name"), FieldPanel("intro")]
    promote_panels = [slug_panel()]
    translatable_fields: ClassVar[list[Any]] = translated("title", "intro")

    class Meta:
        verbose_name = "desk"


class ArticlePage(PaperPage):
    """An article.  Its headline is Wagtail's ``title``."""

    class Label(models.TextChoices):
        NEWS = "news", "News"
        REPORT = "report", "Report"
        ANALYSIS = "analysis", "Analysis"
        INTERVIEW = "interview", "Interview"
        EXPLAINER = "explainer", "Explainer"
        OPINION = "opinion", "Opinion"
        STATEMENT = "statement", "Statement"
        LIVE = "live", "Live"

    long_headline = models.CharField(
        max_length=500,
        blank=True,
        help_text="Only where the headline has more than 255 letters: all of it, for readers.",
    )
    kicker = models.CharField(max_length=60, blank=True, help_text="One to three words above it.")
    short_headline = models.CharField(
        max_length=70, blank=True, help_text="For fronts and lists; empty: the headline itself."
    )
    standfirst = models.TextField(max_length=300, blank=True)
    dateline = models.CharField(max_length=80, blank=True, help_text="Where: a place.")
    photo = models.ForeignKey(
        "newsroom.Photo", models.SET_NULL, null=True, blank=True, related_name="+"
    )
    photo_caption = RichTextField(blank=True, features=["bold", "italic", "link"])
    photo_alt_decision = models.CharField(
        "alt text is", max_length=10, blank=True, choices=ALT_DECISIONS
    )
    photo_alt = models.CharField("description", max_length=500, blank=True)
    photo_sensitive = models.BooleanField("hard to look at", default=False, help_text=SENSITIVE)
    body = StreamField(BodyBlock(), blank=True)
    content_warning = models.CharField(
        max_length=200,
        blank=True,
        help_text="Said before the text: what in it may distress readers, such as torture.",
    )
    unlisted = models.BooleanField(
        "keep from search engines",
        default=False,
        help_text="In our own lists as ever; not in the sitemaps, and search engines are told.",
    )
    canonical_url = models.URLField(
        "original address",
        max_length=500,
        blank=True,
        validators=[check_web_address],
        help_text="Where another site published it first: search engines are led there.",
    )
    stays_current = models.BooleanField(
        default=False,
        help_text="An explainer that is kept up to date: readers are never told that it is old.",
    )
    label = models.CharField(
        max_length=10,
        blank=True,
        choices=Label,
        help_text="What kind of article it is; readers are told. News needs a dateline.",
    )
    embargo_until = models.DateTimeField(
        "embargo until",
        null=True,
        blank=True,
        help_text="Published before that moment, it is seen by the newsroom alone.",
    )
    also_on = ParentalManyToManyField(
        DeskPage, blank=True, related_name="+", help_text="Further desks that list it."
    )
    ticker = models.CharField(
        "show in ticker",
        max_length=9,
        blank=True,
        choices=[
            ("normal", "As a normal line"),
            ("important", "As an important line"),
            ("breaking", "As breaking news"),
            ("never", "Not at all"),
        ],
        help_text="Empty: as the ticker's settings say for new articles.",
    )
    ticker_text = models.CharField(
        "ticker's text",
        max_length=140,
        blank=True,
        help_text="Plain, one line; empty: the short headline, else the headline.",
    )
    ticker_until = models.DateTimeField(
        "until", null=True, blank=True, help_text="Empty: as long as lines of its level stay."
    )
    # Said with the draft, so that approval and schedule carry it; taken up when it is published.
    change_kind = models.CharField(
        "kind of change", max_length=13, blank=True, choices=Correction.Kind
    )
    change_words = models.TextField("what readers will see", max_length=1_000, blank=True)
    updated_at = models.DateTimeField(
        null=True, editable=False, help_text="When it last changed otherwise than by a typo."
    )

    translated_from_at = models.DateTimeField(
        null=True, editable=False, help_text="When its original was as it was translated from."
    )

    base_form_class: ClassVar[type[ArticleForm]] = ArticleForm
    preview_modes: ClassVar[list[tuple[str, str]]] = [
        *PaperPage.preview_modes, ("linked", "Where it is linked"),
    ]  # fmt: skip
    recipe: ClassVar[str] = "newsroom.article"
    parent_page_types: ClassVar[list[str]] = ["newsroom.DeskPage"]
    subpage_types: ClassVar[list[str]] = []
    exclude_fields_in_copy: ClassVar[list[str]] = [
        "change_kind", "change_words", "updated_at", "translated_from_at",
    ]  # fmt: skip
    search_fields = [
        *Page.search_fields,
        index.SearchField("standfirst"),
        index.SearchField("body"),
    ]
    content_panels = [
        ChangePanel(),
        FieldPanel("label"),
        FieldPanel("kicker"),
        title_panel("Headline"),
        FieldPanel("short_headline"),
        FieldPanel("long_headline"),
        FieldPanel("standfirst", widget=forms.Textarea(attrs={"rows": 3})),
        FieldPanel("dateline"),
        bylines_panel(),
        MultiFieldPanel(
            [FieldPanel(name) for name in (
                "photo", "photo_caption", "photo_alt_decision", "photo_alt", "photo_sensitive",
            )],
            "Main photo",
        ),
        FieldPanel("content_warning"),
        FieldPanel("body"),
        topics_panel(),
        FieldPanel("stays_current"),
        desks_panel(),
        ticker_panel("ticker", "ticker_text", "ticker_until"),
        FieldPanel("embargo_until", heading="Embargo"),
    ]  # fmt: skip
    # What a translation has of its own, beside the words that its translator sees.
    own_panels: ClassVar[list[Any]] = [
        ChangePanel(), bylines_panel(), topics_panel(), desks_panel(),
        ticker_panel("ticker", "ticker_until"), FieldPanel("embargo_until", heading="Embargo"),
    ]  # fmt: skip
    promote_panels = [
        slug_panel(), search_panel(), FieldPanel("unlisted"), FieldPanel("canonical_url"),
    ]  # fmt: skip
    # Bylines, topics, desks and the ticker are each language's own: see ``own_panels``.
    translatable_fields: ClassVar[list[Any]] = [
        *translated(
            "title", "long_headline", "kicker", "short_headline", "standfirst", "dateline",
            "photo_caption", "photo_alt", "body", "ticker_text", "search_description",
            "content_warning",
        ),
        *same("label", "photo", "photo_alt_decision", "photo_sensitive"),
        *same("stays_current", "unlisted"),
    ]  # fmt: skip

    class Meta:
        verbose_name = "article"
        permissions = [
            ("publish_urgently", "Can publish over what must be right, with a reason"),
            ("moderate_replies", "Can decide about replies"),
        ]
        indexes = [
            # The schedule asks every second which of the few have come to their moment.
            models.Index(
                fields=["embargo_until"],
                condition=models.Q(embargo_until__isnull=False),
                name="article_embargo",
            )
        ]

    def copy_for_translation(self, locale: Any, *args: Any, **kwargs: Any) -> Any:
        """Begin a translation, on the desk that is the translation of this article's.

        Raises:
            UntranslatedDeskError: There is none; Wagtail would show this desk in both languages.
        """
        check_desk_is_translated(self, locale)
        copy = super().copy_for_translation(locale, *args, **kwargs)
        if not copy.alias_of_id:
            copy.article_topics.all().delete()  # topics are of one language
            copy.also_on.clear()
        return copy

    @property
    def headline(self) -> str:
        """The whole headline: Wagtail's title, unless that was too short for it."""
        return self.long_headline or self.title

    def check_publishable(self, revision: Any = None) -> None:
        """Refuse an article with a photo that lacks credit or alt decision, and the like."""
        from courant.newsroom.checks import check_ready

        check_ready(self, revision)

    def being_published(self, revision: Any, *, by: Any) -> AbstractContextManager[None]:
        """A change of what readers have is written down with its kind."""
        from courant.newsroom.services.corrections import noting_the_change

        return noting_the_change(self, revision, by=by)

    def with_content_json(self, content: dict[str, Any]) -> "ArticlePage":
        """Return the article as a revision has it; when readers were last told is not its to say.

        See ``wagtail.models.Page.with_content_json``.
        """
        page: ArticlePage = super().with_content_json(content)
        page.updated_at = self.updated_at
        page.translated_from_at = self.translated_from_at
        if self.alias_of_id:  # it follows the original, and says nothing itself
            page.change_kind = page.change_words = ""
            original = ArticlePage.objects.filter(pk=self.alias_of_id)
            page.updated_at = original.values_list("updated_at", flat=True).first()
        return page


class Byline(Orderable):
    """One who made the story, in the order in which they are named."""

    class Kind(models.TextChoices):
        NAMED = "named", "A contributor"
        STAFF = "staff", "The staff"
        WITHHELD = "withheld", "Name withheld for safety"

    class Role(models.TextChoices):
        BY = "by", "By"
        REPORTING = "reporting", "Reporting"
        PHOTOS = "photos", "Photos"
        TRANSLATION = "translation", "Translation"
        EDITING = "editing", "Editing"

    page = ParentalKey(ArticlePage, on_delete=models.CASCADE, related_name="bylines")
    kind = models.CharField(max_length=10, choices=Kind, default=Kind.NAMED)
    contributor = models.ForeignKey(
        Contributor, models.PROTECT, null=True, blank=True, related_name="+"
    )
    role = models.CharField(max_length=12, choices=Role, default=Role.BY)

    panels = [FieldPanel("kind"), FieldPanel("contributor"), FieldPanel("role")]

    @property
    def is_unfinished(self) -> bool:
        """Whether it waits for a name: a draft's may, a published article's may not."""
        return self.kind == self.Kind.NAMED and self.contributor_id is None

    def clean(self) -> None:
        """Who is withheld must not have a name."""
        super().clean()
        if self.kind != self.Kind.NAMED:
            self.contributor = None


class ArticleTopic(Orderable):
    """A topic of an article; the first is the primary one."""

    page = ParentalKey(ArticlePage, on_delete=models.CASCADE, related_name="article_topics")
    topic = models.ForeignKey(Topic, models.PROTECT, related_name="+")

    panels = [FieldPanel("topic")]


class StandingPage(PaperPage):
    """A page that stands beside the news: about, imprint, privacy."""

    body = StreamField(BodyBlock(), blank=True)

    recipe: ClassVar[str] = "newsroom.standing"
    parent_page_types: ClassVar[list[str]] = ["newsroom.FrontPage"]
    subpage_types: ClassVar[list[str]] = []
    content_panels = [title_panel("Title"), FieldPanel("body")]
    promote_panels = [slug_panel(), search_panel()]
    translatable_fields: ClassVar[list[Any]] = translated("title", "body", "search_description")

    class Meta:
        verbose_name = "standing page"

    def check_publishable(self, revision: Any = None) -> None:
        """Refuse a page whose text is not complete."""
        from courant.newsroom.checks import check_standing_ready

        check_standing_ready(self)
