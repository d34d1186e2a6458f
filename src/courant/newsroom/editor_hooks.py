"""What we add to the article's editor: the button that says what it does, and further acts."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from wagtail import hooks
from wagtail.admin.action_menu import ActionMenuItem, PublishMenuItem

from courant.newsroom.models import ArticlePage
from courant.newsroom.publish_button import by_the_wall, words_for
from courant.newsroom.tidying import is_for


class PublishButton(PublishMenuItem):
    """Wagtail's, with words of ours."""

    template_name = "newsroom/publish_button.html"

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        """Say what will happen."""
        context: dict[str, Any] = super().get_context_data(parent_context)
        context["words"] = words_for(context.get("page"))
        return context


class _OfArticle(ActionMenuItem):
    """An act on an article that was saved."""

    route = ""

    def is_shown(self, context: dict[str, Any]) -> bool:
        """Only where it can be done."""
        page = context.get("page")
        return isinstance(page, ArticlePage) and context["view"] == "edit"

    def get_url(self, context: dict[str, Any]) -> str:
        """Lead to its screen."""
        return reverse(self.route, args=[context["page"].pk])


class LinkItem(_OfArticle):
    """Give an outsider the draft to read."""

    label = "Link to this draft"
    name = "action-draft-link"
    icon_name = "link"
    route = "newsroom_draft_link"


class TidyItem(_OfArticle):
    """Put the Persian letters in the place of the Arabic ones."""

    label = "Tidy ي and ك…"
    name = "action-tidy"
    icon_name = "edit"
    route = "newsroom_tidy"

    def is_shown(self, context: dict[str, Any]) -> bool:
        """Only for languages that are written with them."""
        return (
            super().is_shown(context)
            and not context["locked_for_user"]
            and is_for(context["page"].locale.language_code)
        )


@hooks.register("construct_page_action_menu")
def publish_beside_the_menu(
    menu_items: list[Any], request: HttpRequest, context: dict[str, Any]
) -> None:
    """Take Publish out of the menu: it stands beside it, behind Save draft.

    Behind, because Enter in a field presses a form's first button.
    """
    if any(item.name == PublishMenuItem.name for item in menu_items):
        menu_items[:] = [item for item in menu_items if item.name != PublishMenuItem.name]
        request.publish_button = PublishButton().render_html(context)  # type: ignore[attr-defined]
    more = [item for item in (LinkItem(order=70), TidyItem(order=80)) if item.is_shown(context)]
    menu_items.extend(more)


@hooks.register("after_publish_page")
def say_who_sees_it(request: HttpRequest, page: Any) -> None:
    """Say of what is published under embargo that nobody outside sees it."""
    if isinstance(page, ArticlePage) and page.live and page.embargo_until is not None:
        until = by_the_wall(page.embargo_until)
        messages.info(request, f"“{page.title}” is under embargo: only staff see it until {until}.")


@hooks.register("insert_editor_js")
def editor_scripts() -> SafeString:
    """Add our scripts to the editor."""
    scripts = ((static(f"newsroom/{name}.js"),) for name in ("editor", "autosave", "photos"))
    return format_html_join("", '<script src="{}" defer></script>', scripts)


@hooks.register("insert_global_admin_css")
def every_style() -> SafeString:
    """Add what makes every screen legible, on dark ones too."""
    return format_html('<link rel="stylesheet" href="{}">', static("newsroom/newsroom.css"))


@hooks.register("insert_global_admin_js")
def every_script() -> SafeString:
    """Add the few lines that every screen may use."""
    return format_html('<script src="{}" defer></script>', static("newsroom/newsroom.js"))


@hooks.register("insert_global_admin_css")
def style() -> SafeString:
    """Add our style."""
    return format_html(
        '<link rel="stylesheet" href="{}"><noscript><link rel="stylesheet" href="{}"></noscript>',
        static("newsroom/editor.css"),
        static("newsroom/plain.css"),
    )
