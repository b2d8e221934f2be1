"""Câu giao việc — where the passage of a duty begins and ends: sentences, clauses, lists of who is told."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import takewhile

from dondoc.reading.duties.kinds import BAN, EXECUTION
from dondoc.reading.duties.page import Page
from dondoc.reading.names import LISTED, names_at
from dondoc.reading.sentences import bare, clauses, split
from dondoc.reading.telling import Told, is_imperative, is_modal

_LONGEST = 600  # of a list of bodies: what runs on longer is no list
_CALLED = re.compile(r"(?<!\w)(?:[Yy]êu cầu|[Đđ]ề nghị|[Gg]iao|[Pp]hân công)\s+(?:nhiệm vụ\s+)?(?:cho\s+)?")
_BUT = re.compile(r",\s+(?=(?:nhưng|đồng thời)?\s*(?:không được|nghiêm cấm|tuyệt đối không)(?!\w))")
# A clause that tells what follows of itself, and nothing of whom the deed is asked.
_BESIDE = re.compile(r"(?:việc|phấn đấu|quá (?:thời )?hạn|văn bản|trường hợp[^,;]{2,60} thì)(?!\w)")
_TITLE = re.compile(r"(?P<title>[^.;:“”\"]{3,80}):\s+(?=\w)")
# A sentence that only says when, or who, of the deed before it: "Hoàn thành trước ngày 30/6.", "Cơ quan chủ trì: Văn phòng."
_TAIL = re.compile(
    r"(?:(?:Phải )?[Hh]oàn thành(?: xong)?|Xong)\s+(?:trước|trong|chậm nhất|vào|quý|tháng|ngày)(?!\w)"
    r"|(?:Thời (?:hạn|gian)|Hạn|Tiến độ)(?: hoàn thành| thực hiện)?\s*:|(?:Cơ quan|Đơn vị|Bộ phận)(?: được giao)? (?:chủ trì|phối hợp|thực hiện)\s*:|(?:Chủ trì|Phối hợp)\s*:"
)


def passages(page: Page, start: int, end: int, labelled: bool) -> Iterator[tuple[int, int, Told | None]]:
    """Sentences; after a semicolon a clause goes on with the deed, tells someone else, or is none of it."""
    sentences = list(split(page.words, start, end))
    found: list[tuple[int, int, Told | None]] = []
    title: list[tuple[int, int, Told | None]] = []
    for place, (begin, stop) in enumerate(sentences):
        if (found or title) and _TAIL.match(page.words, begin, stop):
            first, _last, said = (found or title).pop()
            found.append((first, bare(page.words, begin, stop)[1], said))
            continue
        rows: list[tuple[int, int, Told | None]] = []
        for first, last in _clauses(page, begin, stop):
            first = _after_title(page, first, last)
            asked = bool(rows) and rows[-1][2] is not None and rows[-1][2].how in ("ask", "give")
            said = page.told(first, last, asked) if last - first >= 12 else None
            if not rows or (said is not None and _is_own(said, rows[-1][2])):
                rows.append((first, last, said))
            elif is_modal(page.words, first, last):
                before = rows[-1][2]
                rows.append((first, last, replace(before, opens=False) if before else None))
            elif not _BESIDE.match(page.words, first, last):
                rows[-1] = (rows[-1][0], last, rows[-1][2] or said)
        kept = [r for r in rows if r[1] - r[0] >= 12 and not page.words.startswith(":", r[1])]
        if place == 0 and labelled and len(sentences) > 1 and _is_title(page, kept):
            title = kept
        else:
            found += kept
    yield from found


def _clauses(page: Page, start: int, stop: int) -> Iterator[tuple[int, int]]:
    """Between semicolons; what is allowed and what is forbidden in one clause are two."""
    parts = list(clauses(page.words, start, stop))
    if (
        len(parts) > 1
        and EXECUTION.search(page.words, *parts[-1])
        and not any(_asks(page, part) for part in parts[:-1])
    ):
        parts = [(start, stop)]  # "Chánh Văn phòng; Giám đốc Sở X; … chịu trách nhiệm thi hành": one list
    for first, last in _joined(page, parts):
        but = _BUT.search(page.words, first, last)
        if but and not BAN.search(page.words, first, but.start()):
            yield bare(page.words, first, but.start())
            first = but.end()
        yield bare(page.words, first, last)


def _joined(page: Page, parts: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """ "Giám đốc các sở; Chủ tịch các xã có trách nhiệm…": what only lists who is told goes with what follows."""
    begin: int | None = None
    for first, last in parts:
        opens, begin = begin is None, first if begin is None else begin
        if last != parts[-1][1] and last - begin < _LONGEST and _only_lists(page, first, last, called=opens):
            continue
        yield begin, last
        begin = None


def _only_lists(page: Page, start: int, end: int, *, called: bool) -> bool:
    """Whether a part ends with the names of who is told, and no deed has been told yet."""
    first, last = bare(page.words, start, end)
    behind = (m.end() for m in _CALLED.finditer(page.words, first, last)) if called else ()
    for place in (first, *behind):
        names = names_at(page.words, place, page.catalogue, on=page.day, apart=LISTED)
        if any(last <= name.end for name in takewhile(lambda name: name.start < last, names)):
            return True
    return False


def _after_title(page: Page, start: int, end: int) -> int:
    """Where the deed begins behind the title of its item: "Chuyển đổi số: Văn phòng xây dựng…"."""
    title = _TITLE.match(page.words, start, end)
    if title is None or page.told(start, title.end("title")):
        return start
    after = page.told(title.end(), end)
    return title.end() if after is not None and after.opens else start


def _asks(page: Page, part: tuple[int, int]) -> bool:
    return page.told(*bare(page.words, *part)) is not None or is_imperative(page.words, *bare(page.words, *part))


def _is_title(page: Page, rows: Sequence[tuple[int, int, Told | None]]) -> bool:
    """The name of an item before its sentences: short, telling nobody, without a deadline."""
    if len(rows) != 1 or rows[0][2] is not None or rows[0][1] - rows[0][0] > 120:
        return False
    return page.due(page.shadow.at(rows[0][0]), page.shadow.at(rows[0][1])) is None


def _is_own(said: Told, before: Told | None) -> bool:
    """A clause of its own; "…; phân công cấp ủy viên phụ trách" is still the deed of the body before."""
    asks_on = before is None or before.how in ("give", "ask")
    return said.opens and (said.how in ("modal", "verb") or (asks_on and said.how != "guess"))
