"""Nhật ký là bằng chứng — append-only, chained, sealed; verify names the first broken row."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from dondoc.access.actions import erase_payload
from dondoc.journal import guards
from dondoc.journal.actions import seal
from dondoc.journal.models import Entry, Head, Payload
from dondoc.journal.queries import verify
from dondoc.shared.acts import Refused
from tests.cast import AT, TODAY, Cast
from tests.making import an_assignment

pytestmark = pytest.mark.acts


@pytest.fixture
def loose(db: None) -> None:
    """The triggers taken away, as somebody with the database's key could."""
    with connection.schema_editor(atomic=False) if connection.vendor != "sqlite" else Plain() as schema:
        guards.remove(schema)


class Plain:
    """A schema editor's `execute` without its transaction rules, for SQLite inside a test."""

    connection = connection

    def __enter__(self) -> Plain:
        return self

    def __exit__(self, *problem: object) -> None:
        return None

    def execute(self, sql: str) -> None:
        with connection.cursor() as cursor:
            cursor.execute(sql)


@pytest.mark.parametrize(
    "sql",
    ["UPDATE journal_entry SET act = 'x'", "DELETE FROM journal_entry", "UPDATE journal_payload SET body = '{}'"],
)
def test_the_database_refuses_to_change_the_journal(cast: Cast, sql: str) -> None:
    with pytest.raises(DatabaseError, match="chi them"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)


def test_a_whole_journal_verifies(cast: Cast) -> None:
    an_assignment(cast, upto="done")
    seal(day=TODAY - timedelta(days=1), by=cast.setup, at=AT)
    found = verify()
    assert (found.broken, found.seals) == (None, 1)
    assert found.entries == Entry.objects.count()


def test_a_changed_row_is_named(cast: Cast, loose: None) -> None:
    row = Entry.objects.order_by("id")[3]
    Entry.objects.filter(pk=row.pk).update(person_id=999)
    assert verify().broken == f"dòng {row.pk} (chuỗi {row.chain}, số {row.seq})"


def test_a_cut_tail_is_named(cast: Cast, loose: None) -> None:
    head = Head.objects.get(chain=cast.root.pk)
    last = Entry.objects.get(chain=head.chain, seq=head.seq)
    Payload.objects.filter(entry=last).delete()
    Entry.objects.filter(pk=last.pk).delete()
    assert f"đuôi chuỗi {head.chain}" in str(verify().broken)


def test_a_tail_cut_together_with_its_head_breaks_the_seal(cast: Cast, loose: None) -> None:
    seal(day=TODAY, by=cast.setup, at=AT)
    head = Head.objects.get(chain=cast.root.pk)
    last = Entry.objects.get(chain=head.chain, seq=head.seq)
    before = Entry.objects.get(chain=head.chain, seq=head.seq - 1)
    Payload.objects.filter(entry=last).delete()
    Entry.objects.filter(pk=last.pk).delete()
    Head.objects.filter(pk=head.pk).update(seq=before.seq, hash=before.hash)
    assert "niêm phong" in str(verify().broken)


def test_a_changed_payload_is_named(cast: Cast, loose: None) -> None:
    row = Payload.objects.order_by("pk").last()
    assert row is not None
    Payload.objects.filter(pk=row.pk).update(body={"person": 7})
    assert f"nội dung dòng {row.pk}" in str(verify().broken)


def test_an_erased_payload_still_verifies_and_says_so(cast: Cast) -> None:
    row = Entry.objects.filter(unit=cast.root).order_by("id").last()
    assert row is not None
    with pytest.raises(Refused, match="căn cứ"):
        erase_payload(entry=row, ground=" ", by=cast.admin, at=AT)
    erase_payload(entry=row, ground="Yêu cầu của người có dữ liệu", by=cast.admin, at=AT)
    found = verify()
    assert (found.broken, found.erased) == (None, 1)


def test_a_day_is_sealed_once(cast: Cast) -> None:
    seal(day=TODAY, by=cast.setup, at=AT)
    with pytest.raises(Refused, match="đã được niêm phong"):
        seal(day=TODAY, by=cast.setup, at=AT)


def test_a_payload_that_vanished_without_an_act_is_named(cast: Cast) -> None:
    row = Payload.objects.order_by("pk").first()
    assert row is not None
    Payload.objects.filter(pk=row.pk).delete()
    assert f"nội dung dòng {row.pk} bị mất" in str(verify().broken)
