"""Nhận xét, kết luận — strengths, limitations, causes, requests, lessons, with the papers they concern.

Categories as an inspection's conclusion sets them out (ưu điểm; hạn chế, khuyết điểm; nguyên nhân;
yêu cầu, kiến nghị; bài học); a section's heading decides where the sentence itself does not.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dondoc.reading.catalogue import Catalogue
from dondoc.reading.model import Finding, Provision, Reference, Value
from dondoc.reading.names import NAMED
from dondoc.reading.paragraphs import Paragraph
from dondoc.reading.sentences import bare, split
from dondoc.reading.shadow import Shadow
from dondoc.reading.telling import told

_FAULTS = r"(?:hạn chế|tồn tại|khuyết điểm|vi phạm|thiếu sót|yếu kém|bất cập|vướng mắc)"
_LIMITATION = re.compile(
    r"còn (?:chậm|hạn chế|chung chung|thấp|lúng túng|thiếu|hình thức|bất cập|lỏng lẻo|mang tính|yếu|tình trạng|có (?:việc|nơi|lúc|mặt|vấn đề|biểu hiện))"
    r"|(?<!\w)chưa (?!có tiền lệ|từng)(?:thực sự |thật sự |được )?[\wà-ỹđ]+"
    rf"|(?<!không )(?:còn|vẫn|bộc lộ|để xảy ra|chỉ rõ|chỉ ra|nêu rõ|thấy rõ)(?: \w+){{0,3}} {_FAULTS}"
    r"|thiếu (?:chặt chẽ|kịp thời|cụ thể|thường xuyên|sâu sát|kiểm tra|chủ động)|buông lỏng|(?:hiệu lực|hiệu quả|chất lượng) (?:còn )?(?:hạn chế|thấp)"
    r"|không (?:kịp thời|đúng (?:quy định|thời hạn)|đầy đủ|thường xuyên|báo cáo)|chậm (?:ban hành|triển khai|đổi mới|khắc phục|được)|Còn một bộ phận",
    re.IGNORECASE,
)
_CAUSE = re.compile(
    r"nguyên nhân (?:chủ quan|khách quan|chủ yếu|của|là|chính|do|trước hết)|(?<!\w)là do(?!\w)|xuất phát từ|bắt nguồn từ",
    re.IGNORECASE,
)
_LESSON = re.compile(
    r"bài học (?:kinh nghiệm|rút ra|lớn|sâu sắc)|rút ra (?:một số |những )?(?:bài học|kinh nghiệm)|cần rút kinh nghiệm",
    re.IGNORECASE,
)
_STRENGTH = re.compile(
    r"(?:đã|luôn|được)(?: cơ bản| từng bước| chủ động| kịp thời| nghiêm túc)? (?:nhận thức|quán triệt|chủ động|ban hành|triển khai|thực hiện|tập trung|đạt|hoàn thành|có nhiều|kịp thời|chú trọng|"
    r"tăng cường|phát huy|tham mưu|kết hợp|đổi mới|làm tốt|xuất hiện|quan tâm|lãnh đạo|chỉ đạo|duy trì|chấp hành|cụ thể hóa|góp phần|đoàn kết|nâng|giữ vững|củng cố|khắc phục|kiên trì|nỗ lực|cố gắng|tham gia|cũng làm tốt)"
    r"|(?:chuyển biến (?:tích cực|rõ nét)|đạt (?:được )?(?:nhiều )?kết quả|kết quả (?:tích cực|quan trọng)|chấp hành nghiêm|biểu dương|ghi nhận|đi vào nền nếp|cũng đã (?:làm tốt|quán triệt)|được chú trọng)",
    re.IGNORECASE,
)
_PIVOT = re.compile(r"^(?:Bên cạnh|Tuy nhiên|Song|Tuy vậy|Mặc dù)", re.IGNORECASE)
_HEADS = (
    ("strength", re.compile(r"(?:Về |Những |Một số |Các )?(?:ưu điểm|kết quả đạt được|mặt (?:tích cực|làm được|mạnh))", re.IGNORECASE)),
    ("limitation", re.compile(r"(?:Về |Những |Một số |Các )?(?:hạn chế|khuyết điểm|tồn tại|vi phạm|mặt chưa làm được|thiếu sót)", re.IGNORECASE)),
    ("cause", re.compile(r"(?:Về )?nguyên nhân", re.IGNORECASE)),
    ("request", re.compile(r"(?:Về |Những |Một số |Các )?(?:kiến nghị|yêu cầu|đề nghị|đề xuất, kiến nghị)", re.IGNORECASE)),
    ("lesson", re.compile(r"(?:Một số |Những )?bài học", re.IGNORECASE)),
)  # fmt: skip
_TELLS = re.compile(r"kiểm tra|giám sát|đánh giá|kiểm điểm|kết luận|sơ kết|tổng kết|kết quả", re.IGNORECASE)
_INSPECTION = re.compile(
    r"(?:[Đđ]oàn|[Tt]ổ) (?:kiểm tra|giám sát)|(?:kết luận|kết quả) (?:kiểm tra|giám sát)", re.IGNORECASE
)
_JUDGED = ("strength", "limitation", "cause", "lesson")
_SHORTEST = 25
_HEADING = 90


@dataclass(frozen=True, slots=True)
class _Seen:
    """Một câu đã xếp loại, tính theo bản chữ để so khớp."""

    start: int
    end: int
    category: str


def find_findings(
    text: str, paragraphs: Sequence[Paragraph], outline: Sequence[Provision],
    references: Sequence[Reference], catalogue: Catalogue,
) -> tuple[Finding, ...]:  # fmt: skip
    """Sentences that judge work done, by category; requests only beside a judgement.

    A directive that asks and judges nothing has obligations, not findings.
    """
    if not _TELLS.search(text):
        return ()
    shadow = Shadow(text)
    seen = list(_sentences(shadow, paragraphs, catalogue))
    if not any(s.category in _JUDGED for s in seen) and not _INSPECTION.search(shadow.text):
        return ()
    starts = [r.start for r in references]
    return tuple(_finding(shadow, text, s, references, starts, catalogue) for s in seen)


def _sentences(shadow: Shadow, paragraphs: Sequence[Paragraph], catalogue: Catalogue) -> Iterator[_Seen]:
    section: str | None = None
    for paragraph in paragraphs:
        start, end = shadow.here(paragraph.start), shadow.here(paragraph.end)
        if end - start < _HEADING and shadow.text[end - 1] not in ".;":
            first, _last = bare(shadow.text, start, end)
            section = next((name for name, words in _HEADS if words.match(shadow.text, first, end)), None)
            continue
        for begin, stop in split(shadow.text, start, end):
            begin, stop = bare(shadow.text, begin, stop)
            category = _category(shadow.text, begin, stop, section, catalogue)
            if category:
                yield _Seen(begin, stop, category)


def _category(words: str, start: int, end: int, section: str | None, catalogue: Catalogue) -> str | None:
    """What a sentence says of the work; a limitation after praise ("tuy… nhưng") is a limitation."""
    sentence = words[start:end]
    if len(sentence) < _SHORTEST or words[end - 1 : end] == "?":
        return None
    cause, fault = _CAUSE.search(sentence), _LIMITATION.search(sentence)
    if cause and (fault is None or cause.start() < fault.start() or section == "cause"):
        return "cause"
    asked = told(words, start, end, catalogue, verbs=False, on=None)
    if asked is not None and not (fault and _PIVOT.match(sentence)):
        return "request"
    if section in ("limitation", "cause", "lesson"):
        return section
    if fault:
        return "limitation"
    if _LESSON.search(sentence):
        return "lesson"
    return "strength" if _STRENGTH.search(sentence) else section


def _finding(
    shadow: Shadow, text: str, seen: _Seen, references: Sequence[Reference], starts: Sequence[int], catalogue: Catalogue
) -> Finding:
    begin, stop = shadow.at(seen.start), shadow.at(seen.end)
    inside = range(bisect_left(starts, begin), bisect_left(starts, stop))
    return Finding(
        begin, stop, text[begin:stop], seen.category, tuple(i for i in inside if references[i].end <= stop),
        tuple(_bodies(shadow, seen, catalogue)),
    )  # fmt: skip


def _bodies(shadow: Shadow, seen: _Seen, catalogue: Catalogue) -> Iterator[Value]:
    """The bodies a sentence names that the catalogue knows, each once."""
    met: set[str] = set()
    for match in NAMED.finditer(shadow.text, seen.start, seen.end):
        body = catalogue.body_named(match[0])
        if body is not None and body.id not in met:
            met.add(body.id)
            yield Value(match[0], shadow.at(match.start()), shadow.at(match.end()), sure=True, id=body.id)
