"""Đề xuất một cuộc — from a line of the programme or by direction; its outline; submitted whole, or sent back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dondoc.access.rights import require
from dondoc.documents.models import Paper
from dondoc.inspecting import rules
from dondoc.inspecting.actions.stepping import check_at, step, trace
from dondoc.inspecting.actions.watching import carry
from dondoc.inspecting.findings import OutlineRow
from dondoc.inspecting.kinds import kinds
from dondoc.inspecting.lifecycle import CASE, State
from dondoc.inspecting.models import Body, Case, ScopePaper
from dondoc.inspecting.programmes import Line, LineObject
from dondoc.inspecting.queries import debts_of
from dondoc.inspecting.watching import Remark
from dondoc.shared.actor import Actor
from dondoc.shared.acts import Refused, act, check_reason
from dondoc.shared.calendar import hanoi_day
from dondoc.units.models import Unit
from dondoc.units.queries import check_stands

PROPOSE, AMEND, OUTLINE = "inspecting.propose", "inspecting.amend_proposal", "inspecting.set_outline"
SUBMIT, RETURN = "inspecting.submit", "inspecting.return_proposal"


@act(PROPOSE, gettext_lazy("Đề xuất cuộc kiểm tra, giám sát"))
def propose(
    *, body: Unit, lead: Unit, level: str, kind: str, objects: Sequence[Unit], content: str, examined_from: date,
    examined_until: date, by: Actor, at: datetime, line: Line | None = None, basis: str = "",
    papers: Sequence[Paper] = (), came_from: Case | None = None, remarks: Sequence[Remark] = (),
) -> Case:  # fmt: skip
    """Đề xuất — for units the programme names, or by a direction of the body that is written down; what was noted there goes with it."""
    require(by, PROPOSE, lead)
    _check_ground(line, basis, kind, body, objects)
    rules.check_text(content)
    rules.check_dates(examined_from, examined_until)
    rules.check_objects(objects, body, lead)
    case = Case.objects.create(
        body=body, lead=lead, level=level, kind=kind, line=line, basis=basis.strip()[:500], content=content.strip(),
        examined_from=examined_from, examined_until=examined_until, came_from=came_from, at=at,
    )  # fmt: skip
    Body.objects.bulk_create(Body(case=case, unit=unit) for unit in objects)
    ScopePaper.objects.bulk_create(ScopePaper(case=case, paper=paper) for paper in dict.fromkeys(papers))
    check_stands(body, lead, *objects)
    carry(case, remarks, objects)
    CASE.start(case, by=by, at=at, on=hanoi_day(at))
    trace(PROPOSE, case, by, at)
    return case


def _check_ground(line: Line | None, basis: str, kind: str, body: Unit, objects: Sequence[Unit]) -> None:
    if kind not in kinds() or not kinds()[kind].case:
        raise Refused(_("Loại này không mở thành cuộc."))
    if line is None:
        if not basis.strip():
            raise Refused(_("Cuộc ngoài chương trình cần ghi ý kiến chỉ đạo của cơ quan quyết định."))
        return
    named = set(LineObject.objects.filter(line=line).values_list("unit", flat=True))
    if line.programme.body_id != body.pk or line.kind != kind or not {unit.pk for unit in objects} <= named:
        raise Refused(_("Đối tượng, loại cuộc khác với dòng chương trình."))
    if line.withdrawn_at is not None or line.programme.withdrawn_at is not None:
        raise Refused(_("Dòng này đã được rút."))


@act(AMEND, gettext_lazy("Sửa đề xuất"))
def amend_proposal(
    *, case: Case, content: str, examined_from: date, examined_until: date, by: Actor, at: datetime
) -> None:
    """Sửa đề xuất — while it is not submitted; afterwards the scope is the commissioning body's."""
    require(by, AMEND, case.lead)
    rules.check_text(content)
    rules.check_dates(examined_from, examined_until)
    check_at(case, (State.PROPOSED,))
    Case.objects.filter(pk=case.pk).update(
        content=content.strip(), examined_from=examined_from, examined_until=examined_until
    )
    trace(AMEND, case, by, at)


@act(OUTLINE, gettext_lazy("Ghi đề cương báo cáo"))
def set_outline(*, case: Case, rows: Sequence[str], by: Actor, at: datetime) -> None:
    """Ghi đề cương — one line a row, in order; whole each time, while it is not submitted."""
    require(by, OUTLINE, case.lead)
    check_at(case, (State.PROPOSED,))
    texts = [text.strip()[:1000] for text in rows if text.strip()]
    rules.check_outline(len(texts))
    OutlineRow.objects.filter(case=case).delete()
    OutlineRow.objects.bulk_create(OutlineRow(case=case, number=n, text=text) for n, text in enumerate(texts, 1))
    trace(OUTLINE, case, by, at)


@act(SUBMIT, gettext_lazy("Trình quyết định, kế hoạch"))
def submit(*, case: Case, by: Actor, at: datetime, debts: int = 0) -> None:
    """Trình — with its outline, and with what the inspected still owe from earlier having been looked at."""
    require(by, SUBMIT, case.lead)
    rules.check_outline(OutlineRow.objects.filter(case=case).count())
    rules.check_debts(debts, debts_of(case, by).count())
    step(case, "submit", by, at)
    trace(SUBMIT, case, by, at)


@act(RETURN, gettext_lazy("Yêu cầu làm lại đề xuất"))
def return_proposal(*, case: Case, reason: str, by: Actor, at: datetime) -> None:
    """Yêu cầu làm lại — by the commissioning body, with what is to be changed."""
    require(by, RETURN, case.body)
    check_reason(reason)
    step(case, "return_proposal", by, at, because=reason.strip()[:500])
    trace(RETURN, case, by, at)
