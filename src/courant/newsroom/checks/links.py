"""A finding as a link to its place in the editor.

The link names the field's anchor, so it works by itself on the article's own screen; the editor's
script (``static/newsroom/editor.js``) opens the tab and the panel and puts the cursor there.
"""

from django.utils.html import format_html
from django.utils.safestring import SafeString

from courant.newsroom.checks.findings import Finding


def linked(finding: Finding) -> SafeString:
    """Return what a check says, leading to where it is put right."""
    if finding.edit:
        return format_html('<a href="{}">{}</a>', finding.edit, finding.words)
    return format_html(
        '<a href="#{}" data-jump="{}" data-block="{}">{}</a>',
        anchor(finding),
        finding.field,
        finding.block,
        finding.words,
    )


def anchor(finding: Finding) -> str:
    """Return the id of the element in the editor's form, as Wagtail gives it."""
    return f"block-{finding.block}-section" if finding.block else f"id_{finding.field}"
