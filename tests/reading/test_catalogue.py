"""Danh mục — identity, terms, kinds, bodies, papers and laws as dated data: what resolves to what, and sane rows."""

from __future__ import annotations

import time
import tomllib
from collections import Counter
from collections.abc import Iterator
from datetime import date
from importlib.resources import files
from typing import Any

import pytest

from dondoc.reading import read
from dondoc.reading.catalogue import Catalogue, default
from dondoc.reading.tables import shipped
from dondoc.reading.text import fold

KNOWN = default()


@pytest.mark.parametrize(
    ("issuer", "series", "so", "kind", "identity"),
    [
        ("TW", "khóa XIII", "21-KL/TW", None, "TW13:21-KL/TW"),
        ("TW", "khóa XIII", "5-QĐ/TW", None, "TW13:05-QĐ/TW"),
        ("TW", "khóa XII", "08-QĐ/TW", "Quy định", "TW12:08-QĐi/TW"),
        ("TW", "khóa XII", "08-QĐ/TW", "Quyết định", "TW12:08-QĐ/TW"),
        ("", "khóa XIII", "16-HD/VPTW", None, "VPTW13:16-HD/VPTW"),
        ("", "2025-2030", "07-NQ/ĐUK", None, "ĐUK2025:07-NQ/ĐUK"),
        ("unit:9", "2025-2030", "07-NQ/ĐUK", None, "ĐUK2025:07-NQ/ĐUK"),
        ("TW", "khóa VIII", "03-NQ/HNTW", "Nghị quyết", "TW8:03-NQ/HNTW"),
        ("TW", "khóa VIII", "03-NQ/TW", "Nghị quyết", "TW8:03-NQ/TW"),
        ("TU-HN", "2025-2030", "12-QĐ/TU", None, "TU-HN2025:12-QĐ/TU"),
        ("", "", "30/2020/NĐ-CP", None, "CP:30/2020/NĐ-CP"),
        ("", "", "33/2007/PL-UBTVQH11", None, "UBTVQH11:33/2007/PL-UBTVQH11"),
        ("", "2025", "106/NQ-CP", None, "CP:106/NQ-CP@2025"),
        ("", "", "106/NQ-CP", None, None),
        ("TW", "", "21-KL/TW", None, None),
        ("QH", "2024", "33/2024/QH15", None, "QH15:33/2024/QH15"),
        ("UBND-HN", "2025", "471/QĐ-UBND", None, "UBND-HN:471/QĐ-UBND@2025"),
        ("", "2026", "734/UBDP-VP", None, "UBDP:734/UBDP-VP@2026"),
        ("", "2026", "không số", None, None),
    ],
)
def test_an_identity_is_issuer_term_kind_and_number(
    issuer: str, series: str, so: str, kind: str | None, identity: str | None
) -> None:
    assert KNOWN.canonical(issuer, series, so, kind) == identity


@pytest.mark.parametrize(
    ("issuer", "day", "term"),
    [
        ("TW", "2016-05-15", "khóa XII"),
        ("TW", "2021-01-30", "khóa XII"),
        ("TW", "2021-01-31", "khóa XIII"),  # the first plenum opened within the congress
        ("TW", "2021-02-01", "khóa XIII"),
        ("TW", "1988-04-05", "khóa VI"),
        ("BTCTW", "2026-01-22", "khóa XIII"),
        ("BTCTW", "2026-01-23", "khóa XIV"),
        ("ĐUCP", "2025-10-13", None),
        ("ĐUCP", "2025-10-14", "2025-2030"),
        ("ĐUBNG", "2025-06-30", "2020-2025"),
        ("ĐUBNG", "2025-08-01", "2025-2030"),
        ("VPTW", "2018-04-03", "khóa XII"),
        ("ĐUK", "2026-03-18", "2025-2030"),
        ("ĐU", "2025-06-01", None),
        ("TW", "1930-02-03", None),
    ],
)
def test_a_term_follows_from_the_day_and_is_unknown_between_congresses(issuer: str, day: str, term: str | None) -> None:
    assert KNOWN.term_on(issuer, day) == term


def test_one_symbol_may_be_two_kinds() -> None:
    assert {kind.name for kind in KNOWN.kinds_of_symbol("QĐ", "party")} == {"Quyết định", "Quy định"}
    assert {kind.name for kind in KNOWN.kinds_of_symbol("TT", "state")} == {"Thông tư"}
    assert {kind.name for kind in KNOWN.kinds_of_symbol("TT", "party")} == {"Thông tri"}


