"""Trang Soi — health first, every figure opens its rows, the address that keeps the figures keeps them."""

from __future__ import annotations

import io
import re
from datetime import date, timedelta
from zipfile import ZipFile

import pytest
from django.test import Client
from django.urls import reverse
from lxml import html

from dondoc.implementation.actions import closing, proving
from dondoc.inspecting.actions.asking import ask_documents
from dondoc.inspecting.lifecycle import State
from dondoc.regulations.actions import set_figure
from tests.cast import AT, Cast
from tests.inspecting.making import a_case, a_line
from tests.making import an_assignment, an_entry, an_obligation
from tests.mirror.making import a_year_of_work
from tests.pledging.making import a_list
from tests.web.story import clock

pytestmark = pytest.mark.acts


@pytest.fixture
def client(cast: Cast) -> Client:
    found = Client()
    found.force_login(cast.user("leader"), backend="django.contrib.auth.backends.ModelBackend")
    return found


def _page(client: Client, address: str, days: float = 0) -> html.HtmlElement:
    with clock(AT + timedelta(days=days)):
        answer = client.get(address)
    assert answer.status_code == 200, address
    return html.fromstring(answer.content)


def _words(tree: html.HtmlElement, id: str = "content") -> str:
    return " ".join(tree.get_element_by_id(id).text_content().split())


def test_the_mirror_says_what_stands_and_opens_it(cast: Cast, client: Client) -> None:
    """One done, one overdue, one without a day, one reported and not confirmed; an obligation given to nobody."""
    an_assignment(cast, upto="done")
    for number, due in (("16", date(2026, 11, 26)), ("17", None)):
        an_assignment(cast, obligation=an_obligation(cast, an_entry(cast, number)), due_on=due, due_reason="Chưa rõ")
    an_assignment(cast, obligation=an_obligation(cast, an_entry(cast, "18")), upto="submitted")
    an_obligation(cast, an_entry(cast, "19"))
    tree = _page(client, reverse("mirror"), 10)
    ids = [e.get("id") for e in tree.xpath("//section[@id]")]
    assert ids[:3] == ["health", "classes", "three"], "health stands before all others"
    assert ids[-1] == "indicators", "what is drawn stands before what is listed"
    assert {"papers", "months", "levels"} <= set(ids[3:-1])
    trend = tree.xpath(
        "//*[@id='indicators']//tr[th[starts-with(normalize-space(.), 'Tỷ lệ muộn')]]//details[@class='trend']"
    )[0]
    assert list(trend.xpath(".//text()[starts-with(., '202')]")) == ["2025", "2026"]
    assert trend.xpath(".//li")[-1].text.startswith("Quý 4/2026: 100%"), "a drawing touched says its values"
    three = [" ".join(li.text_content().split()) for li in tree.xpath("//*[@id='three']//li")]
    assert three == ["1 trong 5 nhiệm vụ chưa giao cho đơn vị nào.",
                     "1 trong 1 việc đã đến hạn là xong muộn hoặc quá hạn.",
                     "4 trong 4 việc không ghi sản phẩm."], "of enough rows first, then the largest share"  # fmt: skip
    assert "đơn vị chưa đặt" in _words(tree, "indicators")
    assert not tree.xpath("//*[contains(@class,'s-MISSED')]"), "no threshold, no colour"
    rules = tree.xpath("//*[@id='indicators']//tr/th/details[not(@open)][summary='Cách tính'][span]")
    assert len(rules) == len(tree.xpath("//*[@id='indicators']//tr[td]")) > 12
    links = {a.get("href") for a in tree.xpath("//main//a[contains(@href,'/mirror/rows/')]")}
    assert len(links) > 12
    for link in links:
        assert _page(client, link, 10).xpath("//main//tbody/tr"), link
    late = _page(client, reverse("mirror_rows") + f"?unit={cast.root.public_id}&of=I2&side=hit", 10)
    assert [e.text_content() for e in late.xpath("//tbody//th/a")] == ["NV-2/2026"]


def test_the_same_address_gives_the_same_figures(cast: Cast, client: Client) -> None:
    """Whatever was entered since, even of days before."""
    share = an_assignment(cast, upto="accepted")
    tree = _page(client, reverse("mirror"), 1)
    again, said = reverse("mirror") + tree.xpath("//h1/following-sibling::p//a/@href")[0], _words(tree, "indicators")
    later = {"by": cast.doer, "at": AT + timedelta(days=2), "on": date(2026, 11, 25)}
    proving.add_evidence(assignment=share, kind="WORDS", text="Báo cáo số 3", keeper="Văn phòng", **later)
    closing.submit(assignment=share, **later)
    assert _words(_page(client, again, 400), "indicators") == said
    assert _words(_page(client, reverse("mirror") + "?day=25/11/2026", 400), "indicators") != said


def _sets(cast: Cast, key: str, percent: int) -> None:
    set_figure(
        key=key,
        amount=percent,
        unit="percent",
        from_on=date(2026, 1, 1),
        ground="Quy chế làm việc",
        by=cast.leader,
        at=AT,
    )


