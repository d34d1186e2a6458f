"""How somebody is written in one language, where that differs: in another script."""

from django.db import models
from wagtail.admin.panels import FieldPanel
from wagtail.models import Locale


class NameInLanguage(models.Model):
    """A name, and what is said of whoever has it.  Whose it is, its heirs say."""

    locale = models.ForeignKey(Locale, models.PROTECT, related_name="+")
    name = models.CharField(max_length=160)
    about = models.TextField(blank=True, max_length=600)

    panels = [FieldPanel("locale"), FieldPanel("name"), FieldPanel("about")]

    class Meta:
        abstract = True
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.name
