"""Writing many rows with few statements.

``bulk_create`` compiles each value of each row into SQL anew, which for an import is a third of
all the work.  Here the statement is made once, for many rows.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from operator import attrgetter
from types import MappingProxyType
from typing import Any

from django.db import connection, models

VALUES_AT_ONCE = 900  # in a statement, which by itself costs as much as three rows do

Convert = Callable[[Any], Any]


def insert_values(
    model: type[models.Model], names: Sequence[str], rows: Iterable[Sequence[Any]]
) -> None:
    """Insert rows given as plain values; what the database gives, such as keys, is not read back.

    Args:
        model: Whose table.
        names: Of the columns that are written, as attributes: ``article_id``.  A column that is
            left out must have a default in the database, or be an automatic key.
        rows: The values, in that order.
    """
    by_name = {field.attname: field for field in model._meta.local_concrete_fields}
    fields = [by_name[name] for name in names]
    converts = [(at, convert) for at, field in enumerate(fields) if (convert := _convert(field))]
    _insert(model, fields, _converted(rows, converts))


def insert_rows(
    model: type[models.Model],
    objects: Sequence[models.Model],
    fields: Any = None,
    *,
    ready: Mapping[str, Mapping[Any, str]] = MappingProxyType({}),
) -> None:
    """Insert instances into their model's own table; nothing is read back.

    Args:
        model: Whose table.  Of a model of several tables only its own columns are written.
        objects: Instances, or instances of a subclass, with every column set.
        fields: Columns; by default all, without an automatic primary key.
        ready: By column and primary key, what the database takes as it is.
    """
    columns = list(fields or (f for f in model._meta.local_concrete_fields if not _is_given(f)))
    values = [_column(field, objects, ready.get(field.attname, {})) for field in columns]
    _insert(model, columns, zip(*values, strict=True))


def _column(field: Any, objects: Sequence[models.Model], ready: Mapping[Any, str]) -> Iterable[Any]:
    """Yield what one column holds of each object."""
    if ready:
        convert = _convert(field) or _as_it_is
        return (
            ready[each.pk] if each.pk in ready else convert(field.value_from_object(each))
            for each in objects
        )
    found = map(attrgetter(field.attname), objects)
    convert_all = _convert(field)
    return map(convert_all, found) if convert_all else found


def _as_it_is(value: Any) -> Any:
    return value


def update_rows(
    model: type[models.Model], columns: Sequence[str], rows: Sequence[tuple[Any, ...]]
) -> None:
    """Set columns of rows: each given as the new values, then the primary key."""
    if not rows:
        return
    sets = ", ".join(f"{_quoted(model._meta.get_field(name))} = %s" for name in columns)
    table, key = connection.ops.quote_name(model._meta.db_table), _quoted(model._meta.pk)
    with connection.cursor() as cursor:
        cursor.executemany(f"UPDATE {table} SET {sets} WHERE {key} = %s", rows)  # noqa: S608  # names of our own models


def reserve_keys(model: type[models.Model], count: int) -> list[int]:
    """Return primary keys that no other row will be given, whether they are used or not.

    Call it in a transaction.
    """
    table, key = model._meta.db_table, model._meta.pk
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            # AUTOINCREMENT never falls below this figure (https://sqlite.org/autoinc.html);
            # a table has none until its first row.
            cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
            row = cursor.fetchone()
            first = (row[0] if row else 0) + 1
            cursor.execute(
                "UPDATE sqlite_sequence SET seq = %s WHERE name = %s"
                if row
                else "INSERT INTO sqlite_sequence (seq, name) VALUES (%s, %s)",
                [first + count - 1, table],
            )
            return list(range(first, first + count))
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence(%s, %s)) FROM generate_series(1, %s)",
            [table, key.column if key else "id", count],
        )
        return [number for (number,) in cursor.fetchall()]


def _insert(model: type[models.Model], columns: Sequence[Any], rows: Iterable[Any]) -> None:
    waiting = list(rows)
    if not waiting:
        return
    names = ", ".join(map(_quoted, columns))
    table = connection.ops.quote_name(model._meta.db_table)
    marks = f"({', '.join(['%s'] * len(columns))})"
    at_once = max(1, VALUES_AT_ONCE // len(columns))
    with connection.cursor() as cursor:
        for start in range(0, len(waiting), at_once):
            some = waiting[start : start + at_once]
            cursor.execute(
                f"INSERT INTO {table} ({names}) VALUES {', '.join([marks] * len(some))}",  # noqa: S608  # names of our own models
                [value for row in some for value in row],
            )


def _converted(
    rows: Iterable[Sequence[Any]], converts: Sequence[tuple[int, Convert]]
) -> Iterable[Sequence[Any]]:
    if not converts:
        return rows
    ready = [list(row) for row in rows]
    for row in ready:
        for at, convert in converts:
            row[at] = convert(row[at])
    return ready


def _quoted(field: Any) -> str:
    return str(connection.ops.quote_name(field.column))


def _is_given(field: Any) -> bool:
    return bool(field.primary_key and isinstance(field, models.AutoField | models.BigAutoField))


def _convert(field: Any) -> Convert | None:
    """Return how a column's values are made ready for the database, or None if they are."""
    if isinstance(field, models.DateTimeField):
        return connection.ops.adapt_datetimefield_value
    if isinstance(field, models.UUIDField) and not connection.features.has_native_uuid_field:
        return attrgetter("hex")
    plain = (models.CharField, models.TextField, models.BooleanField, models.IntegerField)
    is_plain = isinstance(field, (*plain, models.ForeignKey))
    if is_plain and field.get_internal_type() != "UUIDField":
        return None
    return lambda value: field.get_db_prep_save(value, connection)
