"""Lịch và nhắc việc — periods opened, reported, confirmed; a feed that a calendar reads; one letter a day through a real mail host."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from email import message_from_bytes
from email.message import Message
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from django.test import Client
from django.urls import reverse
from icalendar import Calendar

from dondoc.access.rights import NotAllowed
from dondoc.documents.actions.registering import register
from dondoc.jobs.models import Job
from dondoc.jobs.worker import work_once
from dondoc.regulations.actions import set_place
from dondoc.reminding.actions.feeding import open_feed, revoke_feed
from dondoc.reminding.actions.occurring import confirm, give_back, open_due, report
from dondoc.reminding.actions.writing import alert_now, ask_alerts, ask_today, stop_letters, take_letters, write_today
from dondoc.reminding.models import Alert, Feed, Letter, Mailbox, Occurrence
from dondoc.reminding.queries import as_post, coming, counts
from dondoc.shared.acts import Refused
from dondoc.units.models import Holding
from tests.cast import AT, TODAY, Cast
from tests.making import an_assignment, an_entry, an_obligation, fields
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


class Box:
    """Hộp thư thật — what the mail host took."""

    def __init__(self) -> None:
        self.letters: list[tuple[list[str], Message]] = []
        self.refuses = False

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802 - aiosmtpd's name
        if self.refuses:
            return "451 try later"
        self.letters.append((envelope.rcpt_tos, message_from_bytes(envelope.content)))
        return "250 OK"


@pytest.fixture
def host(settings: Any) -> Iterator[Box]:
    """An SMTP server in this process; the office's settings point at it."""
    box = Box()
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    controller = Controller(box, hostname="127.0.0.1", port=port)
    controller.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
    yield box
    controller.stop()


def words(letter: Message) -> str:
    return letter.get_payload(decode=True).decode().replace("\r\n", "\n")  # type: ignore[union-attr]


def test_one_letter_a_day_to_who_asked(cast: Cast, host: Box) -> None:
    late = an_assignment(cast, obligation=an_obligation(cast), due_on=date(2026, 11, 10), due_reason="Theo kế hoạch")
    an_assignment(cast, obligation=an_obligation(cast, an_entry(cast, "16")), due_on=NEXT)
    assert write_today(AT + DAY) == 0, "nobody asked"
    take_letters(email="chibo@vidu.vn", by=cast.doer, at=AT)
    take_letters(email="khac@vidu.vn", by=cast.stranger, at=AT)
    assert write_today(AT) == 0, "a day off"
    assert [write_today(AT + DAY) for _again in range(3)] == [1, 0, 0]
    ((to, letter),) = host.letters
    assert to == ["chibo@vidu.vn"]
    said = words(letter)
    assert "Quá hạn (1)\n- 10/11/2026 NV-1/2026 đến hạn: 15-KL/ĐUK" in said
    assert "Đến hạn hôm nay (1)" in said
    assert late.obligation.text not in said
    assert write_today(AT + 2 * DAY) == 1
    assert write_today(AT + 4 * DAY) == 0, "a Saturday"
    stop_letters(mailbox=Mailbox.objects.get(user=cast.doer.account_id), by=cast.doer, at=AT)
    assert write_today(AT + 3 * DAY) == 0


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


def test_a_host_that_does_not_take_it_is_told_and_not_tried_again(cast: Cast, host: Box, caplog: Any) -> None:
    an_assignment(cast, obligation=an_obligation(cast), due_on=NEXT)
    take_letters(email="chibo@vidu.vn", by=cast.doer, at=AT)
    host.refuses = True
    assert [write_today(AT + DAY), write_today(AT + DAY)] == [0, 0]
    assert Letter.objects.get().sent_at is None
    assert "chibo@vidu.vn" not in caplog.text


def test_an_urgent_paper_is_told_at_once_and_once(cast: Cast, host: Box) -> None:
    take_letters(email="bithu@vidu.vn", by=cast.leader, at=AT)
    take_letters(email="chibo@vidu.vn", by=cast.doer, at=AT)
    an_entry(cast, "30")
    ask_alerts(AT)
    assert not Job.objects.filter(kind="reminding.alert").exists()
    register(
        register=cast.incoming, issuer=cast.khoi, fields=fields("31", urgency="HỎA TỐC"), by=cast.clerk, at=AT, on=TODAY
    )
    ask_alerts(AT)
    assert work_once(lambda: AT)
    assert alert_now(AT) == 0
    ((to, letter),) = host.letters
    assert to == ["bithu@vidu.vn"], "of a unit whose papers the person handles"
    assert words(letter).startswith("Văn bản hỏa tốc: 31-KL/ĐUK")
    assert Alert.objects.count() == 1


def test_without_a_mail_host_nothing_leaves(cast: Cast) -> None:
    with pytest.raises(Refused, match="chưa cấu hình máy chủ thư"):
        take_letters(email="chibo@vidu.vn", by=cast.doer, at=AT)
    assert write_today(AT) == 0


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
