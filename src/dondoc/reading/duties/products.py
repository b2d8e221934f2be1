"""Sản phẩm — what is to be made or sent, where the deed names it: "xây dựng Quy chế đặt hàng", "gửi báo cáo sơ kết"."""

from __future__ import annotations

import re

from dondoc.reading.names import VERB
from dondoc.reading.shadow import UPPER

_NAMED = re.compile(r"(?i:sản phẩm(?:\s+đầu ra)?)\s*(?:là|:)\s*([^.;,()]{4,120})")
_MAKES = (
    r"(?:xây dựng|ban hành|lập|soạn thảo|biên soạn|hoàn thiện|hoàn chỉnh|hoàn thành|trình|gửi|nộp|tham mưu|viết|chuẩn bị|dự thảo"
    r"|đề xuất|xuất bản|phát hành|rà soát, bổ sung|thành|bằng|phê duyệt|thẩm định|bố trí|cập nhật)"
)
_SORT = (
    r"(?:kế hoạch|báo cáo|đề án|quy chế|quy trình|quy định|danh mục|chương trình|hướng dẫn|phương án|danh sách|dự toán|biên bản|thông báo"
    r"|kịch bản|tài liệu|phần mềm|cơ sở dữ liệu|sổ tay|cẩm nang|đề cương|tờ trình|thông tư|nghị quyết|quy hoạch|hồ sơ"
    r"|bộ (?:chỉ số|tiêu chí|tài liệu|mẫu|biểu mẫu|câu hỏi|quy tắc)|bảng (?:theo dõi|phân công|tổng hợp)"
    r"|bản (?:kiểm điểm|tự kiểm điểm|tự đánh giá|thu hoạch|cam kết|đăng ký)|lịch (?:công tác|làm việc))(?!\w)"
)
_MADE = re.compile(
    rf"(?<!\w)(?<!chưa )(?<!không ){_MAKES}\s+(?:bổ sung\s+|ngay\s+)?(?:các\s+|một\s+|01\s+)?(?P<what>(?:dự thảo\s+)?(?i:{_SORT})[^.;:()]{{0,110}})",
    re.IGNORECASE,
)
# Where the name of what is made ends: to whom, by when, how, what else is done.
_ENDS = re.compile(
    rf",\s|\s+(?:trình|gửi|theo|cho|trong|trước|chậm nhất|muộn nhất|xong|nêu rõ|của (?:mình|cấp|ngành|đơn vị|địa phương)|đến|tới|tại|bằng|kèm|để|nhằm|hằng|hàng"
    rf"|định kỳ|vào|đã|này|cụ thể|chi tiết|riêng|và\s+{VERB}|về(?=\s+[{UPPER}])|ra(?=\s+[{UPPER}])|khi|sau|từ|do|ngay|đối với|ít nhất|khẩn trương|không|phục vụ"
    r"|(?:Nghị quyết|Chỉ thị|Kết luận|Quy định|Quyết định|Kế hoạch|Chương trình|Luật)(?=\s+(?:số|này|\d)))(?!\w)"
)


def product_of(line: str) -> str | None:
    """The product a deed names; None where it names none."""
    named = _NAMED.search(line)
    if named:
        return named[1].strip()
    made = _MADE.search(line)
    if made is None:
        return None
    what = made["what"]
    sort = re.match(rf"(?:dự thảo\s+)?{_SORT}", what, re.IGNORECASE)
    ends = _ENDS.search(what, sort.end() if sort else 0)
    return what[: ends.start() if ends else None].strip()
