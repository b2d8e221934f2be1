"""Viện dẫn — a table of sentences and what each names; sentences and bodies are invented."""

from __future__ import annotations

import unicodedata

import pytest

from dondoc.reading import read
from dondoc.reading.catalogue import default
from dondoc.reading.model import Header, Reference, Value
from dondoc.reading.paragraphs import lines_of
from dondoc.reading.references import find_references


def refs(text: str, day: str | None = None) -> tuple[Reference, ...]:
    header = Header(issued_on=Value(day) if day else None)
    return find_references(text, lines_of(text), header, default())


def names(text: str, day: str | None = None) -> list[tuple[str, str | None]]:
    return [(r.surface, r.canonical) for r in refs(text, day)]


NUMBERS = [
    ("thực hiện Kết luận số 62-KL/TW ngày 02/10/2023 của Bộ Chính trị", [("Kết luận số 62-KL/TW", "TW13:62-KL/TW")]),
    ("Quy định số 399 - QĐ / TW, ngày 09/01/2026", [("Quy định số 399 - QĐ / TW", "TW13:399-QĐ/TW")]),
    ("theo Kết luận số 126–KL/TW ngày 14-02-2025", [("Kết luận số 126–KL/TW", "TW13:126-KL/TW")]),
    ("Kết luận 134/KL-TW ngày 28 tháng 3 năm 2025", [("Kết luận 134/KL-TW", "TW13:134-KL/TW")]),
    ("Chỉ thị 9-CT/T.Ư ngày 01/9/2021", [("Chỉ thị 9-CT/T.Ư", "TW13:09-CT/TW")]),
    ("Nghị quyết số 10-NQ/TƯ ngày 03/6/2017", [("Nghị quyết số 10-NQ/TƯ", "TW12:10-NQ/TW")]),
    ("Quy định số\n339-QĐ/TW, ngày\n10/7/2025", [("Quy định số\n339-QĐ/TW", "TW13:339-QĐ/TW")]),
    ("Quyết định số 12-QÐ/TW ngày 05/5/2022", [("Quyết định số 12-QÐ/TW", "TW13:12-QĐ/TW")]),
    ("Hướng dẫn 01-HD/VPTW ngày 06/10/2023", [("Hướng dẫn 01-HD/VPTW", "VPTW13:01-HD/VPTW")]),
    ("Kế hoạch số 12-KH/ĐU ngày 03/02/2026 của Đảng ủy Viện Thử nghiệm", [("Kế hoạch số 12-KH/ĐU", "ĐU2025:12-KH/ĐU")]),
    ("Quyết định 45-QĐ/TW của Bộ Chính trị khóa X", [("Quyết định 45-QĐ/TW", "TW10:45-QĐ/TW")]),
    ("Nghị định số 154/2020/NÐ-CP của Chính phủ", [("Nghị định số 154/2020/NÐ-CP", "CP:154/2020/NĐ-CP")]),
    ("Nghị quyết 98 - NQ / CP ngày 03/8/2025", [("Nghị quyết 98 - NQ / CP", "CP:98/NQ-CP@2025")]),
    ("Nghị định 255/2025-NĐ-CP", [("Nghị định 255/2025-NĐ-CP", "CP:255/2025/NĐ-CP")]),
    ("Quyết định số 15 /QĐ-UBND ngày 02/01/2025 của UBND thành phố Hà Nội",
     [("Quyết định số 15 /QĐ-UBND", "UBND-HN:15/QĐ-UBND@2025")]),
    ("Thông tư liên tịch số 03/2018/TTLT-BCA-VKSNDTC",
     [("Thông tư liên tịch số 03/2018/TTLT-BCA-VKSNDTC", "BCA:03/2018/TTLT-BCA-VKSNDTC")]),
    ("Công văn số 734/UBTN-VP ngày 29/10/2026", [("Công văn số 734/UBTN-VP", "UBTN:734/UBTN-VP@2026")]),
    ("Luật Lưu trữ số 33/2024/QH15", [("Luật Lưu trữ số 33/2024/QH15", "QH15:33/2024/QH15")]),
    ("Nghị quyết số 30/2021/QH15 của Quốc hội", [("Nghị quyết số 30/2021/QH15", "QH15:30/2021/QH15")]),
    ("Quyết định của Thủ tướng Chính phủ số 06/2020/QĐ-TTg", [("06/2020/QĐ-TTg", "TTg:06/2020/QĐ-TTg")]),
    ("NGHỊ QUYẾT SỐ 59-NQ/TW ngày 24/01/2025", [("NGHỊ QUYẾT SỐ 59-NQ/TW", "TW13:59-NQ/TW")]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "found"), NUMBERS)
