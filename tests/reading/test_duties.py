"""Nhiệm vụ — who is told what, with whom and by when; sentences and bodies are invented."""

from __future__ import annotations

import unicodedata

import pytest

from dondoc.reading.model import Obligation
from tests.reading.making import HEAD, read_text

TASKS = "II. NHIỆM VỤ, GIẢI PHÁP\n"


def duties(text: str, head: str = HEAD) -> tuple[Obligation, ...]:
    return read_text(text, head).obligations


def who(duty: Obligation) -> list[str]:
    return [actor.value for actor in duty.actors]


TOLD = [
    ("Giao Ban Tổ chức Đảng ủy tổ chức lớp bồi dưỡng trong tháng 12/2026.", ["Ban Tổ chức Đảng ủy"]),
    ("Giao Văn phòng Đảng ủy chủ trì xây dựng đề án.", ["Văn phòng Đảng ủy"]),
    ("Ban Thường vụ Đảng ủy giao Ủy ban Kiểm tra Đảng ủy lập danh sách.", ["Ủy ban Kiểm tra Đảng ủy"]),
    ("Yêu cầu các chi bộ ngoài nước gửi báo cáo trước ngày 15/12/2026.", ["các chi bộ ngoài nước"]),
    ("Đề nghị Đảng ủy Viện Thử nghiệm quan tâm chỉ đạo.", ["Đảng ủy Viện Thử nghiệm"]),
    ("Các cấp ủy, tổ chức đảng có trách nhiệm phổ biến đến đảng viên.", ["Các cấp ủy, tổ chức đảng"]),
    ("Trước ngày 15/12/2026, Văn phòng Đảng ủy trình dự thảo.", ["Văn phòng Đảng ủy"]),
    ("Định kỳ hằng quý, Ban Công tác Đảng ngoài nước báo cáo Đảng ủy.", ["Ban Công tác Đảng ngoài nước"]),
    ("Bí thư chi bộ phải trực tiếp chủ trì sinh hoạt chuyên đề.", ["Bí thư chi bộ"]),
    ("Người đứng đầu cấp ủy chịu trách nhiệm về tiến độ.", ["Người đứng đầu cấp ủy"]),
    (
        "Chi bộ TN-A01, Chi bộ TN-A02 và Chi bộ TN-B03 xây dựng mô hình thí điểm.",
        ["Chi bộ TN-A01", "Chi bộ TN-A02", "Chi bộ TN-B03"],
    ),
    ("Giao Phòng Tổng hợp và Phòng Hành chính lập danh sách.", ["Phòng Tổng hợp", "Phòng Hành chính"]),
    (
        "Giao Ban Chỉ huy Phòng thủ dân sự và Phòng chống thiên tai lập danh sách.",
        ["Ban Chỉ huy Phòng thủ dân sự và Phòng chống thiên tai"],
    ),
    (
        "Văn phòng Đảng ủy và Ban Công tác Đảng ngoài nước rà soát hồ sơ.",
        ["Văn phòng Đảng ủy", "Ban Công tác Đảng ngoài nước"],
    ),
    (
        "Thủ trưởng các sở, ban, ngành, Chủ tịch Ủy ban nhân dân các xã, phường rà soát hồ sơ.",
        ["Thủ trưởng các sở, ban, ngành", "Chủ tịch Ủy ban nhân dân các xã, phường"],
    ),
    (
        "Chánh Văn phòng Bộ; Vụ trưởng Vụ Kế hoạch và Thủ trưởng các đơn vị thuộc Bộ chịu trách nhiệm thi hành Thông tư này.",
        ["Chánh Văn phòng Bộ", "Vụ trưởng Vụ Kế hoạch", "Thủ trưởng các đơn vị thuộc Bộ"],
    ),
    (
        "Đồng chí Lò Thị Ín, Phó Bí thư Thường trực trực tiếp chỉ đạo việc này.",
        ["Đồng chí Lò Thị Ín, Phó Bí thư Thường trực"],
    ),
    ("Các đơn vị có nhiệm vụ quá hạn rà soát, đề xuất thời hạn mới.", ["Các đơn vị có nhiệm vụ quá hạn"]),
    ("Phòng Tổng hợp được phân công theo dõi, hằng tuần lập danh sách.", ["Phòng Tổng hợp"]),
    ("Kinh phí sửa chữa trụ sở được giao Sở Tài chính Mẫu tham mưu.", ["Sở Tài chính Mẫu"]),
    ("Nguồn hỗ trợ được giao cho Quỹ Bảo vệ rừng tỉnh Mẫu quản lý.", ["Quỹ Bảo vệ rừng tỉnh Mẫu"]),
    ("Thẩm tra, trình Bộ trưởng trong quý II là trách nhiệm của Vụ Kế hoạch Mẫu.", ["Vụ Kế hoạch Mẫu"]),
    ("Hồ sơ do Cục Quản lý công trình thủy lợi thẩm định.", ["Cục Quản lý công trình thủy lợi"]),
    ("Viện Nghiên cứu phát triển vùng chủ trì xây dựng bộ chỉ số.", ["Viện Nghiên cứu phát triển vùng"]),
    ("Các đơn vị chưa gửi báo cáo gửi báo cáo về Văn phòng Đảng ủy.", ["Các đơn vị chưa gửi báo cáo"]),
    (
        "Các đơn vị chưa gửi báo cáo (danh sách kèm theo) gửi báo cáo về Văn phòng Đảng ủy.",
        ["Các đơn vị chưa gửi báo cáo"],
    ),
    ("Các đơn vị còn nợ báo cáo gửi ngay báo cáo về Văn phòng Đảng ủy.", ["Các đơn vị còn nợ báo cáo"]),
    ("Các địa phương đã có báo cáo tiếp tục theo dõi tình hình.", ["Các địa phương đã có báo cáo"]),
    (
        "Đoàn không nộp báo cáo đúng hạn thì đơn vị chủ trì không được xét duyệt đoàn sau.",
        ["đơn vị chủ trì"],
    ),
    (
        "Báo và phát thanh, truyền hình tỉnh mở chuyên mục về hội nhập.",
        ["Báo và phát thanh, truyền hình tỉnh"],
    ),
    (
        "Tỉnh đoàn và Hội Liên hiệp Phụ nữ tỉnh xây dựng mô hình hỗ trợ.",
        ["Tỉnh đoàn", "Hội Liên hiệp Phụ nữ tỉnh"],
    ),
    ("06 tháng một lần hai bên gửi cho nhau danh mục dự án.", ["hai bên"]),
    ("Trên đây là Kế hoạch năm 2026, yêu cầu các chi bộ nghiêm túc thực hiện.", ["các chi bộ"]),
    (
        "Bên nhận trả lời trong thời hạn 15 ngày kể từ ngày nhận, quá thời hạn coi như đồng ý.",
        ["Bên nhận"],
    ),
    ("Thanh tra Bộ: Thanh tra việc chấp hành Chỉ thị này.", ["Thanh tra Bộ"]),
    ("Về trụ sở, Văn phòng Đảng ủy xem xét, bố trí trong quý III.", ["Văn phòng Đảng ủy"]),
    ("Các chi bộ căn cứ Kế hoạch này xây dựng kế hoạch của mình.", ["Các chi bộ"]),
    ("Các thỏa thuận cũ phải được Văn phòng Đảng ủy rà soát.", ["Văn phòng Đảng ủy"]),
    ("Ban Công tác Đảng ngoài nước được quyền yêu cầu chi bộ giải trình.", ["Ban Công tác Đảng ngoài nước"]),
    ("Văn phòng Đảng ủy phân công đảng viên phụ trách từng việc.", ["Văn phòng Đảng ủy"]),
    ("Nghiêm cấm đảng viên mang tài liệu ra ngoài nước.", ["đảng viên"]),
    ("Phóng viên thường trú ngoài nước phải báo cáo trước khi về.", ["Phóng viên thường trú ngoài nước"]),
    ("Chuyển đổi số: Văn phòng Đảng ủy xây dựng kho dữ liệu.", ["Văn phòng Đảng ủy"]),
    ("Văn phòng Đảng ủy: lập danh mục cam kết, gửi các đơn vị.", ["Văn phòng Đảng ủy"]),
    ("Đại sứ quán Việt Nam tại Nam Dương nắm tình hình kiều bào.", ["Đại sứ quán Việt Nam tại Nam Dương"]),
    (
        "Tổng Lãnh sự quán Việt Nam tại các địa phương sở tại phối hợp xác minh.",
        ["Tổng Lãnh sự quán Việt Nam tại các địa phương sở tại"],
    ),
    ("Giao Trung tâm Lưu trữ lịch sử tỉnh số hóa hồ sơ.", ["Trung tâm Lưu trữ lịch sử tỉnh"]),
    ("Cổng Thông tin điện tử tỉnh đăng tải Kế hoạch.", ["Cổng Thông tin điện tử tỉnh"]),
    (
        "Các cơ quan Trung ương đóng trên địa bàn tỉnh phối hợp thực hiện.",
        ["Các cơ quan Trung ương đóng trên địa bàn tỉnh"],
    ),
    ("Nếu có vướng mắc, các cơ quan, địa phương kịp thời báo cáo Sở Ngoại vụ.", ["các cơ quan, địa phương"]),
    ("Hằng quý các huyện ủy báo cáo Ban Thường vụ Tỉnh ủy.", ["các huyện ủy"]),
    ("Đảng ủy trực thuộc đề nghị Đảng ủy Bộ quyết định thành lập chi bộ.", ["Đảng ủy trực thuộc"]),
    ("Hồ sơ do Văn phòng Đảng ủy lập danh mục, nộp lưu.", ["Văn phòng Đảng ủy"]),
    ("Các hội hữu nghị rà soát điều lệ của mình.", ["Các hội hữu nghị"]),
    ("Cơ quan soạn thảo gửi hồ sơ thẩm định.", ["Cơ quan soạn thảo"]),
    ("Cơ quan, đơn vị chủ trì gửi báo cáo hằng quý.", ["Cơ quan, đơn vị chủ trì"]),
    ("Giao Tổ công tác liên ngành người Việt xa nhà xây dựng đề án.", ["Tổ công tác liên ngành người Việt xa nhà"]),
    ("Ban Chỉ đạo 35 Đảng ủy định hướng thông tin.", ["Ban Chỉ đạo 35 Đảng ủy"]),
    ("Xây dựng Quy chế (chủ trì: Ban Tổ chức Đảng ủy; thời gian: quý IV).", ["Ban Tổ chức Đảng ủy"]),
    ("Hội đồng thẩm định lập biên bản, gửi Văn phòng Đảng ủy.", ["Hội đồng thẩm định"]),
    ("Hai cơ quan phối hợp mở lớp bồi dưỡng.", ["Hai cơ quan"]),
    ("Ban Thư ký tham mưu kế hoạch năm.", ["Ban Thư ký"]),
    ("Vụ Thị trường châu Á - châu Phi tổng hợp báo cáo.", ["Vụ Thị trường châu Á - châu Phi"]),
    ("Văn phòng Đảng ủy là cơ quan thường trực, theo dõi việc thực hiện.", ["Văn phòng Đảng ủy"]),
    ("Phân công các đồng chí Ủy viên Ban Thường vụ phụ trách địa bàn.", ["các đồng chí Ủy viên Ban Thường vụ"]),
    (
        "Riêng đồng chí Lò Thị Ín, Phó Chủ nhiệm, được phân công phụ trách tài chính.",
        ["đồng chí Lò Thị Ín, Phó Chủ nhiệm"],
    ),
    ("Đối với 08 đơn vị chưa gửi: khẩn trương hoàn thiện báo cáo.", ["08 đơn vị chưa gửi"]),
    ("Dự họp, đại diện cấp trên đề nghị: Văn phòng Đảng ủy sớm tổng kết.", ["Văn phòng Đảng ủy"]),
    (
        "Giám đốc các sở; Chủ tịch Ủy ban nhân dân các xã, phường, đặc khu xây dựng kế hoạch.",
        ["Giám đốc các sở", "Chủ tịch Ủy ban nhân dân các xã, phường, đặc khu"],
    ),
    (
        "Chánh Văn phòng HĐND và UBND xã; các ông, bà có tên tại Điều 1 chịu trách nhiệm thi hành Quyết định này.",
        ["Chánh Văn phòng HĐND và UBND xã", "các ông, bà có tên tại Điều 1"],
    ),
    ("Bên phát hiện thông báo ngay cho bên kia.", ["Bên phát hiện"]),
    ("Hai bên quản lý thông tin theo chế độ bảo mật.", ["Hai bên"]),
    ("Đ/c Lê Thị Sen chuẩn bị tài liệu.", ["Đ/c Lê Thị Sen"]),
    ("Đồng chí Hoàng Văn Lộ phụ trách tiếp nhận hồ sơ.", ["Đồng chí Hoàng Văn Lộ"]),
    ("Tổ phó phụ trách an ninh trật tự, xác minh nhân thân.", ["Tổ phó"]),
    (
        "Yêu cầu các đồng chí Tỉnh ủy viên phụ trách địa bàn dành thời gian đi cơ sở.",
        ["các đồng chí Tỉnh ủy viên phụ trách địa bàn"],
    ),
    ("Dự án nào không đạt 40% kế hoạch, Sở Tài chính tham mưu điều chuyển vốn.", ["Sở Tài chính"]),
    ("Nơi nào chủ quan, để xảy ra thiệt hại thì Bí thư cấp ủy nơi đó kiểm điểm.", ["Bí thư cấp ủy nơi đó"]),
    (
        "Người đứng đầu nào để xảy ra khiếu kiện thì kiểm điểm trước Ban Thường vụ.",
        ["Người đứng đầu nào để xảy ra khiếu kiện"],
    ),
    ("Cán bộ đi luân chuyển phải được cấp ủy hai nơi nhận xét bằng văn bản.", ["cấp ủy hai nơi"]),
    ("Trường hợp địa phương có nhu cầu điều chỉnh kế hoạch thì gửi văn bản về Bộ.", ["địa phương"]),
    (
        "Đảng viên kết hôn với người nước ngoài, đảng viên có con học tập ở nước sở tại có trách nhiệm báo cáo chi bộ.",
        ["Đảng viên kết hôn với người nước ngoài", "đảng viên có con học tập ở nước sở tại"],
    ),
    ("Quỹ Đầu tư phát triển tỉnh được phép cho vay không cần tài sản bảo đảm.", ["Quỹ Đầu tư phát triển tỉnh"]),
    (
        "Thường trực Hội đồng nhân dân, các Tổ đại biểu và đại biểu Hội đồng nhân dân tỉnh giám sát việc thực hiện.",
        ["Thường trực Hội đồng nhân dân", "các Tổ đại biểu", "đại biểu Hội đồng nhân dân tỉnh"],
    ),
    ("Sáu tháng một lần, Cục Quản lý đoàn chủ trì xây dựng báo cáo chung.", ["Cục Quản lý đoàn"]),
    ("Sở Ngoại vụ thành phố cùng Công an thành phố trực đầu mối này.", ["Sở Ngoại vụ thành phố"]),
    ("Người làm thư viện có trách nhiệm mở cửa phục vụ cả ngày thứ Bảy.", ["Người làm thư viện"]),
    (
        "Đảng viên đã xuất cảnh vì việc riêng mà chưa báo cáo phải nộp bản tường trình cho chi bộ.",
        ["Đảng viên đã xuất cảnh vì việc riêng mà chưa báo cáo"],
    ),
    ("Việc mời khách sang dự lễ ký phải được Sở Ngoại vụ đồng ý bằng văn bản.", ["Sở Ngoại vụ"]),
    ("Kể từ năm 2026, các cơ quan, đơn vị định kỳ 6 tháng, năm báo cáo tình hình đoàn ra.", ["các cơ quan, đơn vị"]),
    ("Quá thời hạn trên, Văn phòng Đảng ủy không tiếp nhận hồ sơ.", ["Văn phòng Đảng ủy"]),
    ("Cấp ủy cơ sở mỗi năm tổ chức một cuộc gặp mặt.", ["Cấp ủy cơ sở"]),
    ("Với Ủy ban Kiểm tra cấp trên: sớm ban hành hướng dẫn.", ["Ủy ban Kiểm tra cấp trên"]),
    ("Ban cán sự đảng UBND tỉnh chỉ đạo: rà soát khu vực sạt lở; dự trữ lương thực.", ["Ban cán sự đảng UBND tỉnh"]),
]


