"""What editors fill in at the desk.  The rules are the services'; these read what was typed."""

from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.db import transaction
from wagtail.admin.forms import WagtailAdminModelForm

from courant.newsroom.models import DeskPage
from courant.plant import clock
from courant.staff.models import Staff
from courant.ticker.errors import TickerError
from courant.ticker.models import Suggestion, Ticker, TickerLine
from courant.ticker.services import change_line, extend_line, file_line
from courant.ticker.services.wires import use_suggestion

LASTS = (
    ("", "as its level says"), ("30", "30 minutes"), ("60", "1 hour"), ("120", "2 hours"),
    ("180", "3 hours"), ("360", "6 hours"), ("720", "12 hours"), ("1440", "1 day"),
    ("2880", "2 days"), ("10080", "7 days"),
)  # fmt: skip


class _Moment(forms.DateTimeField):
    """A moment by the paper's clock, in the browser's own control."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.DateTimeInput({"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
        super().__init__(widget=widget, required=False, **kwargs)


def _words(rows: int = 2, **attrs: str) -> forms.Textarea:
    return forms.Textarea({"rows": rows, "dir": "auto", "enterkeyhint": "send", **attrs})


class _OfTheDesk(forms.Form):
    """A form whose last word is a service's."""

    def refuse(self, error: TickerError) -> None:
        """Say beside its field why a service refused; what was typed is kept."""
        self.add_error(error.field if error.field in self.fields else None, str(error))

    def faults(self) -> dict[str, str]:
        """Return why, by field; under an empty name what is about the whole."""
        return {
            "" if name == "__all__" else name: " ".join(map(str, found))
            for name, found in self.errors.items()
        }


class FileForm(_OfTheDesk):
    """The box in which a line is filed."""

    text = forms.CharField(required=False, strip=False, widget=_words())
    href = forms.CharField(
        label="Link",
        required=False,
        widget=forms.TextInput({"placeholder": "/… or https://…", "dir": "ltr",
                                "autocomplete": "off", "inputmode": "url"}),
    )  # fmt: skip
    level = forms.ChoiceField(
        choices=TickerLine.Level, initial=TickerLine.Level.NORMAL, widget=forms.RadioSelect
    )
    lasts = forms.ChoiceField(label="Stays", choices=LASTS, required=False)
    starts_at = _Moment(label="Starts")
    ends_at = _Moment(label="Ends")
    as_draft = forms.BooleanField(label="Keep as a draft", required=False)
    suggestion = forms.ModelChoiceField(
        Suggestion.objects.all(), required=False, widget=forms.HiddenInput
    )

    def file(self, ticker: Ticker, *, by: Staff) -> TickerLine | None:
        """File what was typed; None when it was refused, and then the errors say why."""
        if not self.is_valid():
            return None
        typed = dict(self.cleaned_data)
        lasts, suggestion = typed.pop("lasts"), typed.pop("suggestion")
        typed["ends_at"] = typed["ends_at"] or _after(typed["starts_at"], lasts)
        try:
            if suggestion is not None and suggestion.wire.ticker_id == ticker.pk:
                return use_suggestion(suggestion, by=by, **typed).line
            return file_line(ticker, by=by, **typed)
        except TickerError as error:
            self.refuse(error)
            return None


def _after(start: datetime | None, minutes: str) -> datetime | None:
    return (start or clock.now()) + timedelta(minutes=int(minutes)) if minutes else None


class ChangeForm(_OfTheDesk):
    """What can be changed of a line.  What its editor left alone stays as colleagues made it."""

    text = forms.CharField(
        required=False, strip=False, widget=_words(), show_hidden_initial=True
    )  # fmt: skip
    level = forms.ChoiceField(choices=TickerLine.Level, show_hidden_initial=True)
    mark = forms.ChoiceField(
        choices=[("", "None"), *TickerLine.Mark.choices], required=False, show_hidden_initial=True
    )
    note = forms.CharField(
        label="What was changed",
        required=False,
        widget=forms.TextInput({"dir": "auto", "autocomplete": "off"}),
        show_hidden_initial=True,
    )
    ends_at = _Moment(label="Ends", show_hidden_initial=True)

    def __init__(self, line: TickerLine, data: Any = None) -> None:
        """Begin with what the line says."""
        says = {name: getattr(line, name) for name in self.base_fields}
        # To the minute, as the browser's control has it: else it would seem changed.
        says["ends_at"] = line.ends_at.replace(second=0, microsecond=0)
        super().__init__(data, initial=says, auto_id=f"line-{line.pk}-%s")
        self._line = line

    def change(self, *, by: Staff) -> bool:
        """Do what was asked, all or nothing.  Return whether it was allowed."""
        if not self.is_valid():
            return False
        changed = set(self.changed_data)
        words = {name: self.cleaned_data[name] for name in changed - {"ends_at"}}
        try:
            with transaction.atomic():
                if words:
                    change_line(self._line, by=by, **words)
                if "ends_at" in changed:
                    until = self.cleaned_data["ends_at"] or clock.now()
                    extend_line(self._line, until=until, by=by)
        except TickerError as error:
            self.refuse(error)
            return False
        return True


class SettingsForm(WagtailAdminModelForm):
    """How a ticker behaves; of desks only those of its language."""

    class Meta:
        widgets = {"desks": forms.CheckboxSelectMultiple}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer the desks of the ticker's language, in readers' order."""
        super().__init__(*args, **kwargs)
        own = DeskPage.objects.filter(locale__language_code=self.instance.lang)
        self.fields["desks"].queryset = own.order_by("path")