def test_a_printed_number_is_found_in_the_spellings_writers_use(text: str, found: list[tuple[str, str]]) -> None:
    assert names(text) == found


NAMED = [
    ("Nghị quyết Trung ương 4, khóa XII", [("Nghị quyết Trung ương 4, khóa XII", "TW12:04-NQ/TW")]),
    ("Nghị quyết Hội nghị lần thứ tư Ban Chấp hành Trung ương khoá XI",
     [("Nghị quyết Hội nghị lần thứ tư Ban Chấp hành Trung ương khoá XI", "TW11:12-NQ/TW")]),
    ("Nghị quyết Trung ương 4 (khóa XI, XII)",
     [("Nghị quyết Trung ương 4 (khóa XI, XII)", "TW11:12-NQ/TW"), ("Nghị quyết Trung ương 4 (khóa XI, XII)", "TW12:04-NQ/TW")]),
    ("Kết luận Trung ương 4 khóa XIII", [("Kết luận Trung ương 4 khóa XIII", "TW13:21-KL/TW")]),
    ("Nghị quyết Trung ương 6 khóa XII về tổ chức bộ máy của hệ thống chính trị",
     [("Nghị quyết Trung ương 6 khóa XII", "TW12:18-NQ/TW")]),
    ("Nghị quyết Đại hội đại biểu toàn quốc lần thứ XIV của Đảng",
     [("Nghị quyết Đại hội đại biểu toàn quốc lần thứ XIV của Đảng", "ĐH14:NQ")]),
    ("Nghị quyết Đại hội XIII và chương trình", [("Nghị quyết Đại hội XIII", "ĐH13:NQ")]),
    ("Nghị quyết Đại hội Đảng bộ Bộ Ngoại giao lần thứ XXIX, nhiệm kỳ 2025 - 2030",
     [("Nghị quyết Đại hội Đảng bộ Bộ Ngoại giao lần thứ XXIX", "ĐHĐBBNG29:NQ")]),
    ("Luật Bảo vệ bí mật nhà nước năm 2025", [("Luật Bảo vệ bí mật nhà nước năm 2025", "QH15:117/2025/QH15")]),
    ("Bộ luật Lao động năm 2019", [("Bộ luật Lao động năm 2019", "QH14:45/2019/QH14")]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "found"), NAMED)
def test_plenums_congresses_and_laws_are_known_by_name(text: str, found: list[tuple[str, str]]) -> None:
    assert names(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "Tại Hội nghị Trung ương 4 khóa XIII, các đại biểu thảo luận.",
        "Đại hội XIV của Đảng thành công.",
        "Đoàn kiểm tra số 8123 làm việc với đơn vị; Đoàn kiểm tra 712 báo cáo.",
        "Đảng bộ đạt 7/9 chỉ tiêu, 24/24 chi bộ, ngày 3/9 họp.",
        "Điện thoại 024/3845-678, phòng 12/B5, Giấy phép số 30/GP-TTTT.",
        "Kế hoạch 5 năm, Quyết định 3 nội dung, bài 21-KL, 40 tuổi, chi bộ 4 tốt.",
        "ban hành nghị quyết, chỉ thị, quy định và công văn của các cấp",
        "Kết luận này có hiệu lực; Quy định này thay các quy định trước.",
        "Mã A21-KL/TW và đường dẫn x/21-KL/TW/y",
        "Mẫu số 01/QĐ-XPHC, biểu số 02/TT-TH, phòng họp số 12-TT/A2",
        "luật sư và Luật sư Đoàn, cuộc Cách mạng công nghiệp lần thứ tư",
    ],
)
def test_what_only_looks_like_a_reference_is_none(text: str) -> None:
    assert names(text) == []