@pytest.mark.parametrize(("text", "actors"), TOLD)
def test_the_body_told_is_named_without_its_verb(text: str, actors: list[str]) -> None:
    (duty,) = duties(TASKS + "1. " + text)
    assert who(duty) == actors


NOT_TOLD = [
    "Ngày 10 tháng 3 năm 2025, đồng chí Phó Bí thư chủ trì cuộc họp đánh giá công tác đối ngoại.",
    "Dự họp có lãnh đạo các ban, chi bộ liên quan.",
    "Phê bình các đơn vị có từ ba báo cáo chậm trở lên.",
    "Nghị quyết được Hội đồng nhân dân tỉnh khóa XVIII, kỳ họp thứ năm thông qua.",
    "Về chủ quan, lãnh đạo Trung tâm buông lỏng kiểm tra.",
    "Công an phường và Tổ trật tự đô thị phối hợp chưa chặt.",
    "Văn phòng Đảng ủy đã rà soát danh sách.",
    "Các chi bộ ngoài nước chưa gửi báo cáo đúng hạn.",
    "Chi bộ là nền tảng của Đảng.",
    "Đội ngũ đáp ứng yêu cầu nhiệm vụ được giao.",
    "Hội nghị giao ban các đơn vị diễn ra tại trụ sở.",
    "Tổ chức thực hiện",
    "Văn phòng Đảng ủy đã có Công văn số 12-CV/VPĐU đề nghị các chi bộ gửi báo cáo.",
    "Trước đó, Thường trực Đảng ủy đã yêu cầu Văn phòng Đảng ủy rà soát.",
    "Tổ chức, cá nhân có thành tích được khen thưởng.",
    "Đảng ủy đã ban hành nghị quyết, phân công cấp ủy viên phụ trách từng chi bộ.",
    "Ban Thường vụ thống nhất cho thành lập chi bộ mới.",
    "Đầu mối liên hệ: bà Lò Thị Ín, phòng 315.",
    "Cấp ủy nào chủ động thì khuyết điểm được khắc phục nhanh.",
    "Văn phòng Đảng ủy mong nhận được sự phối hợp của các đơn vị.",
    "Trong quá trình thực hiện, có thể điều chỉnh cho phù hợp.",
    "Ban Thường vụ Tỉnh ủy cơ bản thống nhất với phương hướng nêu tại Báo cáo.",
    "Vụ Kế hoạch Mẫu được giao báo cáo phương án trước ngày 10/4/2026 và đã thực hiện xong.",
    "Vụ Tổ chức cán bộ là đơn vị không có nhiệm vụ quá hạn trong ba quý liền.",
    "Đảng viên được miễn công tác không thuộc diện đánh giá, xếp loại.",
]


