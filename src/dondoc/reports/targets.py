"""Bảng đánh giá chương trình — sơ kết before its last day, tổng kết from it on: targets, tasks, breakthroughs as a Sheet or tables."""

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
WORKS = (
    Column("TT", 5, "center"), Column("Đột phá, nhiệm vụ", 60), Column("Loại", 18), Column("Đánh giá", 16), Column("Vì sao", 44),
)  # fmt: skip


def title(found: Score) -> str:
    """What the sheet is called."""
    if found.deeds:
        name = _("Tổng kết chương trình") if found.is_final else _("Sơ kết chương trình")
    else:
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


def works(found: Score) -> Table:
    """Một hàng một đột phá, nhiệm vụ — with the obligations it became."""
    return Table(WORKS, tuple(
        (place, deed.item.text, str(deed.item.get_kind_display()), str(deed.judgement.label), deed.judged.reason)
        for place, deed in enumerate(found.deeds, 1)
    ))  # fmt: skip


def tables(found: Score) -> list[Table]:
    """The targets; then the tasks and breakthroughs, where there are any."""
    return [table(found), *([works(found)] if found.deeds else [])]


def works_summary(found: Score) -> str:
    """Đột phá, nhiệm vụ: 3 đạt, 2 chậm … — counted apart from the targets."""
    said_ = ", ".join(f"{n} {name.label}" for name, n in found.work_counts.items())
    return _("Đột phá, nhiệm vụ: %(counts)s.") % {"counts": said_}


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
        body=(Line(summary(found)), table(found), *((Line(works_summary(found)), works(found)) if found.deeds else ())),
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
