"""Rẽ ngang — suspended and resumed by dated decisions; cancelled before the work; transferred; turned into another inspection."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dondoc.access.rights import require
from dondoc.documents.models import Paper
from dondoc.inspecting.actions.proposing import propose
from dondoc.inspecting.actions.stepping import signed_on_day, step, trace
from dondoc.inspecting.lifecycle import State
from dondoc.inspecting.models import Case
from dondoc.shared.actor import Actor
from dondoc.shared.acts import Refused, act, check_reason

SUSPEND, RESUME, CANCEL = "inspecting.suspend", "inspecting.resume", "inspecting.cancel"
TRANSFER, CONVERT = "inspecting.transfer", "inspecting.convert"
VIOLATION = "KT_DHVP"


@act(SUSPEND, gettext_lazy("Tạm dừng"))
def suspend(*, case: Case, paper: Paper, reason: str, by: Actor, at: datetime) -> None:
    """Tạm dừng — by a decision. No clock stops by this: more time is another decision."""
    require(by, SUSPEND, case.body)
    check_reason(reason)
    on = signed_on_day(paper, case.body, at)
    step(case, "suspend", by, at, on, suspended_from=case.state, because=reason.strip()[:500])
    trace(SUSPEND, case, by, at, on=on, paper=paper.pk)


@act(RESUME, gettext_lazy("Tiếp tục"))
def resume(*, case: Case, paper: Paper, by: Actor, at: datetime) -> None:
    """Tiếp tục — by a decision, from where it stood."""
    require(by, RESUME, case.body)
    if case.state != State.SUSPENDED:
        raise Refused(_("Cuộc này không tạm dừng."))
    on = signed_on_day(paper, case.body, at)
    step(case, f"resume_{case.suspended_from}", by, at, on, suspended_from="", because="")
    trace(RESUME, case, by, at, on=on, paper=paper.pk)


@act(CANCEL, gettext_lazy("Hủy"))
def cancel(*, case: Case, reason: str, by: Actor, at: datetime) -> None:
    """Hủy — before the inspected were worked with; afterwards it can only be concluded, transferred or converted."""
    require(by, CANCEL, case.body)
    check_reason(reason)
    step(case, "cancel", by, at, because=reason.strip()[:500])
    trace(CANCEL, case, by, at)


@act(TRANSFER, gettext_lazy("Chuyển cơ quan khác"))
def transfer(*, case: Case, paper: Paper, reason: str, by: Actor, at: datetime) -> None:
    """Chuyển cơ quan khác — which goes on with it outside this case, by the paper that hands it over."""
    require(by, TRANSFER, case.body)
    check_reason(reason)
    on = signed_on_day(paper, case.body, at)
    step(case, "transfer", by, at, on, because=reason.strip()[:500])
    trace(TRANSFER, case, by, at, on=on, paper=paper.pk)


@act(CONVERT, gettext_lazy("Chuyển kiểm tra dấu hiệu vi phạm"))
def convert(*, case: Case, paper: Paper, reason: str, by: Actor, at: datetime) -> Case:
    """Chuyển — signs of violation: another case is proposed for the same units, with its own decision to come."""
    require(by, CONVERT, case.body)
    check_reason(reason)
    on = signed_on_day(paper, case.body, at)
    step(case, "convert", by, at, on, because=reason.strip()[:500])
    trace(CONVERT, case, by, at, on=on, paper=paper.pk)
    return _again(case, paper, by, at)


def _again(case: Case, paper: Paper, by: Actor, at: datetime) -> Case:
    units: Sequence[object] = [body.unit for body in case.bodies.select_related("unit").order_by("id")]
    return propose(
        body=case.body, lead=case.body, level=case.level, kind=VIOLATION, objects=units, content=case.content,  # type: ignore[arg-type]
        examined_from=case.examined_from, examined_until=case.examined_until, basis=f"{case} {paper.so_ky_hieu}".strip(),
        papers=[one.paper for one in case.scope.select_related("paper").order_by("id")], came_from=case, by=by, at=at,
    )  # fmt: skip
