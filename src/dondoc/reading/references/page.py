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
from dondoc.reading.references.patterns import (
    GROUP,
    GROUP_ENDS,
    GROUP_REACH,
    PROVISION,
    PROVISION_AFTER,
    SAME,
    SCAN,
    SHORT,
    STEMS,
)
from dondoc.reading.shadow import LOWER, UPPER, Shadow, shadow_of
from dondoc.reading.text import fold

_RELATIONS = (
    ("replaces", re.compile(r"thay thế(?:\s+cho)?(?:\s+(?:các|toàn bộ|một phần))?\s*$", re.IGNORECASE)),
    ("repeals", re.compile(r"(?:bãi bỏ|hủy bỏ|thu hồi)(?:\s+(?:các|toàn bộ|một phần))?\s*$", re.IGNORECASE)),
    ("amends", re.compile(r"(?:sửa đổi,? bổ sung|sửa đổi|bổ sung)(?:\s+cho)?(?:\s+(?:một số\s+)?(?:điều|khoản|điểm|nội dung|quy định)(?:\s+(?:của|tại|trong))?)?\s*$", re.IGNORECASE)),
    ("based_on", re.compile(
        rf"(?:căn cứ(?:\s+vào)?(?:\s+(?-i:[{LOWER} ,]){{4,60}}(?:và|,))?|(?<!xem )xét|(?:(?:theo|xét)\s+đề nghị|ý kiến\s+thẩm (?:định|tra))\s+(?:của\s+)?[^.;]{{2,100}}\stại)"
        r"(?:\s+các)?\s*$", re.IGNORECASE)),
    ("implements", re.compile(
        r"(?:thực hiện|triển khai|quán triệt|thi hành|cụ thể hóa|chấp hành)"
        r"(?:,?\s+(?:và\s+)?(?:đúng|thắng lợi|nghiêm|nghiêm túc|tốt|tốt hơn|tốt hơn nữa|có hiệu quả|hiệu quả|đầy đủ|kịp thời|triệt để|sâu sắc|sâu rộng|"
        r"đồng bộ|quyết liệt|toàn diện|thường xuyên|các|những|nội dung của|nội dung|tinh thần|việc thực hiện|[^\W\d]+(?:\s[^\W\d]+)? này(?: và|,)))*\s*$", re.IGNORECASE)),
)  # fmt: skip
# The words that each needs: looked for before how it is said.
_SAYING = {
    "replaces": ("thay thế",), "repeals": ("bãi bỏ", "hủy bỏ", "thu hồi"), "amends": ("sửa đổi", "bổ sung"),
    "based_on": ("căn cứ", "xét", "đề nghị", "thẩm"),
    "implements": ("thực hiện", "triển khai", "quán triệt", "thi hành", "cụ thể hóa", "chấp hành"),
}  # fmt: skip
# What was taken up already is told and not asked: "đã quán triệt", "việc cụ thể hóa".
_TOLD = re.compile(
    r"(?:việc|kết quả|tình hình|quá trình|thời điểm|những ngày đầu|tổ chức|hội nghị)\s*$|(?<!\w)đã(?!\w)[^.;]{0,60}$",
    re.IGNORECASE,
)
_ITS_OWN = ("amends", "replaces", "repeals")  # what a cited paper's title says it does is not done here
_STUDIED = ("quán triệt", "cụ thể hóa")
GROUNDS = re.compile(r"[-–]?\s*(?:Căn\s?cứ|Xét|Theo đề nghị)(?!\w)")
# Which bloc a paper without a header speaks of: "Đảng bộ Khối Doanh nghiệp", then only "Đảng bộ Khối".
_BLOC = re.compile(
    rf"Đảng (?:ủy|bộ) [Kk]hối (?!các cơ quan Trung ương|CCQTW)(?:các )?[{UPPER}][{LOWER}]+(?: [{LOWER}]+)?(?: [{UPPER}][{LOWER}]+(?: ương)?)*"
)
_LISTED = re.compile(r"(?:\d\.\s*)?(?:Các\s+)?(?:Căn cứ|căn cứ|CĂN CỨ)(?:\s[^.;:]{0,60})?:\s*(?=[-–+•])")
_ITEM = re.compile(r"[-–+•]\s")
_BETWEEN = re.compile(r"\([^()]*\)")
# What may stand between two papers of one list: the first one's title, then what goes on.
_GOES_ON = r"\s*(?:[,;]|và|cùng|hoặc|gắn với|[,;]\s*(?:và|cùng|gắn với))\s*(?:với\s+)?(?:các\s+)?(?:số\s*)?(?:(?:điểm|khoản|Điều|mục)\s[^;.]{1,40})?"
_TITLE = re.compile(
    rf"(?:\s+[{LOWER}]+){{0,3}},?\s*"
    r"(?:(?:của|ngày|khóa|về|ban hành|quy định|hướng dẫn|phê duyệt|[“\"])\s?[^;.]{2,230}?)?" + _GOES_ON
)
_LIST = re.compile(_GOES_ON)
_CLOSED = re.compile(r"[,;:(]|\bvà\b|\bhoặc\b|đồng thời")
_GONE = re.compile(r"\s*(?:,\s*)?(?:hết hiệu lực|bị bãi bỏ|chấm dứt hiệu lực)")
_SENTENCE = re.compile(r"[.?!:]\s")
BACK = 110
APART = 300  # two papers of one list stand no farther apart