def test_a_threshold_of_the_office_colours_and_too_few_days_grey(cast: Cast, client: Client) -> None:
    for number, due in (("16", date(2026, 11, 26)), ("17", None)):
        an_assignment(cast, obligation=an_obligation(cast, an_entry(cast, number)), due_on=due, due_reason="Chưa rõ")
    _sets(cast, "mirror.late_share", 5)
    tree = _page(client, reverse("mirror"), 10)
    assert [" ".join(told.text_content().split()) for told in tree.xpath("//*[@id='indicators']//*[contains(@class,'s-MISSED')]")] == [
        "100% vượt ngưỡng"], "a word beside the colour"  # fmt: skip
    assert "đơn vị tự đặt: Quy chế làm việc, từ 01/01/2026" in _words(tree, "indicators")
    _sets(cast, "mirror.dated", 80)
    tree = _page(client, reverse("mirror"), 10)
    assert "quá ít việc có hạn để nói" in _words(tree, "indicators")
    assert not tree.xpath("//*[@id='indicators']//*[contains(@class,'s-MISSED')]")
    assert "xong muộn hoặc quá hạn" not in _words(tree, "three")


def test_an_empty_house_says_so(cast: Cast, client: Client) -> None:
    tree = _page(client, reverse("mirror"))
    assert "Chưa có việc nào được giao trong kỳ." in _words(tree)
    assert "Số liệu đã nhập chưa cho thấy điều gì phải ghi." in _words(tree, "three")
    rows = reverse("mirror_rows")
    assert client.get(f"{rows}?of=nothing").status_code == 404
    assert {client.get(f"{rows}?of={key}&side=level").status_code for key in ("Q1", "C1", "I8", "I7", "I13")} == {404}
    assert client.get(f"{rows}?of=I3&side=level").status_code == 200


STUDIED = ["41-KL/ĐUK", "15-KL/ĐUK"]


def _figures(tree: html.HtmlElement, name: str) -> tuple[str, dict[str, str]]:
    """What a line of the page says where its figure comes from, and the addresses it opens."""
    row = tree.xpath(f"//*[@id='indicators']//tr[th[starts-with(normalize-space(.), '{name}')]]")[0]
    cell = row.xpath("td[2]")[0]
    return " ".join(" ".join(cell.itertext()).split()).replace(" /", "/").replace("/ ", "/"), {
        a.text_content(): a.get("href") for a in reversed(cell.xpath(".//a"))
    }


def test_every_room_is_counted_and_opens_what_was_counted(cast: Cast, client: Client) -> None:
    """Studied, urged, aimed at, given on: each figure, its rows, the same rows as a file, and the paper's own matrix."""
    paper = a_year_of_work(cast)
    tree = _page(client, reverse("mirror"), 30)
    for name, said, opened in (
        ("Đã quán triệt", "2/5 · số còn lại", {"2": STUDIED, "số còn lại": STUDIED}),
        ("Đảng viên dự quán triệt", "8/9 1 không tính được", {"8": ["Chi bộ NN-A03"], "1": ["Chi bộ Vụ Hành chính"]}),
        ("Trả lời đôn đốc", "0/1 · số còn lại 1 chưa trả lời", {"số còn lại": ["NV-1/2026"]}),
        ("Chỉ tiêu đạt", "1/1 1 không tính được", {"1": ["Kết nạp đảng viên"]}),
        ("Thời gian giao", "2/2", {"2": ["NV-1/2026", "NV-1/2026"]}),
    ):
        text, links = _figures(tree, name)
        assert text.startswith(said), (name, text)
        for link, heads in opened.items():
            shown = _page(client, links[link], 30)
            assert [a.text_content() for a in shown.xpath("//tbody//th/a")] == heads, (name, link)
            with clock(AT + timedelta(days=30)):
                data = client.get(links[link] + "&as=xlsx").content
            words = html.fromstring(ZipFile(io.BytesIO(data)).read("xl/worksheets/sheet1.xml")).text_content()
            assert all(head in words for head in heads), (name, link)
    few = _page(client, _figures(tree, "Đảng viên dự quán triệt")[1]["1"], 30)
    assert "dưới 5 đảng viên, không nêu" in _words(few) and not few.xpath("//tbody//td[@class='num']")
    matrix = _page(client, reverse("mirror_paper", args=[paper.public_id]), 30)
    assert [" ".join(tr.text_content().split()) for tr in matrix.xpath("//table[@class='matrix']/tbody/tr")] == [
        "Đảng ủy bộ phận NN-A", "Chi bộ NN-A03"]  # fmt: skip
    assert [a.get("aria-label").partition(": ")[2] for a in matrix.xpath("//table[@class='matrix']/tbody//a")] == [
        "chưa có hoạt động nào", "có minh chứng"]  # fmt: skip
    lines = [
        [" ".join(cell.text_content().split()) for cell in tr]
        for tr in matrix.xpath("//*[@id='matrix']//table[@class='cards']//tbody/tr")
    ]
    (name,) = [a.text_content() for a in matrix.xpath("//*[@id='passages']//th/a")]
    assert lines == [["Đảng ủy bộ phận NN-A", "0/1", name, ""], ["Chi bộ NN-A03", "1/1", "", ""]], (
        "what each lacks is named"
    )
    assert "Báo cáo kết quả quản lý đảng viên" in _words(matrix, "passages"), "the paper's words, not only a number"
    assert "1/2" in _words(tree, "papers")
    assert "sau 1 ngày" in _words(matrix, "tree")
    branch = f"?unit={cast.root.public_id}&paper={paper.public_id}&level=CHI_BO"
    assert _figures(_page(client, reverse("mirror") + branch, 30), "Thời gian giao")[0].startswith("1/1")


