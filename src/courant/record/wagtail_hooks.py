"""The record's corner of Wagtail's admin."""

from typing import Any

from wagtail import hooks
from wagtail.admin.rich_text.editors.draftail.features import EntityFeature
from wagtail.rich_text.feature_registry import FeatureRegistry

from courant.newsroom.quotations import ATTRIBUTES, FEATURE
from courant.newsroom.rich_text import ENTITY
from courant.record.urls import admin_urls

AFTER_THE_NEWSROOM = 10  # whose plugin has no button


@hooks.register("register_admin_urls")
def urls() -> list[Any]:
    """Add what the panel asks."""
    return list(admin_urls)


@hooks.register("register_rich_text_features", order=AFTER_THE_NEWSROOM)
def register_button(features: FeatureRegistry) -> None:
    """Give the quotation's mark its button."""
    entity = {
        "type": ENTITY,
        "icon": "openquote",
        "description": "Quotation: who said these words",
        "attributes": list(ATTRIBUTES),
    }
    plugin = EntityFeature(entity, js=["record/quotation-mark.js"])
    features.register_editor_plugin("draftail", FEATURE, plugin)
