"""Bàn làm việc — what waits for me: one list a kind of next action, counted and bounded."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from django.db import models
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dondoc.access.rights import inside, is_much, may, reaches, units_in
from dondoc.documents.lifecycle import EntryState, UploadState
from dondoc.documents.models import Entry, LeaderDirection, Upload
from dondoc.documents.urgency import DEGREES
from dondoc.implementation.lifecycle import ExtensionState
from dondoc.implementation.models import Extension
from dondoc.implementation.queries import unproved
from dondoc.obligations.lifecycle import OPEN, WORKING, Phase, State
from dondoc.obligations.models import DUE, Assignment, AssignmentQuerySet, Obligation, overdue_at
from dondoc.obligations.queries import lines_to_settle, standing_of
from dondoc.personal.lifecycle import State as RequestState
from dondoc.personal.models import ANSWER, Request
from dondoc.reminding.digest import DOES, may_any
from dondoc.shared.actor import Actor
from dondoc.shared.acts import Label, plate_of
from dondoc.shared.profile import highest
from dondoc.units.lifecycle import HAND_OVER, HandOverState
from dondoc.units.models import HandOver
from dondoc.units.queries import acting_unit
from dondoc.web.desk import (
    coordinating,
    inspections,
    mailing,
    periods,
    planning,
    pledging,
    practices,
    sheets,
    studying,
    urging,
)
from dondoc.web.desk.waiting import Item, Press
from dondoc.web.lists import EXACT, first
from dondoc.web.personal import assessment_tray as assessing
from dondoc.web.personal import breach_tray as breaching
from dondoc.web.personal.standing import Standing as Late
from dondoc.web.templatetags.words import luc

SHOWN = 10
TOLD = timedelta(days=14)  # how long a sender is told that a thing was declined


@dataclass(frozen=True, slots=True)
class Tray:
    """Một khay — a heading, its first items, and how many there are in all, counted to a thousand and one."""

    key: str
    title: str
    items: tuple[Item, ...]
    total: int

    @property
    def secrecy(self) -> str:
        """Độ mật — the highest of what lies in it."""
        return highest(item.secrecy for item in self.items)

    @property
    def more(self) -> bool:
        return self.total > len(self.items)


@dataclass(frozen=True, slots=True)
class Kind:
    """Một loại khay — its rows, and how one of them is said."""

    key: str
    title: str
    rows: models.QuerySet[Any]
    item: Callable[[Any], Item]


def filled(all_kinds: list[Kind]) -> list[Tray]:
    """The trays that hold something, most pressing first."""
    return [tray for tray in map(_tray, all_kinds) if tray.items]


def kind_of(actor: Actor, moment: datetime, key: str) -> Kind | None:
    """One tray, to be seen whole."""
    return next((kind for kind in kinds(actor, moment) if kind.key == key), None)


def kinds(actor: Actor, moment: datetime) -> list[Kind]:
    """All trays of the post one acts in, the empty ones too."""
    soon = actor.today + timedelta(days=7)
    working, do = _mine(actor, *DOES).filter(state__in=WORKING), _do(actor, moment)
    late, late_periods = working.overdue(moment), periods.late(actor, moment)
    today = working.filter(due_on__lte=actor.today).exclude(overdue_at(moment))
    asked: list[tuple[str, str, models.QuerySet[Any], Callable[[Any], Item]]] = [
        ("urgent", _("Văn bản khẩn chờ xử lý"), _urgent(actor), _handle),
        ("late", _("Quá hạn"), urging.marked(late, actor), _late(actor, do)),
        ("periods_late", _("Kỳ báo cáo quá hạn"), late_periods, periods.late_item(actor)),
        ("urged", _("Được đôn đốc"), urging.urged(actor, late, late_periods), urging.item),
        ("breaches", _("Vụ lộ, mất dữ liệu chưa báo"), breaching.unnotified(actor), breaching.item(moment)),
        ("assessment", _("Hồ sơ đánh giá tác động đến kỳ"), assessing.due_now(actor, moment), assessing.item(moment)),
        ("today", _("Đến hạn hôm nay"), today, do),
        ("reminded", _("Phần mềm nhắc"), urging.reminded(actor, [late, today], late_periods), urging.reminder),
        ("accept", _("Chờ tiếp nhận"), _to_come(_fresh(actor), actor), _accept(moment)),
        ("confirm", _("Chờ xác nhận hoàn thành"), _to_confirm(actor), _approve(moment)),
        ("periods_reported", _("Kỳ chờ xác nhận"), periods.reported(actor), periods.to_confirm),
        ("unproved", _("Đã xác nhận, nay không còn minh chứng"), _unproved(actor), _see(moment)),
        ("prove_again", _("Việc đã xong của đơn vị, cần minh chứng khác"), _to_prove(actor), _prove(moment)),
        ("mail", _("Văn bản khẩn chưa báo được qua thư"), mailing.untaken(actor, moment), mailing.item(moment)),
        ("data", _("Yêu cầu về dữ liệu cá nhân"), _data_requests(actor), _data_request(moment)),
        ("periods", _("Kỳ báo cáo đến hạn"), periods.due(actor, moment), periods.item(actor)),
        ("inspections", _("Cuộc kiểm tra, giám sát chờ bước của tôi"), inspections.mine(actor), inspections.item),
        ("reminders", _("Nhắc nhở của giám sát thường xuyên chờ trả lời"), inspections.reminders(actor), inspections.reminder),
        ("study", _("Văn bản chờ quán triệt"), studying.to_study(actor), studying.item),
        ("pledge", _("Bản cam kết của tôi chờ nộp"), pledging.mine(actor), pledging.item),
        ("pledges", _("Bản cam kết chờ chi bộ ghi nhận"), pledging.to_note(actor), pledging.noting),
        ("plan_comments", _("Dự thảo kế hoạch chờ góp ý"), planning.to_comment(actor), planning.asked),
        ("plan_answers", _("Góp ý kế hoạch chờ trả lời"), planning.to_answer(actor), planning.answering),
        ("coordinate", _("Đề nghị phối hợp chờ trả lời"), coordinating.to_answer(actor), coordinating.asked(actor, moment)),
        ("coordinate_silent", _("Đã đề nghị phối hợp, quá hạn chưa trả lời"), coordinating.unanswered(actor, moment), coordinating.silent_one),
        ("extend", _("Chờ trả lời gia hạn"), _extensions(actor), _extension),
        ("urge", _("Đến lúc đôn đốc"), urging.to_urge(actor, moment), urging.proposal(actor, moment)),
        ("periods_given", _("Kỳ quá hạn, đơn vị chưa báo cáo"), periods.late_given(actor, moment), periods.to_urge(actor)),
        ("returned", _("Đơn vị trả lại, chờ giao nơi khác"), _returned(actor), _give_again(moment)),
        ("handed", _("Đồng nghiệp chuyển tới"), _received(actor), _handed),
        ("direct", _("Chờ ý kiến chỉ đạo"), _calm(_to_direct(actor)), _direct),
        ("assign", _("Có ý kiến chỉ đạo, chờ giao"), _calm(_to_assign(actor)), _assign),
        ("settle", _("Nhiệm vụ còn mở theo văn bản bị thay thế, sửa đổi"),
         lines_to_settle(actor).for_list().order_by("on", "id"), _settle),
        ("practices", _("Cách làm hay chờ xác nhận"), practices.to_decide(actor), practices.item),
        ("practices_back", _("Cách làm hay cần bổ sung"), practices.to_amend(actor), practices.item),
        ("week", _("Đến hạn trong 7 ngày"),
         working.filter(state=State.ACCEPTED, due_on__gt=actor.today, due_on__lte=soon), do),
        ("new", _("Mới giao, đơn vị chưa tiếp nhận"), _to_come(_not_accepted(actor), actor), do),
        ("plans", _("Kế hoạch đang soạn"), planning.to_write(actor), planning.writing),
        ("uploads", _("Tệp chờ vào sổ"), _uploads(actor), _upload),
        ("sheets", _("Bảng chờ nạp"), sheets.waiting(actor), sheets.item),
        ("entries", _("Văn bản đến chưa xử lý"), _calm(_to_review(actor)), _review),
        ("doing", _("Đang làm"),
         working.filter(state=State.ACCEPTED).filter(models.Q(due_on__gt=soon) | models.Q(due_on=None)), do),
        ("sent", _("Đã chuyển người có quyền"), _sent(actor, moment), _told),
    ]  # fmt: skip
    return [Kind(*row) for row in asked]


def _tray(kind: Kind) -> Tray:
    taken = first(kind.rows, SHOWN + 1)
    total = len(taken) if len(taken) <= SHOWN else kind.rows.order_by()[: EXACT + 1].count()
    return Tray(kind.key, kind.title, tuple(map(kind.item, taken[:SHOWN])), total)


def _fresh(actor: Actor) -> AssignmentQuerySet:
    return _mine(actor, "obligations.accept").filter(state=State.ISSUED)


def _not_accepted(actor: Actor) -> AssignmentQuerySet:
    """Of my own unit, for who does its work and may not accept: another accepts it."""
    return _mine(actor, *DOES).filter(state=State.ISSUED).exclude(pk__in=_fresh(actor).order_by().values("pk"))


def _to_come(rows: AssignmentQuerySet, actor: Actor) -> AssignmentQuerySet:
    """What is late or due today lies in a tray of its own."""
    return rows.filter(models.Q(due_on=None) | models.Q(due_on__gt=actor.today))


def _mine(actor: Actor, *acts: str) -> AssignmentQuerySet:
    """What my own unit owes, where I may do one of these: of those below the desk only says how many are late."""
    unit = acting_unit(actor)
    held = unit is not None and may_any(actor, acts, unit)
    return Assignment.objects.filter(unit=unit if held else None, phase=Phase.OPEN).for_list().soonest_first()


def late_below(actor: Actor, moment: datetime) -> int:
    """Quá hạn ở các đơn vị khác mà tôi theo dõi — counted to 1,000, its rows one click away."""
    late = overdue_at(moment) & models.Q(phase=Phase.OPEN) & ~models.Q(unit=acting_unit(actor))
    ids = Assignment.objects.filter(late).gathered(actor)
    found = Assignment.objects.filter(late).visible_to(actor) if ids is None else ids
    return found.order_by()[:1000].count()


def _to_confirm(actor: Actor) -> AssignmentQuerySet:
    rows = Assignment.objects.filter(state=State.SUBMITTED).exclude(giver=models.F("unit"))
    return _of_givers(rows, actor, "implementation.approve")


def _unproved(actor: Actor) -> AssignmentQuerySet:
    """Of what was given here to others: whoever confirmed it is told that nothing shows it any more."""
    return _of_givers(unproved().exclude(giver=models.F("unit")), actor, "implementation.approve")


def _to_prove(actor: Actor) -> AssignmentQuerySet:
    unit = acting_unit(actor)
    held = unit is not None and may(actor, "implementation.add_evidence", unit)
    return unproved().filter(unit=unit if held else None).for_list().order_by(DUE, "id")


def _of_givers(rows: AssignmentQuerySet, actor: Actor, act: str) -> AssignmentQuerySet:
    """Soonest first of what was given where I may do this: few givers are asked one by one, each by its index."""
    where = reaches(actor, act)
    if is_much(actor, where):
        return rows.filter(giver__in=units_in(where)).for_list().soonest_first()
    return rows.filter(giver__in=[pk for (pk,) in units_in(where).values_list("pk")]).for_list().order_by(DUE, "id")


def _extensions(actor: Actor) -> models.QuerySet[Extension]:
    where = inside("assignment__giver__path", reaches(actor, "implementation.decide_extension"))
    rows = Extension.objects.filter(where, state=ExtensionState.ASKED, assignment__state__in=OPEN)
    return rows.select_related("assignment__obligation__paper", "assignment__unit").order_by("id")


def _returned(actor: Actor) -> AssignmentQuerySet:
    """Handed back, and not given to another since."""
    given = Assignment.objects.filter(obligation=models.OuterRef("obligation"), giver=models.OuterRef("giver"))
    again = given.exclude(phase=Phase.CLOSED).filter(pk__gt=models.OuterRef("pk"))
    rows = Assignment.objects.filter(~models.Exists(again), state=State.HANDED_BACK)
    return _of_givers(rows, actor, "obligations.assign")


def _entries(actor: Actor, act: str) -> models.QuerySet[Entry]:
    rows = Entry.objects.for_list().incoming().filter(inside("unit__path", reaches(actor, act)))
    return rows.order_by("on", "id")


def _to_direct(actor: Actor) -> models.QuerySet[Entry]:
    given = LeaderDirection.objects.filter(entry=models.OuterRef("pk"))
    left = Obligation.objects.filter(is_given=False).values("entry")
    rows = _entries(actor, "documents.direct").filter(state=EntryState.CONFIRMED)
    return rows.filter(~models.Exists(given), pk__in=left)


def _to_assign(actor: Actor) -> models.QuerySet[Entry]:
    left = LeaderDirection.objects.filter(is_carried=False).values("entry")
    return _entries(actor, "obligations.assign").filter(state=EntryState.CONFIRMED, pk__in=left)


def _to_review(actor: Actor) -> models.QuerySet[Entry]:
    return _entries(actor, "obligations.confirm").filter(state=EntryState.REGISTERED)


def _urgent(actor: Actor) -> models.QuerySet[Entry]:
    """Khẩn — whatever of these waits for me of an urgent paper, the most urgent first; told here and in no other tray."""
    by_degree = [models.When(paper__urgency=degree, then=place) for place, degree in enumerate(DEGREES)]
    rows = _to_direct(actor) | _to_assign(actor) | _to_review(actor)
    urgent = rows.filter(
        ~models.Q(paper__urgency=""), paper__urgency__in=DEGREES
    )  # the first, for the index of the few
    return urgent.order_by(models.Case(*by_degree, default=0).desc(), "on", "id")


def _calm(rows: models.QuerySet[Entry]) -> models.QuerySet[Entry]:
    return rows.exclude(paper__urgency__in=DEGREES)


def _uploads(actor: Actor) -> models.QuerySet[Upload]:
    waiting = [UploadState.QUARANTINED, UploadState.READ, UploadState.PICTURED, UploadState.NO_TEXT,
               UploadState.MARKED, UploadState.UNREAD, UploadState.KEPT]  # fmt: skip
    where = inside("unit__path", reaches(actor, "documents.register"))
    return Upload.objects.filter(where, state__in=waiting).select_related("reading").order_by("id")


def _received(actor: Actor) -> models.QuerySet[HandOver]:
    return HandOver.objects.visible_to(actor).received(actor).waiting().for_list().order_by("id")


def _sent(actor: Actor, moment: datetime) -> models.QuerySet[HandOver]:
    return HandOver.objects.visible_to(actor).sent(actor, moment - TOLD).for_list().order_by("-id")


def _data_requests(actor: Actor) -> models.QuerySet[Request]:
    """What people ask of their own data, by what is due first; one's own is another's to answer."""
    rows = Request.objects.granted(actor, ANSWER).open().exclude(person=actor.person_id or 0)
    return rows.for_list().soonest_first()


def _data_request(moment: datetime) -> Callable[[Request], Item]:
    def item(row: Request) -> Item:
        waits = row.state == RequestState.RECEIVED
        late = row.replied_late(moment) if waits else row.done_late(moment)
        about = f"{row} · {row.person} · {_('nhận ngày')} {row.received_on:%d/%m/%Y}"
        return Item(reverse("data_request", args=[row.public_id]), capfirst(row.get_kind_display()), about,
                    row.reply_on if waits else row.due_on, Late.LATE if late else None,
                    _("Trả lời") if waits else _("Thực hiện"))  # fmt: skip

    return item


def _of(assignment: Assignment, moment: datetime, action: str) -> Item:
    obligation = assignment.obligation
    return Item(
        reverse("assignment", args=[assignment.public_id]), obligation.text,
        f"{obligation.nv} · {obligation.paper} · {assignment.unit}{_from(assignment)}", assignment.due_on,
        standing_of(assignment, moment), action, code=assignment.public_id, secrecy=assignment.secrecy,
        urgency=obligation.paper.urgency,
    )  # fmt: skip


def _from(assignment: Assignment) -> str:
    """Whose it was, where it came by a merge: two alike are told apart."""
    said = getattr(assignment, "came_from", None)
    return f" ({_('nhận từ')} {said})" if said else ""


def _do(actor: Actor, moment: datetime) -> Callable[[Assignment], Item]:
    word = _next_word(actor)
    return lambda row: _of(row, moment, word)


def _next_word(actor: Actor) -> str:
    """The first thing one may do of the unit's work: who may not report it done writes how it goes."""
    unit = acting_unit(actor)
    able = [name for name in DOES if unit is not None and may(actor, name, unit)]
    return str(plate_of(able[0]).label) if able else ""