@pytest.mark.parametrize("text", NOT_TOLD)
def test_what_is_told_of_the_past_or_in_general_is_no_duty(text: str) -> None:
    assert duties(text) == ()


def test_partners_are_those_they_must_work_with() -> None:
    (duty,) = duties(
        "1. Văn phòng Đảng ủy chủ trì, phối hợp với Ban Công tác Đảng ngoài nước và các đơn vị liên quan tham mưu quy chế."
    )
    assert who(duty) == ["Văn phòng Đảng ủy"]
    assert [p.value for p in duty.partners] == ["Ban Công tác Đảng ngoài nước", "các đơn vị liên quan"]


def test_a_cooperation_rule_is_no_partner() -> None:
    (duty,) = duties("1. Văn phòng Đảng ủy xây dựng quy chế phối hợp với đơn vị chuyên môn.")
    assert duty.partners == ()


def test_who_orders_another_to_act_is_the_actor() -> None:
    (duty,) = duties("1. Giao Đảng ủy Viện Thử nghiệm lãnh đạo Chi bộ TN-A01 chuẩn bị hồ sơ.")
    assert who(duty) == ["Đảng ủy Viện Thử nghiệm"]


def test_a_lead_over_a_list_hands_on_its_actor_and_is_no_duty_itself() -> None:
    text = (
        "1. Giao Văn phòng Đảng ủy:\na) Rà soát quy chế làm việc;\nb) Tổng hợp báo cáo.\n2. Các chi bộ gửi danh sách.\n"
    )
    found = duties(text)
    assert [(who(d), d.text) for d in found] == [
        (["Văn phòng Đảng ủy"], "Rà soát quy chế làm việc"),
        (["Văn phòng Đảng ủy"], "Tổng hợp báo cáo"),
        (["Các chi bộ"], "Các chi bộ gửi danh sách"),
    ]
    assert [d.actors[0].by for d in found] == ["antecedent", "antecedent", "text"]


