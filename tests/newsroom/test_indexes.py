"""Indexes of ours on Wagtail's tables."""

import pytest
from django.db import connection
from wagtail.models import Page

from courant.newsroom.indexes import EXPIRY, make_indexes
from courant.newsroom.queries.due import due
from courant.plant import clock

pytestmark = [pytest.mark.db, pytest.mark.django_db]


def test_the_works_find_what_expired_without_reading_every_page() -> None:
    with connection.cursor() as cursor:
        found = connection.introspection.get_constraints(cursor, Page._meta.db_table)
    assert found[EXPIRY]["columns"] == ["expire_at"]
    assert due(clock.now()) == []


def test_an_index_that_a_migration_lost_comes_back() -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"DROP INDEX {EXPIRY}")
        make_indexes(using="default")
        found = connection.introspection.get_constraints(cursor, Page._meta.db_table)
    assert EXPIRY in found


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL scans a table of few rows")
def test_the_index_answers_what_the_schedule_asks() -> None:
    asked = Page.objects.live().filter(expire_at__lte=clock.now()).order_by("expire_at", "pk")
    assert EXPIRY in asked.explain()
