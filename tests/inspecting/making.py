"""Một cuộc kiểm tra — of two cells by the committee, led and followed up by its board; walked step by step through acts."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from dondoc.documents.actions.registering import issue
from dondoc.documents.models import Paper
from dondoc.documents.rules import Fields
from dondoc.inspecting.actions import (
    concluding,
    deciding,
    finding,
    preparing,
    programming,
    proposing,
    remedying,
    reporting,
    teaming,
    working,
)
from dondoc.inspecting.findings import Finding
from dondoc.inspecting.lifecycle import RAIL, State
from dondoc.inspecting.models import Body, Case
from dondoc.inspecting.programmes import Line
from dondoc.inspecting.queries import debts_of, missing
from dondoc.inspecting.rules import Doc
from dondoc.inspecting.teams import Team
from dondoc.inspecting.waiting import waiting
from dondoc.units.models import Holding
from tests.cast import AT, TODAY, Cast
from tests.making import an_entry

SIGNED = date(2026, 11, 10)
PLACE = Doc(words="Bản giấy có chữ ký", keeper="Thư ký đoàn")
BOTH = Doc(words="Biên bản có chữ ký hai bên", keeper="Thư ký đoàn", signed_by_both=True)
KIND = "KT_NV_CHUYEN_MON"  # its period is confirmed


def a_paper(cast: Cast, kind: str = "Quyết định", on: date = SIGNED) -> Paper:
    """Issued by the committee itself."""
    said = Fields(kind=kind, title=f"{kind} về kiểm tra", issued_on=on, series="2026")
    return issue(register=cast.outgoing, fields=said, by=cast.clerk, at=AT, on=on).paper


def a_line(cast: Cast, kind: str = KIND, level: str = "above_base", **over: Any) -> Line:
    programme = programming.adopt_programme(
        unit=cast.root, paper=a_paper(cast, "Chương trình"), name="Chương trình kiểm tra, giám sát", level=level,
        from_on=date(2026, 1, 1), until_on=date(2026, 12, 31), by=cast.leader, at=AT,
    )  # fmt: skip
    facts = {
        "content": "Thực hiện nghị quyết về công tác cán bộ",
        "objects": [cast.cell, cast.home],
        "lead": cast.board,
    }
    return programming.add_line(programme=programme, kind=kind, by=cast.leader, at=AT, **{**facts, **over})


def a_team(cast: Cast, **over: Any) -> Team:
    """Headed by the deputy secretary, its secretary the clerk of the office."""
    paper = over.pop("paper", None) or a_paper(cast)
    facts: dict[str, Any] = {"unit": cast.root, "name": f"Đoàn {paper.number}", "from_on": SIGNED} | over
    team = teaming.form_team(paper=paper, by=cast.leader, at=AT, **facts)
    for role, who in (("HEAD", cast.deputy), ("SECRETARY", cast.clerk)):
        teaming.seat(team=team, holding=Holding.objects.get(pk=who.holding_id), role=role, paper=paper, from_on=team.from_on,
                     by=cast.leader, at=AT)  # fmt: skip
    return team


def in_scope(cast: Cast) -> Paper:
    """The directive whose carrying out is looked at."""
    return Paper.objects.filter(so_ky_hieu="71-KL/ĐUK").first() or an_entry(cast, "71").paper


def a_proposal(cast: Cast, **over: Any) -> Case:
    line = (
        over.pop("line") if over.get("line") else None if "basis" in over else a_line(cast, kind=over.get("kind", KIND))
    )
    facts: dict[str, Any] = {
        "body": cast.root, "lead": cast.board, "level": "above_base", "kind": line.kind if line else KIND, "objects": [cast.cell, cast.home],
        "content": line.content if line else "Theo chỉ đạo", "examined_from": date(2023, 1, 1), "examined_until": date(2026, 6, 30), "line": line,
        "papers": [in_scope(cast)], "by": cast.head,
    } | over  # fmt: skip
    return proposing.propose(at=AT, **facts)


def a_case(cast: Cast, upto: str = State.DECIDED, **over: Any) -> Case:
    """Walked to a state of the rail, with one finding for the cell abroad."""
    case = a_proposal(cast, **over)
    for state in RAIL[1 : RAIL.index(State(upto)) + 1]:
        WALK[state](cast, case)
        case.refresh_from_db()
    return case


def _submit(cast: Cast, case: Case) -> None:
    proposing.set_outline(case=case, rows=["Tình hình", "Kết quả"], by=cast.head, at=AT)
    proposing.submit(case=case, debts=debts_of(case, cast.head).count(), by=cast.head, at=AT)


def _decide(cast: Cast, case: Case) -> None:
    deciding.decide(cases=[case], decision=a_paper(cast), plan=a_paper(cast, "Kế hoạch"), team=a_team(cast),
                    starts="" if case.sort.supervises else "DEPLOYMENT", by=cast.leader, at=AT)  # fmt: skip


def _prepare(cast: Cast, case: Case) -> None:
    preparing.prepare(case=case, doc=PLACE, by=cast.clerk, at=AT)


def ready(cast: Cast, case: Case) -> None:
    """All told, all declared; what is on record of the deputy's posts was looked at."""
    for body in case.bodies.all():
        preparing.tell_object(body=body, on=SIGNED, by=cast.clerk, at=AT)
    for who in (cast.deputy, cast.clerk):
        preparing.declare(case=case, said="NONE", by=who, at=AT)


def _deploy(cast: Cast, case: Case) -> None:
    ready(cast, case)
    preparing.deploy(case=case, doc=BOTH, on=TODAY, by=cast.clerk, at=AT)