LEADS = [
    ("1. Thủ trưởng các sở, ban, ngành; Chủ tịch Ủy ban nhân dân các xã, phường\n", 2),
    ("1. Chi bộ ở địa bàn đông người Việt:\n", 1),
    ("1. Cơ quan được phân công có trách nhiệm:\n", 1),
    ("1. Văn phòng Đảng ủy là cơ quan giữ nguồn vốn. Nguồn vốn phân bổ một lần. Trên cơ sở đó, yêu cầu:\n", 1),
]


@pytest.mark.parametrize(("lead", "count"), LEADS)
def test_who_a_heading_or_a_sentence_before_is_about_answers_for_the_list(lead: str, count: int) -> None:
    found = duties(lead + "a) Rà soát quy chế làm việc;\nb) Không tự ý ký kết văn bản;\n")
    assert [len(d.actors) for d in found] == [count, count]
    assert {a.by for d in found for a in d.actors} == {"antecedent"}
    assert all(not who(d)[0].endswith(("trách nhiệm", ":")) for d in found)


def test_an_item_may_name_its_own_body_under_a_lead() -> None:
    text = "Yêu cầu các đảng ủy bộ phận thực hiện các việc sau:\n1. Quán triệt Chỉ thị;\n2. Ban Công tác Đảng ngoài nước theo dõi, báo cáo."
    assert [who(d) for d in duties(text)] == [["các đảng ủy bộ phận"], ["Ban Công tác Đảng ngoài nước"]]