def _late(actor: Actor, do: Callable[[Assignment], Item]) -> Callable[[Any], Item]:
    """Told once: with what the unit was urged and reminded of it, and the answers."""

    def said(row: Any) -> Item:
        made, (words, presses) = do(row), urging.marks(row, actor)
        return replace(made, about=" · ".join([made.about, *words]), presses=presses)

    return said


def _give_again(moment: datetime) -> Callable[[Assignment], Item]:
    return lambda row: _of(row, moment, _("Giao cho đơn vị khác"))


def _accept(moment: datetime) -> Callable[[Assignment], Item]:
    return lambda row: _of(row, moment, _("Tiếp nhận"))


def _see(moment: datetime) -> Callable[[Assignment], Item]:
    return lambda row: _of(row, moment, _("Xem lại"))


def _prove(moment: datetime) -> Callable[[Assignment], Item]:
    return lambda row: _of(row, moment, _("Thêm minh chứng"))


def _approve(moment: datetime) -> Callable[[Assignment], Item]:
    return lambda row: _of(row, moment, _("Xác nhận hoàn thành"))


def _extension(row: Extension) -> Item:
    url = reverse("assignment", args=[row.assignment.public_id])
    about = f"{row.assignment.obligation.nv} · {row.assignment.unit}: {row.reason}"
    return Item(url, row.assignment.obligation.text, about, row.due_on, None, _("Trả lời gia hạn"),
                secrecy=row.secrecy)  # fmt: skip


