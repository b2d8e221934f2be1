"""Số liệu lấy từ phần mềm — what dondoc already knows of an inspected unit, for each row of the outline.

A section is figures and the rows behind each: ids, days, counts; never a word of a text, so that what is kept of it with
the report says which things were meant and how they stood, and their words stay where they are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from dondoc.inspecting.drawing import inspections, papers, works, years
from dondoc.inspecting.drawing.asked import Asked, Section
from dondoc.inspecting.findings import Answer
from dondoc.reading.text import fold
from dondoc.shared.acts import Label


@dataclass(frozen=True, slots=True)
class Source:
    """Một nguồn số liệu — its name, the words of an outline row it fits (folded), how it is drawn."""

    label: Label
    fits: Sequence[str]
    draw: Callable[[Asked], Section]


SOURCES = {
    "units": Source(_("Tổ chức"), ("dac diem", "to chuc dang", "co cau to chuc", "tinh hinh to chuc"), papers.units),
    "papers": Source(_("Văn bản nhận, ban hành"), ("van ban",), papers.papers),
    "studies": Source(_("Quán triệt"), ("quan triet", "hoc tap", "pho bien"), papers.studies),
    "plans": Source(_("Kế hoạch thực hiện"), ("ke hoach", "chuong trinh"), works.plans),
    "works": Source(_("Nhiệm vụ được giao"), ("to chuc thuc hien", "nhiem vu", "ket qua", "trien khai"), works.works),
    "targets": Source(_("Chỉ tiêu"), ("chi tieu",), years.targets),
    "pledges": Source(_("Cam kết"), ("cam ket",), years.pledges),
    "cases": Source(_("Kiểm tra, giám sát đã làm"), ("kiem tra",), inspections.cases),
    "findings": Source(_("Khuyết điểm đã kết luận trước đây"), ("khac phuc", "ket luan truoc"), inspections.findings),
}


def fitting(text: str) -> list[str]:
    """Nguồn hợp với một dòng đề cương — by the words of the outline; a proposal to who answers, no more."""
    words = f" {fold(text)} "
    return [key for key, one in SOURCES.items() if any(f" {said} " in words for said in one.fits)]


def known(keys: Iterable[str]) -> list[str]:
    """Those that there are, each once, in their order."""
    asked = set(keys)
    return [key for key in SOURCES if key in asked]


def drawn(asked: Asked, keys: Iterable[str]) -> dict[str, Section]:
    """Các mục số liệu, tính bây giờ."""
    return {key: SOURCES[key].draw(asked) for key in known(keys)}


def told(asked: Asked, answers: Iterable[Answer]) -> dict[str, Section]:
    """Số liệu của cả báo cáo — as they were when it was sent; until then as they are now, each source once."""
    rows = list(answers)
    if asked.body.reported_on is None:
        return drawn(asked, {key for one in rows for key in one.taken})
    return {key: section for one in rows for key, section in kept(one).items()}


def kept(answer: Answer) -> dict[str, Section]:
    """Các mục đã chốt cùng báo cáo — as they were when it was sent."""
    return {key: Section(**answer.drawn[key]) for key in answer.taken if key in answer.drawn}
