"""Giám sát thường xuyên — who follows what, who reads what he writes, who answers; how it becomes a case."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from dondoc.inspecting import passing
from dondoc.inspecting.actions import watching
from dondoc.inspecting.models import Case
from dondoc.inspecting.queries import carriable
from dondoc.inspecting.watching import Remark, Watch
from dondoc.shared.acts import Refused
from dondoc.units.models import Holding
from dondoc.web.desk.inspections import reminders
from tests.cast import AT, TODAY, Cast, client_of
from tests.inspecting.making import a_paper, a_proposal

pytestmark = pytest.mark.acts


def a_watch(cast: Cast, **over: Any) -> Watch:
    """The deputy secretary follows the cell abroad."""
    facts = {"body": cast.root, "unit": cast.cell, "from_on": date(2026, 1, 15), "paper": a_paper(cast)} | over
    holding = Holding.objects.get(pk=cast.deputy.holding_id)
    return watching.assign_watch(holding=holding, by=cast.leader, at=AT, **facts)


def a_reminder(cast: Cast, watch: Watch, **over: Any) -> Remark:
    facts = {"text": "Nộp báo cáo tháng đúng hạn", "on": TODAY, "is_reminder": True} | over
    return watching.remark(watch=watch, by=cast.deputy, at=AT, **facts)


def test_only_who_was_given_the_unit_writes_and_only_while_he_has_it(cast: Cast) -> None:
    watch = a_watch(cast)
    for who in (cast.leader, cast.clerk, cast.doer):
        with pytest.raises(watching.NotWatching):
            watching.remark(watch=watch, text="Thấy", on=TODAY, by=who, at=AT)
    a_reminder(cast, watch)
    watching.end_watch(watch=watch, until_on=TODAY - timedelta(days=1), reason="Chuyển công tác", by=cast.leader, at=AT)
    with pytest.raises(watching.NotWatching):
        a_reminder(cast, watch)
    with pytest.raises(Refused, match="đã thôi"):
        watching.end_watch(watch=watch, until_on=TODAY, reason="Lần nữa", by=cast.leader, at=AT)


@pytest.mark.parametrize("unit", ["root", "board", "khoi"])
def test_nobody_is_given_what_does_not_stand_below(cast: Cast, unit: str) -> None:
    if unit == "board":
        assert a_watch(cast, unit=cast.board).unit_id == cast.board.pk
        return
    with pytest.raises(Refused):
        a_watch(cast, unit=getattr(cast, unit))


def test_a_note_is_the_bodys_and_a_reminder_the_units_too(cast: Cast) -> None:
    watch = a_watch(cast)
    note = a_reminder(cast, watch, text="Bí thư vắng hai kỳ", is_reminder=False)
    told = a_reminder(cast, watch)
    for who, seen in (
        (cast.deputy, {note, told}),
        (cast.leader, {note, told}),
        (cast.doer, {told}),
        (cast.stranger, set()),
    ):
        assert set(Remark.objects.visible_to(who)) == seen
    page = reverse("inspection_watch", args=[watch.public_id])
    shown = client_of(cast, "doer").get(page).content.decode()
    assert told.text in shown and note.text not in shown
    assert client_of(cast, "stranger").get(page).status_code == 404
    shown = client_of(cast, "deputy").get(page).content.decode()
    assert note.text in shown and "Ghi nhận, nhắc nhở" in shown


def test_a_reminder_waits_on_the_desk_of_the_unit_until_it_is_answered_once(cast: Cast) -> None:
    told = a_reminder(cast, a_watch(cast), due_on=TODAY + timedelta(days=5))
    assert list(reminders(cast.doer)) == [told] and not reminders(cast.leader) and not reminders(cast.deputy)
    with pytest.raises(Refused):
        watching.answer_reminder(remark=told, text="Đã nộp", by=cast.stranger, at=AT)
    watching.answer_reminder(remark=told, text="Đã nộp ngày 24/11", by=cast.doer, at=AT)
    assert not reminders(cast.doer)
    with pytest.raises(Refused, match="đã được trả lời"):
        watching.answer_reminder(remark=told, text="Lần nữa", by=cast.doer, at=AT)


def test_only_a_reminder_has_a_day_and_an_answer(cast: Cast) -> None:
    watch = a_watch(cast)
    with pytest.raises(Refused, match="hạn trả lời"):
        a_reminder(cast, watch, is_reminder=False, due_on=TODAY)
    with pytest.raises(Refused):
        a_reminder(cast, watch, due_on=TODAY - timedelta(days=1))
    note = a_reminder(cast, watch, is_reminder=False)
    with pytest.raises(IntegrityError), transaction.atomic():
        Remark.objects.filter(pk=note.pk).update(answer="Có", answered_on=TODAY)


def test_what_was_noted_is_carried_into_one_case_of_that_unit(cast: Cast) -> None:
    note = a_reminder(cast, a_watch(cast), is_reminder=False)
    assert carriable(cast.leader) == [note] and not carriable(cast.doer)
    with pytest.raises(Refused, match="không của đối tượng"):
        a_proposal(cast, remarks=[note], objects=[cast.home], basis="Theo chỉ đạo")
    assert not Case.objects.exists()
    case = a_proposal(cast, remarks=[note], objects=[cast.cell], basis="Qua giám sát thường xuyên")
    note.refresh_from_db()
    assert note.case == case and not carriable(cast.leader)
    with pytest.raises(Refused):
        a_proposal(cast, remarks=[note], objects=[cast.cell], basis="Lần nữa")


def test_it_is_proposed_from_the_page_of_the_note(cast: Cast) -> None:
    watch = a_watch(cast)
    note = a_reminder(cast, watch, is_reminder=False)
    page = client_of(cast, "leader").get(reverse("inspection_watch", args=[watch.public_id])).content.decode()
    path = f"{reverse('propose_inspection')}?remark={note.public_id}"
    assert path in page
    form = client_of(cast, "leader").get(path).content.decode()
    assert note.text in form and "checked" in form


def test_who_follows_whom_passes_to_the_heir_and_is_not_doubled(cast: Cast) -> None:
    watch = a_watch(cast)
    a_watch(cast, unit=cast.home)
    passing.pass_on(from_unit=cast.cell, to_unit=cast.branch, on=TODAY, by=cast.setup, at=AT, deed="merge")
    watch.refresh_from_db()
    assert watch.unit == cast.branch
    passing.pass_on(from_unit=cast.branch, to_unit=cast.home, on=TODAY, by=cast.setup, at=AT, deed="merge")
    watch.refresh_from_db()
    assert watch.unit == cast.branch, "he follows the heir already"


def test_the_list_is_exported_as_one_sees_it(cast: Cast) -> None:
    watch = a_watch(cast)
    a_reminder(cast, watch, text="Bí thư vắng hai kỳ", is_reminder=False)
    a_reminder(cast, watch)
    for role, told in (("leader", True), ("doer", False)):
        answer = client_of(cast, role).get(reverse("inspection_watches") + "?as=csv")
        words = b"".join(answer.streaming_content) if answer.streaming else answer.content  # type: ignore[attr-defined]
        assert ("Bí thư vắng" in words.decode("utf-8-sig")) is told
