"""Nội dung — references by identity, duties with who and when, findings, targets, warnings: tables of cases."""

from __future__ import annotations

import pytest

from dondoc.reading.catalogue import default
from tests.reading.making import HEAD, read_text


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("Thực hiện Kết luận số 21-KL/TW ngày 25/10/2021 của Ban Chấp hành Trung ương", "TW13:21-KL/TW"),
        ("theo Quy định số 08 - QĐi / TW ngày 25/10/2018", "TW12:08-QĐi/TW"),
        ("Chỉ thị 05–CT/TƯ ngày 15-5-2016", "TW12:05-CT/TW"),
        ("Nghị quyết số: 35-NQ/T.Ư ngày 22 tháng 10 năm 2018", "TW12:35-NQ/TW"),
        ("Quyết định số\n246-QĐ/TW, ngày\n20/6/2024", "TW13:246-QĐ/TW"),
        ("Hướng dẫn 01-HD/VPTW khóa XIII", "VPTW13:01-HD/VPTW"),
        ("Nghị định số 30/2020/NĐ-CP ngày 05/3/2020 của Chính phủ", "CP:30/2020/NĐ-CP"),
        ("Quyết định số 15/QÐ-BNV ngày 12/01/2025", "BNV:15/QĐ-BNV@2025"),
        ("Luật số 29/2018/QH14", "QH14:29/2018/QH14"),
        ("Nghị quyết Trung ương 4 khóa XII", "TW12:04-NQ/TW"),
        ("Nghị quyết Trung ương 5, khóa XIII về công tác xây dựng Đảng", "TW13:21-NQ/TW"),
        ("Nghị quyết Đại hội XIII của Đảng", "ĐH13:NQ"),
    ],
)
def test_a_paper_is_known_by_identity_whatever_its_spelling(text: str, canonical: str) -> None:
    assert [r.canonical for r in read_text(text).references] == [canonical]


def test_two_terms_in_one_phrase_are_two_papers() -> None:
    found = read_text("Nghị quyết Trung ương 4 khóa XI và XII").references
    assert [r.canonical for r in found] == ["TW11:12-NQ/TW", "TW12:04-NQ/TW"]
    assert found[0].start == found[1].start


def test_the_type_word_decides_the_kind_never_the_symbol() -> None:
    kinds = [r.type for r in read_text("Quy định số 37-QĐ/TW và Quyết định số 244-QĐ/TW").references]
    assert kinds == ["Quy định", "Quyết định"]


def test_an_alias_belongs_to_the_outer_paper_and_is_followed_in_another_spelling() -> None:
    text = "Kế hoạch 03-KH/TW ngày 1/12/2021 thực hiện Kết luận số 21-KL/TW ngày 25/10/2021 (Kế hoạch 03). Kế hoạch số 03 còn chậm."
    found = read_text(text).references
    assert [(r.kind, r.canonical) for r in found] == [
        ("full", "TW13:03-KH/TW"), ("full", "TW13:21-KL/TW"), ("alias_def", "TW13:03-KH/TW"), ("alias_use", "TW13:03-KH/TW"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "relation"),
    [
        ("thực hiện Kết luận số 21-KL/TW", "implements"), ("thay thế Kết luận số 21-KL/TW", "replaces"),
        ("sửa đổi, bổ sung Kết luận số 21-KL/TW", "amends"), ("bãi bỏ Kết luận số 21-KL/TW", "repeals"),
        ("Căn cứ Kết luận số 21-KL/TW", "based_on"), ("nêu trong Kết luận số 21-KL/TW", "cites"),
    ],
)  # fmt: skip
def test_the_sentence_says_the_relation(text: str, relation: str) -> None:
    assert read_text(text).references[0].relation == relation


@pytest.mark.parametrize(
    "text",
    ["Đoàn kiểm tra 546 làm việc", "đạt 5/6 chỉ tiêu", "điện thoại 024-3799/8888", "Hội nghị Trung ương 4 khóa XIII", "ngày 28/9", "tỷ lệ 3/4",
     "Đoàn Kiểm tra số 1477", "lần thứ 12", "phòng 21-A/B"],
)  # fmt: skip
def test_no_decoy_is_taken(text: str) -> None:
    assert read_text(text).references == ()


