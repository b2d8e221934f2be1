"""Quy tắc cam kết — what may follow what, how a cell is counted, and when a count would tell of a person. Plain values only."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.utils.translation import gettext as _

from dondoc.pledging.words import BY_THE_CELL, COUNTED, TOTAL, Stage
from dondoc.shared.acts import Refused

FEWEST = 5  # our own rule, not a regulation's: of fewer people a count tells of each. The office may ask for more, never for less.
FIRST_YEAR = 2000


@dataclass(frozen=True, slots=True)
class Line:
    """Một chi bộ — how many must, and how many did at each stage; None where nobody told."""

    unit_id: int
    total: int | None = None
    counts: tuple[tuple[str, int | None], ...] = ()
    is_told: bool = False  # the cell has a list or counts of that year
    is_withheld: bool = False  # too few to be shown above the cell

    def of(self, stage: str) -> int | None:
        return dict(self.counts).get(stage)


def check_year(year: int, today: date) -> None:
    if not FIRST_YEAR <= year <= today.year + 1:
        raise Refused(_("Năm cam kết là năm nay, năm tới, hoặc một năm đã qua."))


def check_happens(stage: str, on: date, before: Collection[tuple[str, date]], year: int) -> None:
    """Chưa nộp thì không ghi nhận, không xem lại; không bước nào trước ngày nộp."""
    handed = next((day for said, day in before if said == Stage.HANDED_IN), None)
    if stage == Stage.HANDED_IN:
        if on.year not in (year - 1, year):
            raise Refused(_("Ngày nộp bản cam kết nằm trong năm ấy, hoặc cuối năm trước."))
        return
    if handed is None:
        raise Refused(_("Chưa ghi ngày nộp bản cam kết."))
    if on < handed:
        raise Refused(_("Ngày này trước ngày nộp bản cam kết."))


def check_count(stage: str, n: int, total: int | None, handed_in: int | None) -> None:
    """No more than must; of what the cell does, no more than were handed in."""
    if n < 0:
        raise Refused(_("Số bản không âm."))
    if total is not None and n > total:
        raise Refused(_("Số bản nhiều hơn số đảng viên phải nộp. Kiểm tra lại."))
    if stage in BY_THE_CELL and handed_in is not None and n > handed_in:
        raise Refused(_("Số bản được ghi nhận, xem lại nhiều hơn số bản đã nộp. Kiểm tra lại."))


Said = tuple[date, str, int]  # as of which day, of which stage (or how many must), how many


def check_told(said: Sequence[Said], since: date, mine: Collection[str]) -> None:
    """What was told now of that day (`mine`), with what stands beside it then and later: of numbers in the order of their days."""
    last: dict[str, tuple[date, int]] = {}
    for on, rows in groupby(said, lambda one: one[0]):
        last |= {stage: (on, n) for _on, stage, n in rows}
        numbers = {stage: n for stage, (_on, n) in last.items()}
        if on == since:
            for stage in [stage for stage in mine if stage != TOTAL]:
                check_count(stage, numbers[stage], numbers.get(TOTAL), numbers.get(Stage.HANDED_IN))
        if on >= since:
            _check_beside(last, numbers, {stage for stage in mine if last[stage][0] == since}, on)


def _check_beside(
    last: Mapping[str, tuple[date, int]], numbers: Mapping[str, int], mine: Collection[str], on: date
) -> None:
    """Which of the others are to be told again — by stage and day, not by number: who enters for a small cell reads none."""
    for whole, said in (
        (TOTAL, _("Số bản %(stages)s nhiều hơn số đảng viên phải nộp tính đến ngày %(on)s: ghi lại cả số này, tính đến ngày ấy.")),
        (Stage.HANDED_IN, _("Số bản %(stages)s nhiều hơn số bản đã nộp tính đến ngày %(on)s: ghi lại cả số này, tính đến ngày ấy.")),
    ):  # fmt: skip
        over = [stage for stage in numbers if whole in _more_than(stage, numbers) and (stage in mine or whole in mine)]
        if over:
            stages = ", ".join(f"{Stage(stage).label} ({last[stage][0]:%d/%m/%Y})" for stage in over)
            raise Refused(said % {"stages": stages, "on": f"{on:%d/%m/%Y}"})


def known(numbers: Mapping[str, int]) -> dict[str, int]:
    """What may be shown of what was told last: a count of more than there now are is unknown until it is told again."""
    return {stage: n for stage, n in numbers.items() if not _more_than(stage, numbers)}


def _more_than(stage: str, numbers: Mapping[str, int]) -> list[str]:
    wholes = [] if stage == TOTAL else [TOTAL, *([Stage.HANDED_IN] if stage in BY_THE_CELL else [])]
    return [whole for whole in wholes if whole in numbers and numbers[stage] > numbers[whole]]


def shown_above(line: Line, fewest: int) -> Line:
    """As the level above reads it: of a small cell, or of one whose size nobody told, no count at all."""
    if not line.is_told or (line.total is not None and line.total >= max(FEWEST, fewest)):
        return line
    return Line(line.unit_id, is_told=True, is_withheld=True)


def summed(lines: Collection[Line]) -> Line:
    """Cộng — of the cells that are shown; a stage that a cell did not tell is summed over those that did, so it is left unknown."""
    told = [line for line in lines if line.is_told and not line.is_withheld and line.total is not None]
    if not told:
        return Line(0)
    counts = tuple((stage, _sum([line.of(stage) for line in told])) for stage in COUNTED)
    return Line(0, sum(line.total or 0 for line in told), counts, is_told=True)


def _sum(values: list[int | None]) -> int | None:
    return None if None in values else sum(value or 0 for value in values)
