"""Trang đang đọc — what every sentence of one paper shares while its duties are read."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from dondoc.reading.catalogue import Catalogue
from dondoc.reading.deadlines import find_due
from dondoc.reading.duties.kinds import kind_of
from dondoc.reading.duties.products import product_of
from dondoc.reading.model import Due, Header, Obligation, Provision, Reference, Value
from dondoc.reading.names import LISTED, Name, names_at
from dondoc.reading.outline import annex_at
from dondoc.reading.paragraphs import Paragraph
from dondoc.reading.sentences import bare
from dondoc.reading.shadow import Shadow, shadow_of
from dondoc.reading.telling import Told, partners, sections, told
from dondoc.reading.text import fold

FEW = 12  # of whom something was asked last: "hai cơ quan nêu trên" are not named farther back
# Papers that set rules for as long as they stand.
_RULES = ("Quy định", "Quy chế", "Quy chế phối hợp", "Quy trình", "Thông tư", "Nghị định", "Hướng dẫn")
_BETWEEN = re.compile(r"(?<!\w)giữa\s+")
_ADDRESS = re.compile(r"Kính gửi\s*:\s*(?:-\s*)?")
TASKS, _TOLD = sections()
# In a plan what is to be done stands under such headings too.
_PLANNED = ("noi dung", "hoat dong", "cong viec", "lo trinh", "chuong trinh", "tien do")
_WAS = (
    "ket qua thuc hien",
    "ket qua dat duoc",
    "tinh hinh thuc hien",
    "danh gia",
    "ket qua lanh dao",
    "ket qua cong tac",
)
# In a report: "Tổ chức thực hiện" tells there how it was done.
_AHEAD = (
    "phuong huong", "nhiem vu", "giai phap", "kien nghi", "de xuat", "thoi gian toi", "yeu cau", "trong tam", "du kien",
    "chuong trinh cong tac", "ke hoach cong tac", "thang toi", "quy toi", "nam toi", "sap toi", "tiep theo", "can lam", "can tap trung",
)  # fmt: skip
_AGREED = ("ket luan", "thong nhat", "bieu quyet", "y kien chi dao")  # where minutes say what is to be done
_REQUESTS = re.compile(r"(?:[ivxl]+|[a-h]) (?:nhung |mot so |cac )?yeu cau(?: (?:doi voi|khac phuc|cua) .*)?")
_SCOPE = (
    "doi tuong ap dung",
    "pham vi dieu chinh",
    "giai thich tu ngu",
    "doi tuong va pham vi",
    "pham vi va doi tuong",
)
_JUDGED = ("han che", "khuyet diem", "nguyen nhan", "uu diem", "bai hoc", "ton tai")
_SKIPPED = ("Căn cứ", "- Căn cứ", "Kính gửi", "Nơi nhận", "Kính trình")


class Page:
    """Một lượt đọc nhiệm vụ — the paper, and where in it one is: `section`, `period`, whether it `tells`."""

    def __init__(
        self, text: str, paragraphs: Sequence[Paragraph], outline: Sequence[Provision], header: Header,
        references: Sequence[Reference], catalogue: Catalogue,
    ) -> None:  # fmt: skip
        self.text, self.paragraphs, self.catalogue, self.header = text, paragraphs, catalogue, header
        self.shadow = shadow_of(text)
        self.words = _unbroken(self.shadow, paragraphs)
        self.day = header.issued_on.value if header.issued_on else None
        self.official = header.so_ky_hieu is not None or header.kind is not None
        self.tells = self.official
        kind, subject = (v.value if v else "" for v in (header.kind, header.subject))
        self.rules = kind in _RULES or (
            kind == "Quyết định" and re.search(r"Quy (?:chế|định|trình)", subject) is not None
        )
        self.guides = kind == "Hướng dẫn"  # how one work is to be done: its deeds end
        self.tasks = (*TASKS, *(_PLANNED if kind in ("Kế hoạch", "Chương trình", "Chương trình hành động") else ()))
        self.reports = header.kind is not None and header.kind.value in ("Báo cáo", "Tờ trình", "Biên bản")
        self.report = kind == "Báo cáo"
        self.minutes = header.kind is not None and header.kind.value == "Biên bản"
        self.cited = sorted((r.full_start, r.full_end) for r in references)
        self.parts = sorted(_flat(outline), key=lambda p: (p.start, -p.end))
        self.part_starts = [p.start for p in self.parts]
        self.asked: dict[tuple[int, int, bool, bool], Told | None] = {}
        self.headings: list[tuple[int, str]] = []  # open ones, the greatest first
        self.section = ""
        self.asked_last: list[Value] = []  # of whom something was asked, the last first
        self.closed = False  # an item with nothing under it: a deed also without a full stop
        self.period: tuple[int, Due] | None = None  # of a heading that only says when: "Tháng 5/2026"
        self.is_led = False  # it is the time of a lead over a list: what stands behind the list is not under it
        self.annex = annex_at(text, paragraphs)
        self.begins = 0  # the paragraph after those a letter is addressed to
        self.addressed = self._addressed()
        self.parties = self._parties()  # between whom a quy chế phối hợp is
        self.body = (
            self.shadow.here(outline[0].start) if outline else len(self.words)
        )  # what stands before is the preamble

    def _addressed(self) -> tuple[Value, ...]:
        """Kính gửi — whom a letter speaks to: of them is asked what it asks of nobody by name."""
        if self.header.kind is None or self.header.kind.value != "Công văn":
            return ()
        found: list[Value] = []
        for at, paragraph in enumerate(self.paragraphs):
            start, end = self.shadow.here(paragraph.start), self.shadow.here(paragraph.end)
            to = _ADDRESS.match(self.words, start, end) if not found else None
            if to or (found and self.words.startswith("-", start)):
                place = to.end() if to else bare(self.words, start, end)[0]
                found += self.values(self.names(place), "antecedent")
                self.begins = at + 1
            elif found:
                break
        return tuple(found)

    def _parties(self) -> tuple[Value, ...]:
        """Các bên — "… phối hợp giữa Sở Ngoại vụ, Công an tỉnh và Sở Nội vụ" in the paper's own title."""
        subject = self.header.subject
        if subject is None or subject.start is None or subject.end is None:
            return ()
        between = _BETWEEN.search(self.words, self.shadow.here(subject.start), self.shadow.here(subject.end))
        return self.values(self.names(between.end()), "antecedent") if between else ()

    def enter(self, rank: int, words: str) -> None:
        """A heading: of those open, the nearest that says what stands under it names the section."""
        while self.headings and self.headings[-1][0] >= rank:
            self.headings.pop()
        self.headings.append((rank, fold(words)))
        told = (words for deep, words in reversed(self.headings) if self._says(words, deep))
        self.section = next(told, self.headings[0][1])

    def _says(self, words: str, rank: int) -> bool:
        """Whether a heading tells what stands under it; of the smaller ones only tasks and faults."""
        known = (*self.tasks, *_JUDGED, *(_SCOPE if rank <= 2 else ()), *(_AGREED if self.minutes else ()))
        return (rank <= 2 and _TOLD.match(words) is not None) or any(word in words for word in known) or _asks(words)

    def is_furniture(self, paragraph: Paragraph) -> bool:
        head = max((v.end or 0 for v in (self.header.subject, self.header.issued_on, self.header.kind) if v), default=0)
        foot = min((v.start or 0 for v in self.header.recipients), default=len(self.text) + 1)
        inside = head < paragraph.end and (paragraph.start < foot or paragraph.start >= self.annex)
        is_preamble = self.shadow.here(paragraph.start) < self.body
        return not inside or (is_preamble and self.text.startswith(_SKIPPED, paragraph.start))

    def is_told_of(self) -> bool:
        """Under "Hạn chế", "Nguyên nhân" an official paper says what was, and asks nothing."""
        told = any(words in self.section for words in _JUDGED) and not any(
            words in self.section for words in self.tasks
        )
        return self.official and (
            told
            or ((self.guides and self.section.endswith("doi tuong")) or any(words in self.section for words in _SCOPE))
        )

    @property
    def among_tasks(self) -> bool:
        """Under a heading of what is to be done; "Kết quả thực hiện nhiệm vụ" tells what was."""
        tasks = _AHEAD if self.report else (*self.tasks, *(_AGREED if self.minutes else ()))
        asked = any(words in self.section for words in tasks) or _asks(self.section)
        return asked and not any(words in self.section for words in _WAS)

    def told(self, start: int, end: int, asked: bool = False) -> Told | None:
        among = self.among_tasks
        verbs = self.tells and (among or not (self.reports or (_TOLD.match(self.section) and not self.rules)))
        asked_as = (start, end, verbs or asked, verbs and among)
        if asked_as not in self.asked:  # a sentence is asked more than once: as a whole, as a clause, as a title
            self.asked[asked_as] = told(
                self.words, start, end, self.catalogue, verbs=verbs or asked, on=self.day, guess=verbs and among
            )
        return self.asked[asked_as]

    def make(self, start: int, stop: int, actors: tuple[Value, ...], *, sure: bool) -> Obligation:
        begin, end = self.shadow.at(start), self.shadow.at(stop)
        line = self.words[start:stop]
        with_whom = partners(self.words, start, stop, self.catalogue, on=self.day)
        due = self.due(begin, end)
        if self.period and (due is None or due.precision == "term"):
            due = self.period[1]
        own = {(a.start, a.end) for a in actors}
        kind = kind_of(line, due, self.rules, self.rules and not self.guides)
        return Obligation(
            start=begin, end=end, text=self.text[begin:end], kind=kind, deed=" ".join(line.split()),
            provision=self.provision(begin), actors=actors,
            partners=tuple(v for v in self.values(with_whom) if (v.start, v.end) not in own),
            product=product_of(line) if kind in ("task", "standing") else None, due=due,
            sure=sure and bool(actors) and all(a.id is not None for a in actors),
        )  # fmt: skip

    def met(self, actors: Sequence[Value]) -> None:
        """Of whom a duty was read: "hai cơ quan nêu trên" are the last of them."""
        for actor in actors:
            if actor.by == "text":
                self.asked_last = [actor, *(a for a in self.asked_last if a.value != actor.value)][:FEW]

    def names(self, place: int) -> tuple[Name, ...]:
        """The names of a heading or a cell, listed from here."""
        return tuple(names_at(self.words, place, self.catalogue, on=self.day, apart=LISTED))

    def due(self, begin: int, end: int) -> Due | None:
        first = max(bisect_left(self.cited, (begin, 0)) - 1, 0)
        taken = tuple(self.cited[first : bisect_right(self.cited, (end, 0))])
        return find_due(self.shadow, begin, end, issued_on=self.day, taken=taken, every_year=self.rules)

    def opens_with_time(self, start: int, stop: int) -> bool:
        """ "Trước ngày 15/4: Ban X ban hành thể lệ": what stands before the colon is when, and no title."""
        due = self.due(self.shadow.at(start), self.shadow.at(stop))
        return due is not None and self.shadow.here(due.start) == start

    def provision(self, at: int) -> str | None:
        """The narrowest part of the outline that holds the passage."""
        for part in reversed(
            self.parts[max(0, bisect_right(self.part_starts, at) - 40) : bisect_right(self.part_starts, at)]
        ):
            if at < part.end:
                return part.label
        return None

    def values(self, names: Sequence[Name], by: str = "text") -> tuple[Value, ...]:
        return tuple(self.value(name, by) for name in names)

    def value(self, name: Name, by: str = "text") -> Value:
        printed = " ".join(self.words[name.start : name.end].split())
        body = name.body or self.catalogue.body_named(printed, self.day)
        return Value(
            printed, self.shadow.at(name.start), self.shadow.at(name.end), by=by, sure=body is not None,
            id=body.id if body else None,
        )  # fmt: skip


def _asks(heading: str) -> bool:
    """ "III- YÊU CẦU" over what is asked; "Mục đích, yêu cầu" of a plan tells what it is for."""
    return _REQUESTS.fullmatch(heading) is not None


def _unbroken(shadow: Shadow, paragraphs: Sequence[Paragraph]) -> str:
    """The words with lines broken inside a paragraph joined, letter for letter: "Hiệp hội Nông⏎sản" is one name."""
    words = shadow.text
    if all("\n" not in words[shadow.here(p.start) : shadow.here(p.end)] for p in paragraphs):
        return words
    parts, done = [], 0
    for paragraph in paragraphs:
        start, end = shadow.here(paragraph.start), shadow.here(paragraph.end)
        if start >= done:
            parts += [words[done:start], words[start:end].replace("\n", " ").replace("\r", " ")]
            done = end
    return "".join([*parts, words[done:]])


def _flat(outline: Sequence[Provision]) -> Iterator[Provision]:
    for part in outline:
        yield part
        yield from _flat(part.children)
