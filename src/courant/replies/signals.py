"""Hearing of rules that were changed in Wagtail's settings."""

from typing import Any

from django.db.models.signals import post_delete, post_save

from courant.press.changes import note_changed
from courant.replies import keys
from courant.replies.models import ReplyRules


def connect() -> None:
    """Listen from now on."""
    for signal in (post_save, post_delete):
        signal.connect(_changed, sender=ReplyRules, dispatch_uid=f"replies.rules.{id(signal)}")


def _changed(sender: type[ReplyRules], **kwargs: Any) -> None:
    note_changed(keys.rules(), because="the rules of replies")