def test_a_body_is_known_by_any_of_its_names_and_only_in_its_time() -> None:
    assert KNOWN.body_named("BAN ĐỐI NGOẠI TRUNG ƯƠNG").id == "BĐNTW"  # type: ignore[union-attr]
    assert KNOWN.body_named("Ban Đối ngoại Trung ương", "2026-01-01") is None
    assert KNOWN.body_of_symbol("ĐU") is None


def test_an_office_adds_its_units_and_its_short_names_stand_before_ours() -> None:
    office = KNOWN.with_bodies([{"id": "unit:1", "name": "Đảng ủy Khối Thử nghiệm", "aliases": ["ĐUK TN"]}])
    assert office.body_named("đuk tn").id == "unit:1"  # type: ignore[union-attr]
    assert office.body_named("Đảng ủy Khối") is None
    assert KNOWN.body_named("Đảng ủy Khối") is not None


def test_a_law_is_found_by_name_and_the_year_it_was_passed() -> None:
    assert [law.canonical for law in KNOWN.law("luật lưu trữ", "2024")] == ["QH15:33/2024/QH15"]
    assert len(KNOWN.law("Luật Lưu trữ")) == 2
    assert KNOWN.law("Luật Lưu trữ", "1999") == ()


SAME_NUMBER = [
    # (a mention without date or term, the day of the paper that makes it, what it names)
    ("Chỉ thị số 35-CT/TW về đại hội đảng bộ các cấp tiến tới Đại hội đại biểu toàn quốc lần thứ XIII", "2020-01-10", "TW12:35-CT/TW"),
    ("Chỉ thị số 35-CT/TW về đại hội đảng bộ các cấp tiến tới Đại hội đại biểu toàn quốc lần thứ XIV", "2024-09-10", "TW13:35-CT/TW"),
    ("Chỉ thị số 35-CT/TW về giải quyết khiếu nại, tố cáo", "2024-09-10", "TW11:35-CT/TW"),
    ("Quy định số 86-QĐ/TW về giám sát trong Đảng", "2024-03-01", "TW12:86-QĐ/TW"),
    ("Quy định số 86-QĐ/TW về quản lý đảng viên ở nước ngoài", "2024-03-01", "TW13:86-QĐ/TW"),
    ("Quy định số 124-QĐ/TW về kiểm điểm và đánh giá, xếp loại chất lượng", "2024-03-01", "TW13:124-QĐ/TW"),
    ("Quy định số 132-QĐ/TW về hoạt động điều tra, truy tố, xét xử", "2024-03-01", "TW13:132-QĐ/TW"),
    ("Quy định số 132-QĐ/TW về kiểm điểm và đánh giá, xếp loại", "2019-03-01", "TW12:132-QĐ/TW"),
    ("Quy định số 208-QĐ/TW về thi hành Điều lệ Đảng", "2026-09-01", "TW14:208-QĐ/TW"),
    ("Kết luận số 83-KL/TW về cải cách tiền lương", "2026-09-01", "TW13:83-KL/TW"),
    ("Kết luận số 54-KL/TW về nông nghiệp, nông dân, nông thôn", "2020-03-01", "TW12:54-KL/TW"),
    ("Nghị quyết số 26-NQ/TW về phát triển du lịch", "2026-09-01", "TW14:26-NQ/TW"),
    ("Nghị quyết số 26-NQ/TW về xây dựng đội ngũ cán bộ các cấp", "2026-09-01", "TW12:26-NQ/TW"),
    ("Nghị quyết số 36-NQ/TW về người Việt Nam ở nước ngoài", "2026-03-01", "TW9:36-NQ/TW"),
    ("Nghị quyết số 36-NQ/TW về công nghệ sinh học", "2024-03-01", "TW13:36-NQ/TW"),
    ("Hướng dẫn số 12-HD/BTCTW về nâng cao chất lượng sinh hoạt chi bộ", "2023-03-01", "BTCTW12:12-HD/BTCTW"),
    ("Hướng dẫn số 12-HD/BTCTW về nghiệp vụ công tác đảng viên", "2023-03-01", "BTCTW13:12-HD/BTCTW"),
    ("Quy chế số 08-QC/TW về theo dõi, đôn đốc, kiểm tra", "2026-09-01", "TW13:08-QC/TW"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "day", "identity"), SAME_NUMBER)
