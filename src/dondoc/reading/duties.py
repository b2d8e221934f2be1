"""Nhiệm vụ — what a named body is told to do: sentence, list item, or the part after "Giao X:".

Reading contract, "Where things begin and end". The actor may stand in the item, in the heading or
lead above it, or in the sentence before. Task tables are read row by row (`tasktables`).
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from dondoc.reading.catalogue import Catalogue
from dondoc.reading.deadlines import find_due
from dondoc.reading.model import Due, Header, Obligation, Provision, Reference, Value
from dondoc.reading.names import LISTED, Name, names_at
from dondoc.reading.outline import annex_at
from dondoc.reading.paragraphs import Paragraph
from dondoc.reading.sentences import PLAIN, bare, clauses, split
from dondoc.reading.sentences import rank as rank_of
from dondoc.reading.shadow import shadow_of
from dondoc.reading.tasktables import Cell, Row, task_rows
from dondoc.reading.telling import Told, headed, is_forbidding, is_imperative, is_modal, partners, sections, told
from dondoc.reading.text import fold

_PRODUCT = re.compile(r"(?i:sản phẩm(?:\s+đầu ra)?)\s*(?:là|:)\s*([^.;,()]{4,120})")
_STANDING = re.compile(
    r"có trách nhiệm|có nhiệm vụ|thường xuyên|định kỳ|(?:hằng|hàng|mỗi) (?:năm|tháng|quý|tuần)|duy trì"
    r"|chịu trách nhiệm|^(?:khi (?:có|cần|phát hiện|phát sinh)|trước mỗi|(?:trong )?trường hợp|đối với (?:đoàn|văn bản|hồ sơ|nhiệm vụ))(?!\w)"
    r"|theo dõi việc|theo dõi, đôn đốc|quản lý thống nhất|giúp (?:ban|đảng ủy|ủy ban)", re.IGNORECASE,
)  # fmt: skip
_BY_HIM = re.compile(r"(?:Phân công|Yêu cầu)(?!\w)")  # under "Trách nhiệm của chi ủy": the deed of the chi ủy
_BESIDE_TIME = re.compile(r"(?i:trong|nhiệm vụ|công việc|các|năm|\W|\d)+")
_THESE_TWO = re.compile(r"(?:Hai|Ba|Các|Những) (?:cơ quan|đơn vị|địa phương|bên|ban) (?:này|nêu trên|nói trên):")
_THESE = re.compile(r"\s+(?:này|đó)(?!\w)")
_LONGEST = 600  # of a list of bodies: what runs on longer is no list
_CALLED = re.compile(r"(?<!\w)(?:[Yy]êu cầu|[Đđ]ề nghị|[Gg]iao|[Pp]hân công)\s+(?:nhiệm vụ\s+)?(?:cho\s+)?")
_EXECUTION = re.compile(
    r"(?:chịu trách nhiệm|có trách nhiệm|chịu trách nhiệm tổ chức)\s+(?:thi hành|tổ chức thực hiện|thực hiện)\s+(?:[\wà-ỹđ]+\s+){0,6}này"
    r"|(?:căn cứ|theo)\s+[^.;]{0,40}này\s+thi hành"
)
_BAN = re.compile(
    r"(?:(?<!nếu )(?<!khi )(?<!còn )không (?:bố trí|mang|gửi|cung cấp|tiết lộ|sử dụng|giao|ký|nhận|đăng|phát|cử|tiếp|tự|để lộ|sao chụp)|nghiêm cấm|không được|tuyệt đối không|cấm|^không (?!ngừng|những|chỉ))(?!\w)",
    re.IGNORECASE,
)
_POWER = re.compile(
    r"(?:được quyền|có quyền|(?<!cấp )(?<!quan )(?<!người )có thẩm quyền|được phép|được ủy quyền|^được yêu cầu)(?!\w)",
    re.IGNORECASE,
)
_DONE = re.compile(
    r"(?<!\w)(?:đã(?! (?:nêu|đề ra|ký|ban hành|được))|vừa qua|thời gian qua|chưa(?! (?:ký|có|được)))(?!\w)"
)
# Papers that set rules for as long as they stand.
_RULES = ("Quy định", "Quy chế", "Quy chế phối hợp", "Quy trình", "Thông tư", "Nghị định", "Hướng dẫn")
_BUT = re.compile(r",\s+(?=(?:nhưng|đồng thời)?\s*(?:không được|nghiêm cấm|tuyệt đối không)(?!\w))")
# A clause that tells what follows of itself, and nothing of whom the deed is asked.
_BESIDE = re.compile(r"(?:việc|phấn đấu|quá (?:thời )?hạn|văn bản|trường hợp[^,;]{2,60} thì)(?!\w)")
_ENACTS = re.compile(
    r"(?:[Bb]an hành|[Pp]hê duyệt) kèm theo|(?:ban hành|công bố)\s+(?:Thông tư|Nghị định|Quyết định|Chỉ thị|Kế hoạch|Quy định|Quy chế|Chương trình|Hướng dẫn|Nghị quyết|Kết luận)(?!\w)"
)
_BESIDE_HIM = re.compile(r"\s*[(;]\s*[Pp]hối hợp\s*:?\s*(?:với\s+)?(?P<who>[^)]+)\)?")
_TITLE = re.compile(r"(?P<title>[^.;:“”\"]{3,80}):\s+(?=\w)")
_SENT_TO = re.compile(r"\((?:để |b/c|p/h)[^)]{0,60}\)\W*$")  # a line of Nơi nhận
_MUST_BE = re.compile(r"(?<!\w)phải (?:được|có)(?!\w)")
_REWARDED = re.compile(r"(?<!\w)(?:được (?:xét |xem xét )?(?:khen thưởng|biểu dương)|bị (?:xử lý|kỷ luật))(?!\w)")
_FORMULA = re.compile(r"thông báo (?:để|đến)[^.;]{0,60}(?:biết|thực hiện)|xin thông báo")
_ASKS_ON = re.compile(r"(?:yêu cầu|đề nghị|cần(?: tập trung)?(?: thực hiện| làm)?|có nhiệm vụ|phải)(?: sau)?\s*:$")
_LISTS = re.compile(r"(?<!\w)(?:yêu cầu|đề nghị|giao|nêu|lưu ý|nhấn mạnh|nhiệm vụ|giải pháp)(?!\w)[^:“”]{0,70}:\s*$")
_WHICH = re.compile(r"\s+(?:ở|có|tại|chưa|thuộc|đang|được)(?!\w)(?!.*(?:trách nhiệm|nhiệm vụ|phải|cần)(?!\w))[^.;:,]*$")
_TASK_WORDS = re.compile(r"nhiệm vụ|giải pháp|đột phá")
_QUOTE = re.compile(r"[”\"]")
_ADDRESS = re.compile(r"Kính gửi\s*:\s*(?:-\s*)?")
_KEY = re.compile(
    r"(?:(?<!\w)(?:[Cc]ơ quan|[Đđ]ơn vị|[Bb]ộ phận) )?(?<!\w)(?:[Cc]hủ trì|[Tt]hực hiện|[Pp]hụ trách)(?: thực hiện| tham mưu)?\s*:\s*"
)
# A sentence that only says when, or who, of the deed before it: "Hoàn thành trước ngày 30/6.", "Cơ quan chủ trì: Văn phòng."
_TAIL = re.compile(
    r"(?:(?:Phải )?[Hh]oàn thành(?: xong)?|Xong)\s+(?:trước|trong|chậm nhất|vào|quý|tháng|ngày)(?!\w)"
    r"|(?:Thời (?:hạn|gian)|Hạn|Tiến độ)(?: hoàn thành| thực hiện)?\s*:|(?:Cơ quan|Đơn vị|Bộ phận)(?: được giao)? (?:chủ trì|phối hợp|thực hiện)\s*:|(?:Chủ trì|Phối hợp)\s*:"
)
_COLON = re.compile(r"\s*:\s*")
_TASKS, _TOLD = sections()
_AGREED = ("ket luan", "thong nhat", "bieu quyet", "y kien chi dao")  # where minutes say what is to be done
_JUDGED = ("han che", "khuyet diem", "nguyen nhan", "uu diem", "bai hoc", "ton tai")
_SKIPPED = ("Căn cứ", "- Căn cứ", "Kính gửi", "Nơi nhận", "Kính trình")


@dataclass(frozen=True, slots=True)
class _Above:
    """Câu dẫn, tiêu đề — a lead over a list or a heading that names who the items are for."""

    actors: tuple[Value, ...]
    rank: int
    is_heading: bool
    asks: bool = False  # "…yêu cầu các việc sau:" — what follows is asked, also where nobody is named


def find_obligations(
    text: str, paragraphs: Sequence[Paragraph], outline: Sequence[Provision], header: Header,
    references: Sequence[Reference], catalogue: Catalogue,
) -> tuple[Obligation, ...]:  # fmt: skip
    """All obligations in the order of the text, with actors, partners, due and product."""
    reader = _Reader(text, paragraphs, outline, header, references, catalogue)
    return tuple(sorted([*reader.prose(), *reader.tables()], key=lambda o: o.start))


class _Reader:
    """Một lượt đọc nhiệm vụ — what every sentence of one paper shares."""

    def __init__(
        self, text: str, paragraphs: Sequence[Paragraph], outline: Sequence[Provision], header: Header,
        references: Sequence[Reference], catalogue: Catalogue,
    ) -> None:  # fmt: skip
        self.text, self.paragraphs, self.catalogue, self.header = text, paragraphs, catalogue, header
        self.shadow = shadow_of(text)
        self.words = self.shadow.text
        self.day = header.issued_on.value if header.issued_on else None
        self.official = header.so_ky_hieu is not None or header.kind is not None
        self.tells = self.official
        kind, subject = (v.value if v else "" for v in (header.kind, header.subject))
        self.rules = kind in _RULES or (
            kind == "Quyết định" and re.search(r"Quy (?:chế|định|trình)", subject) is not None
        )
        self.reports = header.kind is not None and header.kind.value in ("Báo cáo", "Tờ trình", "Biên bản")
        self.minutes = header.kind is not None and header.kind.value == "Biên bản"
        self.cited = sorted((r.full_start, r.full_end) for r in references)
        self.parts = sorted(_flat(outline), key=lambda p: (p.start, -p.end))
        self.part_starts = [p.start for p in self.parts]
        self.section = ""
        self.period: tuple[int, Due] | None = None  # of a heading that only says when: "Tháng 5/2026"
        self.annex = annex_at(text, paragraphs)
        self.addressed = self._addressed()
        self.body = (
            self.shadow.here(outline[0].start) if outline else len(self.words)
        )  # what stands before is the preamble

    def _addressed(self) -> tuple[Value, ...]:
        """Kính gửi — whom a letter speaks to: of them is asked what it asks of nobody by name."""
        if self.header.kind is None or self.header.kind.value != "Công văn":
            return ()
        found: list[Value] = []
        for paragraph in self.paragraphs:
            start, end = self.shadow.here(paragraph.start), self.shadow.here(paragraph.end)
            to = _ADDRESS.match(self.words, start, end) if not found else None
            if to or (found and self.words.startswith("-", start)):
                place = to.end() if to else bare(self.words, start, end)[0]
                found += self._values(
                    tuple(names_at(self.words, place, self.catalogue, on=self.day, apart=LISTED)), "antecedent"
                )
            elif found:
                break
        return tuple(found)

    def prose(self) -> Iterator[Obligation]:
        body = [p for p in self.paragraphs if p.table is None and not self._is_furniture(p)]
        above: _Above | None = None
        titled = False
        for place, paragraph in enumerate(body):
            start, end = self.shadow.here(paragraph.start), self.shadow.here(paragraph.end)
            rank = rank_of(self.words, start, end)
            if above and not self._is_under(above, rank, titled):
                above = None
            titled = rank != PLAIN and self.words[end - 1] not in ".;:,/"
            self.tells = self.official or (above is not None and above.asks)
            self._enter_period(start, end, rank)
            if rank <= 2 or self.words[start:end].isupper():
                self.section = fold(self.words[start : min(end, start + 120)])
            lead = self._lead(start, end, rank, place + 1 < len(body))
            if lead is not None:
                *before, _last = split(self.words, start, end)
                for begin, stop in before:
                    said = self._told(*bare(self.words, begin, stop))
                    if said is not None and said.how in ("give", "ask"):
                        yield self._make(
                            *self._span(*bare(self.words, begin, stop), said), self._values(said.actors), sure=True
                        )
                above = lead if lead.actors or above is None else above
                above = above if above.actors else replace(above, actors=self.addressed)
                continue
            found = list(self._paragraph(start, end, above))
            yield from found
            if not found and above and not self.official:
                above = None  # in the press a list ends with the first paragraph that asks nothing

    def _enter_period(self, start: int, end: int, rank: int) -> None:
        """A heading that only says when gives its time to the deeds under it."""
        if self.period and rank <= self.period[0]:
            self.period = None
        first, last = bare(self.words, start, end)
        if 0 < last - first <= 40 and self.words[end - 1] not in ".;":
            due = self._due(self.shadow.at(first), self.shadow.at(last))
            if due is not None and due.until and not _BESIDE_TIME.sub("", self.words[first:last].replace(due.text, "")):
                self.period = rank if rank != PLAIN else 2, due

    def _is_under(self, above: _Above, rank: int, titled: bool) -> bool:
        """Whether a paragraph still stands under a lead: deeper than it, or the words of a titled item, or of the press."""
        if rank <= above.rank:
            return False
        return rank != PLAIN or above.is_heading or titled or (above.asks and not self.official)

    def _is_furniture(self, paragraph: Paragraph) -> bool:
        head = max((v.end or 0 for v in (self.header.subject, self.header.issued_on, self.header.kind) if v), default=0)
        foot = min((v.start or 0 for v in self.header.recipients), default=len(self.text) + 1)
        inside = head < paragraph.end and (paragraph.start < foot or paragraph.start >= self.annex)
        is_preamble = self.shadow.here(paragraph.start) < self.body
        return not inside or (is_preamble and self.text.startswith(_SKIPPED, paragraph.start))

    def _lead(self, start: int, end: int, rank: int, has_next: bool) -> _Above | None:
        """ "Giao Văn phòng:" over a list, or a heading that is only a name: "1. Văn phòng Đảng ủy"."""
        first, last = bare(self.words, start, end)
        closes = self.words[first:end].rstrip().endswith(":")
        if not has_next or (not closes and last - first > 140) or (not closes and not self.official):
            return None
        names = headed(self.words, first, last, self.catalogue, self.day)
        if names and rank != PLAIN:
            return _Above(self._values(names, by="antecedent"), rank, not closes)
        names = tuple(names_at(self.words, first, self.catalogue, on=self.day, apart=LISTED))
        if (
            closes
            and names
            and names[-1].end < last
            and self._is_class(first, last - (self.words[last - 1] == ":"), names)
        ):
            names = (*names[:-1], Name(names[-1].start, last if self.words[last - 1] != ":" else last - 1))
        if names and names[-1].end >= last - closes and (closes or rank != PLAIN):
            return _Above(self._values(names, by="antecedent"), rank if rank != PLAIN else 2, not closes)
        if not closes:
            return None
        *_before, (begin, _stop) = split(self.words, first, end)
        asked = self._told(begin, end) or self._told(first, end) or self._plans(first, end)
        actors = asked.actors if asked else self._before(first, end)
        asks = _LISTS.search(self.words, begin, end) is not None
        if not actors and not asks:
            return None
        return _Above(self._values(actors, by="antecedent"), rank if rank != PLAIN else 2, False, asks)

    def _is_class(self, start: int, end: int, names: Sequence[Name]) -> bool:
        """ "Chi bộ ở địa bàn đông người Việt:" — a class told apart by a few more words, no sentence."""
        rest = self.words[names[-1].end : end]
        return end - start < 80 and _WHICH.match(rest) is not None and not is_imperative(self.words, start, end)

    def _before(self, start: int, end: int) -> tuple[Name, ...]:
        """ "Sở X là cơ quan… Trên cơ sở đó, yêu cầu:" — the body that a sentence before is about."""
        *before, (first, last) = split(self.words, start, end)
        if not before or not (_ASKS_ON.search(self.words, first, last) or _THESE_TWO.match(self.words, first, last)):
            return ()
        for begin, stop in reversed(before):
            names = tuple(names_at(self.words, bare(self.words, begin, stop)[0], self.catalogue, on=self.day))
            if names:
                return names
        return ()

    def _plans(self, start: int, end: int) -> Told | None:
        """ "Nhiệm kỳ tới, Đảng bộ X tập trung sáu nhiệm vụ:" — who sets itself the tasks that follow."""
        *_before, (first, last) = split(self.words, start, end)
        if not _TASK_WORDS.search(self.words, first, last):
            return None
        return told(self.words, first, last, self.catalogue, verbs=True, on=self.day)

    def _is_told_of(self) -> bool:
        """Under "Hạn chế", "Nguyên nhân" an official paper says what was, and asks nothing."""
        return (
            self.official
            and any(words in self.section for words in _JUDGED)
            and not any(words in self.section for words in _TASKS)
        )

    def _told(self, start: int, end: int, asked: bool = False) -> Told | None:
        among = any(words in self.section for words in (*_TASKS, *(_AGREED if self.minutes else ())))
        verbs = self.tells and (among or not (self.reports or (_TOLD.match(self.section) and not self.rules)))
        guess = verbs and among
        return told(self.words, start, end, self.catalogue, verbs=verbs or asked, on=self.day, guess=guess)

    def _paragraph(self, start: int, end: int, above: _Above | None) -> Iterator[Obligation]:
        first, _last = bare(self.words, start, end)
        before: tuple[Value, ...] = above.actors if above else ()
        if self._is_told_of():
            return
        for begin, stop, said in self._passages(first, end, first > start):
            line = self.words[begin:stop]
            if _SENT_TO.search(line):
                continue
            if said is not None and said.how in ("verb", "guess") and _REWARDED.search(line):
                continue
            if said is not None and (_FORMULA.search(line) or (start < self.body and _ENACTS.search(line))):
                continue
            if (
                said
                and before
                and said.how in ("give", "ask")
                and (not said.opens or (above and above.is_heading and _BY_HIM.match(self.words, begin)))
                and is_imperative(self.words, begin, stop)
            ):
                yield self._make(begin, stop, before, sure=False)
            elif said is not None:
                actors = self._meant(said.actors, before)
                before = tuple(replace(a, by="antecedent") for a in actors)
                yield self._make(*self._span(begin, stop, said), actors, sure=said.how != "guess")
            elif (
                before
                and self._goes_on(begin, stop, end)
                and (is_imperative(self.words, begin, stop) or not _DONE.search(line[:60]))
            ):
                yield self._make(begin, stop, before, sure=False)
            elif self._is_unowned(begin, stop, above is not None and above.asks):
                yield self._make(begin, stop, self._named_beside(begin, stop), sure=False)
            else:
                before = above.actors if above else ()

    def _meant(self, names: Sequence[Name], before: tuple[Value, ...]) -> tuple[Value, ...]:
        """ "Các cơ quan này": the bodies of the sentence before."""
        if before and len(names) == 1 and _THESE.match(self.words, names[0].end):
            return before
        return self._values(names)

    def _passages(self, start: int, end: int, labelled: bool) -> Iterator[tuple[int, int, Told | None]]:
        """Sentences; after a semicolon a clause goes on with the deed, tells someone else, or is none of it."""
        sentences = list(split(self.words, start, end))
        found: list[tuple[int, int, Told | None]] = []
        title: list[tuple[int, int, Told | None]] = []
        for place, (begin, stop) in enumerate(sentences):
            if (found or title) and _TAIL.match(self.words, begin, stop):
                first, _last, said = (found or title).pop()
                found.append((first, bare(self.words, begin, stop)[1], said))
                continue
            rows: list[tuple[int, int, Told | None]] = []
            for first, last in self._clauses(begin, stop):
                first = self._after_title(first, last)
                asked = bool(rows) and rows[-1][2] is not None and rows[-1][2].how in ("ask", "give")
                said = self._told(first, last, asked) if last - first >= 12 else None
                if not rows or (said is not None and _is_own(said, rows[-1][2])):
                    rows.append((first, last, said))
                elif is_modal(self.words, first, last):
                    before = rows[-1][2]
                    rows.append((first, last, replace(before, opens=False) if before else None))
                elif not _BESIDE.match(self.words, first, last):
                    rows[-1] = (rows[-1][0], last, rows[-1][2] or said)
            kept = [r for r in rows if r[1] - r[0] >= 12 and not self.words.startswith(":", r[1])]
            if place == 0 and labelled and len(sentences) > 1 and self._is_title(kept):
                title = kept
            else:
                found += kept
        yield from found

    def _clauses(self, start: int, stop: int) -> Iterator[tuple[int, int]]:
        """Between semicolons; what is allowed and what is forbidden in one clause are two."""
        parts = list(clauses(self.words, start, stop))
        if len(parts) > 1 and _EXECUTION.search(self.words, *parts[-1]) and not any(map(self._asks, parts[:-1])):
            parts = [(start, stop)]  # "Chánh Văn phòng; Giám đốc Sở X; … chịu trách nhiệm thi hành": one list
        for first, last in self._joined(parts):
            but = _BUT.search(self.words, first, last)
            if but and not _BAN.search(self.words, first, but.start()):
                yield bare(self.words, first, but.start())
                first = but.end()
            yield bare(self.words, first, last)

    def _joined(self, parts: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
        """ "Giám đốc các sở; Chủ tịch các xã có trách nhiệm…": what only lists who is told goes with what follows."""
        begin: int | None = None
        for first, last in parts:
            opens, begin = begin is None, first if begin is None else begin
            if last != parts[-1][1] and last - begin < _LONGEST and self._only_lists(first, last, called=opens):
                continue
            yield begin, last
            begin = None

    def _only_lists(self, start: int, end: int, *, called: bool) -> bool:
        """Whether a part ends with the names of who is told, and no deed has been told yet."""
        first, last = bare(self.words, start, end)
        behind = (m.end() for m in _CALLED.finditer(self.words, first, last)) if called else ()
        for place in (first, *behind):
            names = names_at(self.words, place, self.catalogue, on=self.day, apart=LISTED)
            if any(last <= name.end for name in takewhile(lambda name: name.start < last, names)):
                return True
        return False

    def _after_title(self, start: int, end: int) -> int:
        """Where the deed begins behind the title of its item: "Chuyển đổi số: Văn phòng xây dựng…"."""
        title = _TITLE.match(self.words, start, end)
        if title is None or self._told(start, title.end("title")):
            return start
        after = self._told(title.end(), end)
        return title.end() if after is not None and after.opens else start

    def _asks(self, part: tuple[int, int]) -> bool:
        return self._told(*bare(self.words, *part)) is not None or is_imperative(self.words, *bare(self.words, *part))

    def _is_title(self, rows: Sequence[tuple[int, int, Told | None]]) -> bool:
        """The name of an item before its sentences: short, telling nobody, without a deadline."""
        if len(rows) != 1 or rows[0][2] is not None or rows[0][1] - rows[0][0] > 120:
            return False
        return self._due(self.shadow.at(rows[0][0]), self.shadow.at(rows[0][1])) is None

    def _goes_on(self, start: int, stop: int, end: int) -> bool:
        """Whether a deed without a body is that of the body before: it asks, and is no heading of an item."""
        if is_modal(self.words, start, stop) or _MUST_BE.search(self.words, start, stop):
            return True
        if is_forbidding(self.words, start, stop):
            return True
        closes = self.words[stop : stop + 1] in (".", ";", "/", ",") or stop < end
        return is_imperative(self.words, start, stop) and (
            closes or self._due(self.shadow.at(start), self.shadow.at(stop)) is not None or stop - start > 90
        )

    def _named_beside(self, start: int, stop: int) -> tuple[Value, ...]:
        """ "… (chủ trì: Ban Tổ chức; thời gian: quý II)": who answers, named behind the deed."""
        key = _KEY.search(self.words, start, stop)
        names = names_at(self.words, key.end(), self.catalogue, on=self.day, apart=LISTED) if key else ()
        return self._values(tuple(n for n in names if n.end <= stop)) or self.addressed

    def _is_unowned(self, start: int, stop: int, asked: bool) -> bool:
        """A deed that names nobody, among the tasks of an official paper; a heading has no full stop."""
        if not self.tells or self.reports or self.words[stop : stop + 1] not in (".", ";", "/"):
            return False
        among = asked or any(words in self.section for words in _TASKS)
        return is_forbidding(self.words, start, stop) or (among and is_imperative(self.words, start, stop))

    def _span(self, start: int, stop: int, said: Told) -> tuple[int, int]:
        """The part after "Giao X:" where the deed is told behind a colon."""
        first = said.actors[0].start
        if first > start and self.words[start:first].rstrip().endswith(":"):
            return first, stop
        if self.words[start] in '“"' and first == start + 1 and (close := _QUOTE.search(self.words, first, stop)):
            return first, close.start()
        colon = _COLON.match(self.words, said.actors[-1].end, stop)
        return (colon.end() if colon and said.opens and colon.end() < stop else start), stop

    def _make(self, start: int, stop: int, actors: tuple[Value, ...], *, sure: bool) -> Obligation:
        begin, end = self.shadow.at(start), self.shadow.at(stop)
        line = self.words[start:stop]
        with_whom = partners(self.words, start, stop, self.catalogue, on=self.day)
        product = _PRODUCT.search(line)
        due = self._due(begin, end) or (self.period[1] if self.period else None)
        own = {(a.start, a.end) for a in actors}
        return Obligation(
            start=begin, end=end, text=self.text[begin:end], kind=_kind(line, due, self.rules), deed=" ".join(line.split()),
            provision=self._provision(begin), actors=actors,
            partners=tuple(v for v in self._values(with_whom) if (v.start, v.end) not in own),
            product=product[1].strip() if product else None, due=due,
            sure=sure and bool(actors) and all(a.id is not None for a in actors),
        )  # fmt: skip

    def _due(self, begin: int, end: int) -> Due | None:
        first = max(bisect_left(self.cited, (begin, 0)) - 1, 0)
        taken = tuple(self.cited[first : bisect_right(self.cited, (end, 0))])
        return find_due(self.shadow, begin, end, issued_on=self.day, taken=taken, every_year=self.rules)

    def _provision(self, at: int) -> str | None:
        """The narrowest part of the outline that holds the passage."""
        for part in reversed(
            self.parts[max(0, bisect_right(self.part_starts, at) - 40) : bisect_right(self.part_starts, at)]
        ):
            if at < part.end:
                return part.label
        return None

    def _values(self, names: Sequence[Name], by: str = "text") -> tuple[Value, ...]:
        return tuple(self._value(name, by) for name in names)

    def _value(self, name: Name, by: str = "text") -> Value:
        printed = " ".join(self.words[name.start : name.end].split())
        body = name.body or self.catalogue.body_named(printed, self.day)
        return Value(
            printed, self.shadow.at(name.start), self.shadow.at(name.end), by=by, sure=body is not None,
            id=body.id if body else None,
        )  # fmt: skip

    def tables(self) -> Iterator[Obligation]:
        for row in task_rows(self.text, self.paragraphs):
            yield self._row(row)

    def _row(self, row: Row) -> Obligation:
        start, stop = bare(self.words, self.shadow.here(row.deed[0].start), self.shadow.here(row.deed[-1].end))
        actors, beside = self._actors(row.actor)
        if row.carried:
            actors = tuple(replace(a, by="antecedent") for a in actors)
        made = self._make(start, stop, actors, sure=True)
        due = (row.due and find_due(self.shadow, row.due[0].start, row.due[-1].end, issued_on=self.day)) or made.due
        product = " ".join(self.text[p.start : p.end] for p in row.product).strip()
        return replace(
            made, partners=self._bodies(row.partner) or beside or made.partners, due=due, product=product or made.product,
            kind="standing" if due is not None and due.recurs else made.kind,
        )  # fmt: skip

    def _actors(self, cell: Cell) -> tuple[tuple[Value, ...], tuple[Value, ...]]:
        """Who answers, and with whom where the same cell says so: "Văn phòng (phối hợp: Ban Tổ chức)"."""
        for paragraph in cell:
            with_whom = _BESIDE_HIM.search(self.text, paragraph.start, paragraph.end)
            if with_whom:
                lead = replace(paragraph, end=with_whom.start())
                rest = replace(paragraph, start=with_whom.start("who"), end=with_whom.end("who"))
                return self._bodies((lead,)), self._bodies((rest,))
        return self._bodies(cell), ()

    def _bodies(self, cell: Cell) -> tuple[Value, ...]:
        """The names in a cell; a cell that is no name known by form is taken whole."""
        found: list[Value] = []
        for paragraph in cell:
            start, end = bare(self.words, self.shadow.here(paragraph.start), self.shadow.here(paragraph.end))
            names = [n for n in names_at(self.words, start, self.catalogue, on=self.day, apart=LISTED) if n.end <= end]
            whole = not names or self.words[names[-1].end : end].strip(" ,;.")
            found += self._values([Name(start, end)] if whole else names) if end > start else ()
        return tuple(found)


def _is_own(said: Told, before: Told | None) -> bool:
    """A clause of its own; "…; phân công cấp ủy viên phụ trách" is still the deed of the body before."""
    asks_on = before is None or before.how in ("give", "ask")
    return said.opens and (said.how in ("modal", "verb") or (asks_on and said.how != "guess"))


def _kind(line: str, due: Due | None, rules: bool) -> str:
    """What sort of duty; in a paper that sets rules one due after an event comes with each such event."""
    if _EXECUTION.search(line):
        return "execution"
    if _BAN.search(line[:80]):
        return "ban"
    if _POWER.search(line):
        return "power"
    if due is not None and (due.recurs or due.on or due.from_):
        return "standing" if due.recurs else "task"
    if rules and due is not None and due.clock is not None and due.clock.starts != "signing":
        return "standing"
    return "standing" if _STANDING.search(line) else "task"


def _flat(outline: Sequence[Provision]) -> Iterator[Provision]:
    for part in outline:
        yield part
        yield from _flat(part.children)
