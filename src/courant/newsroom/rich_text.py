"""The quotation's mark in the editor: from the stored element to Draftail's entity and back.

The button that sets it registers itself for the feature ``quotation`` as well, and stays with
these names: the entity ``QUOTATION``, its data under the block's field names.
"""

from collections.abc import Mapping
from typing import Any

from draftjs_exporter.dom import DOM
from wagtail.admin.rich_text.converters.html_to_contentstate import InlineEntityElementHandler
from wagtail.admin.rich_text.editors.draftail.features import EntityFeature
from wagtail.rich_text.feature_registry import FeatureRegistry

from courant.newsroom.quotations import ATTRIBUTES, FEATURE

ENTITY = "QUOTATION"


class QuotationHandler(InlineEntityElementHandler):
    """Reads a stored ``<q>``."""

    mutability = "MUTABLE"

    def get_attribute_data(self, attrs: Mapping[str, str]) -> dict[str, str]:
        """Return what the mark says, by the block's names; ``person`` stays text, as in HTML."""
        return {name: attrs[attr] for name, attr in ATTRIBUTES.items() if attrs.get(attr)}


def quotation_element(props: Mapping[str, Any]) -> Any:
    """Return the element that is stored: attributes in one order, empty ones left out."""
    said = {attr: str(props[name]) for name, attr in ATTRIBUTES.items() if props.get(name)}
    return DOM.create_element("q", said, props["children"])


def register_quotations(features: FeatureRegistry) -> None:
    """Teach Wagtail's rich text the mark.  Without label and icon it has no button of its own."""
    plugin = EntityFeature({"type": ENTITY, "attributes": list(ATTRIBUTES)})
    features.register_editor_plugin("draftail", FEATURE, plugin)
    features.register_converter_rule(
        "contentstate",
        FEATURE,
        {
            "from_database_format": {"q": QuotationHandler(ENTITY)},
            "to_database_format": {"entity_decorators": {ENTITY: quotation_element}},
        },
    )