def test_of_one_number_in_two_terms_the_words_of_the_title_choose(text: str, day: str, identity: str) -> None:
    assert cited(text, day)[0] == identity


@pytest.mark.parametrize(
    ("text", "identities"),
    [
        ("Chỉ thị số 35-CT/TW của Bộ Chính trị", {"TW12:35-CT/TW", "TW13:35-CT/TW", "TW11:35-CT/TW"}),
        ("Quy định số 69-QĐ/TW của Bộ Chính trị", {"TW13:69-QĐ/TW"}),
    ],
)
def test_without_such_words_all_that_remain_are_given(text: str, identities: set[str]) -> None:
    (found,) = reading(text, "2025-01-10").references
    assert {*found.candidates, *((found.canonical,) if found.canonical else ())} == identities


PLENUMS = [
    ("Nghị quyết Trung ương 5 khóa IX về kinh tế tập thể", "TW9:13-NQ/TW"),
    ("Nghị quyết Trung ương 5 khóa X về công tác kiểm tra, giám sát", "TW10:14-NQ/TW"),
    ("Nghị quyết Trung ương 7 khóa X về nông nghiệp, nông dân, nông thôn", "TW10:26-NQ/TW"),
    ("Nghị quyết Trung ương 3 khóa X", "TW10:04-NQ/TW"),
    ("Nghị quyết Hội nghị lần thứ năm Ban Chấp hành Trung ương khóa VIII về văn hóa", "TW8:03-NQ/TW"),
    ("Nghị quyết Trung ương 4 khóa VII về công tác thanh niên", "TW7:04-NQ/HNTW"),
    ("Nghị quyết Trung ương 6 khóa XIII về Nhà nước pháp quyền", "TW13:27-NQ/TW"),
    ("Kết luận Trung ương 4 khóa XIII", "TW13:21-KL/TW"),
    ("Kết luận Trung ương 7 khóa XI về tiền lương", "TW11:63-KL/TW"),
    ("Nghị quyết Trung ương 2 khóa XIV về kiểm tra, giám sát và kỷ luật của Đảng", "TW14:05-NQ/TW"),
    ("Nghị quyết Trung ương 3 khóa XIV về Chiến lược An ninh quốc gia", "TW14:22-NQ/TW"),
]


@pytest.mark.parametrize(("text", "identity"), PLENUMS)
def test_a_plenum_is_known_by_its_number_and_the_subject(text: str, identity: str) -> None:
    assert cited(text, "2026-09-01") == [identity]


def test_a_plenum_of_several_resolutions_without_the_subject_gives_them_all() -> None:
    (found,) = reading("Nghị quyết Trung ương 6 khóa XIII", "2024-01-01").references
    assert found.candidates == ("TW13:27-NQ/TW", "TW13:28-NQ/TW", "TW13:29-NQ/TW")


LAWS = [
    ("Luật Lưu trữ năm 2011", "QH13:01/2011/QH13"),
    ("Luật Lưu trữ năm 2024", "QH15:33/2024/QH15"),
    ("Luật Đất đai năm 2013", "QH13:45/2013/QH13"),
    ("Luật Thủ đô năm 2026", "QH16:02/2026/QH16"),
    ("Luật An ninh mạng năm 2025", "QH15:116/2025/QH15"),
    ("Bộ luật Hình sự năm 1999", "QH10:15/1999/QH10"),
    ("Hiến pháp năm 1992", "QH:Hiến pháp 1992"),
    ("Pháp lệnh Ký kết và thực hiện thỏa thuận quốc tế năm 2007", "UBTVQH11:33/2007/PL-UBTVQH11"),
    ("Luật Tổ chức chính quyền địa phương năm 2015", "QH13:77/2015/QH13"),
]


@pytest.mark.parametrize(("text", "identity"), LAWS)
def test_a_law_by_name_and_year_is_one_version(text: str, identity: str) -> None:
    assert cited(text, "2026-09-01") == [identity]