def test_a_longer_number_is_never_taken_for_a_shorter_one() -> None:
    assert names("Kết luận số 121-KL/TW ngày 24/01/2025") == [("Kết luận số 121-KL/TW", "TW13:121-KL/TW")]


def test_only_the_term_separates_two_papers_of_one_number() -> None:
    text = "Nghị quyết số 03-NQ/ĐUK của Đảng ủy Khối khóa XI và Nghị quyết số 03-NQ/ĐUK của Đảng ủy Khối khóa XII"
    assert [r.canonical for r in refs(text)] == ["ĐUKCCQTW11:03-NQ/ĐUK", "ĐUKCCQTW12:03-NQ/ĐUK"]
    later = [r for r in refs(text + ". Nghị quyết 03 được quán triệt.") if r.kind == "alias_use"]
    assert [(r.canonical, len(r.candidates)) for r in later] == [(None, 2)]


def test_several_papers_in_one_phrase_share_the_type_word_or_the_symbol() -> None:
    text = "các Kết luận số 62-KL/TW, 64-KL/TW và 126-KL/TW ngày 14/02/2025"
    assert [(r.surface, r.type) for r in refs(text, "2025-03-01")] == [
        ("Kết luận số 62-KL/TW", "Kết luận"), ("64-KL/TW", "Kết luận"), ("126-KL/TW", "Kết luận"),
    ]  # fmt: skip
    assert names("Nghị quyết số 18, 19-NQ/TW ngày 25/10/2017") == [
        ("Nghị quyết số 18, 19-NQ/TW", "TW12:18-NQ/TW"), ("Nghị quyết số 18, 19-NQ/TW", "TW12:19-NQ/TW"),
    ]  # fmt: skip


ALIASES = [
    ("Kế hoạch số 15-KH/ĐU ngày 10/4/2026 (Kế hoạch 15). Thực hiện Kế hoạch số 15.",
     ["full", "alias_def", "alias_use"], "ĐU2025:15-KH/ĐU"),
    ("Kết luận số 44-KL/TW ngày 22/11/2022. Theo Kết luận 44 thì làm.", ["full", "alias_use"], "TW13:44-KL/TW"),
    ("Quy chế số 07-QC/ĐU ngày 10/4/2026 (sau đây gọi tắt là Quy chế). Các chi bộ theo Quy chế mà làm. Quy chế này mới.",
     ["full", "alias_def", "alias_use"], "ĐU2025:07-QC/ĐU"),
    ("Nghị quyết số 35-NQ/TW ngày 22/10/2018 (gọi tắt là Nghị quyết 35). NQ35 và Nghị quyết 35 đã học.",
     ["full", "alias_def", "alias_use", "alias_use"], "TW12:35-NQ/TW"),
    ("Chỉ thị số 05-CT/TW ngày 15/5/2016; sau đó Chỉ thị số 05-CT/TW được tổng kết.", ["full", "full"], "TW12:05-CT/TW"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "kinds", "identity"), ALIASES)
def test_a_short_form_means_the_paper_it_was_given_to(text: str, kinds: list[str], identity: str) -> None:
    found = refs(text)
    assert [r.kind for r in found] == kinds
    assert {r.canonical for r in found} == {identity}


