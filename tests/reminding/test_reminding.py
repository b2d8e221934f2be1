"""Lịch và nhắc việc — periods opened, reported, confirmed; a feed that a calendar reads; one letter a day through a real mail host."""

from __future__ import annotations

import socket
import unicodedata
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from icalendar import Calendar

from dondoc.access.rights import NotAllowed
from dondoc.documents.actions.registering import register
from dondoc.documents.models import Entry
from dondoc.jobs.models import Job
from dondoc.jobs.worker import work_once
from dondoc.obligations.actions.assigning import assign
from dondoc.regulations.actions import set_place
from dondoc.reminding.actions.feeding import open_feed, revoke_feed
from dondoc.reminding.actions.occurring import confirm, give_back, open_due, report
from dondoc.reminding.actions.writing import alert_now, ask_alerts, ask_today, stop_letters, take_letters, write_today
from dondoc.reminding.digest import digest
from dondoc.reminding.models import Alert, Feed, Letter, Mailbox, Occurrence
from dondoc.reminding.posting import send
from dondoc.reminding.queries import as_post, coming, counts
from dondoc.shared.acts import Refused
from dondoc.units.models import Holding
from dondoc.web.desk.mailing import untaken
from tests.cast import AT, TODAY, Cast
from tests.making import an_assignment, an_entry, an_obligation, fields
from tests.reminding.mailing import Box, a_mail_host, words
from tests.reminding.making import monthly

pytestmark = pytest.mark.acts
DAY = timedelta(days=1)
NEXT = TODAY + DAY  # TODAY itself is a day off


def test_periods_are_opened_once_with_the_next_always_there(cast: Cast) -> None:
    share = monthly(cast)
    assert [open_due(AT) for _again in range(3)] == [1, 0, 0]
    assert open_due(AT + 40 * DAY) == 2
    assert list(Occurrence.objects.order_by("due_on").values_list("due_on", flat=True)) == [
        date(2026, 11, 30), date(2026, 12, 31), date(2027, 1, 31),
    ]  # fmt: skip
    found = coming(cast.doer, date(2026, 1, 1), date(2027, 3, 1))
    assert [(one.due_on, one.occurrence is not None) for one in found if one.assignment == share] == [
        (date(2026, 11, 30), True), (date(2026, 12, 31), True), (date(2027, 1, 31), True), (date(2027, 2, 28), False),
    ]  # fmt: skip
    assert counts(found) == {one.due_on: 1 for one in found}
    assert coming(cast.stranger, date(2026, 1, 1), date(2027, 3, 1)) == []


def test_what_was_due_first_long_ago_comes_again(cast: Cast) -> None:
    monthly(cast, "FREQ=MONTHLY;INTERVAL=6;DTSTART=20260630")
    open_due(AT)
    open_due(AT + 60 * DAY)
    assert [row.due_on for row in Occurrence.objects.order_by("due_on")] == [date(2026, 12, 31), date(2027, 6, 30)]


def test_what_is_not_understood_opens_nothing(cast: Cast) -> None:
    monthly(cast, "FREQ=SOMETIMES")
    assert open_due(AT) == 0


def test_a_period_is_reported_by_the_unit_and_confirmed_by_another(cast: Cast) -> None:
    monthly(cast)
    open_due(AT)
    row = Occurrence.objects.for_list().get()
    with pytest.raises(NotAllowed):
        report(occurrence=row, text="Đã làm", by=cast.stranger, at=AT)
    with pytest.raises(Refused, match="Cần ghi đã làm gì"):
        report(occurrence=row, text=" ", by=cast.doer, at=AT)
    report(occurrence=row, text="Đã sinh hoạt chuyên đề", by=cast.leader, at=AT)
    with pytest.raises(Refused, match="đã tham gia thực hiện"):
        confirm(occurrence=row, by=cast.leader, at=AT)
    with pytest.raises(NotAllowed):
        confirm(occurrence=row, by=cast.doer, at=AT)
    give_back(occurrence=row, reason="Thiếu số người dự", by=cast.deputy, at=AT)
    assert (row.state, row.returned_because) == ("DUE", "Thiếu số người dự")
    report(occurrence=row, text="Có 12 đồng chí dự", by=cast.doer, at=AT)
    confirm(occurrence=row, by=cast.deputy, at=AT)
    assert row.state == "CONFIRMED"
    assert date(2026, 11, 30) not in counts(coming(cast.doer, TODAY, date(2027, 1, 1)))


