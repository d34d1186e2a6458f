"""The editor's forms of pages."""

from typing import Any

from wagtail.admin.forms.pages import CopyForm, WagtailAdminPageForm

from courant.plant.addresses import slug_of


class PaperPageForm(WagtailAdminPageForm):
    """The editor's form of a page; a slug that is left empty is made from the headline."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Let the slug be empty."""
        super().__init__(*args, **kwargs)
        if "slug" in self.fields:
            self.fields["slug"].required = False

    def clean(self) -> dict[str, Any]:
        """Fill in the slug; a headline without a letter has none, so its kind must do."""
        cleaned: dict[str, Any] = super().clean()
        if "slug" in cleaned and not cleaned["slug"]:
            kind = str(self.instance._meta.verbose_name)
            cleaned["slug"] = slug_of(cleaned.get("title", "")) or slug_of(kind)
        return cleaned


class ArticleForm(PaperPageForm):
    """The form of an article."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer as further desks those of the article's language, in the readers' order."""
        super().__init__(*args, **kwargs)
        # A preview of what was never saved has no language yet; it goes where it is to stand.
        lang = self.instance.locale_id or (self.parent_page and self.parent_page.locale_id)
        if "label" in self.fields and not self.instance.pk:
            self.initial["label"] = "news"  # most are; what came from elsewhere has none
        if "also_on" in self.fields and lang:
            field = self.fields["also_on"]
            field.queryset = field.queryset.filter(locale=lang).order_by("path")
        if "change_kind" in self.fields:
            _, *kinds = self.fields["change_kind"].choices
            self.fields["change_kind"].choices = kinds  # nothing said is nothing chosen

    def _post_clean(self) -> None:
        """Ask at its field what kind of change is about to be published."""
        super()._post_clean()
        if "action-publish" in self.data and "change_kind" in self.fields and not self.errors:
            from courant.newsroom.services.corrections import problem_with_draft

            if problem := problem_with_draft(self.instance):
                self.add_error(*problem)


class PaperCopyForm(CopyForm):
    """Wagtail's form for a copy, without its own look at who else has the slug."""

    def clean(self) -> dict[str, Any]:
        """Keep every refusal but that of the slug."""
        slug = self.cleaned_data.get("new_slug")
        cleaned: dict[str, Any] = super().clean()
        if slug and self._errors.pop("new_slug", None):
            cleaned["new_slug"] = slug
        return cleaned