def test_an_alias_belongs_to_the_outer_paper_not_to_the_nearest() -> None:
    text = "Kế hoạch 31-KH/TW ngày 02/3/2022 thực hiện Quy định số 41-QĐ/TW ngày 03/11/2021 (Kế hoạch 31)"
    assert [(r.surface, r.alias_of) for r in refs(text)][-1] == ("Kế hoạch 31", "TW13:31-KH/TW")


def test_these_papers_are_all_of_the_paragraph_before() -> None:
    text = "Học Quy định số 41-QĐ/TW ngày 03/11/2021 và Kết luận số 44-KL/TW ngày 22/11/2022.\nCác văn bản trên được quán triệt."
    group = [r for r in refs(text) if r.kind == "anaphor"]
    assert [r.canonical for r in group] == ["TW13:41-QĐ/TW", "TW13:44-KL/TW"]
    assert {(r.start, r.end) for r in group} == {(group[0].start, group[0].end)}


@pytest.mark.parametrize(
    ("text", "day", "identity", "by"),
    [
        (
            "Chỉ thị 05-CT/TW về học tập và làm theo tư tưởng, đạo đức, phong cách Hồ Chí Minh",
            None,
            "TW12:05-CT/TW",
            "catalogue",
        ),
        ("Kết luận số 777-KL/TW", "2024-05-05", "TW13:777-KL/TW", "rule"),
        ("Kết luận số 777-KL/TW", None, None, "rule"),
        ("Nghị quyết số 18-NQ/TW", "2025-05-05", None, "rule"),
    ],
)
def test_a_term_not_printed_says_where_it_comes_from(text: str, day: str | None, identity: str | None, by: str) -> None:
    (found,) = refs(text, day)
    assert (found.canonical, found.by["term"], found.sure) == (identity, by, False)


def test_two_readings_that_remain_are_both_given() -> None:
    (found,) = refs("Nghị quyết số 18-NQ/TW", "2025-05-05")
    assert set(found.candidates) == {"TW12:18-NQ/TW", "TW13:18-NQ/TW"}


@pytest.mark.parametrize(
    ("text", "relations"),
    [
        ("Căn cứ Quy định số 24-QĐ/TW ngày 30/7/2021;", ["based_on"]),
        (
            "Quyết định này thay thế Quyết định số 15-QĐ/ĐU ngày 03/02/2023 và Quyết định số 16-QĐ/ĐU ngày 04/02/2023.",
            ["replaces", "replaces"],
        ),
        ("Sửa đổi, bổ sung một số điều của Nghị định số 30/2020/NĐ-CP", ["amends"]),
        ("Bãi bỏ Thông tư số 04/2019/TT-BNG", ["repeals"]),
        ("Thông tư số 04/2019/TT-BNG hết hiệu lực kể từ ngày ký", ["repeals"]),
        ("triển khai thực hiện nghiêm Chỉ thị số 15-CT/TW ngày 10/8/2022", ["implements"]),
        ("Nghị định số 12/2024/NĐ-CP sửa đổi Nghị định số 11/2020/NĐ-CP", ["cites", "cites"]),
        ("theo Công văn số 734/UBTN-VP ngày 29/10/2026", ["cites"]),
        ("Kết quả thực hiện Chỉ thị số 15-CT/TW ngày 10/8/2022 còn thấp", ["implements"]),
        ("Chi bộ đã quán triệt Chỉ thị số 15-CT/TW ngày 10/8/2022", ["cites"]),
        ("thực hiện nghiêm túc, có hiệu quả Quy chế này và Chỉ thị số 15-CT/TW ngày 10/8/2022", ["implements"]),
        (
            "Thực hiện Chỉ thị số 15-CT/TW ngày 10/8/2022 của Ban Bí thư về ngoại giao kinh tế; Kế hoạch số 3-KH/TU ngày 05/02/2023",
            ["implements", "implements"],
        ),
        (
            "Căn cứ Quy định số 24-QĐ/TW ngày 30/7/2021 về thi hành Điều lệ Đảng (Quy định 24); Hướng dẫn số 01-HD/TW ngày 28/9/2021;",
            ["based_on", "implements", "cites", "based_on"],
        ),
        (
            "Căn cứ Quy định số 24-QĐ/TW ngày 30/7/2021. Chi bộ họp theo Quy định số 22-QĐ/TW ngày 28/7/2021.",
            ["based_on", "cites"],
        ),
        ("Căn cứ Luật số 47/2019/QH14 sửa đổi, bổ sung một số điều của Luật Tổ chức Chính phủ;", ["based_on", "cites"]),
    ],
)
def test_the_relation_is_what_the_words_before_say(text: str, relations: list[str]) -> None:
    assert [r.relation for r in refs(text, "2026-11-01")] == relations


