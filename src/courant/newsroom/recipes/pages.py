"""What the newsroom's recipes share: the paper around a page, and a template's name."""

from collections.abc import Collection
from typing import Any, ClassVar

from courant.newsroom.queries.paper import House, house
from courant.newsroom.recipes.engine import render, settle_zone
from courant.press.recipes import Recipe


class PageRecipe(Recipe):
    """A recipe whose views have a ``head`` and a ``paper`` and go through one template."""

    template: ClassVar[str]
    variable: ClassVar[str]  # what the template calls the view

    def render(self, view: Any) -> bytes:
        """Fill the template with the view."""
        return render(
            self.template,
            view.paper.lang,
            **{self.variable: view, "head": view.head, "paper": view.paper},
        )


def surroundings() -> House:
    """Return what stands around pages, and settle the zone they are rendered for."""
    settle_zone()
    return house()


def pks_in(keys: Collection[str], noun: str, aspect: str = "") -> list[int]:
    """Return the numbers of the keys ``noun:<number>`` with this aspect, and of no others."""
    start = f"{noun}:"
    found = []
    for key in keys:
        if key.startswith(start):
            number, _, rest = key.removeprefix(start).partition("/")
            if rest == aspect and number.isdecimal():
                found.append(int(number))
    return found
