"""Tờ báo cáo — rows of a report as a Sheet in the official form, or as a table."""

from __future__ import annotations

from django.utils.translation import gettext as _

from dondoc.journal.queries import head_value
from dondoc.printing.forms import form_on
from dondoc.printing.model import Cell, Column, Line, Sheet, Table
from dondoc.reports.models import Issued
from dondoc.reports.progress import Counts, Progress
from dondoc.reports.progress import Line as Line_
from dondoc.shared.calendar import HANOI, hanoi_day
from dondoc.units.models import Unit

_TITLES = (
    ("Văn bản", 22), ("Đơn vị", 30), ("Giao", 8), ("Chưa nhận", 8), ("Đang làm", 8),
    ("Chờ xác nhận", 9), ("Đã báo cáo, chưa có xác nhận", 12), ("Xong đúng hạn", 9),
    ("Xong muộn", 8), ("Xong, không có hạn", 9), ("Quá hạn", 8), ("Chưa có hạn", 8),
)  # fmt: skip
HEADS = tuple(Column(title, width, "left" if place < 2 else "right") for place, (title, width) in enumerate(_TITLES))


def table(found: Progress) -> Table:
    """Bảng tiến độ — one row a paper and unit, and the total."""
    rows: tuple[tuple[Cell, ...], ...] = tuple((_marked(line), line.unit, *cells(line.counts)) for line in found.lines)
    return Table(HEADS, rows, total=(_("Cộng"), "", *cells(found.total)))


def _marked(line: Line_) -> str:
    return f"{line.paper} ({line.secrecy})" if line.secrecy else line.paper


# What list of assignments each figure counts, in the order of the columns (web.obligations.filters).
OPENS = ("given", "fresh", "doing", "waiting", "reported", "in_time", "done_late", "undated", "late", "nodate")


def cells(counts: Counts) -> tuple[int, ...]:
    """The counts in the order of the columns."""
    return (
        counts.total, counts.not_accepted, counts.working, counts.waiting, counts.reported,
        counts.done_in_time, counts.done_late, counts.done_undated, counts.overdue, counts.no_date,
    )  # fmt: skip


def sheet(found: Progress, unit: Unit, *, sample: bool = False, signed: Issued | None = None) -> Sheet:
    """Báo cáo tiến độ thực hiện — in the unit's official form; what was issued with its place, its day and who is to sign it."""
    signer, system = signed.signer if signed else None, unit.system
    on = hanoi_day(signed.at if signed else found.known_by)
    day = f"{found.day:%d/%m/%Y}"
    total = found.total
    said = _(
        "Tính đến hết ngày %(day)s có %(total)s việc đã giao: %(done)s việc xong đúng hạn, %(late)s "
        "việc xong muộn, %(over)s việc quá hạn, %(none)s việc chưa có hạn."
    ) % {"day": day, "total": total.total, "done": total.done_in_time, "late": total.done_late,
         "over": total.overdue, "none": total.no_date}  # fmt: skip
    return Sheet(
        kind=_("BÁO CÁO"),
        subject=_("tiến độ thực hiện nhiệm vụ tính đến ngày %(day)s") % {"day": day},
        issuer=unit.name,
        parent_issuer=unit.parent.name if unit.parent else "",
        place=signed.place if signed else "",
        issued_on=on.isoformat() if signed else "",
        system=system,
        form=form_on(system, on)["id"],
        body=(Line(said), table(found)),
        authority=signed.authority if signed else "",
        signer_post=signed.signer_post if signed else "",
        signer=str(signer.person) if signer else "",
        foot=feet(found),
        level=found.secrecy,
        sample=sample,
    )


def feet(found: Progress) -> tuple[str, ...]:
    """What the printed figures rest on: both days, the journal's head, the hash of the rows."""
    return (
        _("Số liệu nhập đến %(at)s (giờ Hà Nội).") % {"at": f"{found.known_by.astimezone(HANOI):%H:%M %d/%m/%Y}"},
        _("Mã băm của các dòng: %(hash)s") % {"hash": found.hash},
        _("Đầu chuỗi nhật ký: %(head)s") % {"head": head_value() or _("chưa niêm phong")},
    )


def thawed(row: Issued) -> Progress:
    """Báo cáo đã lập, dựng lại — the frozen rows as values; nothing is counted again."""
    lines = tuple(Line_(**{**line, "counts": Counts(**line["counts"])}) for line in row.rows)
    total = sum((line.counts for line in lines), Counts())
    return Progress(row.as_of, row.known_by, lines, total, row.hash)