def test_a_feed_is_read_by_a_calendar_and_ends_with_its_address(cast: Cast, client: Client) -> None:
    monthly(cast)
    single = an_assignment(cast, obligation=an_obligation(cast, an_entry(cast, "16")))
    an_assignment(cast, obligation=an_obligation(cast, an_entry(cast, "17")), unit=cast.home)
    holding = Holding.objects.select_related("post__unit").get(pk=cast.doer.holding_id)
    with pytest.raises(Refused, match="Chỉ người đang giữ"):
        open_feed(holding=holding, by=cast.stranger, at=AT)
    token = open_feed(holding=holding, by=cast.doer, at=AT)
    assert token not in str(Feed.objects.values())
    answer = client.get(reverse("feed", args=[token]))
    events = Calendar.from_ical(answer.content).walk("VEVENT")
    said = {(event["dtstart"].dt, str(event["summary"])) for event in events}
    nv, paper = single.obligation.nv, single.obligation.paper
    assert (date(2026, 12, 10), f"{nv} đến hạn: {paper.so_ky_hieu}, {paper.title}") in said
    assert (date(2026, 12, 31), f"NV-1/2026 đến hạn: 15-KL/ĐUK, {an_title('15')}") in said
    assert not any("17-KL" in words for _day, words in said), "another unit's work"
    assert single.obligation.text not in answer.content.decode(), "the duty's own words stay here"
    assert answer["Cache-Control"] == "private, no-store"
    again = open_feed(holding=holding, by=cast.doer, at=AT)
    assert client.get(reverse("feed", args=[token])).status_code == 404
    revoke_feed(feed=Feed.objects.get(revoked_on=None), by=cast.doer, at=AT)
    assert client.get(reverse("feed", args=[again])).status_code == 404
    assert client.get(reverse("feed", args=["khong-co"])).status_code == 404


def an_title(number: str) -> str:
    return fields(number).title


@pytest.fixture
def host(settings: Any) -> Iterator[Box]:
    with a_mail_host(settings) as box:
        yield box


def test_one_letter_a_day_to_who_asked(cast: Cast, host: Box) -> None:
    late = an_assignment(cast, obligation=an_obligation(cast), due_on=date(2026, 11, 10), due_reason="Theo kế hoạch")
    an_assignment(cast, obligation=an_obligation(cast, an_entry(cast, "16")), due_on=NEXT)
    assert write_today(AT + DAY).sent == 0, "nobody asked"
    take_letters(email="chibo@vidu.vn", by=cast.doer, at=AT)
    take_letters(email="khac@vidu.vn", by=cast.stranger, at=AT)
    assert write_today(AT).sent == 0, "a day off"
    assert [write_today(AT + DAY).sent for _again in range(3)] == [1, 0, 0]
    ((to, letter),) = host.letters
    assert to == ["chibo@vidu.vn"]
    said = words(letter)
    assert "Quá hạn (1)\n- 10/11/2026 NV-1/2026 đến hạn: 15-KL/ĐUK" in said
    assert "Đến hạn hôm nay (1)" in said
    assert late.obligation.text not in said
    assert write_today(AT + 2 * DAY).sent == 1
    assert write_today(AT + 4 * DAY).sent == 0, "a Saturday"
    stop_letters(mailbox=Mailbox.objects.get(user=cast.doer.account_id), by=cast.doer, at=AT)
    assert write_today(AT + 3 * DAY).sent == 0


