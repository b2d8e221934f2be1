"""Kế hoạch ở cơ quan mẫu — one that was issued as a paper of the register, and one that is sent round just now."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from dondoc.documents.models import Entry
from dondoc.obligations.lifecycle import Phase
from dondoc.obligations.models import Assignment
from dondoc.planning.actions.commenting import agree, comment
from dondoc.planning.actions.drafting import Words, change_item, draft
from dondoc.planning.actions.issuing import issue
from dondoc.planning.actions.rounds import ask_comments
from dondoc.planning.models import Item
from dondoc.planning.queries import standing_items
from dondoc.units.models import Unit

if TYPE_CHECKING:
    from dondoc.demo.load import House

RESOLUTION, ISSUED, BEGUN, DAY = "07-NQ/ĐUK", "09-KH/ĐU", date(2026, 4, 20), date(2026, 5, 12)
GUIDE, WRITTEN, SENT, UNTIL = "03-HD/ĐUK", date(2026, 11, 9), date(2026, 11, 16), timedelta(days=21)
POSTS = ("Văn phòng Đảng ủy", "Phó Bí thư Thường trực", "Bộ phận tổng hợp, Văn phòng Đảng ủy")
PRODUCTS = ("Báo cáo", "Văn bản hướng dẫn", "Biên bản sinh hoạt chuyên đề", "Danh sách, bảng tổng hợp")


def load_plans(house: House, today: date) -> None:
    """Nạp hai kế hoạch — where their papers were loaded and their days are over."""
    resolution, issued, guide = (
        Entry.objects.standing().filter(paper__so_ky_hieu=number).for_list().order_by("id").first()
        for number in (RESOLUTION, ISSUED, GUIDE)
    )
    if resolution is not None and issued is not None and today > DAY:
        _issued(house, resolution, issued)
    if guide is not None and today > SENT:
        _sent_round(house, guide)
    _being_written(house, today)


def _issued(house: House, resolution: Entry, issued: Entry) -> None:
    """Begun a month after receipt, every item completed, issued as the plan that stands in the register."""
    from dondoc.demo.load import moment

    by = house.actors["chanhvanphong"]
    plan = draft(unit=resolution.unit, paper=resolution.paper, title=issued.paper.title, by=by, at=moment(BEGUN))
    for turn, item in enumerate(standing_items(plan)):
        _complete(house, item, turn, BEGUN)
    issue(plan=plan, entry=issued, on=DAY, by=by, at=moment(DAY, 15))


def _sent_round(house: House, guide: Entry) -> None:
    """Half of it completed: the rest is what the hints speak of. One board comments, one agrees, one is silent."""
    from dondoc.demo.load import moment

    by, on = house.actors["chanhvanphong"], moment(SENT + timedelta(days=1))
    title = f"thực hiện {guide.paper.kind} số {guide.paper.so_ky_hieu} về kiểm điểm, đánh giá, xếp loại năm 2026"
    plan = draft(unit=guide.unit, paper=guide.paper, title=title, by=by, at=moment(WRITTEN))
    for turn, item in enumerate(standing_items(plan)):
        if turn % 2 == 0:
            _complete(house, item, turn, WRITTEN)
    boards = list(Unit.objects.filter(parent=guide.unit, kind="BAN", ended_on=None).order_by("path")[:3])
    version = ask_comments(plan=plan, units=boards, until_on=SENT + UNTIL, by=by, at=moment(SENT),
                           asks="Mốc thời gian và sản phẩm của từng mục")  # fmt: skip
    asked = list(version.asked.order_by("unit__path"))
    if len(asked) > 1:
        comment(asked=asked[0], item=version.items.order_by("number").first(), by=by, at=on,
                text="Đề nghị lùi sang đầu tháng 12 để các chi bộ ngoài nước kịp kiểm điểm.")  # fmt: skip
        agree(asked=asked[1], by=by, at=on)


def _being_written(house: House, today: date) -> None:
    """One of the office's own, that its chuyên viên has begun: the newest paper which gives the office work."""
    from dondoc.demo.load import moment

    by, unit = house.actors["chuyenvien"], house.units["vp"]
    given = (
        Assignment.objects.filter(unit=unit, phase=Phase.OPEN)
        .select_related("obligation__paper")
        .order_by("-on", "-id")
        .first()
    )
    if given is None or given.obligation.paper.is_stub:
        return
    paper = given.obligation.paper
    draft(
        unit=unit,
        paper=paper,
        title=f"thực hiện {paper.kind} số {paper.so_ky_hieu}",
        by=by,
        at=moment(max(today - timedelta(days=1), given.on)),
    )


def _complete(house: House, item: Item, turn: int, day: date) -> None:
    from dondoc.demo.load import moment

    words = Words(item.text, item.owner, "", item.partners, item.due_on, item.due_precision, item.product)
    if item.owner is None:
        words = replace(words, owner_words=POSTS[turn % len(POSTS)])
    if item.due_on is None:
        words = replace(words, due_on=_quarter(day, turn), due_precision="quarter" if turn % 2 else "month")
    if not item.product:
        words = replace(words, product=PRODUCTS[turn % len(PRODUCTS)])
    change_item(item=item, words=words, by=house.actors["chanhvanphong"], at=moment(day))


def _quarter(day: date, turn: int) -> date:
    """The last day of one of the three quarters that follow."""
    month = ((day.month - 1) // 3 + 1 + turn % 3) * 3 + 1
    return date(day.year + (month - 1) // 12, (month - 1) % 12 + 1, 1) - timedelta(days=1)
