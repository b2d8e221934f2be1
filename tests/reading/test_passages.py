"""Câu giao việc: where a duty begins and ends, whose it is and by when, in the papers an office writes."""

from __future__ import annotations

import pytest

from bench.accuracy.compare import plain
from dondoc.reading import read
from dondoc.reading.model import Due

HEADS = {
    "KH": """ĐẢNG UỶ BỘ NGOẠI VỤ MẪU
*
Số 12-KH/ĐU
ĐẢNG CỘNG SẢN VIỆT NAM
Hà Nội, ngày 10 tháng 01 năm 2026
KẾ HOẠCH
thực hiện công tác năm 2026
-----
""",
    "CV": """UBND TỈNH SƠN HẢI
VĂN PHÒNG
Số: 123/VP-NC
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Sơn Hải, ngày 10 tháng 01 năm 2026
V/v chuẩn bị báo cáo
Kính gửi: Các sở, ban, ngành cấp tỉnh.
""",
    "TB": """UBND TỈNH SƠN HẢI
VĂN PHÒNG
Số: 23/TB-VP
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Sơn Hải, ngày 10 tháng 01 năm 2026
THÔNG BÁO
Kết luận của Phó Chủ tịch Ủy ban nhân dân tỉnh tại cuộc họp
""",
    "QC": """ĐẢNG UỶ BỘ NGOẠI VỤ MẪU
*
Số 12-QC/ĐU
ĐẢNG CỘNG SẢN VIỆT NAM
Hà Nội, ngày 10 tháng 01 năm 2026
QUY CHẾ
làm việc của Đảng uỷ
-----
""",
}

PAPERS: list[tuple[str, str, list[tuple[str, str, str | None]]]] = []


def t(kind: str, body: str, *duties: tuple[str, str, str | None]) -> None:
    PAPERS.append((kind, body, list(duties)))


