"""The masthead: what the paper calls itself, one per paper."""

import re
import zoneinfo

from django.core.exceptions import ValidationError
from django.db import models
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.models import Page

from courant.design.colours import contrast

COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
PAPER, READABLE = "#ffffff", 4.5  # WCAG 2.2, 1.4.3


def check_accent(colour: str) -> None:
    """Refuse a colour that is not ``#rrggbb`` or too pale to read on paper.

    Raises:
        ValidationError: Says which, and by how much.
    """
    if not COLOUR.fullmatch(colour):
        raise ValidationError(f"{colour} is not a colour. Write six digits, such as #a00e1c.")
    if (ratio := contrast(colour, PAPER)) < READABLE:
        raise ValidationError(
            f"{colour} has a contrast of {ratio:.1f} on white; text needs {READABLE}. "
            "Choose a darker colour."
        )


def check_zone(zone: str) -> None:
    """Refuse a name that is not in the IANA time zone database.

    Raises:
        ValidationError: Gives an example of one that is.
    """
    if zone not in zoneinfo.available_timezones():
        raise ValidationError(
            f"{zone} is not a time zone. Write a name such as Europe/Amsterdam or Asia/Tehran."
        )


@register_setting(icon="doc-full-inverse")
class Masthead(BaseSiteSetting):
    """Name, motto, colour, time zone and the pages every page links to."""

    name = models.CharField(max_length=80, default="The Courant")
    motto = models.CharField(max_length=160, blank=True)
    accent = models.CharField(
        max_length=7,
        default="#a00e1c",
        validators=[check_accent],
        help_text="The one colour of the paper, as #rrggbb; dark enough to read on white.",
    )
    zone = models.CharField(
        "time zone",
        max_length=60,
        default="UTC",
        validators=[check_zone],
        help_text="Where the newsroom's clock hangs, such as Europe/Amsterdam.",
    )
    about = models.ForeignKey(
        "newsroom.StandingPage", models.SET_NULL, null=True, blank=True, related_name="+"
    )
    imprint = models.ForeignKey(
        "newsroom.StandingPage", models.SET_NULL, null=True, blank=True, related_name="+"
    )
    privacy = models.ForeignKey(
        "newsroom.StandingPage", models.SET_NULL, null=True, blank=True, related_name="+"
    )
    withheld_names = models.ForeignKey(
        "newsroom.StandingPage",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        help_text="The page that explains why some names are withheld.",
    )

    panels = [
        MultiFieldPanel([FieldPanel("name"), FieldPanel("motto")], "Nameplate"),
        MultiFieldPanel([FieldPanel("accent"), FieldPanel("zone")], "House"),
        MultiFieldPanel(
            [FieldPanel(name) for name in ("about", "imprint", "privacy", "withheld_names")],
            "First in the foot of every page",
        ),
    ]

    class Meta:
        verbose_name = "masthead"

    @property
    def policies(self) -> list[Page]:
        """The pages that stand first in every page's foot, each in the page's own language."""
        return [page for page in (self.about, self.imprint, self.privacy) if page is not None]