def answered(cast: Cast, case: Case) -> None:
    for body, who in _bodies(cast, case):
        for row in case.outline.all():
            reporting.answer_outline(body=body, row=row, is_none=True, by=who, at=AT)


def _report(cast: Cast, case: Case) -> None:
    answered(cast, case)
    for body, who in _bodies(cast, case):
        reporting.send_report(body=body, doc=PLACE, by=who, at=AT)
        reporting.accept_report(body=body, by=cast.clerk, at=AT)


def _bodies(cast: Cast, case: Case) -> list[tuple[Body, Any]]:
    who = {cast.cell.pk: cast.doer, cast.home.pk: cast.stranger}
    return [(body, who[body.unit_id]) for body in case.bodies.order_by("id")]


def found(cast: Cast, case: Case) -> Finding:
    return finding.find(body=case.bodies.get(unit=cast.cell), text="Ban hành kế hoạch chậm", by=cast.clerk, at=AT,
                        papers=[one.paper for one in case.scope.all()])  # fmt: skip


def _draft(cast: Cast, case: Case) -> None:
    found(cast, case)
    working.draft(case=case, doc=PLACE, by=cast.clerk, at=AT)


def explained(cast: Cast, case: Case) -> None:
    for one in case.findings.all():
        finding.explain(finding=one, text="Chờ hướng dẫn", on=TODAY, by=cast.doer, at=AT)
        finding.answer_explanation(
            finding=one, answered="KEPT", answer="Đã có hướng dẫn từ trước", by=cast.clerk, at=AT
        )


def _complete(cast: Cast, case: Case) -> None:
    explained(cast, case)
    working.complete(case=case, doc=PLACE, on=TODAY, by=cast.deputy, at=AT)


def requested(cast: Cast, case: Case) -> None:
    for one in case.findings.all():
        finding.lay_request(
            finding=one,
            ask="Ban hành kế hoạch thực hiện",
            owner=cast.cell,
            due_on=TODAY + timedelta(days=30),
            product="Kế hoạch mới",
            by=cast.head,
            at=AT,
        )


def _notice(cast: Cast, case: Case) -> None:
    concluding.draft_notice(case=case, by=cast.head, at=AT)
    case.refresh_from_db()
    requested(cast, case)


def _plan(cast: Cast, case: Case) -> None:
    for one in case.findings.all():
        remedying.plan_finding(finding=one, measure="Ban hành trong tháng", by=cast.doer, at=AT)
    remedying.send_plan(body=case.bodies.get(unit=cast.cell), by=cast.doer, at=AT)


def _remedied(cast: Cast, case: Case) -> None:
    for one in case.findings.all():
        remedying.report_finding(finding=one, evidence="Kế hoạch số 12", by=cast.doer, at=AT)
    remedying.report_remedy(body=case.bodies.get(unit=cast.cell), by=cast.doer, at=AT)


def _verified(cast: Cast, case: Case) -> None:
    for one in case.findings.all():
        remedying.verify_finding(finding=one, opinion="Đủ", by=cast.head, at=AT)
    remedying.verify_remedy(case=case, by=cast.head, at=AT)


def archived(cast: Cast, case: Case) -> None:
    for what in missing(case):
        working.note_absent(case=case, what=what, reason="Không phát sinh", by=cast.clerk, at=AT)
    concluding.archive(case=case, on=TODAY, by=cast.clerk, at=AT)


def _close(cast: Cast, case: Case) -> None:
    archived(cast, case)
    case.refresh_from_db()
    remedying.close(case=case, reason="Đã khắc phục xong", by=cast.head, at=AT)


WALK: dict[State, Callable[[Cast, Case], None]] = {
    State.SUBMITTED: _submit, State.DECIDED: _decide, State.PREPARED: _prepare, State.DEPLOYED: _deploy, State.REPORTED: _report,
    State.VERIFYING: lambda cast, case: working.verify(case=case, by=cast.clerk, at=AT), State.DRAFTED: _draft,
    State.HEARD: lambda cast, case: working.hear(case=case, doc=BOTH, on=TODAY, by=cast.clerk, at=AT), State.COMPLETED: _complete,
    State.CONSIDERED: lambda cast, case: concluding.consider(case=case, doc=PLACE, on=TODAY, by=cast.leader, at=AT),
    State.NOTICE_DRAFTED: _notice,
    State.NOTICE_SIGNED: lambda cast, case: concluding.sign_notice(
        case=case, paper=a_paper(cast, "Thông báo", TODAY), monitor=cast.board, debts=debts_of(case, cast.leader).count(), by=cast.leader, at=AT),
    State.ANNOUNCED: lambda cast, case: concluding.announce(case=case, doc=BOTH, on=TODAY, by=cast.clerk, at=AT),
    State.REMEDY_PLANNED: _plan, State.REMEDYING: lambda cast, case: remedying.accept_plan(case=case, by=cast.head, at=AT),
    State.REMEDY_REPORTED: _remedied, State.VERIFIED: _verified, State.CLOSED: _close,
}  # fmt: skip


def a_told_case(cast: Cast, upto: str = State.DECIDED) -> Case:
    """One of which the cell abroad was told, the other inspected not yet."""
    case = a_case(cast, upto)
    preparing.tell_object(body=case.bodies.get(unit=cast.cell), on=SIGNED, by=cast.clerk, at=AT)
    return case


def turn(cast: Cast) -> set[str]:
    """On whose desk a case waits."""
    return {role for role, by in cast.people.items() if waiting(by).exists()}
