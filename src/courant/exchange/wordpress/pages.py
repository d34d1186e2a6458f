"""Putting many pages into Wagtail's tree at once: the only place that writes pages in bulk.

Django cannot bulk-create models of several tables, and ``add_child`` costs some thirty queries a
page.  Here the tree's columns are worked out as treebeard would, then ``Page`` rows and the rows
of the page's own table each go in with one INSERT.  What is not done, because no signal is sent:
addresses, teasers, the search index and the reference index.  Callers see to them.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import F
from wagtail.models import Page

from courant.press.rows import insert_rows, reserve_keys

STEP = Page.steplen
MAX_SLUG = 255


@dataclass(slots=True)
class Planted:
    """A page that is to be planted, and the primary key of the page it goes below.

    ``page.pk`` may be a number reserved with ``reserve_numbers``; else the database gives one.
    ``body`` is its body as JSON, which then need not be made of the page's own.
    """

    page: Page
    parent: int
    body: str | None = None


@transaction.atomic
def reserve_numbers(count: int) -> list[int]:
    """Return primary keys that no other page will be given, whether they are used or not."""
    return reserve_keys(Page, count)


@transaction.atomic
def plant_pages(model: type[Page], planted: Sequence[Planted]) -> None:
    """Insert pages of one type as the last children of their parents, in the order given.

    Fills in what Wagtail fills in on saving: path, depth, slug where another child has it,
    content type, draft title, URL path.  Needs ``title``, ``slug``, ``locale_id``.
    """
    if not planted:
        return
    by_parent: dict[int, list[Page]] = defaultdict(list)
    for each in planted:
        by_parent[each.parent].append(each.page)
    parents = Page.objects.select_for_update().in_bulk(by_parent)
    content_type = ContentType.objects.get_for_model(model)
    for pk, children in by_parent.items():
        _place(parents[pk], children)
    pages = [each.page for each in planted]
    unnumbered = [page for page in pages if page.pk is None]
    for page, number in zip(unnumbered, reserve_numbers(len(unnumbered)), strict=True):
        page.pk = number
    for page in pages:
        page.id = page.pk  # one number in both tables; Django sets only the child's
        page.content_type = content_type
        page.draft_title = page.title
    insert_rows(Page, pages, Page._meta.local_concrete_fields)
    insert_rows(
        model, pages, model._meta.local_concrete_fields,
        ready={"body": {each.page.pk: each.body for each in planted if each.body is not None}},
    )  # fmt: skip
    for pk, children in by_parent.items():
        Page.objects.filter(pk=pk).update(numchild=F("numchild") + len(children))
    for page in pages:
        page._state.adding = False


def _place(parent: Page, children: Sequence[Page]) -> None:
    """Work out where children lie below their parent."""
    last = _last_step(parent)
    taken = _taken_slugs(parent, [child.slug for child in children])
    for number, child in enumerate(children, last + 1):
        child.path = Page._get_path(parent.path, parent.depth + 1, number)
        child.depth, child.numchild = parent.depth + 1, 0
        child.slug = _free(child.slug, taken)
        child.url_path = f"{parent.url_path}{child.slug}/"


def _last_step(parent: Page) -> int:
    """Return the number of the last child.  Below it other pages may lie: only its part counts."""
    first, last = Page._get_children_path_interval(parent.path)
    rows = Page.objects.filter(path__gte=first, path__lte=f"{last}Z").order_by("-path")
    path = rows.values_list("path", flat=True).first()
    return 0 if path is None else int(Page._str2int(path[len(parent.path) :][:STEP]))


def _taken_slugs(parent: Page, slugs: Sequence[str]) -> set[str]:
    rows = Page.objects.filter(slug__in=set(slugs), depth=parent.depth + 1)
    pairs = rows.values_list("slug", "path")
    return {slug for slug, path in pairs if path.startswith(parent.path)}


def _free(slug: str, taken: set[str]) -> str:
    number, found = 2, slug
    while found in taken:
        found = f"{slug[: MAX_SLUG - 8]}-{number}"
        number += 1
    taken.add(found)
    return found