def _places(words: str, part: str) -> Iterator[int]:
    """Every place of a part in the words."""
    at = words.find(part)
    while at >= 0:
        yield at
        at = words.find(part, at + 1)


def _may_end_in_provision(words: str) -> bool:
    """Whether a provision's word stands there at all: most mentions have none, and the pattern is slow."""
    small = words[-60:].lower()
    return any(part in small for part in ("điều", "khoản", "điểm", "mục", "phần", "chương", "phụ lục"))


def _called(row: Reference) -> str:
    """The kind an alias gives its paper: "Quy chế 272" of a Quyết định."""
    return re.split(r"\s+(?:số\s+)?\d", row.surface)[0].strip() if row.kind == "alias_def" else row.type or ""


def _whole(text: str, paragraphs: Sequence[Paragraph]) -> Iterator[Paragraph]:
    """The paragraphs, without the lines that only go on from the one above."""
    above: Paragraph | None = None
    for paragraph in paragraphs:
        first = text[paragraph.start]
        is_open = above is not None and above.table == paragraph.table and text[above.end - 1] not in '.;:!?”"'
        if not (is_open and first.islower() and text[paragraph.start + 1 : paragraph.start + 2] != ")"):
            yield paragraph
        above = paragraph


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
    _scanned: list[re.Match[str]] | None = None
    _official: dict[str, str] = field(default_factory=dict)

    def scanned(self) -> list[re.Match[str]]:
        """The type words that something follows which may name a paper, in order; looked for once."""
        if self._scanned is None:
            low = self.words.lower()
            small = low if len(low) == len(self.words) else self.words
            places = {at for stem in STEMS for at in _places(small, stem)}
            places |= {at for short in SHORT for at in _places(self.words, short)}
            found = (SCAN.match(self.words, at) for at in sorted(places) if not at or not self.words[at - 1].isalnum())
            self._scanned = [match for match in found if match]
        return self._scanned

    def groups(self) -> list[re.Match[str]]:
        """Where "các văn bản trên" and the like may stand."""
        found: dict[int, re.Match[str]] = {}
        for at in sorted({at for end in GROUP_ENDS for at in _places(self.words, end)}):
            near = GROUP.finditer(self.words, max(0, at - GROUP_REACH), at + GROUP_REACH)
            found.update((match.start(), match) for match in near if match.start() <= at <= match.end())
        return list(found.values())

    @classmethod
    def of(cls, text: str, paragraphs: Sequence[Paragraph], header: Header, catalogue: Catalogue) -> Page:
        shadow = shadow_of(text)
        day = header.issued_on.value if header.issued_on else None
        starts = tuple(shadow.here(p.start) for p in _whole(text, paragraphs)) or (0,)
        local = [fold(v.value) for v in (header.issuer, header.parent_issuer) if v is not None and v.id is None]
        blocs = {found[0].split(" ", 2)[2] for found in _BLOC.finditer(shadow.text)}
        local += [
            f"{what} {bloc}"
            for bloc in sorted(blocs)
            for what in ("Đảng ủy", "Đảng bộ")
            if catalogue.body_named(f"{what} {bloc}") is None
        ]
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

    def official(self, word: str) -> str:
        """A kind by the catalogue's name: Quy định for "qui định", Thông báo for "THÔNG BÁO"."""
        if word not in self._official:
            plain = " ".join(word.split()).replace("Qui ", "Quy ").replace("qui ", "quy ").replace("QUI ", "QUY ")
            known = self.catalogue.kind_named(plain)
            self._official[word] = known.name if known else plain.capitalize()
        return self._official[word]

    def paragraph(self, place: int) -> int:
        """Which paragraph a place of the words stands in."""
        return bisect_right(self.starts, place) - 1

    def provision(self, start: int) -> str | None:
        before = self.before(start)
        found = PROVISION.search(before) if _may_end_in_provision(before) else None
        return " ".join(found[1].split()) if found else None

    def related(self, found: Sequence[Reference]) -> Iterator[Reference]:
        """With the relation that the words before say; a list hands it on, a cited title keeps it.

        A short form in brackets says nothing: it names again what stands before it.
        """
        outer: Reference | None = None  # the last that stands in no other's title
        last: Reference | None = None
        for row in map(self._placed, found):
            if row.kind == "alias_def":
                yield replace(row, relation="cites")
                continue
            same = last is not None and (row.start, row.end) == (last.start, last.end)
            relation, is_inner = (last.relation, False) if same and last else self._relation(row, last, outer)
            last = replace(row, relation=relation) if relation != row.relation else row
            outer = outer if is_inner else last
            yield last

    def _placed(self, row: Reference) -> Reference:
        """With the provision that stands behind it, where none stands before."""
        if row.provision is not None:
            return row
        found = PROVISION_AFTER.match(self.words, self.shadow.here(row.full_end))
        return replace(row, provision=" ".join(found[1].split())) if found else row

    def _relation(self, row: Reference, last: Reference | None, outer: Reference | None) -> tuple[str, bool]:
        """What is said of it, and whether it stands in the title of the paper before."""
        place = self.shadow.here(row.start)
        number = self.paragraph(place)
        begin = self.starts[number] if number >= 0 else 0
        if _GONE.match(self.words, self.shadow.here(row.full_end)):
            return "repeals", False
        if last is None or outer is None or not self._is_near(last, begin, place):
            between = self.words[max(self._opening(number, place), place - BACK) : place]
            said, _at = self._told(between)
            is_ground = self.on_grounds(number) and not _SENTENCE.search(self.words, begin, place)
            return said or ("based_on" if is_ground else "cites"), False
        if row.end <= outer.end:  # a law in the name of the one that amends it
            return "cites", True
        between = _BETWEEN.sub("", self.words[self.shadow.here(last.full_end) : place])
        goes_on = self._goes_on(between)
        said, at = self._told(between)
        if said is None and goes_on:
            return outer.relation if outer.relation == "based_on" else last.relation, False
        is_inner = not goes_on and not _CLOSED.search(between, 0, at)
        return "cites" if is_inner and said in _ITS_OWN else said or "cites", is_inner

    def on_grounds(self, number: int) -> bool:
        """Whether a paragraph is a căn cứ: opens as one, or is an item under "Căn cứ:"."""
        if number < 0 or GROUNDS.match(self.words, self.starts[number]):
            return number >= 0
        while number > 0 and _ITEM.match(self.words, self.starts[number]):
            number -= 1
        return _LISTED.match(self.words, self.starts[number]) is not None and number + 1 < len(self.starts)

    def _is_near(self, last: Reference, begin: int, place: int) -> bool:
        """Whether it stands in one sentence with the mention before."""
        end = self.shadow.here(last.full_end)
        return max(begin, place - APART) <= end and not _SENTENCE.search(self.words, end, place)

    def _opening(self, number: int, place: int) -> int:
        """Where the words that speak of a mention begin: a line that opens with it goes on from the one above."""
        begin = self.starts[number] if number >= 0 else 0
        return self.starts[number - 1] if place == begin and number > 0 else begin

    def _goes_on(self, between: str) -> bool:
        """Whether only a list's comma, a title or a short form stands between two references."""
        return (_LIST.fullmatch(between) or _TITLE.fullmatch(between)) is not None

    def _told(self, between: str) -> tuple[str | None, int]:
        """What the words right before say of it, and where they begin to; None where they say nothing."""
        clean = PROVISION.sub("", between) if _may_end_in_provision(between) else between
        low = clean.lower()
        may = (row for row in _RELATIONS if any(word in low for word in _SAYING[row[0]]))
        said = next(((name, m) for name, words in may if (m := words.search(clean))), None)
        if said is None:
            return None, len(between)
        name, match = said
        is_told = (
            name == "implements" and match[0].lower().startswith(_STUDIED) and _TOLD.search(clean[: match.start()])
        )
        return "cites" if is_told else name, match.start()
