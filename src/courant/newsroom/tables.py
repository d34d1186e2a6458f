"""Tables as the editor's block stores them."""

from collections.abc import Sequence
from typing import Any


def stored_table(
    *, caption: str, head: Sequence[str], rows: Sequence[Sequence[str]], row_headings: bool
) -> dict[str, Any]:
    """Return the raw value of a table block.

    Args:
        caption: Plain text above the table.
        head: The heading row's cells as plain text; empty if there is none.
        rows: Cells as inline HTML that has been cleaned; of a row's first cell the plain text
            when ``row_headings`` is set.
        row_headings: Whether each row's first cell names the row.
    """
    width = max((len(row) for row in [head, *rows]), default=0)
    columns = [
        {
            "type": "name" if row_headings and number == 0 else "text",
            "heading": head[number] if number < len(head) else "",
        }
        for number in range(width)
    ]
    filled = [[*row, *[""] * (width - len(row))] for row in rows]
    return {"caption": caption, "columns": columns, "rows": [{"values": row} for row in filled]}
