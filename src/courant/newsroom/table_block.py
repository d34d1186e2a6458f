"""Tables whose words are translated, cell by cell: wagtail-localize knows nothing of tables."""

from collections.abc import Iterator
from typing import Any

from wagtail.contrib.typed_table_block.blocks import TypedTable, TypedTableBlock
from wagtail.rich_text import RichText
from wagtail_localize.segments import (
    OverridableSegmentValue,
    StringSegmentValue,
    TemplateSegmentValue,
)
from wagtail_localize.segments.ingest import organise_template_segments
from wagtail_localize.strings import extract_strings, restore_strings

from courant.newsroom.translating import has_letters

CAPTION = "caption"


class TableBlock(TypedTableBlock):
    """Wagtail's table, that can be taken apart into sentences and put together again."""

    def get_translatable_segments(self, table: TypedTable) -> list[Any]:
        """Return the table's sentences, each with its place: the caption, ``head-2``, ``3-2``."""
        found = [StringSegmentValue(CAPTION, table.caption or "")]
        for number, column in enumerate(table.columns):
            found.append(StringSegmentValue(f"head-{number}", column["heading"] or ""))
        for place, value in _cells(table):
            if _has_words(value):
                found += [segment.wrap(place) for segment in _segments(value)]
        return found

    def restore_translated_segments(self, table: TypedTable, segments: list[Any]) -> TypedTable:
        """Return the table with its words in another language."""
        at: dict[str, list[Any]] = {}
        for segment in segments:
            place, rest = segment.unwrap()
            at.setdefault(place, []).append(rest)
        return TypedTable(
            [
                {**column, "heading": _words(at.get(f"head-{number}"), column["heading"])}
                for number, column in enumerate(table.columns)
            ],
            [
                {
                    "values": [
                        _restored(value, at.get(f"{row}-{number}"))
                        for number, value in enumerate(line["values"])
                    ]
                }
                for row, line in enumerate(table.row_data)
            ],
            _words(at.get(CAPTION), table.caption),
        )


def _cells(table: TypedTable) -> Iterator[tuple[str, Any]]:
    for row, line in enumerate(table.row_data):
        yield from ((f"{row}-{number}", value) for number, value in enumerate(line["values"]))


def _has_words(value: Any) -> bool:
    """Return whether there is a letter in a cell: nobody translates a column of numbers."""
    return has_letters(value.source if isinstance(value, RichText) else value or "")


def _segments(value: Any) -> list[Any]:
    if not isinstance(value, RichText):
        return [StringSegmentValue("", value or "")]
    template, strings = extract_strings(value.source)
    return [
        TemplateSegmentValue("", "html", template, len(strings)),
        *(StringSegmentValue("", string, attrs=attrs) for string, attrs in strings),
    ]


def _restored(value: Any, segments: list[Any] | None) -> Any:
    if not segments:
        return value
    if not isinstance(value, RichText):
        return _words(segments, value)
    ours = [one for one in segments if not isinstance(one, OverridableSegmentValue)]
    _, template, strings = organise_template_segments(ours)
    return RichText(restore_strings(template, strings))


def _words(segments: list[Any] | None, otherwise: str) -> str:
    return str(segments[0].render_text()) if segments else otherwise