def test_two_laws_of_one_name_and_year_stay_two() -> None:
    (found,) = reading("Luật Tổ chức chính quyền địa phương năm 2025", "2026-09-01").references
    assert found.candidates == ("QH15:65/2025/QH15", "QH15:72/2025/QH15")


REPLACED = [
    # (what is cited, its term, as of, the rule in force then)
    ("29-QĐ/TW", "khóa XII", "2021-07-29", None),
    ("29-QĐ/TW", "khóa XII", "2021-07-30", "24-QĐ/TW"),
    ("29-QĐ/TW", "khóa XII", "2025-02-01", "232-QĐ/TW"),
    ("29-QĐ/TW", "khóa XII", "2025-07-01", "294-QĐ/TW"),
    ("294-QĐ/TW", "khóa XIII", "2026-08-01", None),  # told to have been replaced, not confirmed: no warning
    ("30-QĐ/TW", "khóa XII", "2026-05-01", "21-QĐ/TW"),
    ("47-QĐ/TW", "khóa XI", "2026-07-26", "207-QĐ/TW"),
    ("102-QĐ/TW", "khóa XII", "2026-08-17", "212-QĐ/TW"),
    ("66-QĐ/TW", "khóa XII", "2026-01-08", None),
    ("66-QĐ/TW", "khóa XII", "2026-01-09", "399-QĐ/TW"),
    ("36-HD/VPTW", "khóa XII", "2026-05-27", "05-HD/VPTW"),
    ("80-QĐ/TW", "khóa XIII", "2025-10-08", "377-QĐ/TW"),
    ("260-QĐ/TW", "khóa X", "2025-12-01", "377-QĐ/TW"),
    ("01-HD/TW", "khóa XIII", "2026-06-01", "01-HD/TW khóa XIV"),
    ("86-QĐ/TW", "khóa XIII", "2026-06-01", None),  # of the same number only that of khóa XII is replaced
    ("110/2004/NĐ-CP", None, "2020-03-05", "30/2020/NĐ-CP"),
    ("01/2011/QH13", None, "2025-06-30", None),
    ("01/2011/QH13", None, "2025-07-01", "33/2024/QH15"),
    ("34/2001/PL-UBTVQH10", None, "2026-01-01", "33/2024/QH15"),
    ("29/2018/QH14", None, "2026-03-01", "117/2025/QH15"),
    ("60/2014/QH13", None, "2026-12-01", None),
]


@pytest.mark.parametrize(("old", "term", "day", "new"), REPLACED)
def test_the_rule_in_force_is_told_as_of_a_day(old: str, term: str | None, day: str, new: str | None) -> None:
    found = KNOWN.replaced_by(old, term, day)
    assert (found and found["new"]) == new


@pytest.mark.parametrize(
    ("text", "day", "warned"),
    [
        ("Căn cứ Quy định số 37-QĐ/TW ngày 25/10/2021;", "2026-07-25", False),
        ("Căn cứ Quy định số 37-QĐ/TW ngày 25/10/2021;", "2026-07-26", True),
        ("Căn cứ Luật Lưu trữ số 01/2011/QH13;", "2025-07-02", True),
        ("Căn cứ Luật Lưu trữ năm 2011;", "2025-07-02", True),
        ("Căn cứ Luật Lưu trữ năm 2011;", "2025-06-02", False),
    ],
)
def test_a_base_is_warned_of_from_the_day_it_was_replaced(text: str, day: str, warned: bool) -> None:
    assert any(w.code == "REPLACED_RULE" for w in reading(text, day).warnings) == warned


