"""Chế độ cài đặt — on a network nothing secret is held; alone, by a decision, Mật and Tối mật. One place decides.

Tuyệt mật is a line of a register and nothing more, wherever the software runs (Quy chế 08-QC/TW; Luật 117/2025/QH15).
"""

from __future__ import annotations

from collections.abc import Iterable

from dondoc.reading.secrecy import marks_in
from dondoc.shared.models import Isolation

LEVELS = ("MẬT", "TỐI MẬT", "TUYỆT MẬT")  # in their order
HELD_ALONE = LEVELS[:2]


def current() -> Isolation | None:
    """Chế độ đang dùng — the open period of isolation; None on a network."""
    return Isolation.objects.filter(until_on__isnull=True).first()


def ended() -> list[Isolation]:
    """Các lần đã thôi — newest first."""
    return list(Isolation.objects.filter(until_on__isnull=False).order_by("-until_on", "-id"))


def is_isolated() -> bool:
    """Whether this installation runs by a decision as an isolated one."""
    return current() is not None


def may_hold(level: str) -> bool:
    """Được giữ nội dung không — of a level; nothing secret is taken in while a way out of the network is seen."""
    if not level:
        return True
    alone = current() if level in HELD_ALONE else None
    return alone is not None and not alone.network_problem


def refuses(texts: Iterable[str]) -> bool:
    """Có dấu không được giữ — whether words bear a mark this installation may not hold; asked of every act, draft, note."""
    return not all(map(may_hold, {level for text in texts for level in marks_in(text)}))


def highest(levels: Iterable[str]) -> str:
    """Độ mật cao nhất — what is put together takes the highest level of its parts; "" where none has one."""
    return max(levels, key=rank, default="")


def rank(level: str) -> int:
    """0 for none, then as the law orders them."""
    return LEVELS.index(level) + 1 if level in LEVELS else 0
