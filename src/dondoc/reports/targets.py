"""Bảng đánh giá chỉ tiêu — sơ kết before the programme's last day, tổng kết from it on: rows as a Sheet or a table."""

from __future__ import annotations

from django.utils.translation import gettext as _

from dondoc.journal.queries import head_value
from dondoc.printing.model import Cell, Column, Line, Sheet, Table
from dondoc.programmes.numbers import said
from dondoc.programmes.queries import Line as Target
from dondoc.programmes.queries import Score
from dondoc.programmes.words import Judgement
from dondoc.shared.calendar import HANOI

HEADS = (
    Column("TT", 5, "center"), Column("Chỉ tiêu", 44), Column("Mức phải đạt", 18), Column("Số gốc", 12, "right"),
    Column("Kết quả", 22), Column("Tính đến", 12), Column("Đánh giá", 16), Column("Vì sao", 44),
)  # fmt: skip


def title(found: Score) -> str:
    """What the sheet is called."""
    name = _("Tổng kết chỉ tiêu") if found.is_final else _("Sơ kết chỉ tiêu")
    return _("%(name)s tính đến ngày %(day)s") % {"name": name, "day": f"{found.day:%d/%m/%Y}"}


def table(found: Score) -> Table:
    """Một hàng một chỉ tiêu — in the order of the programme."""
    return Table(HEADS, tuple(_row(place, line) for place, line in enumerate(found.lines, 1)))


def _row(place: int, line: Target) -> tuple[Cell, ...]:
    point = line.known.newest
    return (
        place, line.item.text, line.asked, said(line.aim.base, line.aim.word), line.newest,
        point.on if point else "", str(line.judgement.label), line.judged.reason,
    )  # fmt: skip


def summary(found: Score) -> str:
    """Đạt 5/6 chỉ tiêu; … — what stands otherwise is said too, what is not known first of all."""
    lead = _("Đạt %(met)s/%(of)s chỉ tiêu") % {"met": found.met, "of": found.of}
    rest = [f"{n} {name.label}" for name, n in found.counts.items() if n and name != Judgement.MET]
    return lead + ("; " + ", ".join(rest) if rest else "") + "."


def sheet(found: Score, *, sample: bool = False) -> Sheet:
    """Biểu đánh giá — in the Party's form (05-HD/VPTW)."""
    programme, unit = found.programme, found.programme.unit
    return Sheet(
        kind=_("BÁO CÁO"),
        subject=_("%(title)s, %(programme)s")
        % {"title": title(found)[:1].lower() + title(found)[1:], "programme": programme.name},
        issuer=unit.name,
        parent_issuer=unit.parent.name if unit.parent else "",
        body=(Line(summary(found)), table(found)),
        foot=feet(found),
        level=found.secrecy,
        sample=sample,
    )


def feet(found: Score) -> tuple[str, ...]:
    """What the printed figures rest on: the data's moment, the hash of the rows, the journal's head."""
    return (
        _("Số liệu nhập đến %(at)s (giờ Hà Nội).") % {"at": f"{found.known_by.astimezone(HANOI):%H:%M %d/%m/%Y}"},
        _("Mã băm của các dòng: %(hash)s") % {"hash": found.hash},
        _("Đầu chuỗi nhật ký: %(head)s") % {"head": head_value() or _("chưa niêm phong")},
    )
