"""Bước sau còn thiếu gì — as the acts will ask it; of the inspected, of its own part alone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dondoc.inspecting.findings import Answer, Declaration
from dondoc.inspecting.lifecycle import ASKED, AT_WORK, DISPUTED, State
from dondoc.inspecting.models import Body, Case
from dondoc.inspecting.queries import missing, overlaps, undone
from dondoc.inspecting.teams import Seat
from dondoc.inspecting.words import Conflict, What
from dondoc.shared.acts import Label


@dataclass(frozen=True, slots=True)
class Need:
    """Một điều bước sau cần — how much of it there is, of how much; done when all of it is."""

    label: str
    have: int
    of: int

    @property
    def is_done(self) -> bool:
        return self.have >= self.of


def needs(case: Case) -> list[Need]:
    """Bước sau còn thiếu gì — as the acts will ask it."""
    left = undone(case)
    asked = _NEEDS.get(case.state)
    return asked(case, left) if asked else []


Left = dict[str, int]


def _proposed(case: Case, left: Left) -> list[Need]:
    return [Need(_("Đề cương báo cáo"), min(case.outline.count(), 1), 1)]


def _submitted(case: Case, left: Left) -> list[Need]:
    return [Need(_("Quyết định, kế hoạch đã ký, có đoàn"), 0, 1)]


def _documents(*whats: What) -> Callable[[Case, Left], list[Need]]:
    return lambda _case, _left: [Need(str(what.label), 0, 1) for what in whats]


def _prepared(case: Case, left: Left) -> list[Need]:
    bodies = list(case.bodies.all())
    seats = list(Seat.objects.filter(team=case.team_id, until_on__isnull=True).select_related("holding"))
    said = {row.seat_id: row for row in Declaration.objects.filter(case=case, seat__in=seats)}
    posts = overlaps(case, seats)
    asked = [seat.pk for seat in seats if seat.pk in posts or (seat.pk in said and said[seat.pk].said != Conflict.NONE)]
    return [
        Need(_("Đối tượng đã được gửi quyết định, kế hoạch, đề cương"), sum(b.told_on is not None for b in bodies), len(bodies)),
        Need(_("Thành viên đã khai xung đột lợi ích"), len(said), len(seats)),
        Need(_("Điều đã khai, điều có trong hồ sơ chức danh đã được quyết định"), sum(pk in said and bool(said[pk].ruling) for pk in asked), len(asked)),
        Need(str(What.DEPLOYED.label), 0, 1),
    ]  # fmt: skip


def _deployed(case: Case, left: Left) -> list[Need]:
    bodies = list(case.bodies.all())
    return [
        Need(_("Đối tượng đã gửi báo cáo"), sum(b.reported_on is not None for b in bodies), len(bodies)),
        Need(_("Báo cáo đoàn đã nhận"), sum(b.accepted_on is not None for b in bodies), len(bodies)),
    ]


def _heard(case: Case, left: Left) -> list[Need]:
    return [
        Need(_("Khuyết điểm đã nêu ở hội nghị"), left["all"] - left["untold"], left["all"]),
        Need(_("Khuyết điểm đã giải trình, hoặc nói không giải trình"), left["all"] - left["unexplained"], left["all"]),
        Need(_("Giải trình đã được đoàn trả lời"), left["all"] - left["unexplained"] - left["unanswered"], left["all"]),
        Need(str(What.REPORT.label), 0, 1),
    ]


def _requested(case: Case, left: Left) -> list[Need]:
    asked = Need(
        _("Khuyết điểm đủ việc phải làm, ai làm, thời hạn, sản phẩm"), left["kept"] - left["unrequested"], left["kept"]
    )
    return [asked, Need(str(What.NOTICE.label), 0, 1)]


def _remedied(key: str, label: Label) -> Callable[[Case, Left], list[Need]]:
    return lambda case, left: [Need(str(label), left["kept"] - left[key], left["kept"]), *_archived(case)]


def _archived(case: Case) -> list[Need]:
    if case.archived_on is not None:
        return []
    total, lacking = len(What), len(missing(case))
    return [Need(_("Tài liệu hồ sơ, có hoặc ghi không có"), total - lacking, total), Need(_("Nộp lưu hồ sơ"), 0, 1)]


_NEEDS: dict[str, Callable[[Case, Left], list[Need]]] = {
    State.PROPOSED: _proposed, State.SUBMITTED: _submitted, State.DECIDED: _documents(What.SCHEDULE), State.PREPARED: _prepared, State.DEPLOYED: _deployed,
    State.REPORTED: _documents(What.DRAFT), State.VERIFYING: _documents(What.DRAFT), State.DRAFTED: _documents(What.HEARD), State.HEARD: _heard,
    State.COMPLETED: _documents(What.CONSIDERED), State.CONSIDERED: _requested, State.NOTICE_DRAFTED: _requested, State.NOTICE_SIGNED: _documents(What.ANNOUNCED),
    State.ANNOUNCED: _remedied("unplanned", gettext_lazy("Khuyết điểm đã có biện pháp")),
    State.REMEDYING: _remedied("unreported", gettext_lazy("Khuyết điểm đã báo cáo khắc phục")),
    State.REMEDY_PLANNED: _remedied("unplanned", gettext_lazy("Khuyết điểm đã có biện pháp")),
    State.REMEDY_REPORTED: _remedied("open", gettext_lazy("Khuyết điểm đã được xác nhận")),
    State.VERIFIED: _remedied("open", gettext_lazy("Khuyết điểm đã được xác nhận")),
}  # fmt: skip


def needs_of(case: Case, body: Body) -> list[Need]:
    """Đối tượng còn phải làm gì — its own part of what was told it, of no other's."""
    return [*_supplied(case, body), *_of_step(case, body)]


def _supplied(case: Case, body: Body) -> list[Need]:
    """Papers the team asked for, while it works with the inspected."""
    rows = case.requests.standing().filter(body=body) if case.state in AT_WORK else case.requests.none()
    total = rows.count()
    done = rows.filter(supplied_on__isnull=False).count()
    return [Need(_("Tài liệu đoàn yêu cầu: đã cung cấp, hoặc báo không có"), done, total)] if total else []


def _of_step(case: Case, body: Body) -> list[Need]:
    own = case.findings.standing().filter(body=body, told_on__isnull=False)
    total = own.count()
    if body.reported_on is None and case.state in ASKED:
        return [
            Need(_("Dòng đề cương đã trả lời"), Answer.objects.filter(body=body).count(), case.outline.count()),
            Need(_("Gửi báo cáo cho đoàn"), 0, 1),
        ]
    if case.state in DISPUTED and total:
        return [
            Need(
                _("Khuyết điểm đã giải trình, hoặc nói không giải trình"),
                own.filter(explained_on__isnull=False).count(),
                total,
            )
        ]
    if case.state == State.ANNOUNCED and total:
        return [
            Need(_("Khuyết điểm đã có biện pháp"), own.exclude(measure="").count(), total),
            Need(_("Gửi kế hoạch khắc phục"), int(body.planned_on is not None), 1),
        ]
    if case.state == State.REMEDYING and total:
        return [Need(_("Khuyết điểm đã báo cáo khắc phục"), own.filter(reported_on__isnull=False).count(), total)]
    return []
