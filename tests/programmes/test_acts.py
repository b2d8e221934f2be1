"""Chương trình qua các hành vi — 5/6 is counted from figures with proof; what was is never overwritten."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from dondoc.access.rights import NotAllowed, sees
from dondoc.implementation.proving import Proof
from dondoc.incidents.actions import opening
from dondoc.journal.models import Entry as Line
from dondoc.obligations.actions.assigning import assign
from dondoc.obligations.models import Obligation
from dondoc.obligations.queries import Standing
from dondoc.programmes.actions.adopting import add_item, withdraw, withdraw_item
from dondoc.programmes.actions.aiming import amend_target
from dondoc.programmes.actions.carrying import link_obligation, make_obligation, unlink_obligation
from dondoc.programmes.actions.exempting import apply_again, set_not_applicable
from dondoc.programmes.actions.recording import correct_value, record_value, withdraw_value
from dondoc.programmes.models import Item, Programme, Value
from dondoc.programmes.queries import by_unit, counted_in, duties, items_then, lines, score
from dondoc.programmes.words import Direction, Judgement
from dondoc.reorganising.actions.merging import merge
from dondoc.shared.acts import Refused
from dondoc.units.actions import establish
from dondoc.units.rules import Decision
from tests.cast import AT, BEGAN, TODAY, Cast
from tests.making import an_entry, an_obligation
from tests.programmes.making import FROM, PROOF, UNTIL, a_programme, a_target, a_value, five_of_six

pytestmark = pytest.mark.acts


def test_five_of_six_is_counted_and_opens_its_six_rows(cast: Cast) -> None:
    programme = five_of_six(cast)
    found = score(programme, TODAY, AT)
    assert (found.met, found.of, len(found.lines)) == (5, 6, 6)
    missed = [line for line in found.lines if line.judgement != Judgement.MET]
    assert [(str(line.item), line.judgement) for line in missed] == [("Báo cáo đúng hạn", Judgement.MISSED)]
    assert missed[0].judged.reason == "Đến 31/12/2025: 98%; cần đạt 100%."
    assert score(programme, TODAY, AT).hash == found.hash
    assert Line.objects.filter(act="programmes.record_value").count() == 6
    # in the middle of the term, before any figure: nothing is met, nothing is late, all is unknown
    assert score(programme, date(2023, 6, 30), AT).counts[Judgement.UNKNOWN] == 6


def test_a_figure_needs_a_right_a_proof_and_a_day_that_has_come(cast: Cast) -> None:
    programme = a_programme(cast)
    item = a_target(cast, programme)
    with pytest.raises(NotAllowed):
        a_value(cast, item, 3, by=cast.doer)
    for wrong in ({"proof": Proof("WORDS")}, {"on": TODAY + timedelta(days=1)}, {"year": 2024, "on": date(2023, 12, 31)}, {"year": 2024, "on": date(2025, 1, 15)},
                  {"on": FROM - timedelta(days=1), "year": None}, {"unit": cast.cell}):  # fmt: skip
        with pytest.raises(Refused):
            a_value(cast, item, 3, **wrong)
    assert not Value.objects.exists()
    a_value(cast, item, 3)
    with pytest.raises(Refused):  # the same year again is a correction
        a_value(cast, item, 4)
    task = add_item(programme=programme, kind="TASK", text="Củng cố tổ chức", by=cast.leader, at=AT)
    with pytest.raises(Refused):
        a_value(cast, task, 3)


def test_a_correction_is_a_new_row_and_who_asks_by_then_still_reads_the_old_one(cast: Cast) -> None:
    programme = a_programme(cast)
    item = a_target(cast, programme)
    wrong = a_value(cast, item, 20)
    after = AT + timedelta(hours=2)
    right = correct_value(
        row=wrong, reason="Cộng thiếu một chi bộ", proof=PROOF, value=Decimal(26), by=cast.leader, at=after
    )
    assert score(programme, TODAY, AT).met == 0
    assert score(programme, TODAY, after).met == 1
    wrong.refresh_from_db()
    assert (wrong.value, wrong.replaced_because, right.corrects) == (20, "Cộng thiếu một chi bộ", wrong)
    with pytest.raises(Refused):
        correct_value(row=wrong, reason="Lần nữa", proof=PROOF, value=Decimal(1), by=cast.leader, at=after)
    withdraw_value(row=right, reason="Của nhiệm kỳ khác", by=cast.leader, at=after + timedelta(hours=1))
    assert score(programme, TODAY, after + timedelta(hours=2)).counts[Judgement.UNKNOWN] == 1


def test_a_decision_changes_the_level_from_its_day_and_the_first_stays(cast: Cast) -> None:
    programme = a_programme(cast)
    item = a_target(cast, programme)
    a_value(cast, item, 22, 2023)
    a_value(cast, item, 22)
    paper = an_entry(cast, "44").paper
    first = item.versions.get()
    amend_target(
        item=item,
        aim=replace(first.aim(), value=Decimal(20)),
        paper=paper,
        from_on=date(2024, 7, 1),
        by=cast.leader,
        at=AT,
    )
    assert item.versions.count() == 2
    assert [line.asked for day in (date(2024, 6, 30), TODAY) for line in score(programme, day, AT).lines] == [
        "từ 25 đồng chí trở lên", "từ 20 đồng chí trở lên"
    ]  # fmt: skip
    assert score(programme, TODAY, AT).met == 1
    for wrong in ({"from_on": TODAY + timedelta(days=1)}, {"from_on": FROM - timedelta(days=1)}):
        with pytest.raises(Refused):
            amend_target(item=item, aim=first.aim(), paper=paper, by=cast.leader, at=AT, **wrong)
    with pytest.raises(NotAllowed):
        amend_target(item=item, aim=first.aim(), paper=paper, from_on=UNTIL, by=cast.clerk, at=AT)


def test_what_does_not_apply_leaves_the_count_with_its_reason(cast: Cast) -> None:
    programme = five_of_six(cast)
    item = Item.objects.get(text="Báo cáo đúng hạn")
    paper = an_entry(cast, "45").paper
    row = set_not_applicable(item=item, reason="Cấp trên bỏ chế độ báo cáo này", paper=paper, from_on=date(2025, 6, 1),
                             by=cast.leader, at=AT)  # fmt: skip
    found = score(programme, TODAY, AT)
    assert (found.met, found.of, found.counts[Judgement.NOT_APPLICABLE]) == (5, 5, 1)
    assert "45-KL/ĐUK" in found.lines[-1].judged.reason
    assert score(programme, date(2025, 5, 31), AT).of == 6
    apply_again(exemption=row, from_on=TODAY, reason="Có chế độ mới", by=cast.leader, at=AT)
    assert score(programme, TODAY, AT).of == 6


def test_units_below_say_their_own_and_a_unit_that_says_nothing_is_not_nought(cast: Cast) -> None:
    programme = a_programme(cast, is_open=True)
    members = a_target(cast, programme, "Đảng viên", direction=Direction.NONE, value=None, way="SUM", across="CHILDREN")
    rate = a_target(
        cast,
        programme,
        "Dự sinh hoạt",
        value=Decimal(90),
        word="%",
        way="WEIGHTED",
        across="CHILDREN",
        weigh_by=members,
    )
    mean = a_target(cast, programme, "Trung bình", value=Decimal(90), word="%", way="MEAN", across="CHILDREN")
    reached = a_target(cast, programme, "Chi bộ đạt", value=Decimal(66), word="%", way="REACHED", across="CELLS",
                       each_value=Decimal(90), each_direction="AT_LEAST")  # fmt: skip
    for unit, count, share in ((cast.branch, 30, 100), (cast.board, 10, 80)):
        a_value(cast, members, count, unit=unit)
        a_value(cast, rate, share, unit=unit)
        a_value(cast, mean, share, unit=unit)
    a_value(cast, reached, 95, unit=cast.home, by=cast.stranger)
    by_text = {str(line.item): line for line in score(programme, TODAY, AT).lines}
    assert {text: line.judgement for text, line in by_text.items()} == dict.fromkeys(by_text, Judgement.UNKNOWN)
    assert by_text["Dự sinh hoạt"].newest == "95% (còn 1/3 đơn vị chưa có số liệu)"
    for item, value in ((members, 10), (rate, 60), (mean, 60)):
        a_value(cast, item, value, unit=cast.home, by=cast.stranger)
    a_value(cast, reached, 91, unit=cast.cell, by=cast.doer)
    found = {str(line.item): line for line in score(programme, TODAY, AT).lines}
    assert {text: (line.newest, line.judgement) for text, line in found.items()} == {
        "Dự sinh hoạt": ("88%", Judgement.MISSED),  # (30·100 + 10·80 + 10·60) / 50
        "Trung bình": ("80%", Judgement.MISSED),
        "Chi bộ đạt": ("100%", Judgement.MET),
    }
    assert [line.newest for line in lines(programme, [members], TODAY, AT)] == ["50 đồng chí"]
    with pytest.raises(Refused):  # the committee's own figure is no part of what is gathered
        a_value(cast, rate, 99, unit=cast.root)
    with pytest.raises(Refused):  # nor a unit two levels below, where its children are asked
        a_value(cast, rate, 99, unit=cast.cell)
    paper = an_entry(cast, "46").paper
    set_not_applicable(item=rate, unit=cast.home, reason="Mới lập", paper=paper, from_on=FROM, by=cast.leader, at=AT)
    again = {str(line.item): line for line in score(programme, TODAY, AT).lines}
    assert (again["Dự sinh hoạt"].newest, again["Dự sinh hoạt"].judgement) == ("95%", Judgement.MET)
    # who records sees the programme and its own figures, never those of a unit beside
    assert sees(cast.stranger, programme)
    assert {row.unit for row in Value.objects.visible_to(cast.stranger)} == {cast.home}
    assert not sees(
        cast.stranger, a_programme(cast, an_entry(cast, "3"), name="Chương trình công tác", kind="YEAR_WORK")
    )


def test_what_is_not_measured_is_judged_by_who_answers_with_a_proof(cast: Cast) -> None:
    programme = a_programme(cast)
    item = a_target(cast, programme, "Đoàn kết nội bộ", direction=Direction.WORDS, value=None, word="")
    with pytest.raises(Refused):
        a_value(cast, item, 3)
    record_value(item=item, on=UNTIL, judgement=Judgement.MET, proof=PROOF, by=cast.leader, at=AT)
    assert score(programme, TODAY, AT).met == 1


def test_an_item_is_carried_by_obligations_and_shows_how_they_stand(cast: Cast) -> None:
    entry = an_entry(cast)
    programme = a_programme(cast, entry)
    item = add_item(programme=programme, kind="BREAKTHROUGH", text="Nâng cao năng lực bí thư", by=cast.clerk, at=AT)
    carrying = make_obligation(item=item, by=cast.leader, at=AT)
    duty = carrying.obligation
    assert (duty.paper, duty.text) == (entry.paper, item.text)
    assign(obligation=duty, unit=cast.cell, due_on=None, by=cast.leader, at=AT)
    other = an_obligation(cast, entry)
    link_obligation(item=item, obligation=other, by=cast.leader, at=AT)
    found = duties([item], cast.leader, AT)[item.pk]
    assert [(row.nv, counts) for _c, row, counts in found] == [(duty.nv, {Standing.ISSUED: 1}), (other.nv, {})]
    with pytest.raises(Refused):
        link_obligation(item=item, obligation=other, by=cast.leader, at=AT)
    unlink_obligation(carrying=carrying, reason="Gắn nhầm", by=cast.leader, at=AT)
    assert len(duties([item], cast.leader, AT)[item.pk]) == 1
    assert Obligation.objects.get(pk=duty.pk).state == "CONFIRMED"
    with pytest.raises(NotAllowed):
        make_obligation(item=item, by=cast.doer, at=AT)


def test_what_was_recorded_wrongly_is_withdrawn_and_stays(cast: Cast) -> None:
    entry = an_entry(cast)
    programme = a_programme(cast, entry)
    with pytest.raises(Refused):
        a_programme(cast, entry)
    for wrong in ({"until_on": FROM}, {"name": " "}):
        with pytest.raises(Refused):
            a_programme(cast, entry, **wrong)
    with pytest.raises(Refused):  # a unit that is not below the one that holds the paper
        a_programme(cast, entry, unit=cast.khoi, by=cast.setup)
    item = a_target(cast, programme)
    withdraw_item(item=item, reason="Không có trong văn bản", by=cast.leader, at=AT + timedelta(hours=1))
    assert [row.pk for row in items_then(programme, TODAY, AT)] == [item.pk]
    assert items_then(programme, TODAY, AT + timedelta(hours=2)) == []
    with pytest.raises(Refused):
        a_value(cast, item, 3)
    withdraw(programme=programme, reason="Ghi nhầm", by=cast.leader, at=AT)
    assert not Programme.objects.standing().exists()
    with pytest.raises(Refused):
        a_target(cast, programme)
    assert a_programme(cast, entry).pk != programme.pk


def test_a_merger_keeps_the_series_of_the_units_and_of_the_programme(cast: Cast) -> None:
    """Cells A and B become C, later the branch passes under another: what they reached is read beside C's own."""
    a, b, c = (
        establish(name=f"Chi bộ {n}", kind="CHI_BO", parent=cast.branch, by=cast.setup, at=AT, on=BEGAN) for n in "ABC"
    )
    entry = an_entry(cast, "7")
    programme = a_programme(cast, entry, unit=cast.branch, is_open=True, until_on=date(2030, 12, 31))
    item = a_target(cast, programme, "Kết nạp", way="SUM", across="CHILDREN")
    for unit, value in ((a, 3), (b, 4), (c, 5), (cast.cell, 0)):
        a_value(cast, item, value, unit=unit)
    own = a_target(cast, programme, "Lớp bồi dưỡng", value=Decimal(2))
    a_value(cast, own, 2)
    merge(units=[a, b], into=c, on=date(2026, 3, 1), decision=Decision("9-QĐ/ĐU"), by=cast.admin, at=AT)
    line = next(iter(lines(programme, [item], TODAY, AT)))
    assert line.known.years[2025].value == 12  # the four that stood then
    rows = {
        str(row.unit): row
        for row in by_unit(programme, item, counted_in(programme, line.version, TODAY), cast.leader, TODAY, AT)
    }
    assert set(rows) == {"Chi bộ C", str(cast.cell)}
    assert sorted((str(unit), value.value) for unit, value in rows["Chi bộ C"].before) == [
        ("Chi bộ A", 3),
        ("Chi bộ B", 4),
    ]
    merge(
        units=[cast.branch], into=cast.board, on=date(2026, 6, 1), decision=Decision("10-QĐ/ĐU"), by=cast.admin, at=AT
    )
    programme.refresh_from_db()
    assert programme.unit == cast.board
    assert sees(cast.head, programme)
    assert sees(cast.head, programme.paper)
    line, whole = lines(programme, [own, item], TODAY, AT)
    assert (line.newest, whole.known.years[2025].value) == ("2 đồng chí", 12)