def test_another_address_brings_no_second_letter_of_the_day(cast: Cast, host: Box) -> None:
    """Nor an urgent paper that was told; the next day's letter goes to the new one."""
    an_assignment(cast, obligation=an_obligation(cast), due_on=NEXT)
    doer = take_letters(email="chibo@vidu.vn", by=cast.doer, at=AT)
    box = take_letters(email="cu@vidu.vn", by=cast.leader, at=AT)
    urgent(cast, "31", "HỎA TỐC")
    assert (alert_now(AT).sent, write_today(AT + DAY).sent) == (1, 1)
    for row, by, email in ((box, cast.leader, "moi@vidu.vn"), (doer, cast.doer, "chibo-moi@vidu.vn")):
        stop_letters(mailbox=row, by=by, at=AT + DAY)
        assert not Mailbox.objects.visible_to(by).exists()
        take_letters(email=email, by=by, at=AT + DAY)
    assert (alert_now(AT + DAY), write_today(AT + DAY)) == ((0, 0), (0, 0))
    host.letters.clear()
    write_today(AT + 2 * DAY)
    assert [to for to, _letter in host.letters] == [["chibo-moi@vidu.vn"], ["moi@vidu.vn"]]


def test_who_takes_no_letters_is_nobody_that_could_not_be_told(cast: Cast, host: Box) -> None:
    box = take_letters(email="bithu@vidu.vn", by=cast.leader, at=AT)
    urgent(cast, "31", "HỎA TỐC")
    host.refuses = True
    later = AT + timedelta(minutes=11)
    assert alert_now(AT) == (0, 1)
    assert untaken(cast.admin, later).exists()
    stop_letters(mailbox=box, by=cast.leader, at=AT)
    assert not untaken(cast.admin, later).exists()
    assert alert_now(later) == (0, 0)


def test_a_letter_keeps_the_days_off_of_the_place_one_serves_at(cast: Cast, host: Box) -> None:
    """NN-A03 rests on Thursday and Friday, six hours behind; the home cell keeps the office's calendar."""
    for number, unit in (("15", cast.cell), ("16", cast.home)):
        duty = an_obligation(cast, an_entry(cast, number))
        an_assignment(cast, obligation=duty, unit=unit, due_on=date(2026, 11, 10), due_reason="Theo kế hoạch")
    for email, by in (("chibo@vidu.vn", cast.doer), ("nha@vidu.vn", cast.stranger)):
        take_letters(email=email, by=by, at=AT)
    set_place(units=[cast.cell], week=[3, 4], off=[date(2026, 11, 30)], ground="Chi bộ báo", by=cast.doer, at=AT)
    night = datetime(2026, 11, 26, 17, 5, tzinfo=UTC)  # 00:05 of the 27th in Hà Nội, still the 26th there
    went = []
    for days in range(-1, 5):
        host.letters.clear()
        write_today(night + days * DAY)
        went.append({to[0] for to, _letter in host.letters})
    here, home = {"chibo@vidu.vn"}, {"nha@vidu.vn"}
    assert went == [here | home, home, set(), here, here | home, home], "25 26 27 28 29 30 of November there"


def test_what_the_host_refused_is_tried_again_within_the_day(cast: Cast, host: Box, caplog: Any) -> None:
    an_assignment(cast, obligation=an_obligation(cast), due_on=NEXT)
    take_letters(email="chibo@vidu.vn", by=cast.doer, at=AT)
    host.refuses = True
    assert [write_today(AT + DAY), write_today(AT + DAY)] == [(0, 1), (0, 1)]
    assert Letter.objects.get().sent_at is None
    assert "chibo@vidu.vn" not in caplog.text
    host.refuses = False
    assert [write_today(AT + DAY), write_today(AT + DAY)] == [(1, 0), (0, 0)]
    assert Letter.objects.get().sent_at == AT + DAY


def killed(*_args: Any, **_how: Any) -> None:
    raise KeyboardInterrupt  # as kill -9: nothing after it is done, and nothing catches it


