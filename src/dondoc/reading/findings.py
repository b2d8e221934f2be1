"""Nhận xét, kết luận — strengths, limitations, causes, requests, lessons, with the papers they concern.

Categories as an inspection's conclusion sets them out (ưu điểm; hạn chế, khuyết điểm; nguyên nhân;
yêu cầu, kiến nghị; bài học); a section's heading decides where the sentence itself does not.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dondoc.reading.catalogue import Catalogue
from dondoc.reading.model import Finding, Header, Obligation, Reference, Value
from dondoc.reading.names import NAMED
from dondoc.reading.paragraphs import Paragraph
from dondoc.reading.sentences import PLAIN, bare, clauses, rank, split
from dondoc.reading.shadow import Shadow, shadow_of
from dondoc.reading.telling import told

_FAULTS = r"(?:hạn chế|tồn tại|khuyết điểm|vi phạm|thiếu sót|yếu kém|bất cập|vướng mắc)"
# What a fault is told by: words it cannot be told without, and how. Sentences are looked at in small letters.
_LIMITATIONS = (
    (("còn ",), r"(?<!\w)còn \d{1,4} (?:đảng viên|trường hợp|hồ sơ|đơn vị|chi bộ|nơi|vụ|đầu mối)[^,;.]{0,40} (?:chưa|không)|(?<!\w)còn (?!lại|hiệu lực|được|là|nhằm|giữ|để|phải|góp|tham|có thể|nhiều (?:khó khăn|thách thức)|\d|trong|tiếp tục|tổ chức|phối hợp|cử|ban hành|hỗ trợ|nguyên|khoảng|mở|đồng thời)\w+"),
    (("chưa",), r"(?<!\w)chưa (?!có (?:tiền lệ|đơn thư|vụ việc|trường hợp)|từng|phát hiện)(?:thực sự |thật sự |được )?\w+"),
    (("hạn chế", "tồn tại", "khuyết điểm", "vi phạm", "thiếu sót", "yếu kém", "bất cập", "vướng mắc"),
     rf"(?<!không )(?:còn|vẫn|bộc lộ|để xảy ra|chỉ rõ|chỉ ra|nêu rõ|thấy rõ)(?: \w+){{0,3}} {_FAULTS}|(?:hiệu lực|hiệu quả|chất lượng) (?:còn )?hạn chế"),
    (("thiếu",), r"thiếu (?:chặt chẽ|kịp thời|cụ thể|thường xuyên|sâu sát|kiểm tra|chủ động|gương mẫu|trách nhiệm|thống nhất|đồng bộ)"),
    (("không ",), r"không (?:kịp thời|đúng (?:quy định|thời hạn)|đầy đủ|thường xuyên|báo cáo|nộp|gửi|thực hiện|sinh hoạt|phản ánh|có giấy phép|bảo đảm)|có (?:quý|tháng|kỳ|nơi|đơn vị|trường hợp) không"),
    (("vi phạm của ",), r"vi phạm của [^.;]{3,80}? (?:là (?:ít |rất )?nghiêm trọng|gây|làm (?:giảm|ảnh hưởng))"),
    (("vượt ",), r"vượt (?:định mức|tiêu chuẩn|thẩm quyền|chế độ|mức quy định|biên chế|dự toán)"),
    (("không có",), r"không có (?:báo cáo|kế hoạch|chương trình|hồ sơ|chứng từ|biên bản|văn bản)(?!(?: \w+){0,3} thì(?!\w))"),
    (("chậm",), r"(?<!không )chậm (?:so với|\d|ban hành|triển khai|đổi mới|khắc phục|được|trả lời)|(?:rất|ban hành|phân bổ(?: \w+)?|đơn vị|có nơi) chậm"),
    (("hạn",), r"(?:giải quyết|để|bị|nhiệm vụ|hồ sơ|đơn) [^,;.]{0,30}quá (?:thời )?hạn|trễ hạn"),
    (("sai ", "thấp", "mới ", "chỉ đạt", "thừa ", "thất thoát", "tồn đọng", "kém hơn", "kéo dài"),
     r"(?<!không )(?<!ít )(?<!hết )(?<!không có )(?:sai (?:sót|phạm|quy định)|chỉ đạt|mới (?:đạt|chỉ|có \d|thành lập được)|thừa khối lượng|thất thoát|tồn đọng|còn kéo dài|thấp hơn|kém hơn|chất lượng (?:còn )?thấp|hiệu quả (?:còn )?thấp)"),
    (("sơ sài", "nể nang", "hời hợt", "qua loa", "chiếu lệ", "đối phó", "lúng túng", "bị động", "lơ là", "phó mặc", "khoán trắng", "bặt tin", "không hay biết", "chủ quan, ", "làm đi làm lại", "dồn về cuối",
      "phê bình", "buông lỏng", "xem nhẹ", "vượt khả năng", "một bộ phận", "trùng ", "gây khó", "trung gian", "mà không ", "vẫn xảy ra", "tái diễn", "khắc phục được"),
     r"(?<!không )(?:sơ sài|nể nang|hời hợt|qua loa|chiếu lệ|đối phó|lúng túng|bị động|lơ là|phó mặc|khoán trắng|bặt tin|không hay biết|chủ quan, |làm đi làm lại|dồn về cuối|phê bình|buông lỏng|xem nhẹ|vượt khả năng|còn một bộ phận"
     r"|\d đoàn trùng|(?<!có đoàn )(?<!tránh )trùng (?:đối tác|nội dung|địa bàn|chương trình)|gây khó (?:khăn )?cho|khâu trung gian|(?:biết|thấy) mà không|vẫn xảy ra|tái diễn|mới khắc phục được)"),
)  # fmt: skip
_FAULTY = tuple((needle, re.compile(words)) for needles, words in _LIMITATIONS for needle in needles)
_CAUSES = ("nguyên nhân", "trách nhiệm chính", " do ", "xuất phát", "bắt nguồn")
_CAUSE = re.compile(
    r"nguyên nhân (?:chủ quan|khách quan|chủ yếu|của|là|chính|do|từ|trước hết|được chỉ ra)|trách nhiệm chính(?!\w)[^.;]{0,60}thuộc về|(?:tồn tại|hạn chế|khuyết điểm|thiếu sót) (?:trên|nêu trên|này) (?:là )?do(?!\w)|(?:chủ yếu|phần lớn|một phần|chính|trước hết) (?:là )?do(?!\w)|(?<!\w)là do(?!\w)|xuất phát từ|bắt nguồn từ|(?:tình trạng|sự [^,;.\d]{2,24}|việc) (?:này|đó|trên|nêu trên) (?:là )?do(?!\w)",
    re.IGNORECASE,
)
_LESSON = re.compile(
    r"bài học (?:kinh nghiệm|rút ra|được rút ra|lớn|sâu sắc)|rút ra (?:một số |những )?(?:bài học|kinh nghiệm)|cần rút kinh nghiệm|kinh nghiệm cho thấy",
    re.IGNORECASE,
)
_WELL = (
    r"(?: cơ bản| từng bước| chủ động| kịp thời| nghiêm túc| tích cực| khẩn trương)? (?:bám sát|phối hợp|nhận thức|quán triệt|chủ động|ban hành|triển khai|thực hiện|tập trung|đạt|hoàn thành|có nhiều|kịp thời|chú trọng|"
    r"tăng cường|phát huy|tham mưu|kết hợp|đổi mới|làm tốt|xuất hiện|quan tâm|lãnh đạo|chỉ đạo|duy trì|chấp hành|cụ thể hóa|góp phần|đoàn kết|nâng|giữ vững|củng cố|khắc phục|kiên trì|nỗ lực|cố gắng|tham gia|cũng làm tốt)"
)
# Every way of praise opens with a letter: then most places of a sentence are told by theirs.
_STRENGTH = re.compile(
    rf"đã{_WELL}|luôn{_WELL}|được{_WELL}|từng bước (?:giữ vững|đi vào|nâng|khắc phục)|cơ bản (?:thông suốt|ổn định|đúng|đáp ứng|hoàn thành)"
    r"|giữ (?:vững|ổn định|được)|được (?:làm đúng|cộng đồng|đánh giá)|đánh giá cao|có tiến bộ|thông suốt"
    r"|nhập cuộc|chấp hành tốt|khá toàn diện|cao nhất từ|đúng (?:thời hạn|quy trình)|đúng hạn đạt|vượt tiến độ|cầu thị|giải quyết dứt điểm|nhiều cố gắng|duy trì tốt|đánh giá tốt|đúng lộ trình|ưu điểm là (?:cơ bản|chính)|thực hiện (?:nghiêm túc|đúng chức năng)|ngày càng (?:đi vào chiều sâu|chặt chẽ|hiệu quả|thiết thực)|bảo đảm công khai|đồng tình|không phát hiện|không có (?:vụ việc|đơn thư)|kịp thời, sát|được chấn chỉnh|có chỗ đứng|tăng đều"
    r"|chuyển biến (?:tích cực|rõ nét)|đạt (?:được )?(?:nhiều )?kết quả|kết quả (?:tích cực|quan trọng)|chấp hành nghiêm|biểu dương|ghi nhận|đi vào nền nếp|cũng đã (?:làm tốt|quán triệt)|được chú trọng",
    re.IGNORECASE,
)
_SOME = r"(?:Về |Những |Một số |Các |Đánh giá |Phần )?"
_HEADS = (
    ("limitation", re.compile(rf"{_SOME}(?:hạn chế|khuyết điểm|tồn tại|vi phạm|mặt chưa làm được|việc chưa làm được|thiếu sót|yếu kém|khó khăn, vướng mắc)", re.IGNORECASE)),
    ("cause", re.compile(rf"{_SOME}nguyên nhân(?! và bài học)|Trách nhiệm (?:chính |chủ yếu )?thuộc về", re.IGNORECASE)),
    ("lesson", re.compile(rf"{_SOME}bài học|Kinh nghiệm rút ra", re.IGNORECASE)),
    ("request", re.compile(rf"{_SOME}(?:biện pháp xử lý|yêu cầu|kiến nghị|đề nghị|đề xuất)(?:,? (?:và )?(?:kiến nghị|đề xuất|yêu cầu|đề nghị))?(?!\w)(?! chung| về| đối với công tác| nghiệp vụ)", re.IGNORECASE)),
    ("aims", re.compile(rf"{_SOME}(?:chỉ tiêu|mục tiêu)", re.IGNORECASE)),
    ("strength", re.compile(rf"{_SOME}(?:ưu điểm|kết quả(?: đạt được| thực hiện| chủ yếu| nổi bật)?|mặt (?:tích cực|làm được|mạnh)|việc làm được|những việc đã làm|thành tích|tình hình và kết quả)", re.IGNORECASE)),
)  # fmt: skip
_ASKING = re.compile(r"(?<!\w)(?:yêu cầu|kiến nghị|đề nghị)(?!\w)")
# Headings under which nothing is judged any more.
_NEUTRAL = re.compile(
    r"(?:phương hướng|nhiệm vụ|giải pháp|tổ chức thực hiện|mục đích|mục tiêu|quan điểm|nội dung|chỉ tiêu|thành phần|chương trình|điều \d|chương )",
    re.IGNORECASE,
)
_TELLS = re.compile(
    r"kiểm tra|giám sát|đánh giá|kiểm điểm|kết luận|sơ kết|tổng kết|kết quả|ghi nhận|biểu dương|còn chậm|nhìn chung",
    re.IGNORECASE,
)
_INSPECTION = re.compile(
    r"(?:[Đđ]oàn|[Tt]ổ) (?:kiểm tra|giám sát)|(?:kết luận|kết quả|về việc) (?:kiểm tra|giám sát|thanh tra)|thanh tra",
    re.IGNORECASE,
)
_OF_INSPECTION = re.compile(r"(?:việc |về )?(?:kiểm tra|giám sát)(?!\w)", re.IGNORECASE)
_REPORTED = re.compile(
    r"(?:nêu rõ|chỉ rõ|chỉ ra|rút ra|cho thấy|nhận thấy|nhấn mạnh|kết luận|đánh giá|[Tt]rưởng [Đđ]oàn|[Tt]hư ký|[Bb]í thư)\s*:\s+[“\"]?"
)
# "Nghị quyết này phổ biến đến chi bộ và được quán triệt…": what the paper says of itself judges nothing.
_OF_ITSELF = re.compile(
    r"(?:Nghị quyết|Chỉ thị|Kết luận|Quy định|Quy chế|Kế hoạch|Hướng dẫn|Thông báo|Chương trình|Quyết định|Thông tư|Thông tri) này(?!\w)"
)
_JUDGED = ("strength", "limitation", "cause", "lesson")
# Papers that set rules: what they say a body "chưa", "không" do is a rule, no finding.
_RULES = ("Quy định", "Quy chế", "Quy chế phối hợp", "Quyết định", "Thông tư", "Hướng dẫn", "Nghị định", "Quy trình")
# The inspectors' own follow-up of what they asked for.
_FOLLOWED_UP = re.compile(r"[Gg]iao [^;.]{3,120}theo dõi, đôn đốc[^;.]{0,60}(?:[Kk]ết luận|[Tt]hông báo)")
_SHORTEST = 25
_HEADING = 120


def _tells_of_inspection(words: str) -> bool:
    """Looked for by its words first: a long text without them is soon done."""
    small = words.lower()
    return any(word in small for word in ("kiểm tra", "giám sát", "thanh tra")) and bool(_INSPECTION.search(words))


@dataclass(frozen=True, slots=True)
class _Seen:
    """Một câu đã xếp loại, tính theo bản chữ để so khớp."""

    start: int
    end: int
    category: str


@dataclass(slots=True)
class _Sections:
    """Đang ở dưới các tiêu đề nào — a smaller heading that names no category stays in the greater one's."""

    opened: list[tuple[float, str | None]]
    leads: float = PLAIN + 1  # how deep the list stands that "… yêu cầu:" leads

    def enter(self, deep: float, words: str) -> None:
        self.leave(deep)
        asks = words.rstrip().endswith(":") and _ASKING.search(words)
        if asks and deep == PLAIN and self.opened:  # over numbered items: of them, until its own section ends
            deep = self.opened[-1][0] + 0.5
        named = "request" if asks else next((name for name, pattern in _HEADS if pattern.match(words)), None)
        if named is None and not _NEUTRAL.match(words) and self.opened:
            named = self.opened[-1][1]
        self.opened.append((deep, named))
        self.leads = deep if asks else PLAIN + 1

    def leave(self, deep: float) -> None:
        while self.opened and self.opened[-1][0] >= deep:
            self.opened.pop()

    def item(self, deep: float) -> None:
        """The next item beside a lead ends the list under it."""
        if self.leads <= PLAIN and deep <= self.leads != PLAIN:
            self.leave(deep)
            self.leads = PLAIN + 1

    @property
    def now(self) -> str | None:
        return self.opened[-1][1] if self.opened else None


