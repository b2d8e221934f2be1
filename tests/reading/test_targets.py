"""Chỉ tiêu — measures with a direction and a value."""

from __future__ import annotations

import pytest

from dondoc.reading import read
from tests.reading.making import HEAD, a_docx, p, read_text, table

AIMS = "II. CHỈ TIÊU\n"


@pytest.mark.parametrize(
    ("text", "direction", "value", "unit", "by"),
    [
        ("Tỷ lệ đảng viên dự sinh hoạt định kỳ hằng năm đạt từ 95% trở lên.", ">=", "95", "%", "hằng năm"),
        ("Phấn đấu đến năm 2030 có trên 90% chi bộ hoàn thành tốt nhiệm vụ.", ">=", "90", "%", "2030"),
        ("Số báo cáo chậm không quá 2,5% mỗi năm.", "<=", "2.5", "%", "mỗi năm"),
        ("100% chi bộ ngoài nước sinh hoạt đúng kỳ.", "=", "100", "%", None),
        ("Kết nạp tối thiểu 04 đảng viên.", ">=", "4", "đảng viên", None),
        ("Mỗi chi bộ có ít nhất 03 kỳ sinh hoạt chuyên đề.", ">=", "3", "kỳ", None),
        ("60% cán bộ cấp phòng trở lên dùng được ngoại ngữ.", "=", "60", "%", None),
        ("Còn không quá 3 thủ tục phải nộp bản giấy.", "<=", "3", "thủ tục", None),
        ("Giá trị sản xuất tăng bình quân 12 - 13%/năm đến năm 2030.", ">=", "12", "%", "2030"),
        ("Từ 95% đến 97% người dân dùng nước sạch.", ">=", "95", "%", None),
        ("Doanh thu từ 248 đến 252 tỷ đồng.", ">=", "248", "tỷ đồng", None),
        ("Thu nhập bình quân gấp 1,6 lần năm 2025.", "=", "1.6", "lần", None),
        ("Năng suất lao động cao hơn 1,08 lần.", "=", "1.08", "lần", None),
        ("Tỉ lệ hộ nghèo giảm mỗi năm 0,3 điểm phần trăm.", "=", "0.3", "điểm phần trăm", "mỗi năm"),
        ("Duy trì 15/15 trường học đạt chuẩn.", "=", "15", "trường học", None),
        ("Ít nhất 8/10 khu phố đạt chuẩn.", ">=", "8", "khu phố", None),
        ("Số lao động được giải quyết việc làm 320 người.", "=", "320", "người", None),
        ("Thay 9.000 đồng hồ nước.", "=", "9000", "đồng hồ", None),
        ("Sản lượng nước: 21,5 triệu m3.", "=", "21.5", "triệu m3", None),
        ("Giá trị bữa ăn ca không thấp hơn 25.000 đồng/suất.", ">=", "25000", "đồng/suất", None),
        ("Đến cuối tháng 7/2026 xong 80% số hộ.", "=", "80", "%", "2026"),
        ("Hoàn thành 90% kế hoạch 5 năm 2026 - 2030.", "=", "90", "%", "2030"),
        ("Trong giai đoạn 2026 - 2028 tổ chức tối thiểu 12 lớp bồi dưỡng.", ">=", "12", "lớp", "2028"),
    ],
)
def test_a_target_has_a_direction_a_value_and_a_unit(
    text: str, direction: str, value: str, unit: str, by: str | None
) -> None:
    (target,) = read_text(AIMS + text).targets
    assert (target.direction, target.value, target.unit, target.by) == (direction, value, unit, by)


def test_a_smaller_heading_or_a_date_says_the_year() -> None:
    found = read_text(
        AIMS
        + "1. Năm 2026\n- 100% trạm y tế được đầu tư.\n2. Đến năm 2030\n- Phấn đấu 40% trạm y tế có bác sĩ.\n"
        + "- Đến hết quý II/2027, trên 90% tuyến phố có vỉa hè.\n"
    ).targets
    assert [t.by for t in found] == ["2026", "2030", "2027"]


def test_the_year_compared_with_is_not_the_year_of_the_aim() -> None:
    (target,) = read_text("Phấn đấu đến năm 2026 giảm 20% số vụ tai nạn lao động so với năm 2023.\n").targets
    assert (target.value, target.by) == ("20", "2026")


def test_a_part_of_a_whole_and_where_a_rise_began_are_no_targets() -> None:
    text = "Đồng bào các dân tộc chiếm 87%. Tỷ lệ sinh con tại cơ sở y tế tăng từ 58% lên 81% trong ba năm.\n"
    assert [t.value for t in read_text(text).targets] == ["81"]


def test_a_bare_number_one_strives_for_and_a_share_done_are_targets() -> None:
    text = "Phấn đấu mỗi năm dạy nghề cho 10.000 lao động nông thôn. Xã đã vận động 214/231 hộ nhận tiền.\n"
    assert [t.value or t.met for t in read_text(text).targets] == ["10000", "214/231"]


def test_the_measure_is_what_is_counted() -> None:
    before, after = read_text(
        AIMS + "Tỷ lệ đảng viên dự sinh hoạt đạt từ 95% trở lên.\nTrên 80% chi bộ có mô hình mới.\n"
    ).targets
    assert (before.measure, after.measure) == ("Tỷ lệ đảng viên dự sinh hoạt", "chi bộ có mô hình mới")


