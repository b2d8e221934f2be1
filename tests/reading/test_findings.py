"""Nhận xét, kết luận — categories of what is said of the work."""

from __future__ import annotations

import pytest

from tests.reading.making import HEAD, read_text

INSPECTED = HEAD.replace("KẾT LUẬN\n", "THÔNG BÁO\nkết luận kiểm tra đối với Chi ủy\n").replace("21-KL", "21-TB")
OF_INSPECTION = "Thông báo kết quả kiểm tra\n"


def categories(text: str) -> list[str]:
    return [f.category for f in read_text(OF_INSPECTION + text).findings]


@pytest.mark.parametrize(
    ("text", "category"),
    [
        ("Chi ủy đã chủ động ban hành kế hoạch và phân công cấp ủy viên phụ trách.", "strength"),
        ("Công tác tuyên truyền được chú trọng, tạo chuyển biến tích cực ở các chi bộ.", "strength"),
        ("Việc gửi biên bản ở một số chi bộ còn chậm, nội dung chung chung.", "limitation"),
        ("Một số cấp ủy chưa chủ động kiểm tra đối với chi bộ ở xa.", "limitation"),
        ("Tuy đã đạt được kết quả bước đầu nhưng chất lượng sinh hoạt chưa đồng đều.", "limitation"),
        ("Bên cạnh những kết quả đã đạt được, việc xây dựng kế hoạch chưa kịp thời.", "limitation"),
        ("Nguyên nhân chủ quan là người đứng đầu thiếu sâu sát.", "cause"),
        ("Hạn chế đó xuất phát từ việc phân công chưa rõ.", "cause"),
        ("Đoàn kiểm tra yêu cầu Văn phòng Đảng ủy khắc phục các khuyết điểm đã nêu.", "request"),
        ("Nguyên nhân chủ yếu là thiếu cán bộ chuyên trách; quy chế phối hợp chậm được bổ sung.", "cause"),
        ("Trách nhiệm chính đối với các khuyết điểm nêu trên thuộc về chi ủy nhiệm kỳ trước.", "cause"),
        ("Chi bộ địa bàn phía Nam mới khắc phục được 2/5 nội dung.", "limitation"),
        ("Hiện còn 19 trường hợp hồ sơ đã đến nhưng đảng viên chưa trình diện.", "limitation"),
        ("Ba đoàn có nội dung giống nhau, gây khó cho phía bạn khi thu xếp cơ quan tiếp.", "limitation"),
        ("Nhìn chung, việc sử dụng kinh phí bảo đảm công khai, không phát hiện việc làm sai.", "strength"),
        ("Chính sách được thực hiện đầy đủ, chưa có đơn thư khiếu nại.", "strength"),
        ("Bài học kinh nghiệm là phải giữ nề nếp sinh hoạt định kỳ.", "lesson"),
        ("Sở Du lịch thanh toán vượt định mức 46.500.000 đồng tiền thuê xe.", "limitation"),
        ("Bốn trong mười một đoàn không có báo cáo kết quả chuyến đi.", "limitation"),
    ],
)
def test_the_category_of_a_sentence(text: str, category: str) -> None:
    assert categories(text) == [category]


@pytest.mark.parametrize(
    "text",
    [
        "Hội nghị diễn ra vào chiều thứ Sáu tại trụ sở cơ quan.",
        "Những hạn chế nào cần tập trung khắc phục trong thời gian tới?",
        "Nghị quyết này phổ biến đến chi bộ và được quán triệt trong toàn Đảng bộ.",
        "Quá thời hạn trên, đơn vị không có văn bản thì coi như thống nhất.",
    ],
)
def test_what_judges_nothing_is_no_finding(text: str) -> None:
    assert categories(text) == []


def test_a_heading_decides_for_the_sentences_under_it() -> None:
    text = "1. Ưu điểm\nCấp ủy phân công rõ người, rõ việc, rõ thời hạn.\n2. Hạn chế, khuyết điểm\nHồ sơ lưu ở ba chi bộ thiếu biên bản.\n"
    assert categories(text) == ["strength", "limitation"]


def test_what_an_inspection_asks_under_a_lead_is_a_request_until_the_next_item() -> None:
    text = (
        "III. KẾT LUẬN\n1. Việc ghi biên bản còn sai sót. Đoàn kiểm tra yêu cầu Chi ủy:\n"
        "a) Bổ sung biên bản trước ngày 30/9/2026;\nb) Rút kinh nghiệm trong sinh hoạt.\n"
        "2. Giao Văn phòng Đảng ủy theo dõi việc khắc phục.\n"
    )
    assert categories(text) == ["limitation", "request", "request", "request"]
    official = read_text(text, INSPECTED).findings
    assert [f.category for f in official] == ["limitation", "request", "request"]


def test_a_finding_points_to_the_papers_it_concerns() -> None:
    reading = read_text(OF_INSPECTION + "Việc thực hiện Kết luận số 44-KL/TW ngày 22/11/2022 ở một số chi bộ còn chậm.")
    (finding,) = reading.findings
    assert [reading.references[i].canonical for i in finding.concerns] == ["TW13:44-KL/TW"]


def test_a_directive_that_judges_nothing_has_no_findings() -> None:
    assert read_text("Yêu cầu các chi bộ gửi báo cáo kết quả trước ngày 15/12/2026.").findings == ()
