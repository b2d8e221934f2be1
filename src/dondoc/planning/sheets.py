"""Kế hoạch để in — a version, or the draft as it stands, as a Sheet in the official form; its items are a table."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext as _

from dondoc.planning.models import Plan, Said
from dondoc.planning.words import due_said
from dondoc.printing.forms import form_on
from dondoc.printing.model import Column, Line, Sheet, Table

FEW = 10  # units named one by one under “Nơi nhận”; more of them are named by the table
_HEADS = (("TT", 6), ("Nội dung", 40), ("Chủ trì", 22), ("Phối hợp", 18), ("Thời hạn", 20), ("Sản phẩm", 20))


def sheet(plan: Plan, items: Sequence[Said], day: date, *, title: str = "", opening: str = "", closing: str = "", foot: str = "",
          sample: bool = False) -> Sheet:  # fmt: skip
    """Văn bản — the plan of a unit, or a draft of it that says so at its foot."""
    unit, paper = plan.unit, plan.paper
    system = unit.system
    on = plan.issued_on or day
    return Sheet(
        kind=str(plan.get_kind_display()).upper(), subject=title or plan.title, issuer=unit.name,
        parent_issuer=unit.parent.name if unit.parent else "", number=paper.so_ky_hieu if paper else "",
        place=plan.place, issued_on=plan.issued_on.isoformat() if plan.issued_on else "", system=system, form=form_on(system, on)["id"],
        body=tuple(_body(plan, items, opening, closing)), authority=plan.authority, signer_post=plan.signer_post,
        signer=str(plan.signer.person) if plan.signer else "", recipients=_recipients(plan, items),
        urgency=paper.urgency if paper else "", level=plan.secrecy, foot=(foot,) if foot else (), sample=sample,
    )  # fmt: skip


def _recipients(plan: Plan, items: Sequence[Said]) -> tuple[str, ...]:
    """Nơi nhận — who laid the work, to whom it is reported; each unit that leads an item; the office's own copy."""
    above = plan.source.issuer if plan.source.issuer_id != plan.unit_id else plan.unit.parent
    leading = dict.fromkeys(row.owner.name for row in items if row.owner and row.owner not in (above, plan.unit))
    told = (_("%(unit)s (để báo cáo)") % {"unit": above.name},) if above else ()
    each = leading if len(leading) <= FEW else (_("các đơn vị chủ trì nêu trong văn bản này"),)
    return (*told, *each, _("Lưu văn phòng"))


def _body(plan: Plan, items: Sequence[Said], opening: str, closing: str) -> list[Line | Table]:
    source = plan.source
    said = _("Thực hiện %(kind)s số %(number)s %(title)s, %(unit)s lập kế hoạch như sau:")
    if not source.so_ky_hieu:
        said = _("Thực hiện %(kind)s %(title)s, %(unit)s lập kế hoạch như sau:")
    facts = {"kind": source.kind, "number": source.so_ky_hieu, "title": _lowered(source.title), "unit": plan.unit.name}
    lines: list[Line | Table] = [Line(said % facts)]
    lines += [Line(part) for part in opening.splitlines() if part.strip()]
    return [*lines, table(items), *(Line(part) for part in closing.splitlines() if part.strip())]


def _lowered(title: str) -> str:
    """“Về …” within a sentence."""
    return title[:1].lower() + title[1:] if title.lower().startswith("về ") else title


def table(items: Sequence[Said]) -> Table:
    """Các nhiệm vụ — “5 rõ”; what is not known is said so."""
    heads = tuple(Column(title, width, "right" if width == 6 else "left") for title, width in _HEADS)
    rows = tuple(
        (
            place,
            row.text,
            row.owned or None,
            row.partners,
            due_said(row.due_on, row.due_precision) or None,
            row.product or None,
        )
        for place, row in enumerate(items, 1)
    )
    return Table(heads, rows, caption=_("Nhiệm vụ và phân công thực hiện"))
