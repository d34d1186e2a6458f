"""What Wagtail's admin needs besides the pages: its search index and its index of references."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from html import unescape
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import connection, models
from modelcluster.fields import ParentalKey
from modelsearch.index import SearchField
from wagtail.models import Page, ReferenceIndex
from wagtail.search.backends import get_search_backend
from wagtail.search.models import IndexEntry

from courant.press.rows import insert_values

TAG = re.compile(r"<[^<>]*+>")
RICH = ("photo_caption",)  # fields of rich text beside the body, which may hold links to pages
REFERRING = ("photo", "gallery", "document", "related", "embed")  # blocks

Blocks = list[dict[str, Any]]
Children = Mapping[int, Mapping[str, Sequence[models.Model]]]  # by page: relation and its rows
Reference = tuple[int, str, str, str]  # content type, key, model path, content path


@dataclass(frozen=True, slots=True)
class Fresh:
    """A page that was just planted, and the blocks of its body."""

    page: Any
    blocks: Blocks


def index_fresh(model: type[Page], fresh: Sequence[Fresh], children: Children) -> None:
    """Enter pages that were just planted into both indexes.

    Args:
        model: What they are.
        fresh: The pages; on PostgreSQL their bodies are changed in memory.
        children: Their bylines and topics, by page.
    """
    if fresh:
        _index_references(model, fresh, children)
        _index_words(model, fresh)


def _index_words(model: type[Page], fresh: Sequence[Fresh]) -> None:
    """Make pages findable in the admin.

    Wagtail's way from blocks to words costs more than storing the page, and it goes that way
    three times.  SQLite's entries are plain columns, which triggers of its full-text table
    follow; PostgreSQL's are made by Wagtail, from the words in one plain block of the page in
    memory, which is never saved.
    """
    if connection.vendor != "sqlite":
        for each in fresh:
            each.page.body = [{"type": "code", "value": " ".join(_words(each.blocks))}]
        get_search_backend().add_bulk(model, [each.page for each in fresh])
        return
    own_type = ContentType.objects.get_for_model(model).pk
    searched = [f.field_name for f in model.get_search_fields() if isinstance(f, SearchField)]
    # Wagtail weighs a title by the average of all there are, and writes each entry again for it.
    average = sum(len(each.page.title) for each in fresh) / len(fresh)
    insert_values(
        IndexEntry,
        ("content_type_id", "object_id", "title_norm", "title", "autocomplete", "body"),
        (
            (own_type, str(each.page.pk), average / len(each.page.title), each.page.title,
             each.page.title, " ".join(_told(each, searched)))
            for each in fresh
        ),
    )  # fmt: skip


def _told(each: Fresh, searched: Iterable[str]) -> Iterator[str]:
    """Yield what the fields say that are searched, but the title, which has its own column."""
    for name in searched:
        if name == "body":
            yield from _words(each.blocks)
        elif name != "title":
            yield str(getattr(each.page, name))


def _words(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        text = TAG.sub(" ", value) if "<" in value else value
        yield unescape(text) if "&" in text else text
    elif isinstance(value, list):
        for each in value:
            yield from _words(each)
    elif isinstance(value, dict):
        for key, each in value.items():
            if key not in ("id", "type", "level", "alt_decision"):
                yield from _words(each)


def _index_references(model: type[Page], fresh: Sequence[Fresh], children: Children) -> None:
    """Write down what pages refer to, as ``ReferenceIndex.create_or_update_for_object`` would."""
    page_type = ContentType.objects.get_for_model(Page).pk
    own_type = ContentType.objects.get_for_model(model).pk
    insert_values(
        ReferenceIndex,
        (
            "content_type_id", "base_content_type_id", "object_id", "to_content_type_id",
            "to_object_id", "model_path", "content_path", "content_path_hash",
        ),
        (
            (own_type, page_type, str(each.page.pk), to_type, to_pk, model_path, content_path,
             ReferenceIndex._get_content_path_hash(content_path))
            for each in fresh
            for to_type, to_pk, model_path, content_path in sorted(
                set(_references(each, children.get(each.page.pk, {})))
            )
        ),
    )  # fmt: skip


def _references(each: Fresh, children: Mapping[str, Sequence[models.Model]]) -> Iterator[Reference]:
    page = each.page
    for name, attribute, to_type in _keys_of(page._meta.model):
        if (value := getattr(page, attribute)) is not None:
            yield to_type, str(value), name, name
    for name in RICH:
        if "linktype" in getattr(page, name, ""):
            yield from _found_by_wagtail(page, name, getattr(page, name))
    if referring := [block for block in each.blocks if _may_refer(block)]:
        stream = page._meta.get_field("body").to_python(referring)
        yield from _found_by_wagtail(page, "body", stream)
    for relation, rows in children.items():
        for row in rows:
            path = f"{relation}.{row.pk}"
            for name, attribute, to_type in _keys_of(row._meta.model):
                if (value := getattr(row, attribute)) is not None:
                    yield to_type, str(value), f"{relation}.item.{name}", f"{path}.{name}"


@cache
def _keys_of(model: type[models.Model]) -> tuple[tuple[str, str, int], ...]:
    """Return the foreign keys Wagtail follows: name, column and the type they lead to.

    The rule is that of ``ReferenceIndex._extract_references_from_object``.
    """
    found = []
    for field in model._meta.concrete_fields:
        if not isinstance(field, models.ForeignKey) or not field.many_to_one:
            continue
        if isinstance(field, ParentalKey):
            continue
        ignored = (field, field.related_model)
        if any(getattr(each, "wagtail_reference_index_ignore", False) for each in ignored):
            continue
        to_type = ReferenceIndex._get_base_content_type(field.related_model).pk
        found.append((field.name, field.attname, to_type))
    return tuple(found)


def _found_by_wagtail(page: Any, name: str, value: Any) -> Iterator[Reference]:
    for model, pk, model_path, content_path in page._meta.get_field(name).extract_references(value):
        to_type = ReferenceIndex._get_base_content_type(model).pk
        yield to_type, pk, f"{name}.{model_path}", f"{name}.{content_path}"


def _may_refer(block: Mapping[str, Any]) -> bool:
    value = block["value"]
    return block["type"] in REFERRING or "linktype" in (
        value if isinstance(value, str) else str(value)
    )