def test_how_many_were_reached_is_kept_as_printed() -> None:
    (target,) = read_text("Đến nay Đảng bộ đạt 7/9 chỉ tiêu đề ra.").targets
    assert (target.met, target.value) == ("7/9", None)


@pytest.mark.parametrize(
    "text",
    [
        "Năm 2025 có 12 đoàn ra và 30 cuộc họp.",
        "Cuộc họp lúc 14 giờ ngày 20/12.",
        "Hội nghị hợp lệ khi có ít nhất 2/3 số ủy viên dự.",
        "Qua kiểm tra tại 12/28 sở, ngành.",
        "II. NGUYÊN NHÂN\nKhối lượng công việc tăng 30%.",
        "Có 17/46 đoàn không gửi báo cáo.",
    ],
)
def test_a_figure_that_only_describes_is_no_target(text: str) -> None:
    assert read_text(text).targets == ()


def test_a_share_counted_in_a_report_is_what_was_reached() -> None:
    report = HEAD.replace("KẾT LUẬN\n", "BÁO CÁO\nkết quả công tác năm 2025\n").replace("21-KL", "21-BC")
    (target,) = read_text("Có 11/12 chi bộ sinh hoạt đúng kỳ.", report).targets
    assert (target.met, target.by) == ("11/12", "2025"), "the year is the one of the paper's subject"


def test_the_year_of_a_heading_is_that_of_its_targets() -> None:
    (target,) = read_text("I. MỤC TIÊU ĐẾN NĂM 2030\n1. Trên 95% chi bộ hoàn thành tốt nhiệm vụ.\n").targets
    assert target.by == "2030"


def test_a_result_in_percent_is_what_was_reached() -> None:
    (target,) = read_text("Tỷ lệ đảng viên tham gia đạt 91,5%.").targets
    assert (target.value, target.direction) == ("91.5", "=")


def test_a_smaller_heading_stays_among_the_targets() -> None:
    text = "1. Về xây dựng Đảng\n- Kết nạp từ 60 đảng viên trở lên.\nIII. NHIỆM VỤ\n- Tổ chức ít nhất 3 hội nghị."
    assert [t.value for t in read_text(AIMS + text).targets] == ["60"]


def test_two_targets_in_one_sentence_are_two() -> None:
    text = "100% chi bộ sinh hoạt đúng kỳ; bảo đảm tối thiểu 04 kỳ sinh hoạt chuyên đề mỗi năm."
    assert [t.value for t in read_text(AIMS + text).targets] == ["100", "4"]


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("Nâng tỷ lệ chi bộ vững mạnh từ 78% lên 85%.", ["85"]),
        ("GRDP bình quân đầu người của tỉnh đến năm 2030 đạt 150 triệu đồng.", ["150"]),
        ("Dự án nào không đạt 40% kế hoạch, Sở Tài chính điều chuyển vốn.", []),
        ("Nghị quyết đã được 9/9 đảng viên biểu quyết thông qua.", []),
    ],
)
def test_what_is_to_be_reached_and_not_where_it_began_a_case_or_a_vote(text: str, figures: list[str]) -> None:
    assert [t.value or t.met for t in read_text(AIMS + text).targets] == figures


def test_a_line_that_leads_on_says_the_year_of_its_items() -> None:
    found = read_text(
        AIMS + "a) Đến năm 2027:\n- Số hóa 60% di tích.\nb) Đến năm 2030:\n- Số hóa 100% di tích.\n"
    ).targets
    assert [t.by for t in found] == ["2027", "2030"]


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("Đến cuối năm 2026, kim ngạch tăng 1,5 lần so với năm 2025, thu phí đạt trên 30 tỉ đồng.", ["1.5", "30"]),
        ("Tỉnh đoàn quyên góp tối thiểu 3.000 suất học bổng.", ["3000"]),
        ("Mỗi công đoàn cơ sở có ít nhất 01 công trình được gắn biển.", ["1"]),
        ("Cơ sở họp ít nhất 02 lần mỗi năm.", []),
        ("Giảm tỉ lệ trẻ em dưới 5 tuổi suy dinh dưỡng xuống dưới 22%.", ["22"]),
    ],
)
def test_what_the_work_is_to_bring_is_a_target_also_outside_a_list_of_targets(text: str, figures: list[str]) -> None:
    assert [t.value for t in read_text("II. NHIỆM VỤ\n" + text).targets] == figures


_ROWS = [
    ("TT", "Chỉ tiêu", "Đơn vị tính", "Ước năm 2025", "Kế hoạch năm 2026"),
    ("1", "Trẻ em suy dinh dưỡng", "%", "16,2", "≤ 15"),
    ("2", "Trường có phòng truyền thống", "trường", "112", "130"),
    ("3", "Hộ gia đình văn hóa", "%", "78", "82 - 85"),
]


def test_a_table_of_targets_is_read_cell_by_cell_of_its_plan_and_is_nobodys_task() -> None:
    head = p("Số 12-KH/ĐU") + p("KẾ HOẠCH") + p("phát triển năm 2026") + p("I. CHỈ TIÊU")
    found = read(a_docx(head + table(*_ROWS)), name="bang.docx")
    assert [(t.measure, t.direction, t.value, t.unit, t.by) for t in found.targets] == [
        ("Trẻ em suy dinh dưỡng", "<=", "15", "%", "2026"),
        ("Trường có phòng truyền thống", "=", "130", "trường", "2026"),
        ("Hộ gia đình văn hóa", ">=", "82", "%", "2026"),
    ]
    assert found.obligations == ()
