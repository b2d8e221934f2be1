"""Loại nhiệm vụ — whether a passage can be finished, lasts, puts the paper into force, forbids or allows."""

from __future__ import annotations

import re

from dondoc.reading.model import Due

_AGAIN = r"(?<!chi )thường xuyên|định kỳ|(?:hằng|hàng|mỗi) (?:năm|tháng|quý|tuần)"
_STANDING = re.compile(
    rf"có trách nhiệm|có nhiệm vụ|{_AGAIN}|duy trì"
    r"|chịu trách nhiệm|^(?:khi (?:có|cần|phát hiện|phát sinh)|trước mỗi|(?:trong )?trường hợp|đối với (?:đoàn|văn bản|hồ sơ|nhiệm vụ))(?!\w)"
    r"|theo dõi việc|theo dõi, đôn đốc|quản lý thống nhất|giúp (?:ban|đảng ủy|ủy ban)", re.IGNORECASE,
)  # fmt: skip
_GOES_ON = re.compile(_AGAIN, re.IGNORECASE)
EXECUTION = re.compile(
    r"(?:chịu trách nhiệm|có trách nhiệm|chịu trách nhiệm tổ chức)\s+(?:thi hành|tổ chức thực hiện|thực hiện)\s+(?:[\wà-ỹđ]+\s+){0,6}này"
    r"|(?:căn cứ|theo)\s+[^.;]{0,40}này\s+thi hành"
)
BAN = re.compile(
    r"(?:(?<!nếu )(?<!khi )(?<!còn )không (?:bố trí|mang|gửi|cung cấp|tiết lộ|sử dụng|giao|ký|nhận|đăng|phát|cử|tiếp|tự|để lộ|sao chụp)|nghiêm cấm|không được|tuyệt đối không|cấm)(?!\w)|^không (?!ngừng|những|chỉ)",
    re.IGNORECASE,
)
POWER = re.compile(
    r"(?:được quyền|có quyền|(?<!cấp )(?<!quan )(?<!người )(?<!cấp ủy )(?<!tổ chức đảng )có thẩm quyền|được phép|được (?:chủ động|họp|đăng ký|gửi|miễn|hoãn|thi công|sử dụng|tham gia|tham dự|áp dụng|gia hạn|hưởng|ghép|bảo lưu|lựa chọn|mượn|khai thác|nghỉ|thuê|tạm ứng|vận dụng|kéo dài|thông tin|từ chối)|(?<!khi )được ủy quyền|^được (?!giao|phân công|cử |thực hiện|tiến hành)\w+)(?!\w)",
    re.IGNORECASE,
)


def kind_of(line: str, due: Due | None, rules: bool, lasts: bool) -> str:
    """What sort of duty; in a paper that sets rules one due after an event comes with each such event.

    Where a paper `lasts` (a quy chế, a quy định), so does what it asks without a time.
    """
    if EXECUTION.search(line):
        return "execution"
    if BAN.search(line[:80]):
        return "ban"
    if POWER.search(line):
        return "power"
    if due is not None and (due.recurs or due.on or due.from_):
        return "standing" if due.recurs else "task"
    if rules and due is not None and (due.clock is None or due.clock.starts != "signing") and not due.until:
        return "standing"  # counted from an event, or back from one: with each of them
    if due is not None and due.until and not _GOES_ON.search(line):
        return "task"  # "theo dõi, đôn đốc, báo cáo trước ngày 20/12": it ends there
    return "standing" if (lasts and due is None) or _STANDING.search(line) else "task"
