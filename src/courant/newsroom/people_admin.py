"""People in Wagtail's admin: their list, making one on the spot, merging two."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from wagtail.admin.widgets.button import Button
from wagtail.models import Locale
from wagtail.snippets.views.chooser import SnippetChooserViewSet
from wagtail.snippets.views.snippets import SnippetViewSet
from wagtail.snippets.widgets import AdminSnippetChooser

from courant.newsroom.models import Office, Person, PersonName
from courant.newsroom.services.paper import first_language
from courant.newsroom.services.people import PersonError, merge_people


def by_themselves() -> QuerySet[Person]:
    """Return the people who were not merged into another."""
    people: QuerySet[Person] = Person.objects.filter(merged_into=None)
    return people


class NewPersonForm(forms.ModelForm[Person]):
    """Makes a person while an article is written: a name in each script, and what they are."""

    office = forms.CharField(max_length=160, required=False, help_text="Such as mayor.")
    organisation = forms.CharField(max_length=160, required=False)
    as_of = forms.DateField(
        required=False, help_text="Since when, if you know.", widget=forms.DateInput
    )

    class Meta:
        model = Person
        fields = ("name",)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Ask for the name in each further language of the paper."""
        super().__init__(*args, **kwargs)
        others = Locale.objects.exclude(language_code=first_language())
        self._others = list(others.order_by("pk"))
        for locale in self._others:
            self.fields[f"name_{locale.pk}"] = forms.CharField(
                max_length=160, required=False, label=f"Name in {locale}"
            )

    @transaction.atomic
    def save(self, commit: bool = True) -> Person:
        """Save the person, with what else was said of them; there is no doing it by halves."""
        person: Person = super().save(commit)
        said = self.cleaned_data
        for locale in self._others:
            if name := said[f"name_{locale.pk}"]:
                PersonName.objects.create(person=person, locale=locale, name=name)
        if title := said["office"]:
            Office.objects.create(
                person=person, title=title, organisation=said["organisation"], began=said["as_of"]
            )
        return person


class PersonChooserViewSet(SnippetChooserViewSet):
    """Chooses somebody who was not merged into another, or makes somebody new."""

    creation_form_class = NewPersonForm

    def get_object_list(self) -> QuerySet[Person]:
        """Return whom one can choose."""
        return by_themselves()


class PersonViewSet(SnippetViewSet):
    """The list of people."""

    model = Person
    icon = "user"
    list_display = ("name", "slug")
    chooser_viewset_class = PersonChooserViewSet

    def get_queryset(self, request: HttpRequest) -> QuerySet[Person]:
        """Leave out who was merged into another."""
        return by_themselves()


class MergeForm(forms.Form):
    """Asks who a person is."""

    into = forms.ModelChoiceField(
        Person.objects.filter(merged_into=None),
        widget=AdminSnippetChooser(Person, icon="user"),
        label="They are",
    )


def merge_person(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask who a person is, then make two records one."""
    person = get_object_or_404(Person, pk=pk, merged_into=None)
    if not request.user.has_perms(["newsroom.change_person", "newsroom.delete_person"]):
        raise PermissionDenied
    form = MergeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            left = merge_people(person, into=form.cleaned_data["into"])
        except PersonError as error:
            form.add_error("into", str(error))
        else:
            messages.success(request, f"{person.name} and {left.name} are one person now.")
            return redirect(Person.snippet_viewset.get_url_name("edit"), left.pk)
    return render(
        request,
        "newsroom/merge_person.html",
        {"page_title": "Merge", "page_subtitle": person.name, "header_icon": "user",
         "person": person, "form": form},
    )  # fmt: skip


def merge_button(person: Person) -> Button:
    """Return the entry in the list of people that leads there."""
    url = reverse("newsroom_merge_person", args=[person.pk])
    return Button("Merge into another…", url, icon_name="link", priority=50)
