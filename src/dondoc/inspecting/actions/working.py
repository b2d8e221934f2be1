"""Tiến hành — verify, draft, hold the conference on the draft, verify more; the head signs once everybody was answered."""

from __future__ import annotations

from datetime import date, datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dondoc.inspecting import rules
from dondoc.inspecting.actions.stepping import check_at, put, step, trace
from dondoc.inspecting.entitled import HEADS, require_seat, require_side
from dondoc.inspecting.findings import Document, Finding
from dondoc.inspecting.lifecycle import RUNNING, State
from dondoc.inspecting.models import Body, Case
from dondoc.inspecting.queries import undone
from dondoc.inspecting.rules import Doc
from dondoc.inspecting.words import What
from dondoc.shared.actor import Actor
from dondoc.shared.acts import Refused, act, check_reason
from dondoc.shared.calendar import hanoi_day

VERIFY, DRAFT, HEAR, MORE = "inspecting.verify", "inspecting.draft", "inspecting.hear", "inspecting.verify_more"
COMPLETE, FILE, ABSENT = "inspecting.complete", "inspecting.add_document", "inspecting.note_absent"


@act(VERIFY, gettext_lazy("Bắt đầu thẩm tra, xác minh"))
def verify(*, case: Case, by: Actor, at: datetime, on: date | None = None) -> None:
    """Thẩm tra, xác minh — what it finds goes into minutes and, one by one, into the draft."""
    require_seat(by, VERIFY, case)
    step(case, "verify", by, at, on)
    trace(VERIFY, case, by, at, on=on)


@act(DRAFT, gettext_lazy("Ghi dự thảo báo cáo"))
def draft(*, case: Case, doc: Doc, by: Actor, at: datetime, on: date | None = None) -> None:
    """Dự thảo — of the team's report; where it says nothing wrong was found, it has no findings."""
    require_seat(by, DRAFT, case)
    rules.check_drafted(is_verified=case.state != State.REPORTED, supervises=case.sort.supervises)
    put(case, What.DRAFT, doc, at, on)
    step(case, "draft", by, at, on)
    trace(DRAFT, case, by, at, on=on)


@act(HEAR, gettext_lazy("Ghi hội nghị thông qua dự thảo"))
def hear(*, case: Case, doc: Doc, on: date, by: Actor, at: datetime) -> None:
    """Hội nghị — the inspected hear each finding and may explain it from now on."""
    require_seat(by, HEAR, case)
    put(case, What.HEARD, doc, at, on)
    step(case, "hear", by, at, on)
    Finding.objects.filter(case=case, told_on__isnull=True).update(told_on=on)
    trace(HEAR, case, by, at, on=on)


@act(MORE, gettext_lazy("Thẩm tra, xác minh bổ sung"))
def verify_more(*, case: Case, reason: str, by: Actor, at: datetime) -> None:
    """Bổ sung — of what was disputed; draft and conference come again, findings already heard stay heard."""
    require_seat(by, MORE, case)
    check_reason(reason)
    step(case, "verify_more", by, at, because=reason.strip()[:500])
    trace(MORE, case, by, at)


@act(COMPLETE, gettext_lazy("Trưởng đoàn ký báo cáo"))
def complete(*, case: Case, doc: Doc, on: date, by: Actor, at: datetime) -> None:
    """Báo cáo kết quả — by the head: each finding was heard, explained or expressly not, and each explanation answered."""
    require_seat(by, COMPLETE, case, HEADS)
    check_at(case, (State.HEARD,))
    left = undone(case)
    rules.check_completed(left["untold"], left["unexplained"], left["unanswered"])
    put(case, What.REPORT, doc, at, on)
    step(case, "complete", by, at, on, completed_on=on, because="")
    trace(COMPLETE, case, by, at, on=on)


@act(FILE, gettext_lazy("Ghi tài liệu vào hồ sơ"))
def add_document(
    *, case: Case, what: str, doc: Doc, by: Actor, at: datetime, on: date | None = None, body: Body | None = None
) -> None:
    """Ghi tài liệu — what the steps do not put in by themselves: working minutes, papers of verification, team meetings."""
    require_side(by, FILE, case)
    check_at(case, (*RUNNING, State.SUSPENDED))
    put(case, what, doc, at, on, body)
    trace(FILE, case, by, at, on=on)


@act(ABSENT, gettext_lazy("Ghi tài liệu không có"))
def note_absent(*, case: Case, what: str, reason: str, by: Actor, at: datetime) -> None:
    """Không có — this case has no such document, for a reason that stands in the dossier."""
    require_side(by, ABSENT, case)
    check_reason(reason)
    check_at(case, (*RUNNING, State.SUSPENDED))
    if Document.objects.filter(case=case, what=what).exists():
        raise Refused(_("Hồ sơ đã có tài liệu này."))
    Document.objects.create(case=case, what=What(what), absent_because=reason.strip()[:300], on=hanoi_day(at), at=at)
    trace(ABSENT, case, by, at)
