"""Hình vẽ — drawn whole at one, ten and two hundred marks; nothing typed by people becomes markup."""

from __future__ import annotations

import re
from datetime import date
from itertools import pairwise
from xml.etree import ElementTree as Xml

import pytest

from dondoc.web.pictures import (
    Arrow,
    Box,
    Mark,
    Month,
    Node,
    Part,
    Step,
    Work,
    cascade,
    gantt,
    lineage,
    series,
    share,
    sign,
    strip,
    trend,
)
from dondoc.web.pictures.months import month
from dondoc.web.pictures.shapes import SIGNS, cut, width, wrap

SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = "Chi bộ \"A\" <script>alert('x')</script> & tổ 1"


def _drawn(svg: str) -> Xml.Element:
    assert "style=" not in svg
    return Xml.fromstring(svg.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1))


def _links(svg: str) -> list[Xml.Element]:
    return list(_drawn(svg).iter(f"{SVG}a"))


def _boxes(svg: str) -> dict[str, tuple[float, float, float]]:
    """Each paper's label with its box: left, top, bottom."""
    found = {}
    for mark in _links(svg):
        box, label = mark.find(f"{SVG}rect"), mark.find(f"{SVG}text")
        assert box is not None and label is not None
        top = float(box.get("y", ""))
        found[label.text or ""] = (float(box.get("x", "")), top, top + float(box.get("height", "")))
    return found


def _node(label: str, *children: Node, standing: str = "dang_lam") -> Node:
    return Node(label, "hạn 15/12/2026", standing, "đang làm", f"/n/{label}/", children)


@pytest.mark.library
@pytest.mark.parametrize(
    "svg",
    [
        cascade([_node(HOSTILE, _node(HOSTILE))], HOSTILE),
        lineage([Box(HOSTILE, HOSTILE, f'/"{HOSTILE}'), Box(HOSTILE, HOSTILE, "")], [Arrow(0, 1, HOSTILE)], HOSTILE),
        share([Part('"><b', HOSTILE, 3, '/?q="<b>')], HOSTILE),
        series([Mark(HOSTILE, 1.0, HOSTILE, 2.0, HOSTILE, '/?q="<b>')], HOSTILE),
        strip([Month(2026, 1, None, HOSTILE, '/"')], HOSTILE),
        gantt(
            [Work(HOSTILE, HOSTILE, None, HOSTILE, HOSTILE, '/"')],
            date(2026, 5, 12),
            date(2026, 11, 24),
            HOSTILE,
            HOSTILE,
        ),
        sign(HOSTILE),
    ],
)
def test_words_stay_words(svg: str) -> None:
    tags = {element.tag.removeprefix(SVG) for element in _drawn(svg).iter()}
    assert tags <= {"svg", "g", "a", "title", "rect", "circle", "path", "text"}


@pytest.mark.library
def test_every_state_has_its_own_sign_and_the_unheard_of_is_unknown() -> None:
    assert len(set(SIGNS.values())) == len(SIGNS) == 16
    assert sign("no-such-state") == sign("")


@pytest.mark.library
@pytest.mark.parametrize("count", [0, 1, 10, 200])
def test_a_cascade_has_a_row_a_share_and_each_opens_it(count: int) -> None:
    links = _links(cascade([_node(f"Chi bộ {n}") for n in range(count)], "cây"))
    assert [link.get("href") for link in links] == [f"/n/Chi bộ {n}/" for n in range(count)]
    rows = [link.find(f"{SVG}rect") for link in links]
    assert len({row.get("y") for row in rows if row is not None}) == count


@pytest.mark.library
def test_the_day_stands_on_the_branch_between_giver_and_doer() -> None:
    links = _links(cascade([_node("Đảng ủy", _node("Chi bộ"))], "cây"))
    signs = [float(re.findall(r"[\d.]+", link.findall(f"{SVG}g")[0].get("transform", ""))[0]) for link in links]
    day = links[1].findall(f"{SVG}text")[0]
    assert day.text == "hạn 15/12/2026"
    assert signs[0] < float(day.get("x", "")) < signs[1]


@pytest.mark.library
def test_a_first_due_day_in_brackets_is_told_too() -> None:
    moved = Node("Ban Tổ chức", "hạn 25/11/2026 (hạn đầu 10/11/2026)", "dang_lam", "đang làm", "/n/")
    words = [text.text for text in _drawn(cascade([moved], "cây")).iter(f"{SVG}text")]
    assert words == ["hạn 25/11/2026", "Ban Tổ chức", "đang làm", " (hạn đầu 10/11/2026)"]