def _stands_alone(cell: html.HtmlElement) -> list[str]:
    """The digits of a cell that are neither a link nor marked as a measure (days, shares, thresholds)."""
    said = cell.xpath(".//text()[not(ancestor::a) and not(ancestor-or-self::*[contains(@class,'measure')])]")
    return [words for words in said if any(letter.isdigit() for letter in words)]


def _opened(client: Client, link: str, days: float) -> int:
    """How many the rows of a link add up to: said by the page, or counted."""
    shown = _page(client, link, days)
    added = re.search(r"Cộng: ([\d.]+)", _words(shown))
    return int(added[1]) if added else len(shown.xpath("//main//tbody/tr"))


def test_no_result_stands_without_the_rows_it_counts(cast: Cast, client: Client) -> None:
    """Every number of a figure and of what is told beside it opens as many rows as it says; of the levels and the matrix too."""
    paper = a_year_of_work(cast)
    case = a_case(cast, State.ANNOUNCED, line=a_line(cast, when_until=date(2026, 12, 1)))
    for number in (2, 3):
        ask_documents(body=a_case(cast, State.DEPLOYED).bodies.get(unit=cast.cell), text=f"Sổ {number}", due_on=date(2026, 11, 26), by=cast.clerk, at=AT)  # fmt: skip
    a_list(cast, 4)
    assert case.findings.exists()
    tree = _page(client, reverse("mirror"), 60)
    assert [
        alone
        for cell in tree.xpath("//*[@id='health' or @id='indicators' or @id='levels']//td")
        for alone in _stands_alone(cell)
    ] == []
    links = [
        (a.text_content(), a.get("href"))
        for a in tree.xpath(
            "//*[@id='health' or @id='indicators' or @id='levels']//td[not(ancestor::*[@class='measure'])]//a[not(ancestor::*[contains(@class,'measure')])]"
        )
    ]
    counted = [(int(found[0]), href) for text, href in links if (found := re.search(r"\d+", text))]
    assert len(counted) > 40
    opened = [(n, _opened(client, href, 60), href) for n, href in counted]
    assert [told for told in opened if told[0] != told[1]] == []
    matrix = _page(client, reverse("mirror_paper", args=[paper.public_id]), 60)
    foot = [(int(a.text_content()), a.get("href")) for a in matrix.xpath("//*[@id='matrix']//tfoot//td//a")]
    assert foot and [n for n, _href in foot] == [_opened(client, href, 60) for _n, href in foot]


def test_a_past_day_is_named_where_the_three_things_are_told(cast: Cast, client: Client) -> None:
    assert "hôm nay" in _words(_page(client, reverse("mirror"), 3), "three")
    past = _words(_page(client, reverse("mirror") + "?day=25/11/2026", 3), "three")
    assert "tại ngày 25/11/2026" in past and "hôm nay" not in past


def test_poor_data_grey_what_leans_on_them_and_nothing_where_no_figure_is_set(cast: Cast, client: Client) -> None:
    """Of products: the plans, news and reports that a product asks for; where no figure is set that is said."""
    an_assignment(cast, upto="submitted")
    grey = "quá ít việc ghi sản phẩm để nói"
    tree = _page(client, reverse("mirror"), 10)
    assert grey not in _words(tree, "indicators")
    assert _words(tree, "health").count("đơn vị chưa đặt ngưỡng: không làm mờ chỉ báo nào") == 4
    _sets(cast, "mirror.product", 50)
    lines = _page(client, reverse("mirror"), 10).xpath("//*[@id='indicators']//tr[td]")
    assert [line.xpath("string(th/text())") for line in lines if grey in line.text_content()] == [
        "Độ trễ kế hoạch", "Kế hoạch muộn", "Tin kịp thời", "Tin định kỳ kịp thời", "Báo cáo một lần đúng hạn"]  # fmt: skip


def test_targets_say_that_they_are_the_unit_s_own_under_a_filter(cast: Cast, client: Client) -> None:
    a_year_of_work(cast)
    for narrowed in ("part=below", "level=CHI_BO"):
        text, _links = _figures(_page(client, reverse("mirror") + f"?{narrowed}", 30), "Chỉ tiêu đạt")
        assert text.startswith("chỉ tiêu là của chính đơn vị: không tính khi lọc"), narrowed
