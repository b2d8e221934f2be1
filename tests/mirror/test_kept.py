"""Hỏi lại như cũ — the figures of (D, T) stay what they were, whatever is entered afterwards, with an earlier day or not."""

from __future__ import annotations

import random
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import transaction

from dondoc.implementation.actions.doing import note
from dondoc.inspecting.actions import concluding, deciding, reporting
from dondoc.inspecting.actions.asking import ask_documents, say_none, supply, take_back_request
from dondoc.inspecting.findings import Document
from dondoc.inspecting.lifecycle import State
from dondoc.inspecting.models import Case
from dondoc.inspecting.queries import answer_stamp
from dondoc.inspecting.requests import DocumentRequest
from dondoc.mirror.queries import Mirror
from dondoc.mirror.scope import Scope
from dondoc.obligations.actions.confirming import amend
from dondoc.regulations.actions import set_figure
from dondoc.shared.acts import Refused
from dondoc.units.actions import move
from tests.cast import AT, TODAY, Cast
from tests.inspecting.making import PLACE, a_case, a_line, a_paper, answered, archived
from tests.making import an_assignment
from tests.ring import stories
from tests.web.story import evening

pytestmark = pytest.mark.acts


def figures(cast: Cast, scope: Scope) -> dict[str, Any]:
    """Everything of every figure, trends and the rest with it."""
    by = replace(cast.leader, today=scope.day, memo={})
    mirror = Mirror(by, scope)
    return {one.key: one for one in [*mirror.health, *mirror.indicators]}


def later(cast: Cast, role: str, at: datetime) -> dict[str, Any]:
    return {"by": replace(cast.people[role], today=at.date(), memo={}), "at": at}


def deeds(cast: Cast, case: Case, share: Any, at: datetime, on: date, chance: random.Random) -> list[Callable[[], Any]]:
    """What may be entered at `at` of an earlier day `on`."""
    body = case.bodies.get(unit=cast.cell)
    row, said = chance.choice(list(case.outline.all())), later(cast, "doer", at)
    asked = DocumentRequest.objects.open().order_by("?").first()
    found: list[Callable[[], Any]] = [
        lambda: reporting.answer_outline(body=body, row=row, text=f"Đã làm {at}", was=_stamp(body, row), **said),
        lambda: reporting.send_report(body=body, doc=PLACE, on=on, **said),
        lambda: reporting.return_report(body=body, reason="Thiếu phụ lục", **later(cast, "clerk", at)),
        lambda: amend(obligation=share.obligation, paper=share.obligation.paper, from_on=on, product=chance.choice(("Kế hoạch", "Bản tin", "")),
                      text=chance.choice(("Ban hành kế hoạch", "Báo cáo")), **later(cast, "leader", at)),
        lambda: amend(obligation=share.obligation, paper=share.obligation.paper, from_on=on, recurs=chance.choice(("", "FREQ=MONTHLY")),
                      **later(cast, "leader", at)),
        lambda: note(assignment=share, text="Đã làm", on=on, **said),
        lambda: deciding.extend(case=case, more=5, paper=a_paper(cast, on=on), reason="Nhiều đối tượng", **later(cast, "leader", at)),
        lambda: set_figure(key="inspection.archive", amount=3, unit="working_day", from_on=date(2026, 1, 1), ground="Quy chế", **later(cast, "leader", at)),
        lambda: set_figure(key="mirror.plan_lag", amount=3, unit="calendar_day", from_on=date(2026, 1, 1), ground="Quy chế", **later(cast, "leader", at)),
        lambda: move(unit=cast.cell, parent=cast.root, on=at.date(), by=cast.setup, at=at),
        lambda: ask_documents(body=body, text="Sổ thêm", due_on=at.date(), **later(cast, "clerk", at)),
    ]  # fmt: skip
    if asked is not None:
        found += [
            lambda: supply(request=asked, doc=PLACE, on=on, **said),
            lambda: say_none(request=asked, reason="Chưa mở sổ", **said),
            lambda: take_back_request(request=asked, reason="Thôi", **later(cast, "clerk", at)),
        ]
    return found


def _stamp(body: Any, row: Any) -> str:
    return answer_stamp(row.answers.filter(body=body).first())


@pytest.mark.wide
@pytest.mark.parametrize("seed", stories(3))
def test_what_is_entered_later_changes_no_figure_of_before(cast: Cast, seed: int) -> None:
    """Some days of answering, sending, supplying; some of those days' evenings are kept, and asked again at the end."""
    chance = random.Random(seed)
    share = an_assignment(cast, upto="accepted")
    case = a_case(cast, State.DEPLOYED, line=a_line(cast, when_until=TODAY + timedelta(days=3)))
    answered(cast, case)
    for n in range(3):
        ask_documents(body=case.bodies.get(unit=cast.cell), text=f"Sổ {n}", due_on=TODAY + timedelta(days=n), by=cast.clerk, at=AT)  # fmt: skip
    kept, done = [], 0
    for step in range(1, 9):
        at, on = AT + timedelta(days=step, hours=step % 3), TODAY + timedelta(days=chance.randint(0, step))
        for deed in chance.sample(deeds(cast, case, share, at, on, chance), 5):
            with suppress(Refused), transaction.atomic():
                deed()
                done += 1
            case.refresh_from_db()
        scope = Scope(cast.root, TODAY + timedelta(days=chance.randint(0, step)), at + timedelta(minutes=1))
        kept.append((scope, figures(cast, scope)))
    assert done > 8
    for scope, told in kept:
        again = figures(cast, scope)
        assert [key for key in told if told[key] != again[key]] == [], scope


def test_a_conclusion_given_back_and_a_dossier_handed_in_are_of_their_own_hour(cast: Cast) -> None:
    case = a_case(cast, State.COMPLETED)
    scope = Scope(cast.root, TODAY + timedelta(days=2), evening(TODAY + timedelta(days=2)))
    told = figures(cast, scope)
    concluding.return_to_team(case=case, reason="Làm rõ thêm", **later(cast, "leader", AT + timedelta(days=9)))
    assert figures(cast, scope) == told
    other = a_case(cast, State.ANNOUNCED)
    scope = Scope(cast.root, TODAY, AT + timedelta(hours=1))
    told = figures(cast, scope)
    archived(cast, other)
    Case.objects.filter(pk=other.pk).update(archived_at=AT + timedelta(days=40))
    Document.objects.filter(case=other, absent_because__gt="").update(at=AT + timedelta(days=40))
    assert figures(cast, scope) == told