BASES = """KẾ HOẠCH
về đoàn ra năm 2026
Căn cứ:
- Quy chế làm việc của Ban Chấp hành;
- Quyết định số 272-QĐ/TW ngày 21/01/2015 ban hành Quy chế quản lý theo Điều lệ Đảng;
- Thực hiện Chỉ thị số 38-CT/TW ngày 21/7/2014,
Đảng ủy ban hành Kế hoạch theo Luật Lưu trữ năm 2024:
1. Chi bộ căn cứ Quy định số 24-QĐ/TW ngày 30/7/2021 để thực hiện.
"""


@pytest.mark.parametrize(
    ("text", "bases"),
    [
        (BASES, ["Quy chế làm việc", "Quyết định số 272-QĐ/TW", "Chỉ thị số 38-CT/TW"]),
        (
            "Thực hiện Công văn số 9/BNV-VP ngày 02/01/2026;\ncăn cứ Luật Lưu trữ năm 2024, Sở báo cáo:\nTheo Nghị định số 1/2026/NĐ-CP.",
            ["Luật Lưu trữ năm 2024"],
        ),
        ("Thực hiện Kế hoạch số 5-KH/TU ngày 02/01/2026, Huyện ủy báo cáo.", []),
        (
            "Căn cứ Luật Lưu trữ năm 2024;\nThực hiện Quyết định số 310-QĐ/TU ngày 22/8/2025;\nTheo đề nghị của Sở,\nĐiều 1. Theo Luật Lưu trữ năm 2024.",
            ["Luật Lưu trữ năm 2024", "Quyết định số 310-QĐ/TU"],
        ),
    ],
)
def test_bases_are_what_the_grounds_name_and_not_what_stands_in_their_titles(text: str, bases: list[str]) -> None:
    found = read(text.encode(), name="x.txt")
    assert [found.references[i].surface for i in found.header.bases] == bases


def test_a_provision_stands_before_the_paper_it_is_of() -> None:
    (first,) = refs("quy định tại điểm a khoản 2 Điều 5 Quy định số 24-QĐ/TW ngày 30/7/2021")
    assert first.provision == "điểm a khoản 2 Điều 5"
    (behind, _other) = refs("Quy định số 24-QĐ/TW ngày 30/7/2021 (khoản 2 Điều 5) và Điều lệ Đảng")
    assert behind.provision == "khoản 2 Điều 5"
    (second,) = refs("theo Điều 3, 4 của Nghị định số 134/2025/NĐ-CP")
    assert second.provision == "Điều 3, 4"


def test_the_full_span_holds_the_day_and_the_issuer() -> None:
    text = "Hướng dẫn số 12-HD/BTCTW ngày 18/01/2022 của Ban Tổ chức Trung ương về nghiệp vụ"
    (found,) = refs(text)
    assert text[found.full_start : found.full_end].endswith("của Ban Tổ chức Trung ương")
    assert (found.issued_on, found.issuer, found.canonical) == (
        "2022-01-18",
        "Ban Tổ chức Trung ương",
        "BTCTW13:12-HD/BTCTW",
    )


def test_a_day_that_does_not_exist_is_no_day() -> None:
    (found,) = refs("Kết luận số 44-KL/TW ngày 31/02/2022")
    assert (found.issued_on, found.canonical) == (None, None)