@pytest.mark.parametrize(
    ("text", "actor", "kind", "due"),
    [
        ("Giao Văn phòng Đảng ủy chủ trì, phối hợp với Ban Công tác Đảng ngoài nước rà soát danh sách trước ngày 15/12/2026.",
         "Văn phòng Đảng ủy", "task", "2026-12-15"),
        ("Yêu cầu Ban Công tác Đảng ngoài nước xây dựng quy trình, hoàn thành trong quý I năm 2027.",
         "Ban Công tác Đảng ngoài nước", "task", "2027-03-31"),
        ("Văn phòng Đảng ủy có trách nhiệm báo cáo trước ngày 20 hằng tháng.", "Văn phòng Đảng ủy", "standing",
         "FREQ=MONTHLY;BYMONTHDAY=20"),
        ("Các chi bộ ngoài nước lập danh sách đảng viên, gửi trước ngày 10/12.", "Các chi bộ ngoài nước", "task", "2026-12-10"),
        ("Văn phòng Đảng ủy ban hành quy trình trong thời hạn 30 ngày kể từ ngày ký.", "Văn phòng Đảng ủy", "task", "30 calendar signing"),
        ("Văn phòng Đảng ủy báo cáo trong 5 ngày làm việc kể từ ngày nhận văn bản.", "Văn phòng Đảng ủy", "task", "5 working receipt"),
        ("Đề nghị Văn phòng Đảng ủy sơ kết trong 6 tháng đầu năm 2027.", "Văn phòng Đảng ủy", "task", "2027-06-30"),
        ("Văn phòng Đảng ủy rà soát quy chế, hoàn thành trong tháng 2/2027.", "Văn phòng Đảng ủy", "task", "2027-02-28"),
    ],
)  # fmt: skip
def test_who_must_do_what_by_when(text: str, actor: str, kind: str, due: str) -> None:
    [duty] = read_text("1. " + text, HEAD).obligations
    assert [a.value for a in duty.actors] == [actor]
    assert duty.kind == kind
    assert duty.due is not None
    clock = duty.due.clock
    said = f"{clock.days} {clock.unit} {clock.starts}" if clock else duty.due.on or duty.due.until or duty.due.recurs
    assert said == due


def test_the_actor_may_stand_in_the_heading_above() -> None:
    text = "1. Văn phòng Đảng ủy\n- Rà soát quy chế làm việc trước ngày 20/12/2026.\n- Tổng hợp báo cáo năm.\n"
    assert [o.actors[0].value for o in read_text(text, HEAD).obligations] == ["Văn phòng Đảng ủy"] * 2


def test_a_period_stays_a_period() -> None:
    [duty] = read_text("Giao Văn phòng Đảng ủy tổng kết trong quý IV năm 2026.", HEAD).obligations
    assert duty.due is not None
    assert (duty.due.precision, duty.due.from_, duty.due.until, duty.due.on) == (
        "quarter",
        "2026-10-01",
        "2026-12-31",
        None,
    )


@pytest.mark.parametrize(
    "text",
    ["Văn phòng Đảng ủy đã rà soát danh sách trước ngày 15/10/2026.", "Căn cứ Quy chế làm việc của Đảng ủy;", "Nơi nhận: Văn phòng Đảng ủy",
     "Tổ chức thực hiện"],
)  # fmt: skip
def test_what_was_done_is_no_duty(text: str) -> None:
    assert read_text(text, HEAD).obligations == ()


def test_a_task_table_is_read_row_by_row_in_any_order_of_columns() -> None:
    from dondoc.printing.docx import render_docx
    from dondoc.printing.model import Column, Sheet, Table
    from dondoc.reading import read
    from tests.reading.making import OFFICE

    heads = ("TT", "Thời hạn", "Đơn vị chủ trì", "Nội dung nhiệm vụ", "Sản phẩm", "Phối hợp")
    rows = (
        (1, "Trước 15/12/2026", "Văn phòng Đảng ủy", "Rà soát quy chế làm việc", "Báo cáo", "Các ban"),
        (2, "Hằng quý", "Ban Công tác Đảng ngoài nước", "Giao ban trực tuyến với các chi bộ", "Biên bản", ""),
    )
    sheet = Sheet(kind="KẾ HOẠCH", subject="công tác", issuer="ĐẢNG ỦY CỤC THỬ NGHIỆM", number="09-KH/ĐU", place="Hà Nội",
                  issued_on="2026-11-10", body=(Table(tuple(Column(h) for h in heads), rows),))  # fmt: skip
    first, second = read(render_docx(sheet), catalogue=OFFICE).obligations
    assert (first.actors[0].value, first.deed, first.product) == (
        "Văn phòng Đảng ủy",
        "Rà soát quy chế làm việc",
        "Báo cáo",
    )
    assert first.due is not None
    assert [v.value for v in first.partners] == ["Các ban"]
    assert second.due is not None
    assert second.due.recurs == "FREQ=MONTHLY;INTERVAL=3"