BODIES = [
    ("Ban Tuyên giáo Trung ương", "2025-02-03", "BTGTW"),
    ("Ban Tuyên giáo Trung ương", "2025-06-01", None),
    ("Ban Tuyên giáo Trung ương", "2026-08-27", "BTGTW"),
    ("Ban Nội chính Trung ương", "2010-01-01", None),
    ("Đảng ủy Ngoài nước", "2019-11-26", "ĐUNN"),
    ("Đảng ủy Ngoài nước", "2019-11-27", None),
    ("Bộ Kế hoạch và Đầu tư", "2025-02-28", "BKHĐT"),
    ("Bộ Kế hoạch và Đầu tư", "2025-03-01", None),
    ("Bộ Dân tộc và Tôn giáo", "2025-02-28", None),
    ("Bộ Thương mại", "2007-07-31", "BTM"),
    ("Bộ Công Thương", "2007-01-01", None),
    ("Đảng ủy Bộ Tài chính", "2026-01-01", "ĐUBTC"),
    ("Ban cán sự đảng Bộ Tài chính", "2025-01-24", "BCSĐBTC"),
    ("Ban cán sự đảng Bộ Tài chính", "2025-01-25", None),
    ("UBND TP. Hồ Chí Minh", "2026-01-01", "UBND-HCM"),
    ("HĐND thành phố Hà Nội", "2026-01-01", "HĐND-HN"),
    ("Tỉnh ủy Lào Cai", "2026-01-01", "TU-LAO-CAI"),
    ("UBND tỉnh Bình Dương", "2025-06-30", "UBND-BINH-DUONG"),
    ("UBND tỉnh Bình Dương", "2025-07-01", None),
    ("Ủy ban nhân dân tỉnh Thừa Thiên Huế", "2025-01-01", None),
    ("Thành ủy Huế", "2025-01-01", "TU-HUE"),
    ("Tỉnh ủy Đồng Nai", "2026-04-30", None),
    ("Thành ủy Đồng Nai", "2026-04-30", "TU-TP-DONG-NAI"),
    ("UBND thành phố Bắc Ninh", "2026-09-19", None),
    ("Trung ương Đoàn TNCS Hồ Chí Minh", "2026-01-01", "TWĐTN"),
]


@pytest.mark.parametrize(("name", "day", "body"), BODIES)
def test_a_body_is_its_own_only_while_it_stood(name: str, day: str, body: str | None) -> None:
    found = KNOWN.body_named(name, day)
    assert (found and found.id) == body


@pytest.mark.parametrize(
    ("day", "provinces", "cities"),
    [("2008-01-01", 64, 5), ("2024-06-01", 63, 5), ("2025-06-30", 63, 6), ("2025-07-01", 34, 6), ("2026-10-01", 34, 9)],
)
def test_the_provinces_are_as_many_as_they_were(day: str, provinces: int, cities: int) -> None:
    standing = [b for b in KNOWN.bodies if b.id.startswith("TU-") and b.stood_on(day)]
    assert (len(standing), sum(b.name.startswith("Thành") for b in standing)) == (provinces, cities)


def test_a_symbol_of_a_kind_has_its_time() -> None:
    assert {kind.name for kind in KNOWN.kinds_of_symbol("QĐi", on="2018-10-25")} == {"Quy định"}
    assert KNOWN.kinds_of_symbol("QĐi", on="2026-05-27") == ()
    assert {kind.name for kind in KNOWN.kinds_of_symbol("UQ", "state", "2019-01-01")} == {"Giấy ủy quyền"}
    assert KNOWN.kinds_of_symbol("GUQ", "state", "2019-01-01") == ()


TABLES = shipped()
KEYS = {
    "kind": ("name",), "body": ("id",), "ministry": ("id",), "province": ("name", "city"), "congress": ("number",),
    "plenum": ("term", "symbol"), "paper": ("kind", "symbol", "on"), "law": ("name", "number"), "replaced": ("old", "term", "new"),
}  # fmt: skip
DAYS = ("from", "until", "on", "opened", "closed")


def rows() -> Iterator[tuple[str, dict[str, Any]]]:
    for table, found in TABLES.items():
        lists = found.values() if table == "terms" else [found]
        yield from ((table, row) for listed in lists for row in listed)


def test_no_row_stands_twice() -> None:
    keys = [(table, *(row.get(name) for name in KEYS[table])) for table, row in rows() if table in KEYS]
    assert [key for key, times in Counter(keys).items() if times > 1] == []
    assert [i for i, times in Counter(body.id for body in KNOWN.bodies).items() if times > 1] == []
    assert [
        k.canonical for known in KNOWN.papers.values() for k in known if len([x for x in known if x.term == k.term]) > 1
    ] == []


def test_every_day_exists_and_follows_the_one_before() -> None:
    for table, row in rows():
        days = [row[name] for name in DAYS if row.get(name)] + [day for day in row.get("gap", ()) if day]
        assert [day for day in days if date.fromisoformat(day).isoformat() != day] == [], row
        assert max((d for d in days if d != row.get("until")), default="") < "2027-06"
        assert min(days, default="2000") > "1930", row
        first, last = (
            ("on", "from") if table == "law" else ("opened", "closed") if table == "congress" else ("from", "until")
        )
        assert not (row.get(first) and row.get(last)) or row[first] <= row[last], row


