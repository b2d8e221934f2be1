"""Cách làm hay qua các hành vi — told below, confirmed above, found by words and passage, used by others, never secret."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from dondoc.access.models import Grant
from dondoc.access.rights import NotAllowed
from dondoc.implementation.actions.proving import withdraw_evidence
from dondoc.journal.models import Entry as Line
from dondoc.practices.actions.deciding import confirm, send_back, withdraw
from dondoc.practices.actions.proposing import Told, amend
from dondoc.practices.actions.using import use
from dondoc.practices.lifecycle import State
from dondoc.practices.models import Practice
from dondoc.practices.passing import pass_on
from dondoc.practices.queries import found, of_paper, of_passage, to_amend, to_decide
from dondoc.reorganising.actions.merging import merge
from dondoc.reorganising.actions.splitting import Share, split
from dondoc.reorganising.actions.standing import New
from dondoc.reorganising.actions.undoing import undo
from dondoc.shared.acts import Refused
from dondoc.shared.lifecycle import StepRefused
from dondoc.units.actions import establish
from dondoc.units.models import Unit
from dondoc.units.rules import Decision
from tests.cast import AT, BEGAN, TODAY, Cast, a_person
from tests.making import an_assignment, an_entry, evidence
from tests.practices.making import TOLD, a_practice, shown_by

pytestmark = pytest.mark.acts


def names(rows: Any) -> list[str]:
    return [row.name for row in rows.order_by("id")]


def test_what_is_told_below_is_found_by_all_once_confirmed_above(cast: Cast) -> None:
    row = a_practice(cast)
    shown = Practice.objects.visible_to
    assert not shown(cast.stranger).exists(), "not before it is confirmed"
    assert list(to_decide(cast.above)) == list(to_decide(cast.leader)) == [row]
    assert not to_decide(cast.doer).exists()
    send_back(practice=row, reason="Chưa có số liệu", by=cast.above, at=AT)
    assert list(to_amend(cast.doer)) == [row]
    with pytest.raises(StepRefused):
        confirm(practice=row, by=cast.above, at=AT)
    amend(
        practice=row,
        told=Told(**(TOLD | {"result": "Ba kỳ liền đủ 9/9.", "evidence": [one.evidence for one in row.proofs.all()]})),
        by=cast.doer,
        at=AT,
    )
    confirm(practice=row, by=cast.above, at=AT)
    row.refresh_from_db()
    assert (row.state, row.confirmed_by, row.because) == (State.CONFIRMED, cast.branch, "")
    assert not shown(cast.stranger).exists(), "confirmed by the branch: for those under the branch"
    assert shown(cast.leader).get() == row
    withdraw(practice=row, reason="Không còn đúng", by=cast.above, at=AT)
    assert [step.to_state for step in row.steps.order_by("id")] == [
        State.PROPOSED, State.SENT_BACK, State.PROPOSED, State.CONFIRMED, State.WITHDRAWN
    ]  # fmt: skip
    assert not any(
        word in str(line.payload.body)
        for line in Line.objects.filter(act__startswith="practices.")
        for word in ("múi", "9/9", "liệu")
    )


def test_the_root_confirms_for_the_whole_house_and_nobody_below_confirms_its_own(cast: Cast) -> None:
    row = a_practice(cast, by="above", unit=cast.branch)
    for role in ("above", "doer"):
        with pytest.raises(NotAllowed):
            confirm(practice=row, by=cast.people[role], at=AT)
    confirm(practice=row, by=cast.leader, at=AT)
    assert all(
        Practice.objects.visible_to(cast.people[role]).exists() for role in ("stranger", "doer", "head", "clerk")
    )
    own = a_practice(cast, by="leader", unit=cast.root)
    assert list(to_decide(cast.deputy)) == [own]
    confirm(practice=own, by=cast.deputy, at=AT)


def test_words_and_passages_find_it(cast: Cast) -> None:
    done = an_assignment(cast, upto="accepted", unit=cast.cell)
    row = a_practice(cast, obligation=done.obligation)
    other = a_practice(cast, name="Đọc sách chung", paper=an_entry(cast, "77").paper)
    rows = Practice.objects.visible_to(cast.leader)
    for words in ("hop chi bo", "HỌP  hai phiên", "hai mui gio", "ho\u0323p chi bo\u0323\u0302"):
        assert row in found(rows, words), words
    assert names(found(rows, "đoc sach")) == [other.name]
    assert names(of_passage(rows, done.obligation)) == names(of_paper(rows, done.obligation.paper)) == [row.name]


def test_others_say_once_that_they_use_it(cast: Cast) -> None:
    row = a_practice(cast, by="above", unit=cast.branch)
    with pytest.raises(Refused, match="chưa được xác nhận"):
        use(practice=row, unit=cast.home, by=cast.leader, at=AT)
    confirm(practice=row, by=cast.leader, at=AT)
    use(practice=row, unit=cast.home, by=cast.stranger, at=AT, on=TODAY - timedelta(days=3), note="Áp dụng cho tổ")
    with pytest.raises(Refused, match="đã ghi vận dụng"):
        use(practice=row, unit=cast.home, by=cast.stranger, at=AT)
    with pytest.raises(Refused, match="của chính đơn vị"):
        use(practice=row, unit=cast.branch, by=cast.above, at=AT)
    with pytest.raises(Refused, match="chưa tới"):
        use(practice=row, unit=cast.cell, by=cast.doer, at=AT, on=TODAY + timedelta(days=1))
    assert Practice.objects.for_list().get(pk=row.pk).used == 1


def test_only_the_units_own_standing_evidence_proves_it_and_nothing_secret_enters(cast: Cast) -> None:
    work = an_assignment(cast, upto="accepted", unit=cast.cell)
    evidence(cast, work)
    shown = work.provings.get().evidence
    row = a_practice(cast, evidence=[shown])
    assert row.proofs.get().evidence == shown
    with pytest.raises(Refused, match="của chính đơn vị"):
        a_practice(cast, by="stranger", unit=cast.home, evidence=[shown])
    shown.level = "MẬT"
    with pytest.raises(Refused, match="mật không đưa"):
        a_practice(cast, evidence=[shown])
    with pytest.raises(Refused, match="Cần ghi đủ"):
        a_practice(cast, result=" ")


def test_what_nothing_shows_is_not_confirmed(cast: Cast) -> None:
    """Evidence of the unit, or the notice of an inspection that praised it (test_sharing)."""
    row = a_practice(cast, evidence=[])
    with pytest.raises(Refused, match="Chưa có minh chứng"):
        confirm(practice=row, by=cast.above, at=AT)
    amend(practice=row, told=Told(**TOLD, evidence=[shown_by(cast, cast.cell)]), by=cast.doer, at=AT)
    confirm(practice=row, by=cast.above, at=AT)


def test_evidence_withdrawn_since_shows_nothing(cast: Cast) -> None:
    shown = shown_by(cast, cast.cell)
    row = a_practice(cast, evidence=[shown])
    withdraw_evidence(evidence=shown, reason="Nhầm kỳ", by=cast.doer, at=AT)
    with pytest.raises(Refused, match="Chưa có minh chứng"):
        confirm(practice=row, by=cast.above, at=AT)


def test_who_amends_it_drops_no_evidence_that_he_does_not_see(cast: Cast) -> None:
    own, below = shown_by(cast, cast.branch), shown_by(cast, cast.cell)
    row = a_practice(cast, by="above", unit=cast.branch, evidence=[own, below])
    blind = replace(cast.above, memo={})
    Grant.objects.filter(person=cast.above.person_id, act="access.see").update(below=False)
    amend(practice=row, told=Told(**TOLD, evidence=[]), by=blind, at=AT)
    assert [one.evidence for one in row.proofs.all()] == [below]


def test_what_waits_passes_to_the_heir(cast: Cast) -> None:
    row = a_practice(cast)
    assert pass_on(from_unit=cast.cell, to_unit=cast.home, on=TODAY, by=cast.setup, at=AT, deed="thu", most=9) == 1
    row.refresh_from_db()
    assert row.unit == cast.home


def test_what_a_unit_confirmed_stays_in_the_library_of_each_that_comes_after_it(cast: Cast) -> None:
    """Merged, then split in two; given back, it is the first's again."""
    row = a_practice(cast)
    confirm(practice=row, by=cast.above, at=AT)
    beside = establish(name="Chi bộ NN-A04", kind="CHI_BO", parent=cast.branch, by=cast.setup, at=AT, on=BEGAN)
    cast.people["beside"] = a_person(cast, "beside", "Đinh Thị Vui", beside, "BI_THU")
    use(practice=row, unit=beside, by=cast.beside, at=AT)
    said = {"on": TODAY, "decision": Decision("46-QĐ/ĐU", TODAY), "by": cast.admin, "at": AT}

    def finds(role: str) -> bool:
        return Practice.objects.visible_to(replace(cast.people[role], memo={})).filter(pk=row.pk).exists()

    one = New("Đảng ủy bộ phận NN", "DANG_UY_BO_PHAN", cast.root)
    done = merge(units=[cast.branch], into=one, **said)
    assert finds("beside") and not finds("stranger")
    heir = Unit.objects.get(name=one.name)
    parts = [Share(New(f"Đảng ủy bộ phận {n}", "DANG_UY_BO_PHAN", cast.root), {}, [cell])
             for n, cell in enumerate((Unit.objects.get(pk=cast.cell.pk), Unit.objects.get(pk=beside.pk)))]  # fmt: skip
    again = split(unit=heir, shares=parts, ends=True, **said)
    assert finds("beside") and not finds("stranger")
    undo(row=again, **said)
    undo(row=done, **said)
    assert finds("beside")
