"""Độ phủ của một văn bản — said in one sentence, drawn, by branch and by unit; every count opens its units."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dondoc.documents.models import Paper
from dondoc.shared.actor import Actor
from dondoc.shared.calendar import day_ends_at, hanoi_day
from dondoc.studying.models import Asking
from dondoc.studying.queries import Coverage, Line, branch_units, coverage
from dondoc.studying.rules import FEWEST
from dondoc.studying.words import Across, Standing
from dondoc.units.models import Unit
from dondoc.units.queries import stood_on
from dondoc.web.asof import Look
from dondoc.web.lists import Column
from dondoc.web.pictures import Part, share

LATE = "LATE"
SIGNS = {
    Standing.STUDIED: "xong", Standing.SPREAD: "xong_khong_han", Standing.NONE: "NOT_APPLICABLE",
    Standing.DECIDED: "dang_lam", Standing.UNDECIDED: "",
}  # fmt: skip
MOST = 100  # branches of a table


def too_few() -> str:
    """Vì sao không hiện số — of a cell of few members, or of one whose size nobody told."""
    return _("không hiện: dưới %(n)s người, hoặc chưa rõ") % {"n": FEWEST}


@dataclass(frozen=True, slots=True)
class Shown:
    """Một đơn vị trên trang — how it stands, with its sign."""

    unit: Unit
    line: Line
    secrecy: str

    @property
    def sign(self) -> str:
        return SIGNS[self.line.standing]

    @property
    def withheld(self) -> str:
        """Why no count of members stands here."""
        return too_few() if self.line.is_withheld else ""

    @property
    def entered_on(self) -> Any:
        """The day it was entered, where that is not the day it was held."""
        line = self.line
        day = hanoi_day(line.entered_at) if line.entered_at else None
        return day if day != line.done_on else None

    @property
    def late(self) -> str:
        """Against the paper's own day; "" where that is not known."""
        if self.line.behind is None:
            return ""
        return _("muộn") if self.line.behind else _("không muộn")


COLUMNS: tuple[Column[Shown], ...] = (
    Column(gettext_lazy("Đơn vị"), 36, lambda row: row.unit.listed),
    Column(gettext_lazy("Tình trạng"), 26, lambda row: str(row.line.standing.label)),
    Column(gettext_lazy("Lý do"), 40, lambda row: row.line.reason),
    Column(gettext_lazy("Ngày tổ chức"), 12, lambda row: row.line.done_on or ""),
    Column(gettext_lazy("Nhập ngày"), 12, lambda row: row.entered_on or ""),
    Column(gettext_lazy("Có mặt"), 10, lambda row: row.withheld or _cell(row.line.present)),
    Column(gettext_lazy("Tổng số"), 10, lambda row: "" if row.withheld else _cell(row.line.total)),
    Column(gettext_lazy("Quần chúng cùng dự"), 12, lambda row: "" if row.withheld else _cell(row.line.others)),
    Column(gettext_lazy("Buổi học bù"), 10, lambda row: row.line.made_up),
    Column(gettext_lazy("Bài thu hoạch"), 12, lambda row: "" if row.withheld else _cell(row.line.reflections)),
    Column(gettext_lazy("So với hạn"), 14, lambda row: row.late),
)


def _cell(number: int | None) -> Any:
    """Not told is empty, never nought."""
    return "" if number is None else number


def sentence(found: Coverage) -> str:
    """Một câu nói điều tìm thấy — done of all, then what is late, decided, left, not told."""
    counts = found.counts
    said = [_("%(done)s/%(all)s đơn vị đã quán triệt, phổ biến") % {"done": found.done, "all": len(found.lines)}]
    for number, words in (
        (found.late, _("%(n)s muộn so với hạn của văn bản")),
        (counts[Standing.DECIDED], _("%(n)s đã quyết định, chưa tổ chức")),
        (counts[Standing.NONE], _("%(n)s không tổ chức, có lý do")),
        (counts[Standing.UNDECIDED], _("%(n)s chưa cho biết")),
    ):
        if number:
            said.append(words % {"n": number})
    return "; ".join(said) + "."


@dataclass(frozen=True, slots=True)
class Drawn:
    """Độ phủ, vẽ và nói — the bar, and its parts in words, each with the address of its units; the late apart."""

    sentence: str
    picture: SafeString
    parts: Sequence[Part]
    late: Part | None


def drawn(found: Coverage, look: Look) -> Drawn | None:
    """Thanh độ phủ — None where nobody below was asked."""
    if not found.lines:
        return None
    parts = [
        _part(found, SIGNS[name], str(name.label), count, name.value, look) for name, count in found.counts.items()
    ]
    said, shown = sentence(found), [part for part in parts if part.count]
    late = _part(found, "qua_han", _("muộn"), found.late, LATE, look) if found.late else None
    return Drawn(said, share(shown, said), shown, late)


def _part(found: Coverage, sign: str, word: str, count: int, state: str, look: Look) -> Part:
    return Part(sign, word, count, look.url("study", found.asking.public_id, state=state) + "#units")


@dataclass(frozen=True, slots=True)
class Branch:
    """Một nhánh của bảng — the unit directly below, and each count with the address of its units."""

    unit: Unit
    figures: Sequence[tuple[str, int, str]]


def branches(found: Coverage, look: Look) -> list[Branch]:
    """Bảng theo đơn vị trực thuộc — none where these are the units themselves."""
    groups = found.branches
    if found.asking.across == Across.CHILDREN or not 1 < len(groups) <= MOST:
        return []
    units = branch_units(found)
    stood_on(found.day, list(units.values()))
    return [
        Branch(units[path], _figures(found.asking, units[path], lines, look)) for path, lines in groups if path in units
    ]


def _figures(asking: Asking, unit: Unit, lines: Sequence[Line], look: Look) -> list[tuple[str, int, str]]:
    shown = [(str(name.label), name.value) for name in Standing] + [(_("muộn"), LATE)]
    found = []
    for head, state in shown:
        count = sum(stands(line, state) for line in lines)
        url = look.url("study", asking.public_id, state=state, under=unit.public_id) + "#units" if count else ""
        found.append((head, count, url))
    return found


def stands(line: Line, state: str) -> bool:
    """Whether a line is one of those that a count counts."""
    return line.behind is True if state == LATE else line.standing == state


def filtered(found: Coverage, state: str, under: str) -> list[Line]:
    """The lines of a count: by state, of the branch at that path."""
    return [line for line in found.lines if (not state or stands(line, state)) and line.path.startswith(under)]


def shown(found: Coverage, units: Iterable[Unit]) -> list[Shown]:
    """Each with its line, named as then."""
    by_id, rows = {line.unit_id: line for line in found.lines}, list(units)
    stood_on(found.day, rows)
    return [Shown(unit, by_id[unit.pk], found.asking.secrecy) for unit in rows if unit.pk in by_id]


def told_of(paper: Paper, actor: Actor, look: Look) -> list[tuple[Asking, Drawn]]:
    """Việc quán triệt một văn bản — of each asking one sees, of the units below that one sees."""
    rows = Asking.objects.visible_to(actor).standing().filter(paper=paper).for_list().order_by("unit__path", "id")
    if look.past:
        rows = rows.filter(at__lt=day_ends_at(look.past))
    found = [(row, drawn(coverage(row, actor, look.past or actor.today, look.now), look)) for row in rows]
    return [(asking, told) for asking, told in found if told is not None]
