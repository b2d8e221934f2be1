"""Bước đi của một cuộc — what its acts share: a step taken on a day that has come, a document put into the dossier."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from dondoc.documents.models import Paper
from dondoc.inspecting import rules
from dondoc.inspecting.findings import Document, Finding
from dondoc.inspecting.lifecycle import CASE
from dondoc.inspecting.models import Body, Case
from dondoc.inspecting.queries import finding_stamp
from dondoc.inspecting.rules import Doc
from dondoc.inspecting.words import What
from dondoc.journal.actions import write
from dondoc.shared.actor import Actor
from dondoc.shared.acts import Refused, check_come
from dondoc.shared.calendar import hanoi_day
from dondoc.units.models import Unit


def step(case: Case, name: str, by: Actor, at: datetime, on: date | None = None, **changes: Any) -> None:
    """Đi một bước — of the table; the day is the event's own."""
    day = on or hanoi_day(at)
    check_come(day, at)
    CASE.take(case, name, by=by, at=at, on=day, **changes)


def put(case: Case, what: str, doc: Doc, at: datetime, on: date | None = None, body: Body | None = None) -> Document:
    """Đưa vào hồ sơ — once there is an original somewhere, and both sides signed or it is said why not."""
    rules.check_document(what, doc)
    day = on or hanoi_day(at)
    check_come(day, at)
    return Document.objects.create(
        case=case, what=What(what), body=body, paper=doc.paper, words=doc.words.strip()[:300], keeper=doc.keeper.strip()[:200],
        signed_by_both=doc.signed_by_both, unsigned_because=doc.unsigned_because.strip()[:300], on=day, at=at,
    )  # fmt: skip


def signed_on_day(decision: Paper, body: Unit, at: datetime) -> date:
    """Ngày ký — of a decision of the commissioning body itself, which has come."""
    if decision.issuer_id != body.pk:
        raise Refused(_("Quyết định phải của chính cơ quan quyết định."))
    if decision.issued_on is None:
        raise Refused(_("Quyết định chưa có ngày ban hành."))
    check_come(decision.issued_on, at)
    return decision.issued_on


def trace(name: str, case: Case, by: Actor, at: datetime, on: date | None = None, **facts: Any) -> None:
    """Ghi nhật ký — in the chain of the commissioning body, so that no line of the inspected tells of it."""
    write(name, case, by=by, at=at, unit=case.body, on=on, **facts)


def check_unchanged(finding: Finding, was: str, words: str) -> None:
    """As it was when the form was opened; `words` names the column that the second of two is shown."""
    now = Finding.objects.select_for_update().get(pk=finding.pk)
    rules.check_unchanged(was, finding_stamp(now), str(getattr(now, words)))


def check_at(case: Case, states: tuple[str, ...]) -> None:
    """Still where this may be done: asked of the row as it stands, which is held until the act is over."""
    now = Case.objects.select_for_update().filter(pk=case.pk).values_list("state", flat=True).get()
    if now not in states:
        raise Refused(_("Cuộc này không còn ở bước ấy. Tải lại trang để xem."))
