"""Nhận xét, kết luận — strengths, limitations, causes, requests, lessons, with the papers they concern."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dondoc.reading.catalogue import Catalogue
from dondoc.reading.model import Finding, Provision, Reference
from dondoc.reading.paragraphs import Paragraph
from dondoc.reading.sentences import bare, split
from dondoc.reading.shadow import Shadow

_MARKS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("lesson", re.compile(r"bài học kinh nghiệm|rút kinh nghiệm|kinh nghiệm rút ra", re.IGNORECASE)),
    ("cause", re.compile(r"nguyên nhân|xuất phát từ|là do\b", re.IGNORECASE)),
    ("limitation", re.compile(
        r"còn (?:chậm|hạn chế|chung chung|thấp|lúng túng|thiếu|hình thức|bất cập|lỏng lẻo|mang tính|yếu|có (?:việc|nơi|lúc))|chưa (?:toàn diện|thường xuyên|kịp thời|đầy đủ|"
        r"chặt chẽ|rõ nét|cao|đồng đều|sâu|nghiêm|đạt|đáp ứng|tốt|được như|hiệu quả|thực sự|cụ thể|thống nhất|quyết liệt|ban hành|xây dựng|coi)|hình thức, |thiếu (?:chặt chẽ|kịp thời|cụ thể|thường xuyên)|"
        r"tồn tại|khuyết điểm|hạn chế, yếu kém|vi phạm|buông lỏng|chậm ban hành|hiệu lực, hiệu quả hạn chế", re.IGNORECASE)),
    ("request", re.compile(r"(?:yêu cầu|đề nghị|kiến nghị|cần (?:tiếp tục|tập trung|khắc phục|thực hiện|phải))\b", re.IGNORECASE)),
    ("strength", re.compile(
        r"ưu điểm|đã (?:nhận thức|quán triệt|chủ động|ban hành|triển khai|thực hiện tốt|tập trung|đạt|hoàn thành|có nhiều|kịp thời|chú trọng|tăng cường|phát huy|tham mưu|kết hợp|đổi mới|làm tốt|xuất hiện)|"
        r"(?:được chú trọng|chuyển biến tích cực|đạt được (?:nhiều )?kết quả|kết quả tích cực|thực hiện tốt|chấp hành nghiêm)", re.IGNORECASE)),
)  # fmt: skip
_SECTION = (
    ("strength", re.compile(r"(?:ưu điểm|kết quả đạt được|những kết quả|mặt tích cực)", re.IGNORECASE)),
    ("limitation", re.compile(r"(?:hạn chế|khuyết điểm|tồn tại|vi phạm)", re.IGNORECASE)),
    ("cause", re.compile(r"nguyên nhân", re.IGNORECASE)),
    ("request", re.compile(r"(?:kiến nghị|yêu cầu|đề nghị)", re.IGNORECASE)),
    ("lesson", re.compile(r"bài học", re.IGNORECASE)),
)
_TELLS = re.compile(r"kiểm tra|giám sát|đánh giá|kiểm điểm|kết luận|sơ kết|tổng kết|kết quả", re.IGNORECASE)


def find_findings(
    text: str, paragraphs: Sequence[Paragraph], outline: Sequence[Provision],
    references: Sequence[Reference], catalogue: Catalogue,
) -> tuple[Finding, ...]:  # fmt: skip
    """Sentences that judge the work, by category; a section's heading decides where it says so."""
    if not _TELLS.search(text):
        return ()
    shadow = Shadow(text)
    found: list[Finding] = []
    section: str | None = None
    for paragraph in paragraphs:
        line = shadow.text[shadow.here(paragraph.start) : shadow.here(paragraph.end)]
        if len(line) < 90 and not line.endswith((".", ";")):
            section = _section(line) or (None if line.isupper() else section)
            continue
        for start, end in split(shadow.text, shadow.here(paragraph.start), shadow.here(paragraph.end)):
            start, end = bare(shadow.text, start, end)
            category = _category(shadow.text[start:end], section)
            if category:
                found.append(_finding(shadow, text, start, end, category, references))
    return tuple(found)


def _section(line: str) -> str | None:
    return next((name for name, words in _SECTION if words.search(line)), None)


def _category(sentence: str, section: str | None) -> str | None:
    if len(sentence) < 25:
        return None
    said = next((name for name, words in _MARKS if words.search(sentence)), None)
    if section in ("limitation", "strength", "cause") and said in (None, "strength", "limitation"):
        return section
    return said


def _finding(
    shadow: Shadow, text: str, start: int, end: int, category: str, references: Sequence[Reference]
) -> Finding:
    begin, stop = shadow.at(start), shadow.at(end)
    concerns = tuple(i for i, r in enumerate(references) if begin <= r.start and r.end <= stop)
    return Finding(begin, stop, text[begin:stop], category, concerns)
