"""Văn bản đôn đốc — an act of urging as a Sheet in the official form; its works are a table, by unit."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from dondoc.printing.forms import form_on
from dondoc.printing.model import Column, Line, Sheet, Table
from dondoc.printing.wording import BLANK
from dondoc.units.models import Unit
from dondoc.urging.models import Urge, Urged
from dondoc.urging.rungs import Rung


def title_of(rung: str) -> str:
    """Trích yếu."""
    return {
        Rung.URGE: _("đôn đốc thực hiện nhiệm vụ"),
        Rung.EXPLAIN: _("giải trình việc chậm thực hiện nhiệm vụ"),
        Rung.REPORT: _("tình hình chậm thực hiện nhiệm vụ đã đôn đốc"),
        Rung.INSPECT: _("kiến nghị kiểm tra việc thực hiện nhiệm vụ"),
    }[Rung(rung)]


def sheet(urge: Urge, lines: Sequence[Urged], *, is_whole: bool = True, sample: bool = False) -> Sheet:
    """Văn bản — a letter, a slip or a report; of an urged unit its own works alone, and it says so."""
    assert urge.paper is not None, "a rung above reminding has its paper"
    unit, paper = urge.by_unit, urge.paper
    system = unit.system
    units = list(dict.fromkeys(line.unit for line in lines))
    foot = (
        () if is_whole else (_("Bản trích: chỉ gồm việc của %(units)s.") % {"units": "; ".join(u.name for u in units)},)
    )
    return Sheet(
        kind=_kind(paper.kind), subject=paper.title, issuer=unit.name, parent_issuer=unit.parent.name if unit.parent else "",
        number=paper.so_ky_hieu, place=urge.place, issued_on=urge.on.isoformat(), system=system, form=form_on(system, urge.on)["id"],
        addressees=tuple(_addressees(urge, units)), body=tuple(_body(urge, lines)),
        authority=urge.authority, signer_post=urge.signer_post or BLANK * 3,
        signer=str(urge.signer.person) if urge.signer else "", recipients=(_("Như trên"), _("Lưu văn phòng")),
        urgency=paper.urgency, level=paper.secrecy, foot=foot, sample=sample,
    )  # fmt: skip


def _kind(kind: str) -> str:
    """A letter bears no name of kind."""
    return "" if kind == "Công văn" else kind.upper()


def _addressees(urge: Urge, units: Sequence[Unit]) -> list[str]:
    return [urge.addressee.name] if urge.addressee else [unit.name for unit in units]


def _body(urge: Urge, lines: Sequence[Urged]) -> list[Line | Table]:
    said: list[Line | Table] = [Line(_opening(urge))]
    said += [Line(part) for part in urge.text.splitlines() if part.strip()]
    if urge.answer_on is not None:
        said.append(
            Line(_("Đề nghị trả lời bằng văn bản trước hết ngày %(day)s.") % {"day": f"{urge.answer_on:%d/%m/%Y}"})
        )
    return [*said, _table(urge, lines), Line(_closing(urge))]


def _opening(urge: Urge) -> str:
    unit = urge.by_unit.name
    return {
        Rung.URGE: _("%(unit)s đôn đốc thực hiện các nhiệm vụ sau đây."),
        Rung.EXPLAIN: _("%(unit)s yêu cầu giải trình vì sao các nhiệm vụ sau đây chưa hoàn thành, và khi nào xong."),
        Rung.REPORT: _("%(unit)s báo cáo các nhiệm vụ đã đôn đốc, đã yêu cầu giải trình mà chưa hoàn thành."),
        Rung.INSPECT: _("%(unit)s kiến nghị kiểm tra việc thực hiện các nhiệm vụ sau đây."),
    }[Rung(urge.rung)] % {"unit": unit}


def _closing(urge: Urge) -> str:
    """Câu kết — what is asked of whom it goes to."""
    to = urge.addressee.name if urge.addressee else ""
    return {
        Rung.URGE: _("Đề nghị các đơn vị tập trung thực hiện, báo cáo kết quả về %(unit)s./."),
        Rung.EXPLAIN: _("Đề nghị các đơn vị giải trình bằng văn bản, gửi %(unit)s./."),
        Rung.REPORT: _("%(unit)s báo cáo %(to)s xem xét, cho ý kiến chỉ đạo./."),
        Rung.INSPECT: _("%(unit)s kính đề nghị %(to)s xem xét, quyết định./."),
    }[Rung(urge.rung)] % {"unit": urge.by_unit.name, "to": to}


_HEADS = (
    ("Số", 10),
    ("Đơn vị thực hiện", 22),
    ("Nhiệm vụ", 44),
    ("Theo văn bản", 16),
    ("Hạn", 12),
    ("Quá hạn (ngày)", 10),
)


def _table(urge: Urge, lines: Sequence[Urged]) -> Table:
    heads = tuple(Column(title, width, "right" if width == 10 and title != "Số" else "left") for title, width in _HEADS)
    rows = tuple(
        (line.assignment.obligation.nv, line.unit.name, line.text, str(line.assignment.obligation.paper), line.due_on,
         late_days(line))
        for line in lines
    )  # fmt: skip
    return Table(heads, rows, caption=_("Các nhiệm vụ"))


def late_days(line: Urged) -> int | None:
    """Quá hạn mấy ngày vào ngày đôn đốc — calendar days; None where no due day was known."""
    return None if line.due_on is None else max((line.urge.on - line.due_on).days, 0)
