"""The *Quotations* panel beside the editor, and the two editors that have it."""

from typing import Any

from django.forms import Media
from django.urls import reverse
from wagtail.admin.ui.components import MediaContainer
from wagtail.admin.ui.side_panels import BaseSidePanel
from wagtail.admin.views.pages.create import CreateView
from wagtail.admin.views.pages.edit import EditView

from courant.newsroom.models import ArticlePage, StandingPage
from courant.newsroom.people_admin import NewPersonForm
from courant.record.proposed import may_make_people
from courant.record.quotation_forms import FactsForm

WITH_QUOTATIONS = (ArticlePage, StandingPage)  # whose body can quote somebody
NEW_PERSON = "new-person"  # before the names of that form's fields


class QuotationsSidePanel(BaseSidePanel):
    """Lists the quotation marks of the text as it stands, and what is known of each."""

    class SidePanelToggle(BaseSidePanel.SidePanelToggle):
        """The button that opens it."""

        aria_label = "Toggle quotations"
        icon_name = "openquote"
        has_counter = True
        keyboard_shortcut = "alt+shift+q"

    name = "quotations"
    title = "Quotations"
    template_name = "record/quotations_panel.html"
    order = 320

    def __init__(self, page: Any, request: Any, *, beside: int) -> None:
        """Remember whose rights count: the page's, or those of where a new one will stand."""
        super().__init__(page, request)
        self._beside = beside
        self._facts = FactsForm(prefix="facts", auto_id="quotation-%s")

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        """Add the forms and where they go."""
        context: dict[str, Any] = super().get_context_data(parent_context)
        new = NewPersonForm(prefix=NEW_PERSON) if may_make_people(self.request.user) else None
        urls = {
            what: reverse(f"record_{what}", args=[self._beside])
            for what in ("proposals", "facts", "new_person")
        }
        return context | {"facts": self._facts, "new_person": new, "urls": urls}

    @property
    def media(self) -> Media:
        """What the panel runs on, and the chooser of people in it."""
        scripts = ["record/quotation-forms.js", "record/quotations.js"]
        own = Media(js=scripts, css={"all": ["record/quotations.css"]})
        return self._facts.media + own


class QuotingCreateView(CreateView):
    """Wagtail's form of a new page, with the panel."""

    def get_side_panels(self) -> Any:
        """Add ours."""
        panels = super().get_side_panels()
        if not isinstance(self.page, WITH_QUOTATIONS):
            return panels
        ours = QuotationsSidePanel(self.page, self.request, beside=self.parent_page.pk)
        return MediaContainer([*panels, ours])


class QuotingEditView(EditView):
    """Wagtail's editor of a page, with the panel."""

    def get_side_panels(self) -> Any:
        """Add ours; answers to automatic saving leave it as it is."""
        panels = super().get_side_panels()
        is_whole = not self.expects_json_response and not self.hydrate_create_view
        if not is_whole or not isinstance(self.page, WITH_QUOTATIONS):
            return panels
        ours = QuotationsSidePanel(self.page, self.request, beside=self.page.pk)
        return MediaContainer([*panels, ours])
