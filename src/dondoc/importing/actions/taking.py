"""Nhận bảng — held in quarantine until it is read; its rows are kept, the file is not; what bears a mark leaves nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dondoc.access.rights import require
from dondoc.documents.actions.uploads import check_size
from dondoc.documents.models import Register
from dondoc.importing import rules
from dondoc.importing.columns import LOOKED_AT, WIDEST, find_heads, guess, remembered, signature
from dondoc.importing.lifecycle import IMPORT
from dondoc.importing.models import Import, Kind, Line, Remembered, Verdict, right_of
from dondoc.jobs import queue
from dondoc.journal.actions import write
from dondoc.reading.heads import is_ours
from dondoc.reading.model import Unreadable
from dondoc.reading.secrecy import marks_in
from dondoc.reading.sheets import beside_cells, tables_of
from dondoc.shared import files
from dondoc.shared.actor import Actor
from dondoc.shared.acts import Refused, act, check_reason
from dondoc.shared.calendar import hanoi_day
from dondoc.shared.profile import highest, may_hold, refuses
from dondoc.units.models import Unit
from dondoc.units.queries import check_stands

PART = 200  # rows written at once: a short write on a shared disk
NEEDS = {
    Kind.TASKS: ("obligations.confirm", "obligations.assign"),
    Kind.INCOMING: ("documents.register",),
    Kind.OUTGOING: ("documents.issue",),
    Kind.UNITS: (),
}


@act("importing.upload", gettext_lazy("Tải bảng lên để nạp"))
def upload(
    *, kind: str, data: bytes, file_name: str, by: Actor, at: datetime, register: Register | None = None,
    unit: Unit | None = None,
) -> Import:  # fmt: skip
    """Tải bảng lên — who may enter its rows one by one may bring them in a sheet; nothing is entered yet.

    Into a register; a list of units into the tree below `unit`.
    """
    unit = register.unit if register else unit
    if unit is None:
        raise Refused(_("Chọn sổ."))
    require(by, right_of(kind, "importing.upload"), unit)
    for needed in NEEDS[Kind(kind)]:
        require(by, needed, unit)
    rules.check_kind(kind, register.direction if register else "")
    check_size(data)
    row = Import.objects.create(
        unit=unit, kind=kind, register=register, file_name=files.bare_name(file_name, "bang"), account_id=by.account_id,
        digest=files.digest(data), at=at,
    )  # fmt: skip
    check_stands(unit)
    files.quarantine(data, row.public_id)
    IMPORT.start(row, by=by, at=at, on=hanoi_day(at))
    ask(row, "importing.read", by=by, at=at)
    write("importing.upload", row, by=by, at=at, unit=unit)
    return row


def ask(row: Import, kind: str, *, by: Actor, at: datetime) -> None:
    """Have a job do it; the page follows it by its name."""
    row.job_id = queue.ask(kind, {"sheet": row.pk}, by=by, at=at).public_id
    Import.objects.filter(pk=row.pk).update(job_id=row.job_id)


def read(row: Import, *, by: Actor, at: datetime, tell: Callable[[str], None]) -> None:
    """Đọc bảng (việc nền) — part by part; broken off, it goes on after the last row that is here."""
    data = files.quarantined(row.public_id)
    try:
        _check_whole(data)
        found = _with_heads(data, row.kind)
        _keep_heads(row, found.head)
        for done in _keep_rows(row, found.rows):
            tell(str(done))
    except (Unreadable, Refused) as problem:
        refuse(row, str(problem), by=by, at=at)
        return
    with transaction.atomic():
        total = row.lines.count()
        IMPORT.take(row, "read", by=by, at=at, on=hanoi_day(at), total=total, problem=_told_of(found.others))
    files.forget(row.public_id)


def _check_whole(data: bytes) -> None:
    if refuses(beside_cells(data)):
        raise Refused(_marked())


def _marked() -> str:
    return _(
        "Bảng có dấu chỉ mức độ mật ở ngoài các dòng. Không giữ gì của bảng. Báo người phụ trách bảo vệ bí mật của cơ quan."
    )


@dataclass(frozen=True, slots=True)
class _Found:
    """Trang tính có tiêu đề — its heads, the rows below with their places, how many other sheets say something."""

    head: list[str]
    rows: Iterator[tuple[int, list[str]]]
    others: int


def _with_heads(data: bytes, kind: str) -> _Found:
    """The first sheet that has a line of heads; what other sheets hold is not read, and told."""
    found: tuple[list[list[str]], int, Iterator[tuple[int, list[str]]]] | None = None
    others = 0
    for table in tables_of(data):
        numbered: Iterator[tuple[int, list[str]]] = enumerate(table, 1)
        top = [cells[:WIDEST] for _place, cells in islice(numbered, LOOKED_AT)]
        at = find_heads(top, kind) if found is None else None
        if at is not None:
            found = top, at, numbered
        else:
            others += any(any(line) for line in top)
    if found is None:
        raise Refused(
            _("Không thấy dòng tiêu đề trong 30 dòng đầu của bảng. Kiểm tra loại bảng đã chọn, và tên các cột.")
        )
    first, head, rest = found
    if refuses(cell for line in first[: head + 1] for cell in line):
        raise Refused(_marked())
    return _Found(first[head], _below(first, head, rest), others)


def _told_of(others: int) -> str:
    """What is said of sheets that were not read, "" where there are none."""
    if not others:
        return ""
    return _("Tệp còn %(n)s trang tính khác có chữ, không nạp. Muốn nạp thì lưu trang ấy thành tệp riêng.") % {
        "n": others
    }


def _below(top: list[list[str]], at: int, rest: Iterator[tuple[int, list[str]]]) -> Iterator[tuple[int, list[str]]]:
    yield from enumerate(top[at + 1 :], at + 2)
    yield from rest


def _keep_heads(row: Import, head: list[str]) -> None:
    row.heads, row.signature = head, signature(head, row.kind)
    known = Remembered.objects.filter(unit=row.unit_id, kind=row.kind, signature=row.signature).first()
    found = remembered(head, known.heads) if known else guess(head, row.kind)
    row.columns = {str(n): field for n, field in found.items()}
    row.save(update_fields=["heads", "signature", "columns"])


def _keep_rows(row: Import, rows: Iterator[tuple[int, list[str]]]) -> Iterator[int]:
    """Write them part by part; says how many are here."""
    last = row.lines.order_by("-place").values_list("place", flat=True).first() or 0
    kept = [n for n, title in enumerate(row.heads) if not is_ours(title)]
    least = min(2, sum(bool(row.heads[n]) for n in kept))
    part: list[Line] = []
    for place, cells in rows:
        if place > last and any(cells):
            part.append(_line(row, place, cells[: len(row.heads)], kept, least))
        if len(part) == PART:
            Line.objects.bulk_create(part)
            part = []
            yield place
    Line.objects.bulk_create(part)


def _line(row: Import, place: int, cells: list[str], kept: list[int], least: int) -> Line:
    """A row as it may be kept: of one that bears a mark no word, of one that heads a group (it says less than `least`
    cells) no verdict is asked."""
    level = highest(level for cell in cells for level in marks_in(cell))
    if not may_hold(level):
        return Line(sheet=row, place=place, verdict=Verdict.SECRET)
    own = [cells[n] if n in kept and n < len(cells) else "" for n in range(len(row.heads))]
    is_heading = sum(bool(cell) for cell in own) < least
    return Line(
        sheet=row, place=place, cells=own, secrecy=level, verdict=Verdict.HEADING if is_heading else Verdict.UNSEEN
    )


@transaction.atomic
def refuse(row: Import, problem: str, *, by: Actor, at: datetime) -> None:
    """Không nhận bảng — with its sentence; nothing of the sheet stays, its name included."""
    row.lines.all().delete()
    IMPORT.take(row, "refuse", by=by, at=at, on=hanoi_day(at), problem=problem[:500], file_name="", digest="", heads=[],
                columns={}, signature="", ended_at=at)  # fmt: skip
    transaction.on_commit(lambda: files.forget(row.public_id))


@act("importing.drop", gettext_lazy("Bỏ bảng, không nạp"))
def drop(*, sheet: Import, reason: str, by: Actor, at: datetime) -> None:
    """Bỏ bảng — nothing of it was entered, nothing of it is kept."""
    require(by, sheet.right("importing.upload"), sheet.unit)
    check_reason(reason)
    IMPORT.take(sheet, "drop", by=by, at=at, on=hanoi_day(at), file_name="", digest="", heads=[], columns={}, defaults={},
                ended_at=at)  # fmt: skip
    sheet.lines.all().delete()
    write("importing.drop", sheet, by=by, at=at, unit=sheet.unit)
