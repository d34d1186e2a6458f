"""What the editor asks about a quotation that is marked in a sentence."""

from typing import Any

from django import forms
from wagtail.snippets.widgets import AdminSnippetChooser

from courant.newsroom.links import check_web_address
from courant.newsroom.models import Person
from courant.newsroom.quotations import ATTRIBUTES, DAY, MONTH, PRECISIONS, check_language

NOBODY = "Say who said it: choose a person, or give a name."
NO_DAY = "Give a day of that month, or say that it is not known."
NO_LANGUAGE = "Say which language the original words are in, such as fa."


class PersonChooser(AdminSnippetChooser):
    """Wagtail's chooser; the panel's script starts it, for it fills it in as well."""

    def render_js_init(self, id_: str, name: str, value_data: Any) -> str:
        """Start nothing."""
        return ""


class FactsForm(forms.Form):
    """Who said it, when, where and by which source: the fields of the block and of the mark."""

    person = forms.ModelChoiceField(
        Person.objects.all(),
        required=False,
        label="Who said it",
        widget=PersonChooser(Person, icon="user"),
    )
    speaker = forms.CharField(
        required=False,
        max_length=200,
        label="Or a name",
        help_text="For somebody of whom no record is kept.",
    )
    said_on = forms.DateField(
        required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    said_precision = forms.ChoiceField(
        choices=PRECISIONS, required=False, initial=DAY, label="Said"
    )
    place = forms.CharField(required=False, max_length=200, label="Where, or on what occasion")
    source_url = forms.CharField(required=False, max_length=2_000, label="Source")
    told = forms.BooleanField(required=False, label="Told to us")
    lang = forms.CharField(
        required=False,
        max_length=20,
        validators=[check_language],
        label="Language of the words",
        help_text="Where it is not the article's: fa, en-GB.",
    )
    original = forms.CharField(
        required=False,
        max_length=5_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        label="Original words",
        help_text="If these are a translation.",
    )
    original_lang = forms.CharField(
        required=False,
        max_length=20,
        validators=[check_language],
        label="Their language",
        help_text="As fa or en-GB.",
    )
    translator = forms.CharField(required=False, max_length=160)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Write each way as it is written."""
        super().__init__(*args, **kwargs)
        for name in ("speaker", "place", "original", "translator"):
            self.fields[name].widget.attrs["dir"] = "auto"

    def clean_person(self) -> Person | None:
        """Take whom somebody was merged into in their place."""
        person: Person | None = self.cleaned_data["person"]
        return person and (person.merged_into or person)

    def clean_source_url(self) -> str:
        """Refuse what is no web address, in the words of every other door."""
        source: str = self.cleaned_data["source_url"]
        if source:
            check_web_address(source)
        return source

    def clean(self) -> dict[str, Any]:
        """Refuse nobody, a month without a day in it, original words without their language."""
        said: dict[str, Any] = super().clean() or {}
        if not said.get("person") and not said.get("speaker") and "person" not in self.errors:
            self.add_error("person", NOBODY)
        if said.get("said_precision") == MONTH and not said.get("said_on"):
            self.add_error("said_on", NO_DAY)
        if said.get("original") and not said.get("original_lang"):
            self.add_error("original_lang", NO_LANGUAGE)
        return said

    def facts(self) -> dict[str, str]:
        """Return what the mark shall say, by the block's names; empty facts are left out."""
        said = dict(self.cleaned_data)
        person, day = said["person"], said["said_on"]
        said |= {
            "person": person and person.pk,
            "said_on": day and day.isoformat(),
            "said_precision": said["said_precision"] != DAY and said["said_precision"],
            "told": said["told"] and "1",
        }
        return {name: str(said[name]) for name in ATTRIBUTES if said[name]}