def test_a_value_is_judged_late_only_by_what_the_programme_itself_says(cast: Cast) -> None:
    """The same figure: unknown where nothing is said, behind where a mark or an even path is stated."""
    programme = a_programme(cast, until_on=date(2030, 12, 31))
    day = date(2026, 1, 15)
    plain = {"value": Decimal(100), "word": "đồng chí"}
    even = {"is_linear": True, "base": Decimal(0), "base_on": date(2020, 12, 31)}
    for text, more in (("Không mốc", {}), ("Có mốc", {"years": ((2025, Decimal(50), None),)}), ("Đi đều", even)):
        a_value(cast, a_target(cast, programme, text, **plain, **more), 49)
    assert [line.judgement for line in score(programme, day, AT).lines] == [
        Judgement.UNKNOWN, Judgement.BEHIND, Judgement.BEHIND
    ]  # fmt: skip


def test_an_incident_of_its_paper_hides_the_words_of_the_programme_and_leaves_its_figures(cast: Cast) -> None:
    programme = five_of_six(cast)
    opening.open_incident(unit=cast.root, things=[programme.paper], level="MẬT", ground="Báo", found_on=TODAY, found_by="Văn thư",
                          by=cast.office, at=AT)  # fmt: skip
    programme.refresh_from_db()
    assert "Nghị quyết" not in programme.name
    assert not Item.objects.filter(text__contains="Kết nạp").exists()
    assert not Value.objects.filter(evidence__text__contains="Báo cáo").exists()
    assert (score(programme, TODAY, AT).met, Value.objects.count()) == (5, 6)