def _of_entry(row: Entry, action: str, url: str) -> Item:
    about = f"{row.paper} · {row.paper.issuer} · {_('số đến')} {row.number}"
    return Item(
        url, capfirst(row.paper.title), about, None, None, action, secrecy=row.secrecy, urgency=row.paper.urgency
    )


def _direct(row: Entry) -> Item:
    return _of_entry(row, _("Cho ý kiến chỉ đạo"), reverse("entry_direct", args=[row.public_id]))


def _assign(row: Entry) -> Item:
    return _of_entry(row, _("Giao nhiệm vụ"), reverse("assign_many", args=[row.public_id]))


def _review(row: Entry) -> Item:
    return _of_entry(row, _("Rà soát"), reverse("review", args=[row.public_id]))


def _handle(row: Entry) -> Item:
    """The next thing it waits for."""
    if row.state == EntryState.REGISTERED:
        return _review(row)
    return _assign(row) if row.directions.exists() else _direct(row)


def _settle(row: Entry) -> Item:
    return _of_entry(row, _("Xử lý nhiệm vụ còn mở"), reverse("settle", args=[row.public_id]))


def _upload(row: Upload) -> Item:
    url = reverse("upload_page", args=[row.public_id])
    name = row.file_name or _("(tệp trong khu cách ly)")
    return Item(url, name, row.get_state_display(), None, None, _NEXT.get(row.state, ""), secrecy=row.secrecy)


