"""Danh sách — a figure opens as many rows as it says; a list is found by words, taken as XLSX, printed whole."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date, timedelta

import pytest
from django.test import Client
from lxml import html

from dondoc.documents.models import Paper
from dondoc.documents.search import snippet
from dondoc.obligations.models import Assignment
from dondoc.obligations.queries import Standing, standing_of
from dondoc.units.models import Unit
from tests.cast import TODAY, Cast
from tests.making import an_assignment, an_entry, an_obligation
from tests.web.story import Story, clock, evening

pytestmark = pytest.mark.acts
NOW = evening(TODAY)


def _client(cast: Cast, role: str = "leader") -> Client:
    client = Client()
    client.force_login(cast.user(role), backend="django.contrib.auth.backends.ModelBackend")
    return client


def _get(client: Client, address: str, moment: object = NOW) -> str:
    with clock(moment):  # type: ignore[arg-type]
        answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def _rows(client: Client, address: str) -> int:
    """How many rows a list says it has."""
    return _said(_get(client, address))


def _said(content: str) -> int:
    found = html.fromstring(content).xpath("string(//div[@class='pager']/span)").split()
    return int(found[2]) if found else 0


def _some_work(cast: Cast) -> None:
    """Every state and lateness, at home, abroad and below."""
    story = Story(cast)
    story.register(0)
    for turn in range(12):
        story.confirm(8)
        story.assign(turn)
    for n, share in enumerate(Assignment.objects.order_by("id"), 1):
        due = None if n % 5 == 0 else TODAY + timedelta(days=n % 7 - 3)
        Assignment.objects.filter(pk=share.pk).update(due_on=due)
        share.due_days.update(due_on=due)
    for name, turn in (("accept", 0), ("accept", 1), ("prove", 1), ("submit", 1), ("prove", 2), ("submit", 2), ("judge", 38),
                       ("hand_back", 4), ("prove", 5), ("submit", 5), ("judge", 29), ("accept", 7)):  # fmt: skip
        getattr(story, name)(turn)


def test_every_figure_of_the_report_opens_as_many_rows(cast: Cast) -> None:
    _some_work(cast)
    client, opened = _client(cast), 0
    for link in html.fromstring(_get(client, "/reports/progress/")).xpath("//table//td[contains(@class,'num')]/a"):
        assert _rows(client, link.get("href")) == int(link.text), link.get("href")
        opened += 1
    assert opened > 12


def test_every_figure_of_a_past_days_report_opens_as_many_rows(cast: Cast) -> None:
    story = Story(cast)
    story.register(0)
    for turn in range(8):
        story.confirm(8)
        story.assign(turn)
    story.accept(0)
    story.day += timedelta(days=3)
    for turn in range(1, 6):
        story.accept(turn)
        story.prove(turn)
        story.submit(turn)
    client, moment = _client(cast), evening(story.day)
    day = f"day={TODAY + timedelta(days=1):%d/%m/%Y}"
    links = html.fromstring(_get(client, f"/reports/progress/?{day}", moment)).xpath(
        "//table//td[contains(@class,'num')]/a"
    )
    assert len(links) > 10
    for link in links:
        assert day in link.get("href")
        assert _said(_get(client, link.get("href"), moment)) == int(link.text), link.get("href")


def test_the_figures_of_the_tree_and_the_desk_open_as_many_rows(cast: Cast) -> None:
    _some_work(cast)
    client = _client(cast)
    links = html.fromstring(_get(client, "/units/")).xpath("//table//td[contains(@class,'num')]/a")
    assert links
    assert [
        (_rows(client, a.get("href")), int(a.text)) for a in links if _rows(client, a.get("href")) != int(a.text)
    ] == []
    late = html.fromstring(_get(client, "/")).xpath("//a[contains(@class,'late')]")[0]
    assert _rows(client, late.get("href")) == int(late.text.split()[0])


@pytest.mark.parametrize("minutes", [0, 1, 59, 5 * 60 + 59, 6 * 60, 11 * 60, 23 * 60 + 59])
def test_what_is_late_in_a_query_is_late_in_its_row(cast: Cast, minutes: int) -> None:
    """To the minute, in every place from far behind Hà Nội to far before it."""
    duty = an_obligation(cast)
    for turn, hours in enumerate((-11, -6, -5.5, -0.25, 0, 3, 7)):
        Unit.objects.filter(pk=cast.cell.pk).update(hours_from_hanoi=hours)
        for days in (-3, -2, -1, 0, 1):
            share = an_assignment(cast, obligation=an_obligation(cast, duty.entry, text=f"Việc {turn} {days}"))
            Assignment.objects.filter(pk=share.pk).update(due_on=TODAY + timedelta(days=days))
        rows = Assignment.objects.select_related("unit")
        moment = evening(TODAY).replace(hour=0, minute=0) + timedelta(minutes=minutes)
        late = {row.pk for row in rows if standing_of(row, moment) == Standing.OVERDUE}
        assert set(rows.overdue(moment).values_list("pk", flat=True)) == late


@pytest.mark.parametrize(
    ("words", "found"),
    [("viec quan trong", 1), ("QUAN TRỌNG", 1), ("15-kl", 2), ("NV-1", 1), ("nv 1/2026", 1), ("NV-9", 0), ("nn-a03", 2),
     ("quan xyz", 0), ("%", 0)],
)  # fmt: skip
def test_work_is_found_by_number_by_paper_by_unit_by_words_with_or_without_marks(
    cast: Cast, words: str, found: int
) -> None:
    entry = an_entry(cast)
    for text in ("Việc quan trọng", "Việc thường"):
        an_assignment(cast, obligation=an_obligation(cast, entry, text=text))
    assert _rows(_client(cast), f"/obligations/?words={words}") == (found if words != "%" else 2)


def _cells(data: bytes) -> list[str]:
    """Every string of a workbook."""
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        texts = [
            book.read(name).decode() for name in book.namelist() if name.endswith(".xml") and "/worksheets/" in name
        ]
        texts += [book.read("xl/sharedStrings.xml").decode()] if "xl/sharedStrings.xml" in book.namelist() else []
    return re.findall(r"<t[^>]*>([^<]*)</t>", "".join(texts))


def test_a_list_is_one_file_by_the_same_filter(cast: Cast) -> None:
    entry = an_entry(cast)
    for n in range(60):
        an_assignment(cast, obligation=an_obligation(cast, entry, text=f"=Việc số {n}"), due_on=date(2026, 12, 1))
    client = _client(cast)
    answer = client.get("/obligations/?words=nn-a03&as=xlsx")
    cells = _cells(answer.content)
    assert sum("Việc số" in cell for cell in cells) == 60
    assert any("có “nn-a03”" in cell for cell in cells)
    assert _cells(client.get("/obligations/?words=khong-co&as=xlsx").content).count("Chi bộ NN-A03") == 0
    printed = client.get("/obligations/?as=print").content.decode()
    assert printed.count("Việc số") == 60
    assert 'class=" print"' in printed


def test_a_long_list_is_read_part_by_part_and_whole(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    """In its order, none twice, none left out; the level of one row stands over all."""
    monkeypatch.setattr("dondoc.web.pouring.PART", 7)
    monkeypatch.setattr("dondoc.web.pouring.IN_MEMORY", 100)
    entry = an_entry(cast)
    for n in range(20):
        an_assignment(
            cast, obligation=an_obligation(cast, entry, text=f"Việc số {n:02}"), due_on=TODAY + timedelta(days=n)
        )
    Paper.objects.filter(pk=entry.paper_id).update(secrecy="MẬT")
    client = _client(cast)
    for form in ("csv", "xlsx"):
        answer = client.get(f"/obligations/?as={form}")
        data = b"".join(answer.streaming_content)  # type: ignore[attr-defined]
        said = data.decode("utf-8-sig") if form == "csv" else " ".join(_cells(data))
        assert re.findall(r"Việc số (\d\d)", said) == [f"{n:02}" for n in range(20)]
        assert said.count("MẬT") == 21 and "Độ mật" in said


def test_what_no_worksheet_holds_is_to_be_had_as_csv(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dondoc.web.lists.FILED", 3)
    entry = an_entry(cast)
    for n in range(4):
        an_assignment(cast, obligation=an_obligation(cast, entry, text=f"Việc số {n}"))
    client = _client(cast)
    refused = client.get("/obligations/?as=xlsx")
    assert refused.status_code == 409 and "tải CSV" in refused.content.decode()
    assert client.get("/obligations/?as=csv").content.decode().count("Việc số") == 4


def test_a_stranger_takes_nothing_away_in_a_file(cast: Cast) -> None:
    share, stranger = an_assignment(cast), _client(cast, "stranger")
    for page in ("/obligations/?state=all", "/journal/?x=1", "/search/?q=quan+ly", "/registers/?x=1", "/units/?x=1"):
        answer = stranger.get(page + "&as=xlsx")
        said = " ".join(_cells(answer.content))
        assert answer.status_code == 200
        assert share.obligation.text not in said, page
        assert "15-KL/ĐUK" not in said, page
        assert "NN-A03" not in said, page


def test_a_line_of_the_journal_opens_what_it_is_about(cast: Cast) -> None:
    share = an_assignment(cast, upto="accepted")
    said = _get(_client(cast), "/journal/")
    assert f'<a href="/assignments/{share.public_id}/">' in said
    assert f'<a href="/papers/{share.obligation.paper.public_id}/">' in said
    only = _get(_client(cast), "/journal/?act=obligations.accept")
    assert only.count("<strong>tiếp nhận</strong>") == 1
    assert "<strong>Vào sổ</strong>" not in only


def test_who_may_not_see_the_work_is_told_so_not_that_there_is_none(cast: Cast) -> None:
    an_assignment(cast)
    said = _get(_client(cast, "admin"), f"/units/{cast.cell.public_id}/")
    assert "không được xem nhiệm vụ của đơn vị này" in said
    assert "Không có việc nào đang mở" not in said


def test_search_shows_where_most_of_the_words_stand_together() -> None:
    text = "ĐẢNG ỦY KHỐI NGOẠI VỤ\nVề công tác. Các đảng viên ngoài nước báo cáo."
    assert snippet(text, "dang vien ngoai nuoc")[1] == "đảng viên ngoài nước"  # type: ignore[index]
    assert snippet(text, "ngoai")[1] == "NGOẠI"  # type: ignore[index]
    assert snippet(text, "xyz") is None


def test_a_number_of_an_obligation_leads_to_it(cast: Cast) -> None:
    duty = an_obligation(cast)
    said = _get(_client(cast), f"/search/?q={duty.nv.lower()}")
    assert f"/obligations/{duty.public_id}/" in said
    assert f"/obligations/{duty.public_id}/" not in _get(_client(cast, "stranger"), f"/search/?q={duty.nv}")
