"""Các mục cùng danh sách — where most items of a list are duties, an item that opens with a deed no list of verbs knows is one too.

"Văn phòng lập…; Ban Tổ chức rà soát…; Phòng Khoa học ươm…": read after the list is, from what its other items are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from dondoc.reading.duties.page import Page
from dondoc.reading.extent import whole
from dondoc.reading.model import Obligation, Value
from dondoc.reading.names import Name
from dondoc.reading.sentences import bare, split
from dondoc.reading.shadow import LOWER, UPPER
from dondoc.reading.telling import is_imperative

_COLON = re.compile(r"\s*:\s+(?=\w)")
# Behind a body's name: a small word that is no grammar, so perhaps its deed.
_DEED = re.compile(
    rf"\s+(?!(?:là|đã|đang|chưa|còn|được|của|và|hoặc|trong|ở|tại|cho|về|với|có|bị|không|do|từ|khi|nếu|vẫn|sẽ|thuộc|mà|này|đó|nào|thì|để|trên|dưới|theo|gồm|như|nêu|các|những)(?!\w))[{LOWER}]+\s"
)
# Opens an item with a thing, a time, a case, and no deed.
_THING = re.compile(
    r"(?:Phấn đấu|Thống nhất|Đến|Việc|Công|Tình|Kinh|Thời|Địa|Đối|Thành|Nội|Số|Kết|Tỷ|Tỉ|Mức|Các|Những|Mỗi|Một|Mọi|Tất|Toàn|Trường|Khi|Nếu|Về|Từ|Trong|Ngoài|Sau|Trước|Theo|Do|Vì|Để|Nhằm|Qua|Đây"
    r"|Hồ|Văn|Người|Cán|Chi|Danh|Phương|Biện|Giải|Mục|Chỉ tiêu|Nhiệm|Quyền|Nghĩa|Trách|Tiêu|Điều|Khoản|Căn|Quy|Kế|Chương|Dự|Đề án|Nghị|Hội|Lễ|Lớp|Ngày|Tháng|Năm|Quý|Buổi|Hai|Ba"
    r"|Bốn|Sáu|Riêng|Cơ|Đơn|Bản|Bảng|Phụ|Mẫu|Hình|Loại|Nhóm|Chất|Nguồn|Vốn|Đất|Diện|Sản|Doanh|Lợi|Thu nhập|Họ|Tên|Ông|Bà|Đồng|Nơi|Lý|Nguyên|Hạn|Ưu|Khuyết|Tồn|Bài|Là|Có|Được|Bị|Đảng|Thủ|Ban|Bộ|Sở"
    r"|Phòng|Tổ|Đoàn|Ủy|Trung|Viện|Ngành|Đại|Nhà|Xã|Phường|Tỉnh|Nhân|Giá|Thẩm|Chế|Đầu|Cấp|Lãnh|Chủ|Giám|Chánh|Bí|Cuối|Hàng|Hằng|Định|Cách|Lực|Cộng|Quân|Mặt|Quá|Tài|Sự|Tính|Trình tự|Cụ|Sinh|Nông|Lượng|Khối|Tuyến)(?!\w)"
)
_WORD = re.compile(rf"[{UPPER}][{LOWER}]+\s+[{LOWER}\d]")
_PAST = re.compile(r"(?<!\w)(?:đã|vừa qua|thời gian qua|là|bằng|đạt|gồm|chiếm|nhằm)(?!\w)")
_SHORTEST = 12


@dataclass(slots=True)
class Item:
    """Một mục — a labelled paragraph of a list: its place, who stands above, and the duties read in it."""

    start: int
    end: int
    above: tuple[Value, ...]
    found: list[Obligation]
    may: bool  # stands where a paper tells what is to be done, and holds nothing under it
    leads: bool = False  # over a list of its own


@dataclass(slots=True)
class Lists:
    """Các danh sách đang mở — the items met, by how deep they stand; a greater part closes the smaller ones."""

    open: dict[int, list[Item]] = field(default_factory=dict)

    def enter(self, page: Page, rank: int, item: Item) -> Iterator[Obligation]:
        """The duties that the lists this item closes hold unseen; then the item joins its own."""
        yield from self.close(page, rank)
        self.open.setdefault(rank, []).append(item)

    def close(self, page: Page, rank: int = -1) -> Iterator[Obligation]:
        for deep in [r for r in self.open if r > rank]:
            yield from _unseen(page, self.open.pop(deep))


def _unseen(page: Page, items: list[Item]) -> Iterator[Obligation]:
    rest = [item for item in items if item.may and not item.found and not item.leads]
    told = [item for item in items if item.leads or item.found]
    if not rest or len(told) < 2 or len(told) < len(rest):
        return
    opens = [d for item in told for d in item.found[:1]]
    own = sum(bool(d.actors) and page.shadow.here(d.actors[0].start or 0) >= i.start for i in told for d in i.found[:1])
    bare_deeds = len(opens) - own
    for item in rest:
        yield from _duty(page, item, named=own > 0 or any(i.leads for i in told), unnamed=bare_deeds > 0)


def _duty(page: Page, item: Item, *, named: bool, unnamed: bool) -> Iterator[Obligation]:
    first = bare(page.words, item.start, item.end)[0]
    sentences = list(split(page.words, first, item.end))
    if not sentences:
        return
    (begin, end), *more = sentences
    begin, stop = bare(page.words, begin, end)
    if stop - begin < _SHORTEST:
        return
    names = page.names(begin)
    if names and names[-1].end >= stop:
        return
    actors: tuple[Value, ...] | None = None
    if names and named:
        colon = _COLON.match(page.words, names[-1].end, stop)
        last = names[-1] if colon else whole(page.words, names[-1], stop)
        deed = _DEED.match(page.words, last.end, stop)
        if colon or (deed and not _PAST.search(page.words, last.end, min(stop, last.end + 40))):
            actors = page.values((*names[:-1], Name(last.start, last.end)))
            begin = colon.end() if colon else begin
    elif not names and unnamed and _WORD.match(page.words, begin, stop) and not _THING.match(page.words, begin, stop):
        actors = None if _PAST.search(page.words, begin, min(stop, begin + 60)) else item.above
    if actors is None:
        return
    yield page.make(begin, stop, actors, sure=False)
    for a, b in more:
        a, b = bare(page.words, a, b)
        if b - a >= _SHORTEST and is_imperative(page.words, a, b):
            yield page.make(a, b, tuple(actors), sure=False)