@pytest.mark.library
def test_papers_stand_right_of_what_they_rest_on() -> None:
    papers = [Box(name, "", f"/{name}/") for name in ("chỉ thị", "kế hoạch", "nghị quyết", "lạc")]
    placed = _boxes(lineage(papers, [Arrow(1, 0, "thực hiện"), Arrow(0, 2, "căn cứ"), Arrow(1, 2, "căn cứ")], "sơ đồ"))
    assert placed["nghị quyết"] < placed["chỉ thị"] < placed["kế hoạch"]
    assert set(placed) == {"chỉ thị", "kế hoạch", "nghị quyết", "lạc"}


@pytest.mark.library
def test_papers_that_speak_of_one_another_are_drawn_once() -> None:
    ring = [Arrow(0, 1, "sửa đổi"), Arrow(1, 2, "viện dẫn"), Arrow(2, 0, "thay thế"), Arrow(0, 0, "tự nhắc")]
    assert len(_boxes(lineage([Box(str(n), "", f"/{n}/") for n in range(3)], ring, "vòng"))) == 3


@pytest.mark.library
@pytest.mark.parametrize("count", [1, 10, 200])
def test_no_paper_lies_on_another(count: int) -> None:
    arrows = [Arrow(0, n, "căn cứ") if n % 2 else Arrow(n, 0, "thực hiện") for n in range(1, count)]
    placed = sorted(
        _boxes(lineage([Box(f"{n}-NQ/ĐU", "về", f"/{n}/") for n in range(count)], arrows, "sơ đồ")).values()
    )
    assert len(placed) == count
    assert all(a[0] != b[0] or a[2] < b[1] for a, b in pairwise(placed))


@pytest.mark.library
def test_a_long_chain_of_papers_is_drawn() -> None:
    boxes = [Box(str(n), "", f"/{n}/") for n in range(1500)]
    placed = _boxes(lineage(boxes, [Arrow(n, n + 1, "thay thế") for n in range(1499)], "chuỗi"))
    assert placed["1499"][0] < placed["0"][0]


@pytest.mark.library
def test_a_bar_shows_the_unknown_and_no_empty_part() -> None:
    svg = share(
        [
            Part("xong", "xong đúng hạn", 1038, "/a/"),
            Part("qua_han", "quá hạn", 0, "/b/"),
            Part("", "chưa đủ dữ liệu", 2, "/c/"),
        ],
        "thanh",
    )
    assert [link.get("href") for link in _links(svg)] == ["/a/", "/c/"]
    assert [rect.get("class") for rect in _drawn(svg).iter(f"{SVG}rect")] == ["word", "open"]


@pytest.mark.library
def test_a_bar_of_nothing_is_empty_and_not_an_error() -> None:
    assert not _links(share([], "thanh"))


@pytest.mark.library
def test_months_kept_missed_and_unknown_look_different() -> None:
    marks = [strip([Month(2026, 5, kept, "")], "dải") for kept in (True, False, None)]
    assert len(set(marks)) == 3


@pytest.mark.library
def test_words_are_cut_and_wrapped_within_their_room() -> None:
    name = "Đảng ủy bộ phận Khối Sự nghiệp và các đơn vị trực thuộc làm công tác đối ngoại nhân dân"
    assert width(cut(name, 120)) <= 120 and cut(name, 120).endswith("…")
    assert cut("Chi bộ", 120) == "Chi bộ"
    lines = wrap(name, 200, 2)
    assert len(lines) == 2 and all(width(line) <= 200 for line in lines) and lines[-1].endswith("…")
    assert " ".join(wrap(name, 200, 9)) == name


def test_a_year_without_a_figure_is_hatched_and_a_year_to_come_is_empty() -> None:
    marks = [Mark("2025", 90.0, "90%", 95.0, "từ 95%"), Mark("2026", None, "chưa có", 95.0, "từ 95%"),
             Mark("2027", None, "", 95.0, "từ 95%"), Mark("2028", 0.0, "0%", is_whole=False)]  # fmt: skip
    svg = series(marks, "Chậm")
    assert [svg.count(part) for part in ('class="value"', 'class="box"', 'class="thin" d="M', 'class="level"')] == [
        1,
        1,
        1,
        3,
    ]
    assert "2025: 90% (từ 95%)" in svg
    assert series([], "Trống")


def test_the_lengths_of_a_series_compare() -> None:
    """Half the figure is half the bar, whatever the levels are."""
    svg = series([Mark("2025", 100.0, "100"), Mark("2026", 50.0, "50"), Mark("2027", None, "", 200.0, "từ 200")], "x")
    high = [float(found) for found in re.findall(r'class="value"[^>]*height="([\d.]+)"', svg)]
    assert high[0] == 2 * high[1]


BEGUN, TODAY = date(2026, 5, 12), date(2026, 11, 24)


def _plan(*until: date | None) -> Xml.Element:
    works = [Work(f"{n}", f"việc {n}", day, "hạn", "dang_lam", f"/{n}/") for n, day in enumerate(until)]
    return _drawn(gantt(works, BEGUN, TODAY, "kế hoạch", "24/11/2026"))