@pytest.mark.parametrize(
    ("point", "letters", "known"),
    [("reminding.digest.posts", 1, True), ("reminding.actions.writing._claimed", 1, True),
     ("reminding.actions.writing.send", 0, False), ("reminding.actions.writing.body", 0, False)],
)  # fmt: skip
def test_killed_anywhere_nobody_gets_two_letters_and_what_is_not_known_is_said(
    cast: Cast, host: Box, monkeypatch: pytest.MonkeyPatch, point: str, letters: int, known: bool
) -> None:
    """Before its row stands the letter goes the next time; from then on nobody knows, and the page says so."""
    an_assignment(cast, obligation=an_obligation(cast), due_on=NEXT)
    take_letters(email="chibo@vidu.vn", by=cast.doer, at=AT)
    with monkeypatch.context() as broken, pytest.raises(KeyboardInterrupt):
        broken.setattr(f"dondoc.{point}", killed)
        write_today(AT + DAY)
    assert write_today(AT + DAY).sent == letters
    assert len(host.letters) == letters
    assert ("không rõ" not in Letter.objects.get().said) is known
    host.letters.clear()
    assert write_today(AT + 2 * DAY).sent == 1, "the next day's letter goes in any case, with all that is late"


def test_killed_after_the_host_took_it_no_second_letter_goes(
    cast: Cast, host: Box, monkeypatch: pytest.MonkeyPatch
) -> None:
    an_assignment(cast, obligation=an_obligation(cast), due_on=NEXT)
    take_letters(email="chibo@vidu.vn", by=cast.doer, at=AT)
    with monkeypatch.context() as broken, pytest.raises(KeyboardInterrupt):
        broken.setattr("dondoc.reminding.actions.writing.send", lambda *how: killed(send(*how)))
        write_today(AT + DAY)
    assert write_today(AT + DAY) == (0, 0)
    assert len(host.letters) == 1