def test_offsets_are_those_of_the_text_even_when_it_is_decomposed() -> None:
    text = unicodedata.normalize(
        "NFD", "Đảng ủy đã thực hiện Kết luận\u00a0số 44-KL/TW ngày 22/11/2022 của Bộ Chính trị."
    )
    (found,) = refs(text)
    assert text[found.start : found.end] == found.surface
    assert unicodedata.normalize("NFC", found.surface) == "Kết luận\u00a0số 44-KL/TW"
    assert found.canonical == "TW13:44-KL/TW"


def test_the_short_name_of_a_local_committee_is_not_a_central_one() -> None:
    header = Header(parent_issuer=Value("Đảng ủy khối thử nghiệm miền đông"))
    text = "Quyết định số 05-QĐ/ĐUK ngày 12/9/2022 của Đảng ủy Khối"
    (found,) = find_references(text, lines_of(text), header, default())
    assert found.canonical == "ĐUK2020:05-QĐ/ĐUK"


SHAPES = [
    ("Nghị quyết số57-NQ/TW ngày22/12/2024", [("Nghị quyết số57-NQ/TW", "TW13:57-NQ/TW")]),
    ("Qui định số 24-QĐ/TW ngày 30/7/2021", [("Qui định số 24-QĐ/TW", "TW13:24-QĐ/TW")]),
    ("Thông tư Liên tịch số 02/2009/TTLT-BNG-BNV", [("Thông tư Liên tịch số 02/2009/TTLT-BNG-BNV", "BNG:02/2009/TTLT-BNG-BNV")]),
    ("Quyết định số 1417/TC/TCĐN ngày 05/5/1996", [("Quyết định số 1417/TC/TCĐN", "TC:1417/TC/TCĐN@1996")]),
    ("Nghị định số 30/2020 quy định thể thức", [("Nghị định số 30/2020", "CP:30/2020/NĐ-CP")]),
    ("văn bản số 88/BNV-TCBC ngày 02/3/2026", [("văn bản số 88/BNV-TCBC", "BNV:88/BNV-TCBC@2026")]),
    ("Luật Quy hoạch số 21/2017/QH14", [("Luật Quy hoạch số 21/2017/QH14", "QH14:21/2017/QH14")]),
    ("Luật đất đai năm 2013", [("Luật đất đai năm 2013", "QH13:45/2013/QH13")]),
    ("Luật Tổ chức HĐND và UBND ngày 26 tháng 11 năm 2003", [("Luật Tổ chức HĐND và UBND", "QH11:11/2003/QH11")]),
    ("pháp luật đất đai năm 2013", []),
    ("các Nghị quyết số 57, 59, 68-NQ/TW ngày 04/5/2025",
     [("Nghị quyết số 57, 59, 68-NQ/TW", f"TW13:{n}-NQ/TW") for n in (57, 59, 68)]),
    ("học tập bốn nghị quyết của Hội nghị Trung ương 8 khóa XIII",
     [("nghị quyết của Hội nghị Trung ương 8 khóa XIII", f"TW13:{n}-NQ/TW") for n in (42, 43, 44, 45)]),
    ("Nghị quyết số 01-NQ/ĐH ngày 27/6/2025 của Đại hội Đảng bộ Viện Mẫu lần thứ II", [("Nghị quyết số 01-NQ/ĐH", "ĐH2:01-NQ/ĐH")]),
    ("Quy chế số 02-QC/BDVTU-SNgV ngày 09/5/2017", [("Quy chế số 02-QC/BDVTU-SNgV", "BDVTU2015:02-QC/BDVTU-SNgV")]),
    ("Nghị quyết 21-NQ/TW (Hội nghị Trung ương 5 khóa XIII)", [("Nghị quyết 21-NQ/TW", "TW13:21-NQ/TW")]),
    ("kế hoạch thực hiện Quy chế số 08-QC/TW. Quy chế số 08-QC/TW, ngày 05/11/2025", [("Quy chế số 08-QC/TW", "TW13:08-QC/TW")] * 2),
    ("Nghị quyết Đại hội XIII, XIV của Đảng", [("Nghị quyết Đại hội XIII, XIV của Đảng", f"ĐH{n}:NQ") for n in (13, 14)]),
    ("Nghị quyết Đại hội Chi bộ Đại sứ quán lần thứ VII", [("Nghị quyết Đại hội Chi bộ Đại sứ quán lần thứ VII", None)]),
    ("Kế hoạch công tác năm 2026 số 12-KH/CB", [("Kế hoạch công tác năm 2026 số 12-KH/CB", "CB2025:12-KH/CB")]),
    ("Nghị quyết số 18 (khóa XII)", [("Nghị quyết số 18", "TW12:18-NQ/TW")]),
    ("Nghị quyết số 12 ngày 03/3/2025 của Đảng ủy", [("Nghị quyết số 12", None)]),
    ("Luật sửa đổi, bổ sung một số điều của Luật Cán bộ, công chức và Luật Viên chức năm 2019",
     [("Luật sửa đổi, bổ sung một số điều của Luật Cán bộ, công chức và Luật Viên chức năm 2019", "QH14:52/2019/QH14"),
      ("Luật Cán bộ, công chức", None), ("Luật Viên chức", None)]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "found"), SHAPES)
