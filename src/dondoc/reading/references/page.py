"""Trang đang đọc — one paper's words, what its head says, and what was already met in it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from dondoc.reading.catalogue import Catalogue, Known
from dondoc.reading.model import Header, Reference
from dondoc.reading.paragraphs import Paragraph
from dondoc.reading.references.patterns import PROVISION, SAME
from dondoc.reading.shadow import Shadow
from dondoc.reading.text import fold

_RELATIONS = (
    ("replaces", re.compile(r"thay thế(?:\s+cho)?(?:\s+(?:các|toàn bộ|một phần))?\s*$", re.IGNORECASE)),
    ("repeals", re.compile(r"(?:bãi bỏ|hủy bỏ|thu hồi)(?:\s+(?:các|toàn bộ|một phần))?\s*$", re.IGNORECASE)),
    ("amends", re.compile(r"(?:sửa đổi,? bổ sung|sửa đổi|bổ sung)(?:\s+(?:một số\s+)?(?:điều|khoản|điểm|nội dung|quy định)(?:\s+(?:của|tại|trong))?)?\s*$", re.IGNORECASE)),
    ("based_on", re.compile(r"căn cứ(?:\s+vào)?(?:\s+các)?\s*$", re.IGNORECASE)),
    ("implements", re.compile(
        r"(?:thực hiện|triển khai|quán triệt|thi hành|cụ thể hóa|chấp hành|học tập|phổ biến|bám sát)"
        r"(?:\s+(?:đúng|thắng lợi|nghiêm|nghiêm túc|tốt|tốt hơn|tốt hơn nữa|có hiệu quả|hiệu quả|đầy đủ|các|nội dung|tinh thần|việc thực hiện))*\s*$", re.IGNORECASE)),
)  # fmt: skip
# What was done, or how it was done, is told, not asked: "việc thực hiện…", "đã quán triệt…".
_TOLD = re.compile(
    r"(?:việc|kết quả|tình hình|quá trình|thời điểm|những ngày đầu|năm|tháng)(?:\s+(?:tổ chức|học tập,))?\s*$|(?<!\w)đã(?!\w)[^.;]{0,60}$",
    re.IGNORECASE,
)
_GROUNDS = re.compile(r"[-–]?\s*(?:Căn\s?cứ|Xét|Theo đề nghị)(?!\w)")
_BETWEEN = re.compile(r"\([^()]*\)")
_TITLE = re.compile(
    r"(?:,?\s*(?:của|ngày)\s[^,;.]{2,80})?\s*(?:về|ban hành|quy định)?\s?[^;.]{0,110}?(?:,|;|\s+và|\s+cùng|gắn với)\s*(?:các\s+)?"
)
_LIST = re.compile(r"\s*(?:[,;]|và|cùng|hoặc|[,;]\s*(?:và|cùng))\s*(?:các\s+)?(?:số\s*)?")
_CLOSED = re.compile(r"(?:[,;.:(]|\bvà|\bhoặc|đồng thời)\s*$")
_GONE = re.compile(r"\s*(?:,\s*)?(?:hết hiệu lực|bị bãi bỏ|chấm dứt hiệu lực)")
_SENTENCE = re.compile(r"[.;?!]\s")
BACK = 110


def _called(row: Reference) -> str:
    """The kind an alias gives its paper: "Quy chế 272" of a Quyết định."""
    return re.split(r"\s+(?:số\s+)?\d", row.surface)[0].strip() if row.kind == "alias_def" else row.type or ""


@dataclass(slots=True)
class Page:
    """Trang đang đọc — see the module."""

    text: str
    shadow: Shadow
    words: str
    header: Header
    catalogue: Catalogue
    starts: tuple[int, ...]
    day: str | None
    met: dict[tuple[str, str], list[Reference]] = field(default_factory=dict)

    @classmethod
    def of(cls, text: str, paragraphs: Sequence[Paragraph], header: Header, catalogue: Catalogue) -> Page:
        shadow = Shadow(text)
        day = header.issued_on.value if header.issued_on else None
        starts = tuple(shadow.here(p.start) for p in paragraphs) or (0,)
        local = [fold(v.value) for v in (header.issuer, header.parent_issuer) if v is not None and v.id is None]
        known = catalogue.with_bodies([{"id": "unit:", "name": name} for name in local]) if local else catalogue
        return cls(text, shadow, shadow.text.replace("\n", " "), header, known, starts, day)

    def before(self, place: int) -> str:
        """The words before a place, within its sentence's reach."""
        return self.words[max(0, place - BACK) : place]

    def cut(self, start: int, stop: int) -> str:
        return self.text[self.shadow.at(start) : self.shadow.at(stop)]

    def spans(self, start: int, stop: int, full: int | None = None) -> dict[str, Any]:
        """The four offsets of a reference, in the original text."""
        first, end = self.shadow.at(start), self.shadow.at(stop)
        return {"start": first, "end": end, "full_start": first, "full_end": self.shadow.at(full or stop)}

    def near(self, start: int, stop: int, rows: Iterable[Known]) -> tuple[Known, ...]:
        """Those of some known papers whose title's words stand near a mention."""
        kept = tuple(rows)
        if not kept:
            return ()
        around = fold(self.words[max(0, start - 180) : stop + 220])
        return tuple(k for k in kept if any(fold(words) in around for words in k.about))

    def learn(self, found: Sequence[Reference]) -> None:
        """Remember what was met, by kind and number, for the short forms that follow."""
        self.met = {}
        for row in found:
            if row.type and row.number and row.kind in ("full", "alias_def"):
                for kind in dict.fromkeys((self.sort(row.type), self.sort(_called(row)))):
                    self.met.setdefault((kind, row.number), []).append(row)

    def sort(self, kind: str | None) -> str:
        """A kind as short forms know it: a Chương trình hành động is called a Chương trình too."""
        return SAME.get(kind or "", kind or "")

    def paragraph(self, place: int) -> int:
        """Which paragraph a place of the words stands in."""
        return bisect_right(self.starts, place) - 1

    def provision(self, start: int) -> str | None:
        found = PROVISION.search(self.before(start))
        return " ".join(found[1].split()) if found else None

    def related(self, found: Sequence[Reference]) -> Iterator[Reference]:
        """With the relation that the words before say; a list hands it on, a cited title keeps it."""
        last: Reference | None = None
        for row in found:
            same = last is not None and (row.start, row.end) == (last.start, last.end)
            relation = last.relation if same and last else self._relation(row, last)
            last = replace(row, relation=relation) if relation != row.relation else row
            yield last

    def _relation(self, row: Reference, last: Reference | None) -> str:
        place = self.shadow.here(row.start)
        number = self.paragraph(place)
        begin = self.starts[number] if number >= 0 else 0
        if last is not None and self.shadow.here(last.full_end) < begin:
            last = None  # another paragraph: nothing is handed on
        from_last = self.shadow.here(last.full_end) if last else begin
        if _GONE.match(self.words, self.shadow.here(row.full_end)):
            return "repeals"
        between = self.words[max(from_last, place - BACK) : place]
        if last is not None and from_last >= place - BACK and self._goes_on(between, last):
            return last.relation
        said = self._said(between, last is not None and from_last > place - BACK)
        on_grounds = _GROUNDS.match(self.words, begin) is not None
        return "based_on" if said == "cites" and on_grounds else said

    def _goes_on(self, between: str, last: Reference) -> bool:
        """Whether only a list's comma, a title or a short form stands between two references."""
        bare = _BETWEEN.sub("", between)
        if _LIST.fullmatch(bare):
            return True
        return (
            last.relation in ("implements", "based_on")
            and not _any_relation(bare)
            and _TITLE.fullmatch(bare) is not None
        )

    def _said(self, between: str, after_another: bool) -> str:
        clean = PROVISION.sub("", between)
        said = next(((name, m) for name, words in _RELATIONS if (m := words.search(clean))), None)
        if said is None:
            return "cites"
        name, match = said
        lead = clean[: match.start()]
        if name == "implements" and _TOLD.search(lead):
            return "cites"
        inside = after_another and not _SENTENCE.search(between)
        return "cites" if inside and not _CLOSED.search(lead) else name


def _any_relation(words: str) -> bool:
    return (
        any(pattern.search(words) for _name, pattern in _RELATIONS) or " thực hiện" in words or " triển khai" in words
    )