_NEXT: dict[str, Label] = {
    UploadState.READ: gettext_lazy("Vào sổ"), UploadState.PICTURED: gettext_lazy("Xem hình, vào sổ"),
    UploadState.KEPT: gettext_lazy("Vào sổ"), UploadState.NO_TEXT: gettext_lazy("Trả lời về độ mật"),
    UploadState.UNREAD: gettext_lazy("Trả lời về độ mật"), UploadState.MARKED: gettext_lazy("Từ chối tệp"),
}  # fmt: skip


def _handed(row: HandOver) -> Item:
    """What a colleague's post asks: the act, on what, from whom, and the two answers."""
    said = [_("%(post)s chuyển lúc %(at)s") % {"post": row.sender.post, "at": luc(row.at)}, row.note]
    answers = (
        Press(str(HAND_OVER.step("settle").label), reverse("settle_handed", args=[row.public_id]), True),
        Press(str(HAND_OVER.step("decline").label), reverse("decline_handed", args=[row.public_id]), False),
    )
    return Item(row.address, _asked(row), ": ".join(filter(None, said)), None, None, "", answers)


def _told(row: HandOver) -> Item:
    """What became of it: one short line."""
    if row.state == HandOverState.WAITING:
        said = _("Tới %(post)s, đang chờ từ %(at)s") % {"post": row.post, "at": luc(row.at)}
    else:
        said = _("%(post)s không nhận: %(why)s") % {"post": row.post, "why": row.answer}
    return Item(row.address, _asked(row), said, None, None, row.get_state_display())


def _asked(row: HandOver) -> str:
    return f"{plate_of(row.asked).label} · {row.label}"
