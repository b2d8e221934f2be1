"""Làm việc nền — what the worker does by itself."""

from __future__ import annotations

import pytest
from django.db import connection

from dondoc.cli.house import learn_sizes
from dondoc.obligations.models import Assignment
from tests.cast import Cast
from tests.making import an_assignment

pytestmark = pytest.mark.acts


def test_the_database_knows_how_large_its_tables_are(cast: Cast) -> None:
    """Without it SQLite takes an index of one state for ten rows, be they a million."""
    an_assignment(cast)
    assert Assignment.objects.filter(state="ISSUED").exists()
    learn_sizes()
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM sqlite_stat1 WHERE tbl = 'obligations_assignment'")
            assert cursor.fetchone()[0] > 0