def test_a_next_sentence_without_a_body_is_for_the_same_one() -> None:
    first, second = duties("1. Văn phòng Đảng ủy lập danh mục nhiệm vụ. Báo cáo Thường trực trước ngày 20/12/2026.")
    assert who(first) == who(second) == ["Văn phòng Đảng ủy"]
    assert second.due is not None
    assert second.due.until == "2026-12-20"


def test_what_a_body_is_to_be_stands_under_its_name() -> None:
    text = "1. Sở Ngoại vụ\n- Là cơ quan thường trực, đôn đốc việc thực hiện;\n- Chịu trách nhiệm về số liệu;\n"
    assert [(d.text, who(d)) for d in duties(text)] == [
        ("Là cơ quan thường trực, đôn đốc việc thực hiện", ["Sở Ngoại vụ"]),
        ("Chịu trách nhiệm về số liệu", ["Sở Ngoại vụ"]),
    ]


def test_a_sentence_that_only_says_when_or_who_belongs_to_the_deed_before_it() -> None:
    when, by_whom = duties(
        TASKS + "1. Văn phòng Đảng ủy xây dựng quy chế. Hoàn thành trước ngày 20/12/2026.\n"
        "2. Rà soát danh sách đảng viên. Cơ quan chủ trì: Văn phòng Đảng ủy. Thời hạn: trước ngày 15/12/2026.\n"
    )
    assert when.text == "Văn phòng Đảng ủy xây dựng quy chế. Hoàn thành trước ngày 20/12/2026"
    assert [(who(d), d.due.until) for d in (when, by_whom) if d.due] == [
        (["Văn phòng Đảng ủy"], "2026-12-20"),
        (["Văn phòng Đảng ủy"], "2026-12-15"),
    ]


def test_the_time_a_lead_closes_with_is_that_of_its_items_and_of_nothing_behind_them() -> None:
    found = duties(
        TASKS + "Các nhiệm vụ sau phải xong trước ngày 20/12/2026:\n- Văn phòng Đảng ủy rà soát hồ sơ.\n"
        "- Ban Tổ chức Đảng ủy lập danh sách, gửi trước ngày 10/12/2026.\nVăn phòng Đảng ủy tổng hợp kết quả.\n"
    )
    assert [d.due and (d.due.until or d.due.on) for d in found] == ["2026-12-20", "2026-12-10", None]


def test_the_time_that_tells_which_programme_it_is_is_no_deadline() -> None:
    half, none = duties(
        TASKS + "1. Văn phòng Đảng ủy xây dựng chương trình công tác 6 tháng cuối năm, xong trong tháng 12/2026.\n"
        "2. Ban Tổ chức Đảng ủy lập dự toán năm 2027.\n"
    )
    assert (half.due and half.due.until, none.due) == ("2026-12-31", None)


def test_a_heading_that_only_says_when_is_when_its_deeds_are_due() -> None:
    found = duties(
        "II. THÁNG 12/2026\n- Văn phòng Đảng ủy lập danh mục.\n- Các chi bộ báo cáo trước ngày 05/12/2026.\nIII. KHÁC\n- Các chi bộ rà soát hồ sơ.\n"
    )
    assert [d.due.until if d.due else None for d in found] == ["2026-12-31", "2026-12-05", None]


def test_under_what_is_asked_of_nobody_by_name_the_deeds_are_kept() -> None:
    (duty,) = duties("6. Ban Thường vụ yêu cầu:\n- Khẩn trương khắc phục các hạn chế đã nêu;\n")
    assert (duty.actors, duty.sure) == ((), False)


def test_the_tasks_under_a_duty_of_the_chi_uy_are_its_own_also_where_it_assigns_them() -> None:
    text = "Điều 5. Trách nhiệm của chi ủy\n1. Phân công đảng viên chuẩn bị chuyên đề.\n"
    assert [who(d) for d in duties(text)] == [["chi ủy"]]


def test_who_leads_is_the_actor_and_who_helps_the_partner() -> None:
    (duty,) = duties("1. Giao Ban Tổ chức Đảng ủy chủ trì, Văn phòng Đảng ủy phối hợp hoàn thiện đề án.")
    assert (who(duty), [p.value for p in duty.partners]) == (["Ban Tổ chức Đảng ủy"], ["Văn phòng Đảng ủy"])


def test_minutes_tell_only_where_they_conclude() -> None:
    minutes = HEAD.replace("KẾT LUẬN\n", "BIÊN BẢN\n").replace("21-KL", "21-BB")
    text = "I. NỘI DUNG LÀM VIỆC\n1. Văn phòng Đảng ủy trình bày báo cáo.\nII. KẾT LUẬN CỦA CHỦ TỌA\n1. Văn phòng Đảng ủy bổ sung hồ sơ.\n"
    assert [d.text for d in duties(text, minutes)] == ["Văn phòng Đảng ủy bổ sung hồ sơ"]


