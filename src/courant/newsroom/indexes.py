"""Indexes that we need on tables that are not ours."""

from typing import Any

from django.db import connections
from wagtail.models import Page

EXPIRY = "newsroom_page_expiry"  # of the few pages that expire: the works ask every second


def make_indexes(*, using: str, **_: Any) -> None:
    """Make those that are not there.

    After every migration, and not in one: when a migration of Wagtail's remakes a table, SQLite
    keeps no index that the model does not name.

    Args:
        using: Name of the database that was migrated.
    """
    connection = connections[using]
    table = Page._meta.db_table
    with connection.cursor() as cursor:
        if table in connection.introspection.table_names(cursor):
            cursor.execute(
                f"CREATE INDEX IF NOT EXISTS {EXPIRY} ON {table} (expire_at) "
                "WHERE expire_at IS NOT NULL"
            )