def _bar(link: Xml.Element) -> tuple[float, float]:
    rect = next(link.iter(f"{SVG}rect"))
    left = float(rect.get("x", ""))
    return left, left + float(rect.get("width", ""))


@pytest.mark.library
def test_a_bar_of_a_plan_ends_on_its_due_day_and_today_stands_between_what_is_over_and_what_comes() -> None:
    drawn = _plan(date(2026, 9, 30), TODAY, date(2026, 12, 31))
    over, now, comes = (_bar(link) for link in drawn.iter(f"{SVG}a"))
    line = next(path for path in drawn.iter(f"{SVG}path") if "today" in path.get("class", ""))
    today = float(re.findall(r"M([\d.]+)", line.get("d", ""))[0])
    assert over[0] == now[0] == comes[0], "all begin with the plan"
    assert over[1] < today < comes[1]
    assert abs(now[1] - today) <= 1
    per_day = (comes[1] - over[1]) / 92
    assert (now[1] - over[1]) / 55 == pytest.approx(per_day, abs=0.05), "a day is as long everywhere"
    assert "24/11/2026" in [text.text for text in drawn.iter(f"{SVG}text")]


@pytest.mark.library
def test_a_work_of_a_plan_without_a_day_is_hatched_and_says_so() -> None:
    drawn = gantt(
        [Work("1", "việc 1", None, "chưa có hạn"), Work("2", "việc 2", TODAY, "24/11/2026")], BEGUN, TODAY, "x", ""
    )
    first, second = [group for group in _drawn(drawn) if group.find(f"{SVG}title") is not None]
    dashed = [rect.get("stroke-dasharray") for rect in first.iter(f"{SVG}rect") if rect.get("stroke-dasharray")]
    assert dashed, "not a bar like one with a day"
    assert "chưa có hạn" in [text.text for text in first.iter(f"{SVG}text")]
    assert not [rect for rect in second.iter(f"{SVG}rect") if rect.get("stroke-dasharray")]


@pytest.mark.library
@pytest.mark.parametrize("count", [0, 1, 60])
def test_a_plan_is_a_row_an_item_each_with_its_sign_and_its_page(count: int) -> None:
    links = list(_plan(*[TODAY] * count).iter(f"{SVG}a"))
    assert [link.get("href") for link in links] == [f"/{n}/" for n in range(count)]
    assert len({next(link.iter(f"{SVG}rect")).get("y") for link in links}) == count
    assert all("s-dang_lam" in next(link.iter(f"{SVG}g")).get("class", "") for link in links)


@pytest.mark.library
def test_quarters_stand_in_their_years_and_an_unknown_one_has_no_bar() -> None:
    steps = [Step(f"{n % 4 + 1}", None if n == 1 else n * 10.0, f"quý {n}", 2025 + n // 4) for n in range(2, 8)]
    drawn = _drawn(trend(steps, "x", 100))
    words = [text.text for text in drawn.iter(f"{SVG}text")]
    assert words == ["3", "4", "1", "2", "3", "4", "2025", "2026"]
    places = {text.text: text.get("x") for text in drawn.iter(f"{SVG}text") if text.text in ("2025", "2026")}
    assert (places["2025"], places["2026"]) == ("0", "52"), "a year begins under its first quarter"
    assert len([rect for rect in drawn.iter(f"{SVG}rect") if rect.get("class") == "value"]) == 6
    assert "value" not in trend([Step("1", None, "chưa đủ dữ liệu", 2026)], "x").replace("aria", "")


@pytest.mark.library
def test_a_late_day_a_day_off_and_a_coming_day_of_a_month_differ_in_sign_and_in_word() -> None:
    days = {date(2026, 12, n): 3 for n in (1, 2, 5, 6)}
    drawn = _drawn(month(2026, 12, days, {date(2026, 12, 5), date(2026, 12, 6)}, date(2026, 12, 3), lambda day: f"/{day.day}/",
                         {date(2026, 12, 1), date(2026, 12, 5)}))  # fmt: skip
    found = {}
    for link in drawn.iter(f"{SVG}a"):
        title, frame = link.find(f"{SVG}title"), link.find(f"{SVG}rect")
        assert title is not None and frame is not None
        flags = [path for path in link.iter(f"{SVG}path") if path.get("class") == "flag"]
        found[link.get("href")] = (title.text, len(flags), frame.get("stroke-dasharray") is not None)
    assert found == {
        "/1/": ("01/12/2026: 3 việc đến hạn, đã quá hạn", 1, False), "/2/": ("02/12/2026: 3 việc đến hạn", 0, False),
        "/5/": ("05/12/2026: 3 việc đến hạn, đã quá hạn, ngày nghỉ", 1, True), "/6/": ("06/12/2026: 3 việc đến hạn, ngày nghỉ", 0, True),
    }  # fmt: skip
