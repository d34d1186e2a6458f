"""Where an editor says what kind of change this is: only of an article that readers have."""

from typing import Any

from django import forms
from wagtail.admin.panels import FieldPanel, MultiFieldPanel

HEADING = "What kind of change is this?"
HELP = (
    "Readers have this article, or had it. A typo is put right in silence; of an update, a "
    "clarification or a correction they are told, in your words, and may read how it was before. "
    "To take the whole article back, choose Withdraw… beside Publish."
)
WORDS_HELP = "What was wrong or is new, and what is right. Not needed for a typo."


class ChangePanel(MultiFieldPanel):
    """The kind of change and the words that readers will see."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Hold the two fields; Wagtail clones panels with what it was given."""
        kwargs.setdefault("heading", HEADING)
        kwargs.setdefault("help_text", HELP)
        super().__init__(args[0] if args else kwargs.pop("children", _fields()), **kwargs)

    class BoundPanel(MultiFieldPanel.BoundPanel):
        """The panel on one article's form."""

        def is_shown(self) -> bool:
            """Only where readers have the article, or had it."""
            from courant.newsroom.queries.corrections import as_readers_have_it

            return bool(self.instance.pk) and as_readers_have_it(self.instance) is not None


def _fields() -> list[FieldPanel]:
    words = forms.Textarea(attrs={"rows": 2, "dir": "auto"})
    return [
        FieldPanel("change_kind", widget=forms.RadioSelect),
        FieldPanel("change_words", widget=words, help_text=WORDS_HELP),
    ]