def find_findings(
    text: str, paragraphs: Sequence[Paragraph], header: Header, references: Sequence[Reference],
    obligations: Sequence[Obligation], catalogue: Catalogue,
) -> tuple[Finding, ...]:  # fmt: skip
    """Sentences that judge work done, by category; requests only where an inspection makes them.

    What is an obligation is a finding only as a request. A directive that asks and judges nothing has none.
    """
    if not _TELLS.search(text):
        return ()
    reader = _Reader(shadow_of(text), header, obligations, catalogue)
    seen = list(reader.sentences(paragraphs))
    if not any(s.category in _JUDGED for s in seen) and not _tells_of_inspection(reader.words):
        return ()
    starts = [r.start for r in references]
    return tuple(_finding(reader.shadow, text, s, references, starts, catalogue) for s in seen)


class _Reader:
    """Một lượt tìm nhận xét."""

    def __init__(self, shadow: Shadow, header: Header, obligations: Sequence[Obligation], catalogue: Catalogue) -> None:
        self.shadow, self.words, self.catalogue = shadow, shadow.text, catalogue
        kind = header.kind.value if header.kind else None
        self.is_official = header.so_ky_hieu is not None or kind is not None
        self.sets_rules = kind in _RULES
        self.asks = not self.sets_rules and (
            not self.is_official
            or kind in ("Kết luận thanh tra", "Thông báo kết luận")
            or _INSPECTION.search(header.subject.value if header.subject else "") is not None
            or (
                kind == "Kết luận"
                and header.subject is not None
                and _OF_INSPECTION.match(header.subject.value) is not None
            )
        )
        asked = [o for o in obligations if o.kind != "power"]
        self.duties = [(shadow.here(o.start), shadow.here(o.end)) for o in asked]
        self.begins = [start for start, _end in self.duties]
        self.foot = min(
            (shadow.here(v.start) for v in header.recipients if v.start is not None), default=len(self.words)
        )
        self.head = max(
            (shadow.here(v.end) for v in (header.subject, header.issued_on, header.kind) if v and v.end), default=0
        )

    def sentences(self, paragraphs: Sequence[Paragraph]) -> Iterator[_Seen]:
        sections = _Sections([])
        for paragraph in paragraphs:
            start, end = self.shadow.here(paragraph.start), self.shadow.here(paragraph.end)
            if paragraph.table is not None or (self.is_official and not self.head <= start <= end <= self.foot):
                continue
            first, _last = bare(self.words, start, end)
            deep = rank(self.words, start, end)
            *before, (begin, stop) = split(self.words, first, end) if first < end else [(start, end)]
            if not before and self._is_heading(first, end, deep):
                sections.enter(deep, self.words[first:end])
                continue
            sections.item(deep)
            for sentence in before:
                yield from self._sentence(*bare(self.words, *sentence), sections.now)
            if self.words.endswith(":", begin, stop) and _ASKING.search(self.words, begin, stop):
                sections.enter(deep, self.words[begin:stop])  # "… Đoàn kiểm tra yêu cầu Đảng ủy X:" over a list
            else:
                yield from self._sentence(*bare(self.words, begin, stop), sections.now)

    def _is_heading(self, first: int, end: int, deep: int) -> bool:
        line = self.words[first:end]
        if not line or end - first > _HEADING or line[-1] in ".;,":
            return False
        return line[-1] == ":" or deep != PLAIN or line.isupper() or any(p.match(line) for _n, p in _HEADS)

    def _sentence(self, start: int, end: int, section: str | None) -> Iterator[_Seen]:
        near = min(end, start + 120)
        told = _REPORTED.finditer(self.words, start, near) if self.words.find(":", start, near) >= 0 else ()
        reported = max(told, key=lambda m: m.end(), default=None)
        if reported is not None and reported.end() < end:
            head = self.words[start : reported.end()]
            section = next((n for n, p in _HEADS if p.match(head)), section)
            start = reported.end()
        section = next(
            (n for n, p in _HEADS if ":" in self.words[start : start + 40] and p.match(self.words, start, start + 40)),
            section,
        )
        duty = self._duty(start, end)
        if duty is not None:
            if self._asks_of(start, end, section):
                yield _Seen(max(start, duty[0]) if self.words.startswith(":", duty[0] - 2) else start, end, "request")
            return
        yield from self._judged(start, end, section)

    def _judged(self, start: int, end: int, section: str | None) -> Iterator[_Seen]:
        """A sentence whole; in its clauses where they say different things of the work."""
        if self.words.find(";", start, end) >= 0:
            parts = [bare(self.words, *part) for part in clauses(self.words, start, end)]
            seen = [_Seen(a, b, self._category(a, b, section) or "") for a, b in parts]
            if seen[0].category == "cause" and all(s.category in ("cause", "limitation") for s in seen):
                yield _Seen(start, end, "cause")  # "Nguyên nhân là…; quy chế chậm được bổ sung": all of it is why
                return
            if len({s.category for s in seen}) > 1 and all(s.category in _JUDGED for s in seen):
                yield from seen
                return
        category = self._category(start, end, section)
        if category:
            yield _Seen(start, end, category)

    def _duty(self, start: int, end: int) -> tuple[int, int] | None:
        """The obligation a sentence is."""
        at = bisect_right(self.begins, end) - 1
        if at >= 0 and self.duties[at][1] > start and self.begins[at] < end:
            return self.duties[at]
        return None

    def _asks_of(self, start: int, end: int, section: str | None) -> bool:
        if not self.asks:
            return False
        if _FOLLOWED_UP.search(self.words, start, end):
            return False
        asked = told(self.words, start, end, self.catalogue, verbs=False, on=None)
        return section == "request" or (asked is not None and (asked.how == "ask" or not self.is_official))

    def _category(self, start: int, end: int, section: str | None) -> str | None:
        """What a sentence says of the work; a limitation after praise ("tuy… nhưng") is a limitation."""
        sentence = self.words[start:end].lower()
        if len(sentence) < _SHORTEST or self.words[end - 1 : end] == "?":
            return None
        if (self.sets_rules and section not in _JUDGED) or section == "aims" or _OF_ITSELF.match(self.words, start):
            return None
        but = _CONCEDES.match(sentence)
        sentence = sentence[but.end() :] if but else sentence
        cause = _CAUSE.search(sentence) if any(word in sentence for word in _CAUSES) else None
        fault = _fault(sentence)
        if cause and (fault is None or cause.start() < fault or section == "cause" or cause[0].startswith("chủ yếu")):
            return "cause"
        if section in ("limitation", "cause", "lesson"):
            return section
        if section == "request":
            return None
        if any(word in sentence for word in ("kinh nghiệm", "bài học")) and _LESSON.search(sentence):
            return "lesson"
        told_of = (
            _CONTRAST.match(sentence) is not None or _SO_FAR.match(sentence) is not None
        )  # "Tuy vậy, tài liệu phải sửa nhiều lần": of what was
        if fault is not None and (
            section is not None or not self.is_official or told_of or not _FUTURE.search(sentence)
        ):
            return "limitation"
        if section is None and _ISSUED.search(sentence):
            return None
        is_praise = (
            _STRENGTH.search(sentence) and (told_of or not _FUTURE.search(sentence)) and not _AGREED.search(sentence)
        )
        return "strength" if is_praise else section


