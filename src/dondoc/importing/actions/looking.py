"""Xem trước — a person says which column is what; every row is then judged, part by part, and nothing is entered."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dondoc.access.rights import require
from dondoc.importing.actions.taking import PART, ask
from dondoc.importing.columns import LABELS, missing
from dondoc.importing.lifecycle import IMPORT
from dondoc.importing.models import FILED, Import, Line, Remembered, Verdict
from dondoc.importing.queries import Here, at_hand, cells_of, parts
from dondoc.importing.rules import Judged
from dondoc.importing.values import ERROR, Cells
from dondoc.journal.actions import write
from dondoc.reading.heads import is_ours
from dondoc.reading.text import fold
from dondoc.shared.actor import Actor
from dondoc.shared.acts import Refused, act
from dondoc.shared.calendar import hanoi_day

MAY_COME_TWICE = ("WRONG", "SAME", "HEADING")  # what is here already may be told of twice
FIXED = (Verdict.SECRET, Verdict.HEADING)  # said as the sheet was read, whatever its columns are


@act("importing.say_columns", gettext_lazy("Xác nhận cột của bảng"))
def say_columns(
    *, sheet: Import, columns: Mapping[int, str], by: Actor, at: datetime, defaults: Mapping[str, str] | None = None
) -> None:
    """Xác nhận cột — remembered for the unit's next sheet with the same heads; the rows are then looked at."""
    require(by, sheet.right("importing.upload"), sheet.unit)
    _check(sheet, columns, defaults or {})
    sheet.columns = {str(n): field for n, field in columns.items() if field}
    sheet.defaults = {field: value.strip() for field, value in (defaults or {}).items() if value.strip()}
    IMPORT.take(
        sheet,
        "say_columns",
        by=by,
        at=at,
        on=hanoi_day(at),
        columns=sheet.columns,
        defaults=sheet.defaults,
        problem="",
        looked_to=0,
    )
    Remembered.objects.update_or_create(
        unit=sheet.unit, kind=sheet.kind, signature=sheet.signature,
        defaults={"heads": {fold(t): columns.get(n, "") for n, t in enumerate(sheet.heads) if t and not is_ours(t)}, "at": at},
    )  # fmt: skip
    ask(sheet, "importing.check", by=by, at=at)
    write("importing.say_columns", sheet, by=by, at=at, unit=sheet.unit, fields=sorted(sheet.columns.values()))


def _check(sheet: Import, columns: Mapping[int, str], defaults: Mapping[str, str]) -> None:
    fields = [field for field in columns.values() if field]
    if len(set(fields)) < len(fields) or not {*fields, *defaults} <= {*LABELS[sheet.kind], FILED}:
        raise Refused(_("Mỗi loại nội dung chỉ ở một cột. Chọn lại."))
    lacking = missing({n: f for n, f in columns.items() if f}, sheet.kind)
    if lacking:
        raise Refused(_("Còn thiếu cột: %(columns)s.") % {"columns": ", ".join(map(str, lacking))})


def check(sheet: Import, *, by: Actor, at: datetime, tell: Callable[[str], None]) -> None:
    """Xem từng dòng (việc nền) — broken off, it goes on below the last row that was looked at."""
    here, done = Here(sheet, by), sheet.lines.filter(place__lte=sheet.looked_to).count()
    here.look_again(sheet.looked_to)
    for rows in parts(sheet, PART, after=sheet.looked_to):
        _judge([line for line in rows if line.verdict not in FIXED], sheet, here)
        _keep(rows, sheet)
        done += len(rows)
        tell(f"{done}/{sheet.total}")
    with transaction.atomic():
        IMPORT.take(sheet, "check", by=by, at=at, on=hanoi_day(at))


@transaction.atomic
def _keep(rows: Sequence[Line], sheet: Import) -> None:
    Line.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["id"],
        update_fields=["verdict", "said", "key", "entry", "obligation", "made"],
    )
    Import.objects.filter(pk=sheet.pk).update(looked_to=rows[-1].place)


def _judge(part: Sequence[Line], sheet: Import, here: Here) -> None:
    if not part:
        return
    rows = [cells_of(line, sheet, here.by) for line in part]
    known = here.known(rows)
    judged = [here.expect(line, here.judge(cells, known)) for line, cells in zip(part, rows, strict=True)]
    earlier = _earlier(part, judged, sheet)
    for line, cells, found in zip(part, rows, judged, strict=True):
        first = earlier.setdefault(found.key, line.place)
        if first != line.place and found.verdict not in MAY_COME_TWICE:
            _say_twice(cells, sheet, first)
        here.check_product(cells, found)
        line.verdict = Verdict.WRONG if cells.is_wrong else Verdict(found.verdict)
        line.key, line.said = found.key, _by_column(cells, sheet)
        for name, pk in at_hand(sheet, found).items():
            setattr(line, name, pk)


def _earlier(part: Sequence[Line], judged: Sequence[Judged], sheet: Import) -> dict[str, int]:
    """Key → the first row above these that bears it, rows with errors left aside."""
    keys = {found.key for found in judged}
    above = sheet.lines.filter(key__in=keys, place__lt=part[0].place).exclude(verdict=Verdict.WRONG)
    told = above.order_by().values_list("key", "place")  # unsorted: else SQLite walks all rows above, for the order
    return dict(sorted(told, key=lambda row: -row[1]))


def _say_twice(cells: Cells, sheet: Import, first: int) -> None:
    column = {"TASKS": "text", "UNITS": "name"}.get(sheet.kind, "number")
    cells.say(column, ERROR, _("Trùng với dòng %(n)s của bảng.") % {"n": first})


def _by_column(cells: Cells, sheet: Import) -> dict[str, list[str]]:
    """What is said of fields stands at their columns; of a field that no column holds, at the first that is needed."""
    places = {field: str(n) for n, field in sheet.field_at().items()}
    found: dict[str, list[str]] = {}
    for field, (what, sentence) in cells.said.items():
        label = LABELS[sheet.kind].get(field, field)
        place = places.get(field) or next(iter(places.values()))
        words = sentence if field in places else f"{label}: {sentence}"
        if place in found:
            what = ERROR if ERROR in (what, found[place][0]) else what
            words = f"{found[place][1]} {words}"
        found[place] = [what, words]
    return found