def test_in_the_press_a_list_under_what_was_asked_tells_until_it_ends() -> None:
    text = (
        "Đồng chí Bí thư nêu hai việc:\nMột là, các chi bộ hoàn thành đại hội trước ngày 30/6/2027.\n"
        "Hai là, Văn phòng Đảng ủy hoàn thiện báo cáo.\nHội nghị bế mạc chiều cùng ngày.\nVăn phòng Đảng ủy phục vụ hội nghị chu đáo.\n"
    )
    assert [who(d) for d in duties(text, "")] == [["các chi bộ"], ["Văn phòng Đảng ủy"]]


def test_what_a_letter_asks_of_nobody_by_name_is_asked_of_whom_it_is_addressed_to() -> None:
    letter = "ĐẢNG ỦY KHỐI THỬ NGHIỆM\n*\nSố 21-CV/ĐUK\nvề việc báo cáo\nĐẢNG CỘNG SẢN VIỆT NAM\nHà Nội, ngày 10 tháng 11 năm 2026\n\n"
    text = "Kính gửi: Các chi bộ ngoài nước\nĐể tổng hợp, Đảng ủy đề nghị:\n1. Rà soát danh sách đảng viên;\n2. Gửi báo cáo trước ngày 20/12/2026.\n"
    found = duties(text, letter)
    assert [who(d) for d in found] == [["Các chi bộ ngoài nước"]] * 2
    assert {a.by for d in found for a in d.actors} == {"antecedent"}


def test_an_item_of_the_old_form_has_a_slash_behind_its_number() -> None:
    text = "Ban Thường vụ yêu cầu:\n1/ Các chi bộ học tập Chỉ thị này.\n2/ Văn phòng Đảng ủy theo dõi, đôn đốc.\n"
    assert [(who(d), d.text[:9]) for d in duties(text)] == [
        (["Các chi bộ"], "Các chi b"),
        (["Văn phòng Đảng ủy"], "Văn phòng"),
    ]


def test_an_item_may_begin_with_when() -> None:
    text = (
        "1. Sở Ngoại vụ\n- Hằng quý, trước ngày 25 tháng cuối quý, tổng hợp báo cáo;\n- Rà soát quy chế đã ban hành;\n"
    )
    assert [(who(d), d.due is not None) for d in duties(text)] == [(["Sở Ngoại vụ"], True), (["Sở Ngoại vụ"], False)]


def test_a_quoted_demand_is_what_stands_inside_the_marks() -> None:
    text = "“Văn phòng Đảng ủy cần cung cấp đầy đủ tài liệu”, đồng chí Trưởng đoàn đề nghị."
    assert [d.text for d in duties(text, "")] == ["Văn phòng Đảng ủy cần cung cấp đầy đủ tài liệu"]


def test_these_bodies_are_those_of_the_sentence_before() -> None:
    first, second = duties("1. Các chi bộ ngoài nước lập danh sách. Các chi bộ này báo cáo hằng quý.")
    assert who(second) == who(first) == ["Các chi bộ ngoài nước"]


@pytest.mark.parametrize("again", ["Đơn vị này", "Cơ quan này", "Sở này"])
def test_this_body_is_the_one_asked_last(again: str) -> None:
    text = f"{TASKS}- Giao Sở Tài chính Mẫu lập phương án.\n- {again} gửi phương án về Văn phòng trước ngày 10/12/2026."
    assert [who(duty) for duty in duties(text)] == [["Sở Tài chính Mẫu"]] * 2


def test_a_sentence_before_the_lead_of_a_list_still_asks() -> None:
    text = "Đồng chí Bí thư yêu cầu các chi bộ học tập Chỉ thị. Giao Văn phòng Đảng ủy:\na) Lập danh sách;\nb) Báo cáo kết quả.\n"
    assert [who(d) for d in duties(text)] == [["các chi bộ"], ["Văn phòng Đảng ủy"], ["Văn phòng Đảng ủy"]]


def test_a_semicolon_divides_only_where_another_is_told() -> None:
    one = duties("1. Văn phòng Đảng ủy theo dõi, đôn đốc; tham mưu báo cáo trước ngày 05/12/2026.")
    assert len(one) == 1
    two = duties("1. Cấp ủy nơi đi giới thiệu sinh hoạt đảng; cấp ủy nơi đến tiếp nhận và thông báo lại.")
    assert [who(d) for d in two] == [["Cấp ủy nơi đi"], ["cấp ủy nơi đến"]]


def test_a_deed_that_names_nobody_is_kept_without_an_actor() -> None:
    (duty,) = duties(TASKS + "1. Xây dựng cơ sở dữ liệu về tổ chức đảng, hoàn thành trong năm 2027.")
    assert (duty.actors, duty.sure) == ((), False)


KINDS = [
    ("Văn phòng Đảng ủy rà soát quy chế trước ngày 15/12/2026.", "task"),
    ("Văn phòng Đảng ủy có trách nhiệm theo dõi, đôn đốc.", "standing"),
    ("Các chi bộ báo cáo định kỳ hằng quý.", "standing"),
    ("Văn phòng Đảng ủy, các chi bộ chịu trách nhiệm thi hành Quyết định này.", "execution"),
    ("Đảng viên không được cung cấp thông tin nội bộ.", "ban"),
    ("Trưởng đoàn được quyền yêu cầu cung cấp hồ sơ.", "power"),
    ("Văn phòng Đảng ủy được ủy quyền điều chỉnh thời gian.", "power"),
    ("Kho bạc khu vực từ chối thanh toán khi không có quyết định của cấp có thẩm quyền.", "task"),
    ("Bí thư chi bộ chịu trách nhiệm về số lượng, thành phần đoàn.", "standing"),
    ("Cán bộ không mang tài liệu ra ngoài.", "ban"),
    ("Tổ phó điều hành Tổ khi được ủy quyền.", "task"),
    ("Văn phòng Đảng ủy theo dõi, đôn đốc, báo cáo trước ngày 20/12/2026.", "task"),
    ("Cấp ủy có thẩm quyền xem xét việc xếp loại.", "task"),
    ("Văn phòng Đảng ủy cân đối nguồn chi thường xuyên.", "task"),
]


