"""Phân công ghi riêng — "Chủ trì: Phòng Đào tạo; phối hợp: các khoa." on a line of its own, under the deeds it answers for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from dondoc.reading.duties.page import Page
from dondoc.reading.model import Obligation, Value
from dondoc.reading.sentences import bare

_KEY = (
    r"(?:(?:Cơ quan|Đơn vị|Bộ phận|Tổ chức|Phân công|Đầu mối)(?: được giao)?(?: (?:chủ trì|thực hiện|phụ trách|tham mưu))+|(?:Chủ trì|Thực hiện|Phụ trách)(?: thực hiện| tham mưu)?"
    r"|Phân công|Trách nhiệm thực hiện)"
)
ASSIGNED = re.compile(rf"{_KEY}\s*:\s*")
_WITH = re.compile(r"(?i:(?:cơ quan |đơn vị )?phối hợp)(?: thực hiện)?\s*:?\s*(?:với\s+)?")
# Behind the title of a list: "Đổi mới đào tạo (Phòng Đào tạo chủ trì)", "Đổi mới đào tạo. Chủ trì: Phòng Đào tạo".
BEHIND = re.compile(
    rf"(?:\((?=[^()]{{3,90}}?\s(?:chủ trì|thực hiện|phụ trách)[^()]*\)\W*$)|[.;]\s+{_KEY}\s*:\s*)(?P<who>[^()]{{3,120}})\)?\W*$"
)


@dataclass(slots=True)
class Held:
    """Các việc chờ phân công — the deeds read since the last heading, told once their list is over."""

    rows: list[Obligation] = field(default_factory=list)
    is_headed: bool = False  # a heading stands over them: who is named below answers for all
    last: int = 0  # of so many the last paragraph told

    def add(self, found: Sequence[Obligation]) -> None:
        if found:
            self.rows += found
            self.last = len(found)

    def flush(self, *, headed: bool = False) -> Iterator[Obligation]:
        yield from self.rows
        self.rows, self.is_headed, self.last = [], headed, 0

    def give(self, actors: tuple[Value, ...], partners: tuple[Value, ...]) -> None:
        """The deeds of nobody get who is named."""
        first = 0 if self.is_headed else len(self.rows) - self.last
        for place, row in enumerate(self.rows):
            if place >= first and not row.actors:
                self.rows[place] = replace(row, actors=actors, partners=row.partners or partners)

    def waits(self) -> bool:
        return any(not row.actors for row in self.rows)


def assigned(page: Page, start: int, end: int) -> tuple[tuple[Value, ...], tuple[Value, ...]] | None:
    """Whom a line names that says only who leads, and with whom; None for any other line."""
    first, last = bare(page.words, start, end)
    key = ASSIGNED.match(page.words, first, last)
    names = [n for n in page.names(key.end()) if n.end <= last] if key else []
    if not names:
        return None
    rest = page.words[names[-1].end : last].strip(" .;,")
    beside = _WITH.search(page.words, names[-1].end, last)
    helpers = [n for n in page.names(beside.end()) if n.end <= last] if beside else []
    if rest and not helpers:
        return None
    return page.values(names, "antecedent"), page.values(helpers, "antecedent")
