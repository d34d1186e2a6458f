"""Many values in one parameter of a query.

Given a list, ``__in`` prepares each value by itself and writes a placeholder for it, which costs
a batch of two hundred pages more than the database takes to answer, and makes every statement a
new one to parse.
"""

import json
from collections.abc import Collection
from typing import Any
from uuid import UUID

from django.core.exceptions import EmptyResultSet
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Expression
from django.db.models.sql.compiler import SQLCompiler

ARRAYS = {int: "bigint[]", str: "text[]", UUID: "uuid[]"}  # PostgreSQL's


class any_of(Expression):  # noqa: N801  # it reads as a function: filter(pk__in=any_of(pks))
    """The right side of an ``__in`` that takes its values as they are: ints, texts or UUIDs."""

    def __init__(self, values: Collection[int] | Collection[str] | Collection[UUID]) -> None:
        """Take the values; they are all of one type."""
        super().__init__()
        self._values = list(values)

    def as_sqlite(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **_: Any
    ) -> tuple[str, list[str]]:
        """Write the values as JSON, which SQLite reads as rows."""
        return "(SELECT value FROM json_each(%s))", [json.dumps(self._values, default=_hex)]

    def as_postgresql(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **_: Any
    ) -> tuple[str, list[Any]]:
        """Write the values as an array, which PostgreSQL reads as rows."""
        if not self._values:
            raise EmptyResultSet  # an empty array would need a type, and nothing is in nothing
        return f"(SELECT unnest(%s::{ARRAYS[type(self._values[0])]}))", [self._values]


def _hex(value: UUID) -> str:
    return value.hex  # as Django stores it where the database has no such type