@pytest.mark.parametrize(
    ("text", "category"),
    [
        ("Kết quả kiểm tra cho thấy Đảng ủy đã chủ động ban hành kế hoạch, quán triệt đến các chi bộ.", "strength"),
        ("Qua kiểm tra, việc xây dựng kế hoạch còn chậm, tổ chức thực hiện chưa toàn diện.", "limitation"),
        ("Nguyên nhân của hạn chế qua kiểm tra là do quy trình phối hợp chưa được quy định.", "cause"),
        ("Đoàn kiểm tra đề nghị Đảng ủy khắc phục trong tháng tới.", "request"),
    ],
)
def test_findings_by_category(text: str, category: str) -> None:
    assert [f.category for f in read_text(text).findings] == [category]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Phấn đấu 95% chi bộ hoàn thành tốt nhiệm vụ.", (">=", "95", "%", None)),
        ("Bảo đảm tối thiểu 90% đảng viên dự học tập.", (">=", "90", "%", None)),
        ("Đảng bộ đã đạt 5/6 chỉ tiêu đề ra.", ("=", None, None, "5/6")),
        ("Phấn đấu tỷ lệ báo cáo chậm không quá 3% trong năm 2027.", ("<=", "3", "%", None)),
    ],
)
def test_targets(text: str, value: tuple[str, str | None, str | None, str | None]) -> None:
    [target] = read_text(text).targets
    assert (target.direction, target.value, target.unit, target.met) == value


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Chỉ thị số 21-KL/TW ngày 25/10/2021", "TYPE_SYMBOL_MISMATCH"),
        ("Kết luận số 21-KL/TW ngày 25/10/2027", "CITED_AFTER_CITING"),
        ("Kết luận số 21-KL/TW ngày 25/10/2021 và Kết luận số 21-KL/TW ngày 26/10/2021", "DATE_CONFLICT"),
        ("Căn cứ Hướng dẫn số 36-HD/VPTW ngày 03/4/2018", "REPLACED_RULE"),
        ("Giao Văn phòng Đảng ủy rà soát quy chế làm việc.", "NO_DUE"),
        ("Nghị quyết Trung ương 6 khóa XII", "AMBIGUOUS"),
    ],
)
def test_what_a_person_should_look_at_is_said(text: str, code: str) -> None:
    assert code in [w.code for w in read_text(text, HEAD).warnings]


def test_the_outline_knows_its_levels() -> None:
    text = "I. NHIỆM VỤ\n1. Rà soát\na) Danh sách\nb) Hồ sơ\n2. Báo cáo\nII. TỔ CHỨC\nĐiều 5. Hiệu lực\n1. Từ ngày ký\n"
    labels: list[str] = []

    def walk(parts: object) -> None:
        for part in parts:  # type: ignore[attr-defined]
            labels.append(part.label)
            walk(part.children)

    walk(read_text(text, HEAD).outline)
    assert labels == ["I", "I.1", "I.1.a", "I.1.b", "I.2", "II", "Điều 5", "Điều 5.1"]


def test_a_letter_has_no_kind_line() -> None:
    letter = (
        "ỦY BAN ĐIỀU PHỐI THỬ NGHIỆM\nSố: 734/UBĐP-VP\nV/v rà soát các thỏa thuận đã ký\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
        "Độc lập - Tự do - Hạnh phúc\nHà Nội, ngày 29 tháng 10 năm 2026\nKính gửi: Đảng ủy Cục Thử nghiệm\n"
    )
    header = read_text(letter).header
    assert header.kind and header.kind.value == "Công văn"
    assert header.subject and header.subject.value == "rà soát các thỏa thuận đã ký"
    assert header.so_ky_hieu and header.so_ky_hieu.value == "734/UBĐP-VP"


def test_a_term_is_unknown_where_congresses_make_it_so() -> None:
    known = default()
    assert known.term_on("TW", "2021-10-25") == "khóa XIII"
    assert known.term_on("", "2026-05-01") == "2025-2030"
    assert known.term_on("", "2025-07-01") is None
