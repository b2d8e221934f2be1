"""Ai, đến đâu: the whole of who is told, and nothing of what he is to do."""

from __future__ import annotations

import pytest

from tests.reading.test_duties import TASKS, duties, who

TOLD = [
    ("Đảng viên trước khi ra nước ngoài phải báo cáo chi bộ nơi đi.", ["Đảng viên"]),
    (
        "Các cấp ủy, tổ chức đảng trực thuộc tổ chức quán triệt Nghị quyết trong tháng 3/2026.",
        ["Các cấp ủy, tổ chức đảng trực thuộc"],
    ),
    (
        "Bí thư chi bộ các cơ quan đại diện ở địa bàn châu Phi chịu trách nhiệm duy trì sinh hoạt định kỳ.",
        ["Bí thư chi bộ các cơ quan đại diện ở địa bàn châu Phi"],
    ),
    ("Vụ Tổ chức cán bộ thẩm định hồ sơ, trình lãnh đạo Bộ trước ngày 20/02/2026.", ["Vụ Tổ chức cán bộ"]),
    (
        "Đồng chí Nguyễn Thị Mẫu, Ủy viên Ban Thường vụ, Chánh Văn phòng Đảng ủy làm đầu mối tiếp nhận ý kiến.",
        ["Đồng chí Nguyễn Thị Mẫu, Ủy viên Ban Thường vụ, Chánh Văn phòng Đảng ủy"],
    ),
    (
        "Thủ trưởng các cơ quan, đơn vị có cán bộ được cử đi công tác nhiệm kỳ rà soát danh sách, gửi Ban Tổ chức.",
        ["Thủ trưởng các cơ quan, đơn vị có cán bộ được cử đi công tác nhiệm kỳ"],
    ),
    (
        "Cơ quan đại diện Việt Nam tại nước ngoài chủ động nắm tình hình, báo cáo ngay khi có vụ việc phát sinh.",
        ["Cơ quan đại diện Việt Nam tại nước ngoài"],
    ),
    ("Chi bộ có đảng viên vi phạm kiểm điểm, làm rõ trách nhiệm trong tháng 4/2026.", ["Chi bộ có đảng viên vi phạm"]),
    ("Ngân hàng Phát triển Mẫu khoanh nợ cho các chủ tàu đến hết năm 2027.", ["Ngân hàng Phát triển Mẫu"]),
    (
        "Trung tâm Giáo dục nghề nghiệp - Giáo dục thường xuyên số 3 mở lớp học nghề.",
        ["Trung tâm Giáo dục nghề nghiệp - Giáo dục thường xuyên số 3"],
    ),
    (
        "Đội Cảnh sát phòng cháy, chữa cháy và cứu nạn, cứu hộ khu vực số 3 diễn tập hằng quý.",
        ["Đội Cảnh sát phòng cháy, chữa cháy và cứu nạn, cứu hộ khu vực số 3"],
    ),
    (
        "Các Sở Xây dựng, Công Thương và Công ty Điện lực Mẫu chuẩn bị phương án.",
        ["Các Sở Xây dựng, Công Thương", "Công ty Điện lực Mẫu"],
    ),
    ("Các Ban Tổ chức, Văn phòng Đảng ủy rà soát hồ sơ.", ["Các Ban Tổ chức", "Văn phòng Đảng ủy"]),
    ("Các trường phản ánh vướng mắc về Sở Giáo dục và Đào tạo.", ["Các trường"]),
    ("Tổ Công tác 57 theo dõi, đôn đốc, tổng hợp báo cáo Ban Thường vụ hằng tháng.", ["Tổ Công tác 57"]),
    (
        "Ban Quản lý dự án Trụ sở Đại sứ quán hoàn tất thủ tục quyết toán trước ngày 30/9/2026.",
        ["Ban Quản lý dự án Trụ sở Đại sứ quán"],
    ),
    (
        "Trung tâm Thông tin và Chuyển đổi số nâng cấp phần mềm quản lý đảng viên.",
        ["Trung tâm Thông tin và Chuyển đổi số"],
    ),
    ("Cục Lãnh sự phối hợp với Cục Quản lý xuất nhập cảnh chuẩn hoá quy trình cấp hộ chiếu.", ["Cục Lãnh sự"]),
    (
        "Công đoàn Bộ, Đoàn Thanh niên Bộ phát động phong trào thi đua chào mừng Đại hội.",
        ["Công đoàn Bộ", "Đoàn Thanh niên Bộ"],
    ),
    ("Ban Chấp hành Đảng bộ Khối xem xét, thông qua chương trình kiểm tra toàn khoá.", ["Ban Chấp hành Đảng bộ Khối"]),
    ("Người đứng đầu cấp ủy chịu trách nhiệm trước Ban Thường vụ về kết quả thực hiện.", ["Người đứng đầu cấp ủy"]),
    (
        "Cán bộ, công chức, viên chức và người lao động tự giác chấp hành kỷ luật phát ngôn.",
        ["Cán bộ, công chức, viên chức và người lao động"],
    ),
    (
        "Từng đồng chí ủy viên Ban Thường vụ dự sinh hoạt chi bộ ít nhất mỗi quý một lần.",
        ["Từng đồng chí ủy viên Ban Thường vụ"],
    ),
    ("Hội Liên hiệp Phụ nữ tỉnh vận động hội viên tham gia cuộc thi viết.", ["Hội Liên hiệp Phụ nữ tỉnh"]),
    (
        "Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh và các tổ chức chính trị - xã hội giám sát, phản biện việc thực hiện Kế hoạch.",
        ["Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh", "các tổ chức chính trị - xã hội"],
    ),
    ("Sở Ngoại vụ là cơ quan thường trực, giúp Ủy ban nhân dân tỉnh theo dõi việc thực hiện.", ["Sở Ngoại vụ"]),
    (
        "Giao Văn phòng Đảng ủy làm đầu mối, phối hợp các ban tham mưu tổng hợp kết quả trước ngày 15/12/2026.",
        ["Văn phòng Đảng ủy"],
    ),
    (
        "Yêu cầu các đồng chí được phân công phụ trách địa bàn nghiêm túc thực hiện chế độ báo cáo.",
        ["các đồng chí được phân công phụ trách địa bàn"],
    ),
    (
        "Đề nghị Ban Thường vụ các đảng ủy trực thuộc chỉ đạo tổng kết mười năm thực hiện Chỉ thị.",
        ["Ban Thường vụ các đảng ủy trực thuộc"],
    ),
    (
        "Các đơn vị chậm nộp báo cáo phải giải trình bằng văn bản trước ngày 10/02/2026.",
        ["Các đơn vị chậm nộp báo cáo"],
    ),
    (
        "Đảng viên đang công tác, học tập ở nước ngoài có trách nhiệm giữ liên hệ với chi bộ.",
        ["Đảng viên đang công tác, học tập ở nước ngoài"],
    ),
    (
        "Trưởng các đoàn công tác gửi báo cáo kết quả chuyến đi trong vòng 10 ngày kể từ ngày về nước.",
        ["Trưởng các đoàn công tác"],
    ),
    (
        "Lãnh đạo các vụ, cục phụ trách khu vực phê duyệt kế hoạch làm việc của tổ chuyên gia.",
        ["Lãnh đạo các vụ, cục phụ trách khu vực"],
    ),
    (
        "Văn phòng Đảng ủy, Ban Tổ chức, Ban Tuyên giáo, Ủy ban Kiểm tra theo chức năng, nhiệm vụ triển khai Kế hoạch này.",
        ["Văn phòng Đảng ủy", "Ban Tổ chức", "Ban Tuyên giáo", "Ủy ban Kiểm tra"],
    ),
    ("Đảng ủy bộ phận Khối Kinh tế đối ngoại xây dựng mô hình điểm.", ["Đảng ủy bộ phận Khối Kinh tế đối ngoại"]),
    (
        "Chi bộ Thương vụ tại Đức gửi biên bản sinh hoạt về Ban Tổ chức trước ngày 05 hằng tháng.",
        ["Chi bộ Thương vụ tại Đức"],
    ),
    (
        "Hội đồng Thi đua - Khen thưởng Bộ bình xét, đề nghị khen thưởng tập thể, cá nhân tiêu biểu.",
        ["Hội đồng Thi đua - Khen thưởng Bộ"],
    ),
    ("Nhà xuất bản Ngoại giao Mẫu in, phát hành tài liệu học tập trong quý II/2026.", ["Nhà xuất bản Ngoại giao Mẫu"]),
    ("Tổng Biên tập Báo Thế giới Mẫu mở chuyên mục tuyên truyền về Đại hội.", ["Tổng Biên tập Báo Thế giới Mẫu"]),
    (
        "Phó Chủ tịch Thường trực Ủy ban nhân dân tỉnh trực tiếp chỉ đạo công tác đón đoàn.",
        ["Phó Chủ tịch Thường trực Ủy ban nhân dân tỉnh"],
    ),
    ("Bộ phận Một cửa tiếp nhận, trả kết quả hồ sơ trong giờ hành chính.", ["Bộ phận Một cửa"]),
    ("Phòng Nội dung - Tổng hợp chịu trách nhiệm soạn thảo diễn văn khai mạc.", ["Phòng Nội dung - Tổng hợp"]),
    (
        "Ban Cán sự đảng các bộ, ngành cho ý kiến về dự thảo Đề án trước ngày 15/3/2026.",
        ["Ban Cán sự đảng các bộ, ngành"],
    ),
    ("Tiểu ban Hậu cần bảo đảm xe, chỗ ở, y tế phục vụ đại biểu.", ["Tiểu ban Hậu cần"]),
    (
        "Các thành viên Đoàn kiểm tra không được tiết lộ thông tin khi chưa có kết luận.",
        ["Các thành viên Đoàn kiểm tra"],
    ),
    (
        "Cấp ủy nơi đảng viên chuyển đến bố trí đảng viên vào chi bộ trong 05 ngày làm việc.",
        ["Cấp ủy nơi đảng viên chuyển đến"],
    ),
    ("Kế toán trưởng đối chiếu công nợ, chốt số liệu trước ngày 31/12/2026.", ["Kế toán trưởng"]),
    ("Công an các xã, phường biên giới tăng cường tuần tra, kiểm soát.", ["Công an các xã, phường biên giới"]),
    (
        "Ngân hàng Nhà nước chi nhánh khu vực 5 chỉ đạo các tổ chức tín dụng cân đối vốn.",
        ["Ngân hàng Nhà nước chi nhánh khu vực 5"],
    ),
    (
        "Viện trưởng Viện Nghiên cứu Chiến lược Mẫu nghiệm thu đề tài trong tháng 11/2026.",
        ["Viện trưởng Viện Nghiên cứu Chiến lược Mẫu"],
    ),
    (
        "Các ban của Đảng ủy và cấp ủy cơ sở bố trí cán bộ đủ năng lực làm công tác lưu trữ.",
        ["Các ban của Đảng ủy", "cấp ủy cơ sở"],
    ),
    ("Chủ nhiệm các đề tài cấp Bộ nộp sản phẩm trước ngày 30/11/2026.", ["Chủ nhiệm các đề tài cấp Bộ"]),
    ("Trường hợp phát sinh vướng mắc, các đơn vị phản ánh về Văn phòng Đảng ủy để tổng hợp.", ["các đơn vị"]),
    (
        "Sau khi có kết luận, Đảng ủy được kiểm tra xây dựng kế hoạch khắc phục trong 30 ngày.",
        ["Đảng ủy được kiểm tra"],
    ),
    (
        "Hằng quý, cơ quan tham mưu giúp việc của Đảng ủy sơ kết, rút kinh nghiệm.",
        ["cơ quan tham mưu giúp việc của Đảng ủy"],
    ),
    ("Trong quý I/2026, Thường trực Đảng ủy làm việc với các chi bộ yếu kém.", ["Thường trực Đảng ủy"]),
    (
        "Căn cứ Kế hoạch này, đảng ủy các đơn vị sự nghiệp cụ thể hoá thành chương trình hành động.",
        ["đảng ủy các đơn vị sự nghiệp"],
    ),
    (
        "Đại sứ quán Việt Nam tại Lào, Tổng Lãnh sự quán tại Pakse hỗ trợ doanh nghiệp tham gia hội chợ.",
        ["Đại sứ quán Việt Nam tại Lào", "Tổng Lãnh sự quán tại Pakse"],
    ),
    (
        "Các sở, ban, ngành; Ủy ban nhân dân các huyện, thị xã, thành phố xây dựng kế hoạch chi tiết.",
        ["Các sở, ban, ngành", "Ủy ban nhân dân các huyện, thị xã, thành phố"],
    ),
    (
        "Các đồng chí cấp ủy viên được phân công theo dõi chi bộ dự họp và cho ý kiến.",
        ["Các đồng chí cấp ủy viên được phân công theo dõi chi bộ"],
    ),
    ("Nhóm giúp việc biên tập lại dự thảo Văn kiện.", ["Nhóm giúp việc"]),
    ("Thành viên Ban Tổ chức Hội nghị điểm danh đại biểu.", ["Thành viên Ban Tổ chức Hội nghị"]),
    ("Trợ lý, thư ký lãnh đạo Bộ quản lý tài liệu theo chế độ mật.", ["Trợ lý, thư ký lãnh đạo Bộ"]),
    ("Báo cáo viên các cấp lồng ghép nội dung tuyên truyền vào sinh hoạt định kỳ.", ["Báo cáo viên các cấp"]),
]


@pytest.mark.parametrize(("text", "actors"), TOLD)
def test_who_is_told_goes_up_to_the_deed(text: str, actors: list[str]) -> None:
    found = [duty for duty in duties(TASKS + "1. " + text) if duty.text in text]
    assert [who(duty) for duty in found] == [actors]