def test_numbers_and_names_in_shapes_that_writers_use(text: str, found: list[tuple[str, str | None]]) -> None:
    assert names(text, "2026-06-01") == found


@pytest.mark.parametrize(
    ("bracket", "uses"),
    [
        ("sau đây gọi tắt là Quy chế", ["Quy chế"]),
        ("sau đây gọi tắt là: Quyết định 12, Kế hoạch 5", ["Quyết định 12", "Kế hoạch 5"]),
        ("sau đây gọi chung là các văn bản", ["các văn bản", "các văn bản"]),
    ],
)
def test_a_bracket_may_name_a_rule_several_papers_or_all_of_them(bracket: str, uses: list[str]) -> None:
    text = f"Kế hoạch số 5-KH/TU ngày 01/02/2023, Quyết định số 12-QĐ/TU ngày 03/3/2023 ban hành Quy chế ({bracket})."
    assert [r.surface for r in refs(text, "2026-06-01")[2:]] == uses


def test_the_papers_above_are_those_to_be_carried_out() -> None:
    text = "Thực hiện Chỉ thị số 15-CT/TW ngày 10/8/2022 và Kết luận số 21-KL/TW ngày 25/10/2021, Sở đã có Công văn số 9/SNV-VP ngày 01/02/2026. Kết quả thực hiện các văn bản trên còn thấp."
    assert [r.canonical for r in refs(text) if r.kind == "anaphor"] == ["TW13:15-CT/TW", "TW13:21-KL/TW"]
    mixed = text.replace("các văn bản trên", "02 chỉ thị, kết luận nêu trên")
    assert [r.surface for r in refs(mixed) if r.kind == "anaphor"] == ["02 chỉ thị, kết luận nêu trên"] * 2


def test_a_draft_is_cited_where_it_is_looked_at_and_not_where_it_is_asked_for() -> None:
    assert names("Hội nghị thông qua dự thảo Báo cáo chính trị") == [("dự thảo Báo cáo chính trị", None)]
    assert names("Văn phòng trình dự thảo Thông tư trước ngày 15/3") == []


def test_a_bloc_named_in_full_is_not_the_one_of_the_catalogue() -> None:
    text = "Đảng bộ Khối Doanh nghiệp Cao Lâm họp. Nghị quyết số 9-NQ/ĐUK ngày 12/4/2022 của Đảng ủy Khối."
    (found,) = refs(text)
    assert found.canonical == "ĐUK2020:09-NQ/ĐUK"