def test_one_whose_letter_cannot_be_made_keeps_nobody_elses_back(
    cast: Cast, host: Box, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The job is not done whole, so it is asked again; then who was left out gets his, and the others no second one."""
    for number, unit in (("15", cast.cell), ("16", cast.home)):
        an_assignment(cast, obligation=an_obligation(cast, an_entry(cast, number)), unit=unit, due_on=NEXT)
    for email, by in (("chibo@vidu.vn", cast.doer), ("nha@vidu.vn", cast.stranger)):
        take_letters(email=email, by=by, at=AT)
    first = Mailbox.objects.order_by("id").first()

    def poisoned(box: Mailbox, *how: Any) -> Any:
        if box == first:
            raise ValueError(box.public_id)
        return digest(box, *how)

    at = AT + DAY
    with monkeypatch.context() as broken:
        broken.setattr("dondoc.reminding.actions.writing.digest", poisoned)
        ask_today(at)
        assert work_once(lambda: at)
    assert [to for to, _letter in host.letters] == [["nha@vidu.vn"]]
    assert Job.objects.get().error == "Còn thư nhắc việc chưa gửi được: gửi được 1, còn 1. Phần mềm sẽ gửi lại."
    ask_today(at)
    assert Job.objects.count() == 1, "not at once"
    later = at + timedelta(minutes=11)
    ask_today(later)
    assert work_once(lambda: later)
    assert [to for to, _letter in host.letters] == [["nha@vidu.vn"], ["chibo@vidu.vn"]]
    ask_today(later)
    assert Job.objects.count() == 2


def test_a_host_that_is_away_is_not_asked_for_each(cast: Cast, settings: Any) -> None:
    for number, unit in (("15", cast.cell), ("16", cast.home)):
        an_assignment(cast, obligation=an_obligation(cast, an_entry(cast, number)), unit=unit, due_on=NEXT)
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", probe.getsockname()[1]
    for email, by in (("chibo@vidu.vn", cast.doer), ("nha@vidu.vn", cast.stranger)):
        take_letters(email=email, by=by, at=AT)
    assert write_today(AT + DAY) == (0, 1)
    assert not Letter.objects.exclude(sent_at=None, tried_at=None).exists(), "both are tried again"


def test_what_is_late_stays_in_the_letter_however_late(cast: Cast, host: Box, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dondoc.reminding.digest.MOST", 2)
    entry = an_entry(cast)
    for day in (1, 2, 3):
        an_assignment(
            cast, obligation=an_obligation(cast, entry), due_on=date(2026, 1, day), due_reason="Theo kế hoạch"
        )
    take_letters(email="chibo@vidu.vn", by=cast.doer, at=AT)
    write_today(AT + DAY)
    ((_to, letter),) = host.letters
    assert "Quá hạn (3)\n- 01/01/2026" in words(letter)
    assert "- và 1 việc nữa: mở phần mềm" in words(letter)


def test_who_gave_the_work_is_told_what_is_late_and_what_waits(cast: Cast, host: Box) -> None:
    entry = an_entry(cast)
    share = an_assignment(cast, obligation=an_obligation(cast, entry), due_on=date(2026, 11, 10), due_reason="Kế hoạch")
    done = an_assignment(cast, obligation=an_obligation(cast, entry), upto="submitted")
    monthly(cast, number="20")
    open_due(AT)
    take_letters(email="vanphong@vidu.vn", by=cast.office, at=AT)
    write_today(AT + 9 * DAY)
    ((_to, letter),) = host.letters
    assert f"Đã giao, quá hạn (2)\n- 10/11/2026 {share.obligation.nv} đến hạn" in words(letter)
    assert "- 30/11/2026" in words(letter), "the period of November too"
    assert f"{done.obligation.nv} đến hạn" in words(letter).split("Đã giao, chờ xác nhận (1)")[1]


def test_an_urgent_paper_is_told_at_once_and_once(cast: Cast, host: Box) -> None:
    take_letters(email="bithu@vidu.vn", by=cast.leader, at=AT)
    take_letters(email="chibo@vidu.vn", by=cast.doer, at=AT)
    an_entry(cast, "30")
    ask_alerts(AT)
    assert not Job.objects.filter(kind="reminding.alert").exists()
    urgent(cast, "31", "HỎA TỐC")
    ask_alerts(AT)
    assert work_once(lambda: AT)
    assert alert_now(AT) == (0, 0)
    ((to, letter),) = host.letters
    assert to == ["bithu@vidu.vn"], "of a unit whose papers the person handles"
    assert words(letter).startswith("Văn bản hỏa tốc: 31-KL/ĐUK")
    assert Alert.objects.count() == 1


def test_who_is_given_work_by_an_urgent_paper_is_told_at_once_too(cast: Cast, host: Box) -> None:
    """A cell keeps no register: the paper reaches it with the work, however long after it was entered; once."""
    take_letters(email="chibo@vidu.vn", by=cast.doer, at=AT)
    take_letters(email="khac@vidu.vn", by=cast.stranger, at=AT)
    entry, later = urgent(cast, "31", "KHẨN"), AT + 5 * DAY
    assert alert_now(AT + DAY) == (0, 0), "not given yet"
    for n in range(2):
        duty = an_obligation(cast, entry, text=f"Việc {n}")
        assign(obligation=duty, unit=cast.cell, due_on=None, by=cast.leader, at=later)
    ask_alerts(later)
    assert work_once(lambda: later)
    assert alert_now(later + timedelta(minutes=30)) == (0, 0)
    ((to, letter),) = host.letters
    assert (to, words(letter).splitlines()[0]) == (["chibo@vidu.vn"], "Văn bản khẩn: 31-KL/ĐUK")


@pytest.mark.parametrize("address", ["", "https://dondoc.vidu.vn/dd"])
def test_a_letter_leads_to_the_software_where_it_knows_its_address(
    cast: Cast, host: Box, settings: Any, address: str
) -> None:
    """To the desk, to the paper; the page behind it asks who comes, so the address holds no secret."""
    settings.DONDOC_ADDRESS = address
    an_assignment(cast, obligation=an_obligation(cast), due_on=NEXT)
    take_letters(email="chibo@vidu.vn", by=cast.doer, at=AT)
    write_today(AT + DAY)
    take_letters(email="bithu@vidu.vn", by=cast.leader, at=AT)
    paper = urgent(cast, "31", "hỏa tốc").paper
    alert_now(AT + DAY)
    daily, alert = (words(letter).rstrip("\n").splitlines() for _to, letter in host.letters)
    plain = ["Mở phần mềm để xem và báo cáo. Thôi nhận thư: trang Lịch.", paper.title]
    links = [f"{address}/", f"{address}/papers/{paper.public_id}/"] if address else plain
    assert [daily[-1], alert[-1]] == links
    assert len([line for line in (*daily, *alert) if "://" in line]) == 2 * bool(address)
    assert alert[:2] == ["Văn bản hỏa tốc: 31-KL/ĐUK", paper.title]


def urgent(cast: Cast, number: str, said: str) -> Entry:
    told = fields(number, urgency=said)
    return register(register=cast.incoming, issuer=cast.khoi, fields=told, by=cast.clerk, at=AT, on=TODAY)


@pytest.mark.parametrize(
    ("said", "told"),
    [("hỏa tốc", True), ("Hoả tốc", True), ("HỎA TỐC HẸN GIỜ", True), ("thượng khẩn", True), ("khẩn", True),
     (unicodedata.normalize("NFD", "Hỏa tốc"), True), ("", False), ("thường", False)],
)  # fmt: skip
def test_however_it_is_spelled_urgent_is_urgent(cast: Cast, host: Box, said: str, told: bool) -> None:
    take_letters(email="bithu@vidu.vn", by=cast.leader, at=AT)
    urgent(cast, "31", said)
    assert alert_now(AT).sent == told


def test_an_alert_is_tried_until_the_host_takes_it_or_it_is_no_news(cast: Cast, host: Box) -> None:
    """A host that refuses, a worker that is killed: told at last, and the keeper of accounts knows who was not told."""
    take_letters(email="bithu@vidu.vn", by=cast.leader, at=AT)
    urgent(cast, "31", "HỎA TỐC")
    host.refuses = True
    later = [AT + timedelta(minutes=n) for n in (0, 1, 11, 22)]
    assert [alert_now(at) for at in later] == [(0, 1), (0, 0), (0, 1), (0, 1)]
    assert [row.mailbox.email for row in untaken(cast.admin, later[3])] == ["bithu@vidu.vn"]
    host.refuses = False
    at = AT + timedelta(minutes=33)
    ask_alerts(at)
    assert work_once(lambda: at)
    assert len(host.letters) == 1
    assert not untaken(cast.admin, at).exists()
    assert alert_now(at + DAY) == (0, 0)


@pytest.mark.parametrize("after", [False, True])
def test_an_alert_broken_off_is_told_again(cast: Cast, host: Box, monkeypatch: pytest.MonkeyPatch, after: bool) -> None:
    """Better twice than never; both bear one name, so that a mail program knows them for the same."""
    take_letters(email="bithu@vidu.vn", by=cast.leader, at=AT)
    urgent(cast, "31", "HỎA TỐC")
    with monkeypatch.context() as broken, pytest.raises(KeyboardInterrupt):
        broken.setattr("dondoc.reminding.actions.writing.send", (lambda *how: killed(send(*how))) if after else killed)
        alert_now(AT)
    assert alert_now(AT + timedelta(minutes=1)) == (0, 0)
    assert alert_now(AT + timedelta(minutes=11)) == (1, 0)
    assert len(host.letters) == 1 + after
    assert len({letter["Message-ID"] for _to, letter in host.letters}) == 1


def test_without_a_mail_host_nothing_leaves(cast: Cast) -> None:
    with pytest.raises(Refused, match="chưa cấu hình máy chủ thư"):
        take_letters(email="chibo@vidu.vn", by=cast.doer, at=AT)
    assert write_today(AT) == (0, 0)


def test_what_is_sent_shows_no_more_than_a_page(cast: Cast) -> None:
    """A letter or a feed is made as the post sees, never as the installation itself."""
    an_assignment(cast, obligation=an_obligation(cast), unit=cast.home)
    actor = as_post(Holding.objects.get(pk=cast.doer.holding_id), TODAY)
    assert not actor.is_setup
    assert coming(actor, TODAY, TODAY + 60 * DAY) == []


def test_the_worker_opens_periods_each_day(cast: Cast) -> None:
    monthly(cast)
    for _start in range(2):
        ask_today(AT)
    assert work_once(lambda: AT)
    assert Job.objects.get().result == {"opened": 1, "letters": 0}