@pytest.mark.parametrize(("text", "kind"), KINDS)
def test_the_kind_of_duty(text: str, kind: str) -> None:
    assert [d.kind for d in duties("1. " + text)] == [kind]


def test_the_day_of_a_cited_paper_is_not_when_it_is_due() -> None:
    (duty,) = duties("1. Các chi bộ thực hiện Quyết định số 15-QĐ/ĐU ngày 03/02/2026 trước ngày 20/12/2026.")
    assert duty.due is not None
    assert duty.due.until == "2026-12-20"


def test_a_press_article_gives_requests_and_not_what_happened() -> None:
    text = (
        "Chiều 28/9, Ban Công tác Đảng ngoài nước tổ chức hội nghị. (Ảnh: TN)\n"
        "Trưởng đoàn yêu cầu, thời gian tới, Ban Công tác Đảng ngoài nước tiếp tục nâng cao chất lượng sinh hoạt.\n"
        "“Văn phòng Đảng ủy cần cung cấp đầy đủ tài liệu”, đồng chí Trưởng đoàn đề nghị."
    )
    assert [who(d) for d in duties(text, "")] == [["Ban Công tác Đảng ngoài nước"], ["Văn phòng Đảng ủy"]]


def test_places_are_those_of_the_text_even_when_it_is_decomposed() -> None:
    text = unicodedata.normalize("NFD", HEAD + "1. Giao Văn phòng Đảng ủy rà soát quy chế trước ngày 15/12/2026.\n")
    reading = read_text(text)
    (duty,) = reading.obligations
    assert reading.text is not None
    assert reading.text[duty.start : duty.end] == duty.text
    actor = duty.actors[0]
    assert unicodedata.normalize("NFC", reading.text[actor.start : actor.end]) == "Văn phòng Đảng ủy"


def test_in_a_paper_that_sets_rules_a_day_without_a_year_and_one_after_an_event_come_back() -> None:
    rules = HEAD.replace("KẾT LUẬN\n", "QUY ĐỊNH\n").replace("21-KL", "21-QĐ")
    yearly, after = duties(
        "1. Văn phòng Đảng ủy tổng hợp, trình trước ngày 20 tháng 11.\n"
        "2. Trưởng đoàn báo cáo trong thời hạn 07 ngày làm việc kể từ ngày về nước.\n", rules,
    )  # fmt: skip
    assert yearly.due is not None
    assert (yearly.due.recurs, yearly.kind, after.kind) == (
        "FREQ=YEARLY;BYMONTH=11;BYMONTHDAY=20",
        "standing",
        "standing",
    )
    once, one = duties(
        "1. Văn phòng Đảng ủy tổng hợp, trình trước ngày 20 tháng 11.\n"
        "2. Trưởng đoàn báo cáo trong thời hạn 07 ngày làm việc kể từ ngày về nước.\n"
    )
    assert once.due is not None
    assert (once.due.until, once.kind, one.kind) == ("2026-11-20", "task", "task")


_LIST = "II. NHIỆM VỤ\n1. Văn phòng Đảng ủy\n- Lập danh mục nhiệm vụ.\n- Gửi báo cáo quý.\n- Gom sáng kiến của cơ sở.\n"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (_LIST, [(["Văn phòng Đảng ủy"], "Gom sáng kiến của cơ sở")]),
        (
            "II. NHIỆM VỤ\n1. Văn phòng Đảng ủy lập danh mục.\n2. Ban Tổ chức Đảng ủy rà soát hồ sơ.\n3. Đảng ủy Cục Thử nghiệm điền đủ 12 biểu.\n",
            [(["Đảng ủy Cục Thử nghiệm"], "Đảng ủy Cục Thử nghiệm điền đủ 12 biểu")],
        ),
        (_LIST + "- Kinh phí lấy từ ngân sách.\n", [(["Văn phòng Đảng ủy"], "Gom sáng kiến của cơ sở")]),
        ("II. NHIỆM VỤ\n1. Gom sáng kiến của cơ sở.\n2. Kinh phí lấy từ ngân sách.\n", []),
    ],
)  # fmt: skip
def test_an_item_with_a_deed_no_list_knows_is_a_duty_where_most_of_its_list_are(
    text: str, told: list[tuple[list[str], str]]
) -> None:
    known = ("Lập", "Gửi", "Văn phòng Đảng ủy lập", "Ban Tổ chức Đảng ủy rà")
    assert [(who(d), d.text) for d in duties(text) if not d.text.startswith(known)] == told


@pytest.mark.parametrize(
    ("text", "actors"),
    [
        ("Ban Chấp hành Đảng bộ khoá I cụ thể hoá Nghị quyết.", ["Ban Chấp hành Đảng bộ khóa I"]),
        ("Tổ trưởng Tổ giám sát soạn thảo đề cương.", ["Tổ trưởng Tổ giám sát"]),
        ("Thành viên Tổ giám sát giữ kín thông tin.", ["Thành viên Tổ giám sát"]),
        ("Ban thường vụ Đoàn các xã, phường nhận bàn giao học sinh.", ["Ban thường vụ Đoàn các xã, phường"]),
        (
            "Giao Văn phòng Hội đồng nhân dân và Ủy ban nhân dân đặc khu theo dõi việc thực hiện.",
            ["Văn phòng Hội đồng nhân dân và Ủy ban nhân dân đặc khu"],
        ),
    ],
)
def test_the_whole_of_a_name_with_its_term_its_team_and_its_many(text: str, actors: list[str]) -> None:
    (duty,) = duties(f"{TASKS}1. {text}\n")
    assert who(duty) == actors