t(
    "KH",
    "III. TỔ CHỨC THỰC HIỆN\n1. Văn phòng Đảng uỷ\n- Tham mưu ban hành chương trình công tác, hoàn thành trong tháng 01/2026.\n- Theo dõi, đôn đốc việc thực hiện Kế hoạch này.\n2. Ban Tổ chức Đảng uỷ: Rà soát quy hoạch cấp uỷ; hướng dẫn các chi bộ kiểm điểm, đánh giá cuối năm.\n",
    ("Tham mưu ban hành chương trình công tác, hoàn thành trong tháng 01/2026", "Văn phòng Đảng uỷ", "2026-01-31"),
    ("Theo dõi, đôn đốc việc thực hiện Kế hoạch này", "Văn phòng Đảng uỷ", None),
    ("Rà soát quy hoạch cấp uỷ; hướng dẫn các chi bộ kiểm điểm, đánh giá cuối năm", "Ban Tổ chức Đảng uỷ", None),
)
t(
    "KH",
    "II. NHIỆM VỤ\n1. Công tác tuyên truyền\nTổ chức quán triệt Nghị quyết đến toàn thể đảng viên. Cơ quan chủ trì: Ban Tuyên giáo Đảng uỷ; thời gian: quý I/2026.\n",
    (
        "Tổ chức quán triệt Nghị quyết đến toàn thể đảng viên. Cơ quan chủ trì: Ban Tuyên giáo Đảng uỷ; thời gian: quý I/2026",
        "Ban Tuyên giáo Đảng uỷ",
        "2026-03-31",
    ),
)
t(
    "TB",
    "1. Giao Sở Ngoại vụ:\na) Chủ trì, phối hợp với Sở Tài chính rà soát kinh phí, báo cáo trước ngày 20/01/2026;\nb) Tham mưu văn bản trả lời Đại sứ quán Nhật Bản.\n2. Giao Công an tỉnh bảo đảm an ninh, trật tự; Sở Y tế bố trí xe cứu thương trực tại địa điểm tổ chức.\n3. Đồng ý về chủ trương với đề xuất của Sở Du lịch; yêu cầu Sở hoàn thiện hồ sơ trong tuần 3 tháng 01/2026.\n",
    ("Chủ trì, phối hợp với Sở Tài chính rà soát kinh phí, báo cáo trước ngày 20/01/2026", "Sở Ngoại vụ", "2026-01-20"),
    ("Tham mưu văn bản trả lời Đại sứ quán Nhật Bản", "Sở Ngoại vụ", None),
    ("Giao Công an tỉnh bảo đảm an ninh, trật tự", "Công an tỉnh", None),
    ("Sở Y tế bố trí xe cứu thương trực tại địa điểm tổ chức", "Sở Y tế", None),
    ("yêu cầu Sở hoàn thiện hồ sơ trong tuần 3 tháng 01/2026", "Sở Du lịch", "2026-01-31"),
)
t(
    "CV",
    "Thực hiện chỉ đạo của Chủ tịch Ủy ban nhân dân tỉnh, Văn phòng đề nghị các đơn vị:\n1. Rà soát các nhiệm vụ được giao năm 2025, báo cáo kết quả trước ngày 15/01/2026.\n2. Cử đầu mối phối hợp, gửi danh sách qua thư điện tử.\nBáo cáo gửi về Văn phòng trước 16 giờ ngày 15/01/2026 để tổng hợp./.\n",
    ("Rà soát các nhiệm vụ được giao năm 2025, báo cáo kết quả trước ngày 15/01/2026", "các đơn vị", "2026-01-15"),
    ("Cử đầu mối phối hợp, gửi danh sách qua thư điện tử", "các đơn vị", None),
    ("Báo cáo gửi về Văn phòng trước 16 giờ ngày 15/01/2026 để tổng hợp", "Các sở, ban, ngành cấp tỉnh", "2026-01-15"),
)
t(
    "QC",
    "Điều 5. Trách nhiệm của chi uỷ\n1. Chuẩn bị nội dung sinh hoạt, thông báo cho đảng viên trước kỳ sinh hoạt ít nhất 03 ngày.\n2. Không quyết định những việc thuộc thẩm quyền của Đảng uỷ.\n3. Được cử đại diện dự họp cấp trên khi cần.\n4. Hằng tháng, trước ngày 25, báo cáo kết quả về Văn phòng Đảng uỷ.\n",
    ("Chuẩn bị nội dung sinh hoạt, thông báo cho đảng viên trước kỳ sinh hoạt ít nhất 03 ngày", "chi uỷ", None),
    ("Không quyết định những việc thuộc thẩm quyền của Đảng uỷ", "chi uỷ", None),
    ("Được cử đại diện dự họp cấp trên khi cần", "chi uỷ", None),
    ("Hằng tháng, trước ngày 25, báo cáo kết quả về Văn phòng Đảng uỷ", "chi uỷ", "FREQ=MONTHLY;BYMONTHDAY=25"),
)
t(
    "KH",
    "III. TỔ CHỨC THỰC HIỆN\n1. Các cấp uỷ trực thuộc xây dựng kế hoạch, báo cáo Đảng uỷ chậm nhất ngày 31/01/2026. Định kỳ 6 tháng sơ kết, đánh giá kết quả.\n2. Uỷ ban Kiểm tra Đảng uỷ đưa nội dung này vào chương trình kiểm tra năm 2026, Văn phòng Đảng uỷ tổng hợp kết quả.\nKế hoạch này được phổ biến đến chi bộ.\n",
    (
        "Các cấp uỷ trực thuộc xây dựng kế hoạch, báo cáo Đảng uỷ chậm nhất ngày 31/01/2026",
        "Các cấp uỷ trực thuộc",
        "2026-01-31",
    ),
    ("Định kỳ 6 tháng sơ kết, đánh giá kết quả", "Các cấp uỷ trực thuộc", "FREQ=MONTHLY;INTERVAL=6"),
    ("Uỷ ban Kiểm tra Đảng uỷ đưa nội dung này vào chương trình kiểm tra năm 2026", "Uỷ ban Kiểm tra Đảng uỷ", None),
    ("Văn phòng Đảng uỷ tổng hợp kết quả", "Văn phòng Đảng uỷ", None),
)
t(
    "KH",
    "II. PHÂN CÔNG\n1. Đồng chí Trần Văn Mẫu, Phó Bí thư: Chỉ đạo chung; trực tiếp phụ trách công tác tổ chức.\n2. Phân công đồng chí Lê Thị Mẫu, Uỷ viên Ban Thường vụ phụ trách công tác kiểm tra, giám sát.\n3. Từ ngày 15/3/2026 đến ngày 30/4/2026, các chi bộ tổ chức đại hội; riêng chi bộ ghép hoàn thành trước ngày 15/5/2026.\n",
    ("Chỉ đạo chung; trực tiếp phụ trách công tác tổ chức", "Đồng chí Trần Văn Mẫu, Phó Bí thư", None),
    (
        "Phân công đồng chí Lê Thị Mẫu, Uỷ viên Ban Thường vụ phụ trách công tác kiểm tra, giám sát",
        "đồng chí Lê Thị Mẫu, Uỷ viên Ban Thường vụ",
        None,
    ),
    ("Từ ngày 15/3/2026 đến ngày 30/4/2026, các chi bộ tổ chức đại hội", "các chi bộ", "2026-04-30"),
    ("riêng chi bộ ghép hoàn thành trước ngày 15/5/2026", "chi bộ ghép", "2026-05-15"),
)
t(
    "TB",
    "Sau khi nghe báo cáo và ý kiến các đại biểu, Phó Chủ tịch kết luận như sau:\n1. Ghi nhận sự cố gắng của các sở, ngành. Tuy nhiên, tiến độ còn chậm, một số đơn vị chưa chủ động.\n2. Về tiến độ: yêu cầu Ban Quản lý dự án đẩy nhanh thi công, hoàn thành hạng mục cổng trước ngày 28/02/2026, toàn bộ công trình trước ngày 30/4/2026.\n3. Chủ đầu tư chịu trách nhiệm trước Ủy ban nhân dân tỉnh nếu để chậm tiến độ.\n",
    (
        "yêu cầu Ban Quản lý dự án đẩy nhanh thi công, hoàn thành hạng mục cổng trước ngày 28/02/2026, toàn bộ công trình trước ngày 30/4/2026",
        "Ban Quản lý dự án",
        "2026-02-28",
    ),
    ("Chủ đầu tư chịu trách nhiệm trước Ủy ban nhân dân tỉnh nếu để chậm tiến độ", "Chủ đầu tư", None),
)
t(
    "CV",
    "Để kịp thời phục vụ phiên họp, đề nghị Quý cơ quan góp ý dự thảo, gửi Văn phòng chậm nhất ngày 18/01/2026. Quá thời hạn trên, cơ quan không có ý kiến được coi là thống nhất.\nĐề nghị Giám đốc các sở quan tâm chỉ đạo. Trân trọng./.\n",
    (
        "Để kịp thời phục vụ phiên họp, đề nghị Quý cơ quan góp ý dự thảo, gửi Văn phòng chậm nhất ngày 18/01/2026",
        "Quý cơ quan",
        "2026-01-18",
    ),
    ("Đề nghị Giám đốc các sở quan tâm chỉ đạo", "Giám đốc các sở", None),
)
t(
    "QC",
    "Điều 7. Chế độ báo cáo\n1. Các ban tham mưu gửi báo cáo tuần vào thứ Sáu hằng tuần, báo cáo tháng trước ngày 20 hằng tháng.\n2. Khi có việc đột xuất, người đứng đầu đơn vị báo cáo ngay bằng điện thoại, sau đó gửi báo cáo bằng văn bản trong vòng 24 giờ.\n3. Văn phòng Đảng uỷ có trách nhiệm tổng hợp; được quyền yêu cầu đơn vị bổ sung, nhưng không được sửa số liệu.\n",
    ("Các ban tham mưu gửi báo cáo tuần vào thứ Sáu hằng tuần", "Các ban tham mưu", "FREQ=WEEKLY;BYDAY=FR"),
    ("báo cáo tháng trước ngày 20 hằng tháng", "Các ban tham mưu", "FREQ=MONTHLY;BYMONTHDAY=20"),
    (
        "Khi có việc đột xuất, người đứng đầu đơn vị báo cáo ngay bằng điện thoại, sau đó gửi báo cáo bằng văn bản trong vòng 24 giờ",
        "người đứng đầu đơn vị",
        "1 event",
    ),
    ("Văn phòng Đảng uỷ có trách nhiệm tổng hợp", "Văn phòng Đảng uỷ", None),
    ("được quyền yêu cầu đơn vị bổ sung", "Văn phòng Đảng uỷ", None),
    ("nhưng không được sửa số liệu", "Văn phòng Đảng uỷ", None),
)
t(
    "CV",
    "Thường trực Tỉnh uỷ có ý kiến chỉ đạo như sau: Văn phòng Tỉnh uỷ chuyển đơn của công dân đến cơ quan có thẩm quyền; các ban đảng phản hồi trước ngày 19/01/2026.\nBộ Công thương Mẫu kính đề nghị Quý Cục cung cấp số liệu trong tháng 02/2026.\nĐề nghị các sở tổ chức quét dọn tuyến đường; nghiêm cấm người dân đổ rác ra lòng đường.\n",
    ("Văn phòng Tỉnh uỷ chuyển đơn của công dân đến cơ quan có thẩm quyền", "Văn phòng Tỉnh uỷ", None),
    ("các ban đảng phản hồi trước ngày 19/01/2026", "các ban đảng", "2026-01-19"),
    (
        "Bộ Công thương Mẫu kính đề nghị Quý Cục cung cấp số liệu trong tháng 02/2026",
        "Quý Cục",
        "2026-02-28",
    ),
    ("Đề nghị các sở tổ chức quét dọn tuyến đường", "các sở", None),
    ("nghiêm cấm người dân đổ rác ra lòng đường", "người dân", None),
)
t(
    "KH",
    "III. TỔ CHỨC THỰC HIỆN\nVăn phòng yêu cầu các chi bộ:\n1. Quán triệt Kế hoạch đến từng đảng viên\n2. Giao tổ công tác:\n- Gửi danh sách về Văn phòng\n3. Báo cáo kết quả trước ngày 15/3/2026\nKế hoạch này được phổ biến đến chi bộ.\n4. Lập hồ sơ đầy đủ\n",
    ("Quán triệt Kế hoạch đến từng đảng viên", "các chi bộ", None),
    ("Gửi danh sách về Văn phòng", "tổ công tác", None),
    ("Báo cáo kết quả trước ngày 15/3/2026", "các chi bộ", "2026-03-15"),
    ("Lập hồ sơ đầy đủ", "các chi bộ", None),
)
t(
    "KH",
    "III. TỔ CHỨC THỰC HIỆN\n1. Báo Sơn Hải, các đài truyền thanh, Cổng tin tức\na) Mở chuyên mục hằng tuần.\n2. Phòng Kế hoạch tổng hợp chủ trì:\n- Lập dự toán cả năm.\n3. Các cơ sở tín ngưỡng, tôn giáo tổ chức tư vấn.\n4. Đề nghị Bưu điện tỉnh:\nGiảm giá cước cho hội viên nghèo.\n",
    ("Mở chuyên mục hằng tuần", "Báo Sơn Hải; các đài truyền thanh; Cổng tin tức", "FREQ=WEEKLY"),
    ("Lập dự toán cả năm", "Phòng Kế hoạch tổng hợp", None),
    ("Các cơ sở tín ngưỡng, tôn giáo tổ chức tư vấn", "Các cơ sở tín ngưỡng, tôn giáo", None),
    ("Giảm giá cước cho hội viên nghèo", "Bưu điện tỉnh", None),
)
t(
    "QC",
    "Điều 5. Trách nhiệm của người giữ xe\n1. Giữ xe sạch, gọn gàng.\n2. Luôn mang giấy tờ.\nĐiều 6. Báo cáo\n1. Người phát hiện sự cố báo ngay cho trưởng tua trực; tài liệu mật tuyệt đối không được chụp lại.\n2. Khi khách rút tiền, giao dịch viên phải hỏi rõ mục đích.\n3. Phòng Quản trị ghép chuyến; nơi nào thiếu xe thì Phòng Tài vụ thuê ngoài.\n",
    ("Giữ xe sạch, gọn gàng", "người giữ xe", None),
    ("Luôn mang giấy tờ", "người giữ xe", None),
    ("Người phát hiện sự cố báo ngay cho trưởng tua trực", "Người phát hiện sự cố", None),
    ("tài liệu mật tuyệt đối không được chụp lại", "Người phát hiện sự cố", None),
    ("Khi khách rút tiền, giao dịch viên phải hỏi rõ mục đích", "giao dịch viên", None),
    ("Phòng Quản trị ghép chuyến", "Phòng Quản trị", None),
    ("nơi nào thiếu xe thì Phòng Tài vụ thuê ngoài", "Phòng Tài vụ", None),
)
t(
    "KH",
    "III. TỔ CHỨC THỰC HIỆN\n1. Hoàn thành trong quý II/2026:\n- Văn phòng Đảng uỷ lập danh mục.\n2. Văn phòng Đảng uỷ trình Bí thư ban hành trước ngày 15/01/2027.\n3. Trước ngày 15/4: Văn phòng Đảng uỷ ban hành thể lệ.\n4. Các chi bộ trực ban từ ngày 15 tháng 5 đến hết ngày 15 tháng 6 năm 2026.\n",
    ("Văn phòng Đảng uỷ lập danh mục", "Văn phòng Đảng uỷ", "2026-06-30"),
    ("Văn phòng Đảng uỷ trình Bí thư ban hành trước ngày 15/01/2027", "Văn phòng Đảng uỷ", "2027-01-15"),
    ("Trước ngày 15/4: Văn phòng Đảng uỷ ban hành thể lệ", "Văn phòng Đảng uỷ", "2026-04-15"),
    ("Các chi bộ trực ban từ ngày 15 tháng 5 đến hết ngày 15 tháng 6 năm 2026", "Các chi bộ", "2026-06-15"),
)
t(  # who is named on a line of its own, behind a title, in the sentence before, by the sort alone
    "KH",
    "III. NHIỆM VỤ\n1. Đổi mới đào tạo\n- Rà soát chương trình đào tạo, hoàn thành trước ngày 30/4/2026.\n- Xây dựng học liệu số.\nChủ trì: Phòng Đào tạo; phối hợp: các khoa.\n2. Nghiên cứu khoa học (Phòng Khoa học chủ trì)\n- Thành lập nhóm nghiên cứu mạnh.\n3. Sở Ngoại vụ là cơ quan tiếp nhận hồ sơ.\na) Kiểm tra hồ sơ trong tháng 3/2026;\n4. Văn phòng Bộ, ngoài nhiệm vụ chung, thực hiện thêm các việc sau:\n- Lập danh mục.\n5. Trách nhiệm thủ trưởng đơn vị\n- Bố trí người trực.\n6. Đối với chi bộ:\nThứ nhất, rà soát danh sách.\nThứ hai, cập nhật số liệu.\n7. Chi bộ Sinh viên:\nGửi báo cáo tuần;\nTổ chức hội thảo trước ngày 30/5/2026.\n",
    ("Rà soát chương trình đào tạo, hoàn thành trước ngày 30/4/2026", "Phòng Đào tạo", "2026-04-30"),
    ("Xây dựng học liệu số", "Phòng Đào tạo", None),
    ("Thành lập nhóm nghiên cứu mạnh", "Phòng Khoa học", None),
    ("Kiểm tra hồ sơ trong tháng 3/2026", "Sở Ngoại vụ", "2026-03-31"),
    ("Lập danh mục", "Văn phòng Bộ", None),
    ("Bố trí người trực", "thủ trưởng đơn vị", None),
    ("rà soát danh sách", "chi bộ", None),
    ("cập nhật số liệu", "chi bộ", None),
    ("Gửi báo cáo tuần", "Chi bộ Sinh viên", None),
    ("Tổ chức hội thảo trước ngày 30/5/2026", "Chi bộ Sinh viên", "2026-05-30"),
)
t(
    "QC",
    "Điều 4. Phân công\n1. Đồng chí Lê Thị Mẫu, Bí thư Đảng uỷ\n- Chủ trì tiếp dân vào ngày 15 hằng tháng. Trước mắt, đồng chí tập trung chỉ đạo xử lý đơn tồn.\n2. Trưởng đoàn kiểm tra, Trưởng đoàn giám sát trình dự thảo thông báo trong 07 ngày kể từ khi kết thúc cuộc.\n3. Mỗi năm Uỷ ban Kiểm tra Đảng uỷ chọn hai chi bộ để giám sát.\n4. Trưởng ban triệu tập họp mỗi quý một lần, có quyền triệu tập họp bất thường.\n5. Ban Thường vụ có quyền tạm đình chỉ việc thi hành, đồng thời phải báo cáo Đảng uỷ trong vòng 07 ngày kể từ ngày đình chỉ.\n6. Sở Y tế được giao bố trí 01 kíp cấp cứu.\n7. Văn phòng Đảng uỷ hướng dẫn, theo dõi, đôn đốc việc thực hiện.\n8. Sổ biên bản do Bí thư chi bộ trực tiếp bảo quản.\n9. Việc liên hệ với cơ quan đại diện được giao cho Sở Ngoại vụ.\n",
    ("Chủ trì tiếp dân vào ngày 15 hằng tháng", "Đồng chí Lê Thị Mẫu, Bí thư Đảng uỷ", "FREQ=MONTHLY;BYMONTHDAY=15"),
    ("Trước mắt, đồng chí tập trung chỉ đạo xử lý đơn tồn", "Đồng chí Lê Thị Mẫu, Bí thư Đảng uỷ", None),
    (
        "Trưởng đoàn kiểm tra, Trưởng đoàn giám sát trình dự thảo thông báo trong 07 ngày kể từ khi kết thúc cuộc",
        "Trưởng đoàn kiểm tra; Trưởng đoàn giám sát",
        "7 event",
    ),
    ("Mỗi năm Uỷ ban Kiểm tra Đảng uỷ chọn hai chi bộ để giám sát", "Uỷ ban Kiểm tra Đảng uỷ", "FREQ=YEARLY"),
    ("Trưởng ban triệu tập họp mỗi quý một lần", "Trưởng ban", "FREQ=MONTHLY;INTERVAL=3"),
    ("có quyền triệu tập họp bất thường", "Trưởng ban", None),
    ("Ban Thường vụ có quyền tạm đình chỉ việc thi hành", "Ban Thường vụ", None),
    ("đồng thời phải báo cáo Đảng uỷ trong vòng 07 ngày kể từ ngày đình chỉ", "Ban Thường vụ", "7 event"),
    ("Sở Y tế được giao bố trí 01 kíp cấp cứu", "Sở Y tế", None),
    ("Văn phòng Đảng uỷ hướng dẫn, theo dõi, đôn đốc việc thực hiện", "Văn phòng Đảng uỷ", None),
    ("Sổ biên bản do Bí thư chi bộ trực tiếp bảo quản", "Bí thư chi bộ", None),
    ("Việc liên hệ với cơ quan đại diện được giao cho Sở Ngoại vụ", "Sở Ngoại vụ", None),
)
t(
    "TB",
    "Chủ tịch Ủy ban nhân dân tỉnh chỉ thị Giám đốc các sở, Chủ tịch Ủy ban nhân dân các xã:\n1. Rà soát kinh phí trước ngày 20/01/2026.\n2. Phòng Việc làm (Sở Nội vụ): cấp tài khoản cho cán bộ đầu mối.\n3. Trung tâm niêm yết Kết luận tại trụ sở trong 15 ngày liên tục.\n4. Sở Ngoại vụ ra văn bản đôn đốc; kinh phí mua máy giao Sở Tài chính cân đối trước ngày 31/01/2026.\n",
    ("Rà soát kinh phí trước ngày 20/01/2026", "Giám đốc các sở; Chủ tịch Ủy ban nhân dân các xã", "2026-01-20"),
    ("cấp tài khoản cho cán bộ đầu mối", "Phòng Việc làm", None),
    ("Trung tâm niêm yết Kết luận tại trụ sở trong 15 ngày liên tục", "Trung tâm", None),
    ("Sở Ngoại vụ ra văn bản đôn đốc", "Sở Ngoại vụ", None),
    ("kinh phí mua máy giao Sở Tài chính cân đối trước ngày 31/01/2026", "Sở Tài chính", "2026-01-31"),
)


def when(due: Due | None) -> str | None:
    clock = f"{due.clock.days} {due.clock.starts}" if due and due.clock else None
    return (due.recurs or due.until or due.on or clock) if due else None


@pytest.mark.parametrize(("kind", "body", "duties"), PAPERS)
def test_each_duty_is_one_passage_with_its_body_and_day(
    kind: str, body: str, duties: list[tuple[str, str, str | None]]
) -> None:
    paper = HEADS[kind] + body + "\nNơi nhận:\n- Như trên,\n- Lưu.\n"
    read_ = read(paper.encode(), name="mau.txt").obligations
    found = [(plain(o.text), plain("; ".join(a.value for a in o.actors)), when(o.due)) for o in read_]
    assert found == [(plain(text), plain(who.replace(";", "; ")), due) for text, who, due in duties]
