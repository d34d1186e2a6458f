"""The roles of a newsroom: what each may do, as plain data.

A role is held for a desk, with the desks below it, or for the whole paper; permission follows the
desk.  What stands here is given anew by ``courant upgrade``; a chief may give a group more.
"""

from dataclasses import dataclass
from typing import Final

ENTER: Final = "wagtailadmin.access_admin"
NOUNS: Final = (
    "contributor", "contributorname", "topic", "person", "personname", "office", "officetitle",
)  # fmt: skip
SNIPPETS: Final = tuple(
    f"newsroom.{verb}_{noun}" for noun in NOUNS for verb in ("add", "change", "delete", "view")
)
TRANSLATE: Final = "wagtail_localize.submit_translation"
PEOPLE: Final = (
    "staff.add_staff", "staff.change_staff", "staff.delete_staff",
    "auth.add_group", "auth.change_group", "auth.delete_group",
    "wagtailcore.add_locale", "wagtailcore.change_locale", "wagtailcore.delete_locale",
    "wagtailcore.change_site",
    "wagtailcore.add_workflow", "wagtailcore.change_workflow", "wagtailcore.delete_workflow",
    "wagtailcore.add_task", "wagtailcore.change_task", "wagtailcore.delete_task",
    "newsroom.change_masthead",
)  # fmt: skip
WORD_LISTS: Final = tuple(
    f"replies.{verb}_wordlist" for verb in ("add", "change", "delete", "view")
)
WIRES: Final = tuple(f"ticker.{verb}_wire" for verb in ("add", "change", "delete", "view"))


@dataclass(frozen=True, slots=True)
class Role:
    """What somebody may do."""

    name: str
    what: str  # one line, for people
    pages: tuple[str, ...] = ()  # codenames of Wagtail's page permissions, on the desk
    files: tuple[str, ...] = ()  # "wagtailimages.add_image", on all collections
    further: tuple[str, ...] = ()  # not bound to a desk
    on_desk: bool = True  # whether it may be held for one desk alone


_USE_FILES = (
    "wagtailimages.add_image", "wagtailimages.choose_image",
    "wagtaildocs.add_document", "wagtaildocs.choose_document",
)  # fmt: skip
_ALL_FILES = (
    *_USE_FILES, "wagtailimages.change_image", "wagtailimages.delete_image",
    "wagtaildocs.change_document", "wagtaildocs.delete_document",
)  # fmt: skip

REPORTER: Final = Role(
    "Reporter",
    "writes and edits their own articles and submits them",
    pages=("add_page",),
    files=_USE_FILES,
    further=(ENTER,),
)
PHOTO_EDITOR: Final = Role(
    "Photo editor",
    "looks after photos, and edits articles to place them",
    pages=("change_page",),
    files=_ALL_FILES,
    further=(ENTER,),
)
EDITOR: Final = Role(
    "Editor",
    "edits, approves, schedules, publishes and withdraws articles, and uses the ticker",
    pages=("add_page", "change_page", "publish_page", "lock_page"),
    files=_ALL_FILES,
    further=(ENTER, *SNIPPETS, TRANSLATE),
)
MODERATOR: Final = Role(
    "Moderator",
    "decides about replies, and nothing else",
    further=(ENTER, "newsroom.moderate_replies", *WORD_LISTS),
    on_desk=False,
)
PUBLISHER: Final = Role(
    "Publisher",
    "everything an editor may, whatever is locked, and over what must be right when it is urgent",
    pages=("add_page", "change_page", "publish_page", "lock_page", "unlock_page"),
    files=_ALL_FILES,
    further=(
        ENTER, *SNIPPETS, TRANSLATE, *WORD_LISTS, *WIRES,
        "newsroom.publish_urgently", "newsroom.moderate_replies", "newsroom.change_masthead",
    ),
)  # fmt: skip
ADMINISTRATOR: Final = Role(
    "Administrator",
    "adds people and gives them roles, languages and workflows; publishes nothing",
    further=(ENTER, *PEOPLE),
    on_desk=False,
)

ROLES: Final = {
    role.name.lower().replace(" ", "-"): role
    for role in (REPORTER, PHOTO_EDITOR, EDITOR, MODERATOR, PUBLISHER, ADMINISTRATOR)
}
