"""Quy tắc đơn vị — paths, and what a unit may stand under. Plain values only."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

from dondoc.shared.acts import Refused
from dondoc.shared.network import is_private, networks
from dondoc.shared.profile import refuses

DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
WIDTH = 4  # 36⁴ = 1.679.616 children
_HERE = re.compile(r"(?:/[a-z0-9-]+)+/(?:\?[a-z]+=[a-z0-9]+(?:&[a-z]+=[a-z0-9]+)*)?")


DEEPEST = 250  # characters of a path: fifty levels


@dataclass(frozen=True, slots=True)
class Decision:
    """Quyết định — by which a unit changes: số ký hiệu, day, issuer, the paper where it is registered here."""

    number: str = ""
    on: date | None = None
    issuer: str = ""
    paper_id: int | None = None

    @property
    def is_known(self) -> bool:
        return bool(self.number.strip() or self.paper_id)


UNTOLD = Decision()


def check_decision(decision: Decision) -> None:
    """What moves debts says by which paper."""
    if not decision.is_known:
        raise Refused(_("Cần ghi số, ký hiệu của quyết định."))


def check_day(on: date, since: date, what: str) -> None:
    """A dated row follows the one before it."""
    if on < since:
        said = _("Ngày phải từ %(since)s trở đi: %(what)s từ ngày ấy.")
        raise Refused(said % {"since": f"{since:%d/%m/%Y}", "what": what})


def check_depth(longest: int) -> None:
    """A path holds fifty levels."""
    if longest > DEEPEST:
        raise Refused(_("Cây đơn vị không sâu quá 50 cấp."))


def step(number: int) -> str:
    """One step of a path: fixed width, so that text order is number order."""
    if not 0 <= number < len(DIGITS) ** WIDTH:
        raise Refused(_("Đơn vị này đã có quá nhiều đơn vị trực thuộc."))
    digits = ""
    for _place in range(WIDTH):
        number, last = divmod(number, len(DIGITS))
        digits = DIGITS[last] + digits
    return digits + "/"


def number_of(path: str) -> int:
    """The number of a path's last step."""
    return int(path[-WIDTH - 1 : -1], len(DIGITS))


def check_isolation(number: str, issuer: str, place: str) -> None:
    """A decision that allows it, who took it, and where the machine stands."""
    if not (number.strip() and issuer.strip() and place.strip()):
        raise Refused(_("Cần ghi số quyết định cho phép, cơ quan quyết định và nơi đặt máy."))


def clean_lan(lan: str) -> str:
    """Address ranges of the independent LAN, "" for one machine; only such as nobody on the Internet has."""
    try:
        ranges = networks(lan)
    except ValueError as problem:
        raise Refused(_("Không hiểu dải địa chỉ. Ghi như 192.168.10.0/24, cách nhau bằng dấu phẩy.")) from problem
    if not all(map(is_private, ranges)):
        raise Refused(_("Dải địa chỉ của mạng LAN độc lập phải là dải riêng, như 10.1.0.0/16 hoặc 192.168.10.0/24."))
    return ", ".join(map(str, ranges))


def check_nothing_held(held: Mapping[str, int]) -> None:
    """An installation that holds secrets stays isolated."""
    if held:
        named = "; ".join(f"{name}: {count}" for name, count in held.items())
        said = _("Còn nội dung mật đang giữ (%(held)s). Giải mật hoặc gỡ hết trước khi thôi chế độ máy độc lập.")
        raise Refused(said % {"held": named})


def check_country(country: str, may_hold: bool) -> None:
    """A country beside a unit abroad only on an isolated installation (external.md §1.8)."""
    if country and not may_hold:
        raise Refused(_("Bản cài đặt này không được ghi tên nước của đơn vị ngoài nước. Chỉ dùng mã."))


def check_address(address: str) -> None:
    """A page of this installation: words and public ids, no host, no free text in the query."""
    if not _HERE.fullmatch(address) or len(address) > 200:
        raise Refused(_("Chỉ chuyển được trang của phần mềm này."))


def one_line(note: str) -> str:
    """A note beside what is handed: one line, without the mark of a secret."""
    line = " ".join(note.split())
    if len(line) > 200:
        raise Refused(_("Ghi chú dài quá 200 ký tự. Ghi ngắn lại."))
    if refuses([line]):
        raise Refused(_("Ghi chú có dấu chỉ mức độ mật. Không nhập nội dung mật."))
    return line


# What would hand rights onward by another way: who has these by delegation could make himself anybody.
ONWARD = frozenset({
    "units.delegate", "units.withdraw_delegation", "units.create_post", "units.fill_post", "units.hand_post_over",
    "units.define_post_kind", "access.open_account", "access.reset_password", "access.reopen_account",
    "access.reset_factors", "access.link_identity",
})  # fmt: skip


def check_delegated(
    *, giver: int, receiver: int, writer: int | None, from_on: date, until_on: date, today: date,
    held: tuple[date, date | None],
) -> None:  # fmt: skip
    """Ủy quyền có hạn — to another, within the days the giver holds the post; nobody writes one to himself."""
    if receiver in (giver, writer):
        raise Refused(_("Không ủy quyền cho chính mình được."))
    if until_on < from_on or until_on < today:
        raise Refused(_("Ngày cuối của ủy quyền phải từ ngày đầu và từ hôm nay trở đi."))
    since, until = held
    if from_on < since or (until is not None and until_on > until):
        raise Refused(_("Ủy quyền chỉ trong những ngày người ủy quyền giữ chức danh."))


@dataclass(frozen=True, slots=True)
class Standing:
    """Một việc còn mở khi bàn giao — in which tray of the post, what, due when."""

    tray: str
    kind: str
    thing_id: int
    due_on: date | None


def check_takeover(*, outgoing: int, incoming: int, last_on: date, from_on: date) -> None:
    """Không ngày nào trống — the new holder begins on the last day of the old or the day after; it is another person."""
    if outgoing == incoming:
        raise Refused(_("Người nhận là chính người đang giữ chức danh."))
    if from_on not in (last_on, last_on + timedelta(days=1)):
        raise Refused(_("Người nhận giữ chức danh từ ngày cuối của người giao, hoặc từ ngày hôm sau."))
