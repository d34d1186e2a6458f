"""The editors' preview: the press's own recipe on the draft, so that it cannot lie."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from wagtail.models import Site

from courant.newsroom import keys
from courant.plant.addresses import url_path
from courant.press.bake import composed
from courant.press.live import settled
from courant.press.recipes import Tray, recipe_named

if TYPE_CHECKING:
    from wagtail.models import Page as Base
else:
    Base = object


class PreviewedByPress(Base):
    """A page whose preview and address are the press's, not Wagtail's."""

    recipe: ClassVar[str]
    preview_modes: ClassVar[list[tuple[str, str]]] = [
        ("", "The page"), ("plain", "Without scripts"), ("print", "On paper"),
    ]  # fmt: skip

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        """Compose and render the draft as it would be baked; files come from the newsroom."""
        from courant.newsroom.preview_modes import shown

        return shown(self, mode_name)

    def get_url_parts(self, request: HttpRequest | None = None) -> tuple[Any, ...] | None:
        """Answer with our address on the paper's host, or nothing while the page has none."""
        from courant.newsroom.queries.addresses import current_address

        address = current_address(self)
        if address is None:
            return None
        # Wagtail knows neither: its own serving is not routed, and only one front is a site's root.
        site = Site.objects.filter(is_default_site=True).values_list("pk", flat=True).first()
        return (site, settings.CONFIG.public_root, url_path(address))

    def get_url(self, request: HttpRequest | None = None, current_site: Any = None) -> str | None:
        """Return the whole URL: readers and editors have hosts of their own."""
        url: str | None = self.get_full_url(request)
        return url

    url = property(get_url)


def draft_of(page: PreviewedByPress) -> tuple[bytes, Mapping[str, Path]]:
    """Return a draft as it would be baked, and the files it shows by their public names."""
    view, tray = view_of(page)
    body = recipe_named(page.recipe).render(view)
    return settled(body), tray.files  # tickers are the kiosk's alone


def view_of(page: PreviewedByPress) -> tuple[Any, Tray]:
    """Return a draft's view, with what it was made from."""
    from courant.newsroom.services.photos import make_first_renditions

    recipe = recipe_named(page.recipe)
    view, tray = next(composed(recipe, recipe.drafts(page)))
    # Nobody looks a second time: a photo that was chosen a moment ago is shown now.
    if make_first_renditions(keys.photos_among(tray.keys)):
        view, tray = next(composed(recipe, recipe.drafts(page)))
    return view, tray
