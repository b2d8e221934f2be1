"""Trang đôn đốc — counts open their rows whatever the office has set; files; silence; what an urged unit sees of the others."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from docx import Document

from dondoc.documents.models import Register
from dondoc.implementation.actions import closing
from dondoc.regulations.actions import set_figure
from dondoc.reminding.actions.occurring import open_due
from dondoc.reminding.models import Occurrence
from dondoc.urging.actions.issuing import withdraw
from dondoc.urging.actions.reminding import remind_due
from dondoc.urging.actions.silencing import resume, silence
from dondoc.urging.models import Urge, Urged
from dondoc.urging.rungs import Rung
from dondoc.web.desk.queries import filled, kinds
from tests.cast import AT, TODAY, Cast, client_of
from tests.making import an_entry, evidence
from tests.reminding.making import monthly
from tests.urging.making import late, letters, urged

pytestmark = pytest.mark.acts


def test_the_pages_of_urging(cast: Cast) -> None:
    entry = an_entry(cast)
    works = [late(cast, entry=entry), late(cast, entry=entry, unit=cast.home), late(cast, entry=entry)]
    office, doer = client_of(cast, "office"), client_of(cast, "doer")
    assert _counts(office) == {"": 3, "late": 3}, "nothing is set: nothing is proposed, and what is late is counted"
    assert "Quá hạn bao lâu thì có văn bản đôn đốc" in office.get(reverse("urging")).content.decode()
    set_figure(
        key="urging.urge_after", amount=7, unit="calendar_day", from_on=TODAY, ground="Quy chế", by=cast.leader, at=AT
    )
    assert _counts(office) == {"": 3, "proposed": 3, "URGE": 3, "late": 3}
    silence(assignments=works[2:], reason="Chờ", by=cast.leader, at=AT)
    assert _counts(office) == {"": 3, "proposed": 2, "URGE": 2, "late": 3, "silenced": 1}
    for state, count in _counts(office).items():
        assert len(office.get(reverse("urging") + f"?state={state}").context["listing"].rows) == count, state
    assert office.get(reverse("urging") + "?as=xlsx").content[:2] == b"PK"
    assert _counts(doer) == {"": 0}, "who was urged urges nobody"
    form = office.get(
        reverse("issue_urge") + "".join(f"{'&' if n else '?'}pick={w.public_id}" for n, w in enumerate(works[:2]))
    )
    assert form.context["form"].initial["rung"] == "URGE"
    _seen_by_each(cast, urged(cast, works[:2]).public_id, office, doer)


def test_a_late_work_lies_in_one_tray_of_the_doer_with_what_it_was_told(cast: Cast) -> None:
    work, soon = late(cast), late(cast, TODAY + timedelta(days=3), entry=an_entry(cast, "16"))
    set_figure(
        key="urging.remind_before",
        amount=5,
        unit="calendar_day",
        from_on=TODAY,
        ground="Quy chế",
        by=cast.leader,
        at=AT,
    )
    remind_due(AT)
    urge = urged(cast, [work, soon])
    trays = {tray.key: tray.items for tray in filled(kinds(cast.doer, AT))}
    (item,) = trays["late"]
    assert f"được đôn đốc: {urge.paper}, 24/11/2026, đã gửi, chưa nhận · phần mềm nhắc ngày 24/11/2026" in item.about
    assert [press.label for press in item.presses] == ["Nhận", "Trả lời"]
    assert [one.title for one in trays["urged"]] == [soon.obligation.text], "what is not late yet keeps its tray"
    assert [one.due_on for one in trays["reminded"]] == [TODAY + timedelta(days=3)]


def test_a_late_period_is_told_to_who_does_it_and_to_who_gave_it(cast: Cast) -> None:
    monthly(cast)
    open_due(AT)
    at = AT + timedelta(days=14)
    row = Occurrence.objects.get(due_on=date(2026, 11, 30))
    office, doer = (replace(cast.people[role], today=TODAY + timedelta(days=14)) for role in ("office", "doer"))
    given = {tray.key: tray.items for tray in filled(kinds(office, at))}
    (item,) = given["periods_given"]
    assert "tháng 11/2026 · chưa đôn đốc" in item.about
    assert [press.url for press in item.presses] == [reverse("issue_urge") + f"?pick={row.public_id}"]
    urge = urged(cast, [], periods=[row], at=at, on=at.date(), by=office)
    own = {tray.key: tray.items for tray in filled(kinds(doer, at))}
    (item,) = own["periods_late"]
    assert f"được đôn đốc: {urge.paper}" in item.about
    assert [press.label for press in item.presses] == ["Báo cáo kỳ", "Nhận", "Trả lời"]
    assert "urged" not in own
    assert "periods" not in own


def test_periods_are_a_group_of_the_page_and_are_urged_from_it(cast: Cast) -> None:
    monthly(cast)
    work = late(cast, entry=an_entry(cast, "16"))
    open_due(AT)
    letters(cast)
    row = Occurrence.objects.get()
    office = client_of(cast, "office")
    assert _counts(office) == {"": 1, "late": 1, "periods": 1}
    listed = office.get(reverse("urging") + "?state=periods")
    assert "(tháng 11/2026)" in listed.content.decode()
    assert office.get(reverse("urging") + "?state=periods&as=xlsx").content[:2] == b"PK"
    page = reverse("issue_urge") + f"?pick={row.public_id}&pick={work.public_id}&rung=URGE"
    form = office.get(page).context["form"]
    assert "addressee" not in form.fields
    assert "reason" not in form.fields
    book = Register.objects.get(name="Sổ công văn đi").public_id
    said = {"once": "mot-lan-1", "rung": "URGE", "paper": "entry", "on": "24/11/2026", "place": "Hà Nội", "signer": ""}
    assert "Ghi văn bản đã vào sổ đi" in office.post(page, said).content.decode()
    assert office.post(page, {**said, "once": "mot-lan-2", "paper": book}).status_code == 302
    urge = Urge.objects.by_person().get()
    assert {line.occurrence for line in urge.lines.all()} == {row, None}
    assert "(tháng 11/2026)" in _words(office.get(reverse("urge", args=[urge.public_id]) + "?as=docx").content)
    assert office.get(reverse("urge", args=[urge.public_id]) + "?as=pdf").content[:5] == b"%PDF-"


def test_a_higher_rung_asks_what_it_needs_and_a_lower_one_does_not(cast: Cast) -> None:
    page = reverse("issue_urge") + f"?pick={late(cast).public_id}"
    office = client_of(cast, "office")
    asked = {
        rung: set(office.get(f"{page}&rung={rung}").context["form"].fields) for rung in ("URGE", "EXPLAIN", "REPORT")
    }
    assert {"addressee", "reason"} & asked["URGE"] == set()
    assert {"addressee", "reason"} & asked["EXPLAIN"] == {"reason"}, "a rung is passed over"
    assert {"addressee", "reason"} & asked["REPORT"] == {"addressee", "reason"}


def test_what_was_done_leaves_the_list_of_what_is_not_answered(cast: Cast) -> None:
    work = late(cast)
    urge = urged(cast, [work])
    evidence(cast, work)
    closing.submit(assignment=work, by=cast.doer, at=AT)
    office = client_of(cast, "office")
    lists = {
        state: [row[1:] for row in office.get(reverse("urges") + f"?state={state}").context["lines"]]
        for state in ("", "unreceived", "unanswered", "answered")
    }
    assert lists == {"": [(1, 0, 0, 1)], "unreceived": [], "unanswered": [], "answered": [(1, 0, 0, 1)]}
    assert (
        "đã thôi: việc đã xong ngày 24/11/2026" in office.get(reverse("urge", args=[urge.public_id])).content.decode()
    )


def test_what_a_body_outside_was_told_is_received_and_answered_by_who_told_it(cast: Cast) -> None:
    urge = urged(cast, [late(cast)], Rung.REPORT, addressee=cast.khoi, reason="Việc gấp")
    leader, page = client_of(cast, "leader"), reverse("urge", args=[urge.public_id])
    assert reverse("receive_urge", args=[urge.public_id]) in leader.get(page).content.decode()
    lines = [line.public_id for line in urge.lines.all()]
    said = {"lines": lines, "on": "25/11/2026", "text": "Cấp trên đã ghi nhận", "once": "a"}
    leader.post(reverse("answer_urge", args=[urge.public_id]), said)
    assert Urged.objects.get(urge=urge).answer == "Cấp trên đã ghi nhận"
    assert reverse("receive_urge", args=[urge.public_id]) not in client_of(cast, "above").get(page).content.decode()


def test_who_was_urged_does_not_read_what_another_answered(cast: Cast) -> None:
    entry = an_entry(cast)
    urge = urged(cast, [late(cast, entry=entry), late(cast, entry=entry, unit=cast.home)])
    page = reverse("urge", args=[urge.public_id])
    client_of(cast, "stranger").post(reverse("receive_urge", args=[urge.public_id]), {"on": "25/11/2026", "once": "a"})
    assert "Chi bộ Vụ Hành chính" in client_of(cast, "office").get(page).content.decode()
    assert "Chi bộ Vụ Hành chính" not in client_of(cast, "doer").get(page).content.decode()


def test_a_past_day_says_what_was_silenced_and_withdrawn_by_then(cast: Cast) -> None:
    work = late(cast)
    urge = urged(cast, [work])
    withdraw(urge=urge, reason="Gửi nhầm", by=cast.office, at=AT)
    (quiet,) = silence(assignments=[work], reason="Chờ ý kiến", by=cast.leader, at=AT)
    resume(silence=quiet, reason="Đã có ý kiến", by=cast.leader, at=AT + timedelta(days=1))
    page = reverse("assignment", args=[work.public_id])
    then = client_of(cast, "leader").get(f"{page}?day=24/11/2026").context["ladder"]
    assert [line.state for line in then.lines] == ["WITHDRAWN"]
    assert then.silences == [quiet]
    assert client_of(cast, "leader").get(f"{page}?day=25/11/2026").context["ladder"].silences == []


def test_the_journal_calls_a_reminder_by_its_name_though_it_has_no_number(cast: Cast) -> None:
    late(cast)
    assert remind_due(AT) == 1
    said = client_of(cast, "leader").get(reverse("journal") + "?act=urging.remind").content.decode()
    about = said.partition("<strong>nhắc việc</strong>")[2][:200]
    assert ">nhắc việc</a>" in about
    assert "None" not in about


def _counts(client: Client) -> dict[str, int]:
    return {key: count for key, _name, count, _current in client.get(reverse("urging")).context["counts"]}


def _seen_by_each(cast: Cast, code: str, office: Client, doer: Client) -> None:
    page = reverse("urge", args=[code])
    assert "Chi bộ Vụ Hành chính" in office.get(page).content.decode()
    assert "Chi bộ Vụ Hành chính" not in doer.get(page).content.decode(), "another unit's work"
    assert "Vụ Hành chính" not in _words(doer.get(page + "?as=docx").content)
    assert "Vụ Hành chính" in _words(office.get(page + "?as=docx").content)
    assert [row[1:] for row in doer.get(reverse("urges")).context["lines"]] == [(1, 0, 0, 0)]
    assert [row[1:] for row in office.get(reverse("urges") + "?state=unanswered").context["lines"]] == [(2, 0, 0, 0)]
    assert list(office.get(reverse("urges") + "?state=answered").context["lines"]) == []
    assert client_of(cast, "head").get(page).status_code == 404


def _words(data: bytes) -> str:
    made = Document(io.BytesIO(data))
    cells = [cell.text for table in made.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(p.text for p in made.paragraphs), *cells])