def test_a_replacement_comes_after_what_it_replaces() -> None:
    for row in TABLES["replaced"]:
        number, _dash, symbol = row["old"].partition("-")
        old = [k for kind in ("Quy định", "Quyết định", "Hướng dẫn", "Kết luận", "Chỉ thị", "Nghị quyết")
               for k in KNOWN.known(kind, number, symbol.rsplit("/", 1)[-1]) if (k.term, k.symbol) == (row.get("term"), symbol)]  # fmt: skip
        assert all(k.on < row["on"] for k in old), row
        assert row["new"] != row["old"], row


def test_every_known_paper_has_a_term_and_words_of_its_title() -> None:
    known = [k for found in KNOWN.papers.values() for k in found]
    assert [k for k in known if not k.term or not k.about] == []
    assert [k for k in known if any(len(fold(words)) < 5 for words in k.about)] == []
    plenums = {r["term"] for r in KNOWN.plenums}
    assert plenums == {f"khóa {roman}" for roman in ("VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV")}
    assert all(KNOWN.term_on("TW", row["on"]) == row["term"] for row in KNOWN.plenums)


def test_no_name_and_no_symbol_is_of_two_bodies() -> None:
    for of in (lambda b: {fold(name) for name in (b.name, *b.aliases)}, lambda b: set(b.symbols)):
        bearers: dict[str, list[Any]] = {}
        for body in KNOWN.bodies:
            for name in of(body):
                bearers.setdefault(name, []).append(body)
        assert {name: [b.id for b in found] for name, found in bearers.items() if len(found) > 1} == {}


def test_what_waits_to_be_confirmed_is_not_used() -> None:
    waiting = [row for table, row in rows() if table in ("paper", "plenum", "law") and not row.get("confirmed", True)]
    assert waiting
    assert [row for row in waiting if row in KNOWN.plenums] == []
    days = {k.on for found in KNOWN.papers.values() for k in found if k.symbol == "NQ/HNTW"}
    assert "1992-06-26" not in days
    assert KNOWN.replaced_by("668-QĐ/UBKTTW") is None


@pytest.mark.parametrize("name", ["kinds", "bodies", "terms", "plenums", "papers", "laws"])
def test_every_group_of_rows_names_its_source(name: str) -> None:
    text = (files("dondoc.reading") / "data" / f"{name}.toml").read_text("utf-8")
    assert unsourced(text) == []
    assert unsourced("# Không nguồn.\nx = [\n  { id = 1 },\n]") == ["{ id = 1 },"]
    assert tomllib.loads(text)


def unsourced(text: str) -> list[str]:
    """Rows whose nearest comment above does not name a source."""
    found, comment, fresh = [], "", True
    for line in map(str.strip, text.splitlines()):
        if line.startswith("#"):
            comment, fresh = (comment if not fresh else "") + line, False
        elif line.startswith("{") and "Nguồn:" not in comment:
            found.append(line)
        fresh = fresh or not line.startswith("#")
    return found


def test_the_catalogue_is_large_and_quick() -> None:
    begun = time.process_time()
    Catalogue().with_tables(shipped())
    spent = time.process_time() - begun
    assert spent < 0.2, "30 ms usually; a slow machine is given time"
    assert sum(map(len, KNOWN.papers.values())) >= 250
    assert sum(map(len, KNOWN.laws.values())) >= 80
    begun = time.process_time()
    for _ in range(20):
        KNOWN.with_bodies([{"id": "unit:", "name": "Đảng ủy Khối Thử nghiệm"}])
    assert (time.process_time() - begun) / 20 < 0.005, "it is done for every paper read"


def reading(text: str, day: str) -> Any:
    year, month, on = day.split("-")
    head = (
        f"ĐẢNG ỦY CƠ QUAN MẪU\n*\nSố 5-CV/ĐUCQM\n\nĐẢNG CỘNG SẢN VIỆT NAM\nMẫu, ngày {on} tháng {month} năm {year}\n\n"
    )
    return read(f"{head}{text}\n".encode(), name="mau.txt")


def cited(text: str, day: str) -> list[str | None]:
    return [r.canonical for r in reading(text, day).references]