def _fault(sentence: str) -> int | None:
    """Where a fault is told first; the words it needs are looked for before how it is told."""
    told = {pattern for needle, pattern in _FAULTY if needle in sentence}
    return min((match.start() for pattern in told if (match := pattern.search(sentence))), default=None)


_CONCEDES = re.compile(r"(?:tuy|mặc dù|dù) [^;.]{5,120}?,? (?:nhưng|song) ")  # what is conceded is not what is said
_SO_FAR = re.compile(r"(?:trong )?(?:thời gian qua|những năm qua|năm qua|từ đầu năm đến nay|sau \d+ năm)(?!\w)")
# "Ban Thường vụ cơ bản thống nhất với nội dung Báo cáo": what is agreed to.
_AGREED = re.compile(r"(?<!\w)(?:thống nhất|nhất trí|đồng ý) (?:với|thông qua)(?!\w)")
_CONTRAST = re.compile(r"(?:tuy vậy|tuy nhiên|song|bên cạnh đó|mặc dù vậy),? ")
# "Sở đã ban hành Công văn số 35 đề nghị…": what was sent, no judgement.
_ISSUED = re.compile(r"đã (?:ban hành|có|gửi) (?:công văn|văn bản|kế hoạch|thông báo) số ")
_FUTURE = re.compile(
    r"(?<!\w)(?:phải|cần|không được|nghiêm cấm|phấn đấu|bảo đảm(?! công khai)|sẽ|được quyền|có trách nhiệm|nếu|khi cần|khi có)(?!\w)",
    re.IGNORECASE,
)


def _in_small(pattern: re.Pattern[str]) -> re.Pattern[str]:
    """For a text in small letters: three times as fast as a pattern that is blind to case."""
    parts = re.split(r"(\\.|\(\?P)", pattern.pattern)
    words = "".join(part if at % 2 else part.lower() for at, part in enumerate(parts))  # the odd ones are signs
    return re.compile(words, pattern.flags & ~re.IGNORECASE)


_CAUSE, _LESSON, _STRENGTH, _FUTURE = map(_in_small, (_CAUSE, _LESSON, _STRENGTH, _FUTURE))


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
