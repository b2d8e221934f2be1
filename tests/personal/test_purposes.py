"""Sổ mục đích — the basis is unset until the office chooses; what is held about one person, as a page and as a file."""

from __future__ import annotations

import io
import json
import tracemalloc
from zipfile import ZipFile

import pytest

from dondoc.access.models import Person
from dondoc.access.rights import NotAllowed
from dondoc.journal.models import Entry
from dondoc.personal.actions.bases import set_basis, withdraw_basis
from dondoc.personal.copying import HTML_FILE, JSON_FILE, write_copy
from dondoc.personal.queries import bases, held_about, subject_of, tables
from dondoc.shared.acts import Refused
from tests.cast import AT, TODAY, Cast
from tests.making import an_assignment

pytestmark = pytest.mark.acts


def test_a_basis_is_unset_until_the_office_chooses_on_a_ground(cast: Cast) -> None:
    assert bases(TODAY) == {}
    with pytest.raises(Refused, match="căn cứ"):
        set_basis(key="posts", basis="STATE", from_on=TODAY, by=cast.office, at=AT)
    with pytest.raises(NotAllowed):
        set_basis(key="posts", basis="STATE", from_on=TODAY, ground="Họp", by=cast.clerk, at=AT)
    row = set_basis(key="posts", basis="STATE", from_on=TODAY, ground="Họp Thường trực", by=cast.office, at=AT)
    assert bases(TODAY) == {"posts": row}
    withdraw_basis(row=row, reason="Chọn nhầm", by=cast.office, at=AT)
    assert bases(TODAY) == {}


def test_another_basis_is_said_in_words(cast: Cast) -> None:
    with pytest.raises(Refused, match="nêu rõ"):
        set_basis(key="posts", basis="OTHER", from_on=TODAY, ground="Họp", by=cast.office, at=AT)
    with pytest.raises(Refused, match="Không có mục đích"):
        set_basis(key="nothing", basis="STATE", from_on=TODAY, ground="Họp", by=cast.office, at=AT)


def test_a_purpose_tells_its_tables_columns_and_rows(cast: Cast) -> None:
    found = {table.label: table for table in tables("people")}
    assert found["Người"].columns[0] == "full_name" and found["Người"].rows == len(cast.people)


def test_what_is_held_about_a_person_is_theirs_alone(cast: Cast) -> None:
    an_assignment(cast, upto="submitted")
    held = held_about(subject_of(Person.objects.get(pk=cast.doer.person_id)))
    counts = {one.about.key: one.count for found in held.values() for one in found}
    assert counts["access.user"] == counts["units.holding"] == counts["implementation.evidence"] == 1
    assert counts["journal.entry"] == Entry.objects.filter(person_id=cast.doer.person_id).count() > 2
    assert "documents.leaderdirection" not in counts


def test_the_copy_holds_every_row_and_no_other_person(cast: Cast) -> None:
    an_assignment(cast, upto="submitted")
    made = io.BytesIO()
    write_copy(Person.objects.get(pk=cast.doer.person_id), made, AT)
    with ZipFile(made) as zipped:
        told, page = json.loads(zipped.read(JSON_FILE)), zipped.read(HTML_FILE).decode()
    assert told["data"]["access.person"] == [{"full_name": "Bạch Công Lễ", "restricted_on": None, "erased_on": None}]
    assert len(told["data"]["journal.entry"]) == Entry.objects.filter(person_id=cast.doer.person_id).count()
    assert "password" not in str(told) and "Kiều Đình Thạc" not in page
    assert "Báo cáo hoàn thành" in page and "chưa xác định" in page and "chưa đặt" in page


@pytest.mark.long
@pytest.mark.alone
def test_a_copy_of_twenty_thousand_lines_takes_the_memory_of_a_few(cast: Cast) -> None:
    rows = (
        Entry(chain=0, seq=n, act="access.open_account", kind="x", person_id=cast.doer.person_id, door="web", at=AT,
              on=TODAY, payload_hash="", previous="", hash="")
        for n in range(10**6, 10**6 + 20_000)
    )  # fmt: skip
    Entry.objects.bulk_create(rows, batch_size=5000)
    with open("/dev/null", "wb") as nowhere:
        tracemalloc.start()
        write_copy(Person.objects.get(pk=cast.doer.person_id), _Counted(nowhere), AT)  # type: ignore[arg-type]
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
    assert peak < 3 * 2**20, f"{peak / 2**20:.1f} MB"


class _Counted:
    """A file that keeps nothing and cannot be sought, as a pipe."""

    def __init__(self, out: io.BufferedWriter) -> None:
        self.out, self.size = out, 0

    def write(self, data: bytes) -> int:
        self.size += len(data)
        return self.out.write(data)

    def flush(self) -> None:
        self.out.flush()