def test_a_heading_in_capitals_says_whose_its_items_are() -> None:
    found = duties(
        "A. ĐỐI VỚI CÔNG ĐOÀN CƠ SỞ\n1. Lập danh mục.\nB. TRÁCH NHIỆM CỦA BAN TỔ CHỨC\n1. Gửi báo cáo năm.\n"
    )
    assert [(who(d), d.text) for d in found] == [
        (["CÔNG ĐOÀN CƠ SỞ"], "Lập danh mục"),
        (["BAN TỔ CHỨC"], "Gửi báo cáo năm"),
    ]


def test_what_may_be_done_and_what_may_not_in_one_clause_are_two() -> None:
    found = duties(f"{TASKS}1. Các đơn vị được chủ động điều chuyển nhân công nhưng không được tăng quỹ lương.\n")
    assert [(d.kind, who(d)) for d in found] == [("power", ["Các đơn vị"]), ("ban", ["Các đơn vị"])]


def test_the_numbered_parts_of_one_sentence_are_a_duty_each() -> None:
    found = duties(
        f"{TASKS}1. Các cơ quan đại diện: (i) cập nhật danh sách đầu mối; (ii) báo cáo trước ngày 15 của tháng cuối quý; "
        "(iii) đề xuất hoạt động năm 2027 trước ngày 30/12/2026.\n"
    )
    assert [d.text.split()[0] for d in found] == ["cập", "báo", "đề"]
    assert {tuple(who(d)) for d in found} == {("Các cơ quan đại diện",)}


def test_a_heading_names_a_team_of_no_known_form() -> None:
    (duty,) = duties("Điều 2. Nhiệm vụ của Tổ rà soát\n1. Xây dựng phương án, trình trước ngày 30/12/2026.\n")
    assert who(duty) == ["Tổ rà soát"]


def test_what_stands_under_demands_alone_is_asked_and_under_aims_and_demands_is_not() -> None:
    lines = "1- Khẩn trương mở sổ theo dõi đảng viên.\n2- Bảo đảm thiết thực, hiệu quả.\n"
    assert len(duties(f"III- YÊU CẦU\n{lines}")) == 2
    assert duties(f"I- MỤC ĐÍCH, YÊU CẦU\n{lines}") == ()


def test_what_one_is_allowed_stands_under_his_name() -> None:
    (duty,) = duties("Điều 3. Đối với đảng viên\n1- Được đọc hồ sơ của mình và đề nghị sửa chỗ sai.\n")
    assert (who(duty), duty.kind) == (["đảng viên"], "power")


def test_an_item_below_a_long_heading_that_ends_in_a_year_word_is_no_part_of_it() -> None:
    found = duties("B- PHƯƠNG HƯỚNG, NHIỆM VỤ 6 THÁNG CUỐI NĂM\n1- Tiếp tục quán triệt các nghị quyết của cấp trên.\n")
    assert [d.text for d in found] == ["Tiếp tục quán triệt các nghị quyết của cấp trên"]


def test_to_prevent_is_a_deed_and_no_room() -> None:
    (duty,) = duties(f"{TASKS}1. Chi bộ tuyên truyền quy định về xuất cảnh; phòng, chống mua bán người.\n")
    assert who(duty) == ["Chi bộ"]


@pytest.mark.parametrize(
    ("text", "actors"),
    [
        ("Rà soát hộ nghèo, cận nghèo. Phòng Văn hóa - Xã hội tham mưu.", ["Phòng Văn hóa - Xã hội"]),
        ("Biên soạn cẩm nang song ngữ - Phòng Quản lý Du lịch chủ trì, hoàn thành quý II.", ["Phòng Quản lý Du lịch"]),
        ("Làm 03 phóng sự: Trung tâm Xúc tiến phối hợp với Đài Truyền hình tỉnh.", ["Trung tâm Xúc tiến"]),
        ("Chủ động hội nhập quốc tế; nâng cao hiệu quả hợp tác. Ban Tổ chức Đảng ủy lập danh sách.", []),
    ],
)
def test_who_does_it_may_stand_behind_the_deed(text: str, actors: list[str]) -> None:
    duty, *_more = duties(f"{TASKS}1. {text}\n")
    assert who(duty) == actors
    assert duty.text.split()[0] == text.split()[0]


def test_an_item_that_opens_with_its_month_is_due_in_it() -> None:
    (duty,) = duties(f"{TASKS}- Tháng 3: Tổng kết công tác năm.\n")
    assert duty.due is not None and duty.due.text == "Tháng 3"


def test_the_title_of_an_article_is_no_duty_but_says_whose_its_clauses_are() -> None:
    found = duties(
        "Điều 1. Đơn vị chủ trì thỏa thuận\n"
        "1. Trong thời hạn 15 ngày kể từ ngày ký, đơn vị chủ trì gửi bản gốc về Vụ Luật pháp.\n"
        "2. Xây dựng kế hoạch thực hiện, phân công đầu mối.\n"
    )
    assert [d.text.split()[0] for d in found] == ["Trong", "Xây"]
    assert who(found[1]) == ["Đơn vị chủ trì thỏa thuận"]
