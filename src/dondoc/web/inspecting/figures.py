"""Số liệu của báo cáo — each source in one sentence, and the rows behind every figure in a table that opens."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import TextChoices
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dondoc.inspecting.drawing import SOURCES
from dondoc.inspecting.drawing.asked import Section
from dondoc.inspecting.drawing.naming import KINDS, Thing, names, things
from dondoc.inspecting.kinds import kinds
from dondoc.obligations.lifecycle import State
from dondoc.programmes.words import Judgement
from dondoc.shared.actor import Actor
from dondoc.shared.acts import Label
from dondoc.studying.words import Standing
from dondoc.units.models import Kind
from dondoc.web.templatetags.words import ngay, so

PAGES = {
    "unit": "unit",
    "paper": "paper",
    "shown": "paper",
    "plan": "plan",
    "work": "assignment",
    "item": "programme_item",
    "case": "inspection",
}
CHOICES: dict[str, type[TextChoices]] = {"kind": Kind, "standing": Standing, "state": State, "judgement": Judgement}
NUMBERS = ("days", "present", "total", "proofs", "year", "handed", "reviewed", "bodies")
UNIT, PAPER = ("unit", gettext_lazy("Đơn vị")), ("paper", gettext_lazy("Văn bản"))
TABLES: dict[str, tuple[tuple[str, Label], ...]] = {
    "units": (UNIT, ("kind", gettext_lazy("Loại"))),
    "papers": (PAPER, ("issued", gettext_lazy("Ban hành")), ("received", gettext_lazy("Đơn vị nhận")), ("days", gettext_lazy("Sau, ngày")),
               ("sent", gettext_lazy("Đơn vị ban hành"))),
    "studies": (UNIT, PAPER, ("standing", gettext_lazy("Tình trạng")), ("on", gettext_lazy("Ngày")), ("present", gettext_lazy("Dự")),
                ("total", gettext_lazy("Phải dự")), ("late", gettext_lazy("Chậm"))),
    "plans": (UNIT, PAPER, ("plan", gettext_lazy("Kế hoạch")), ("received", gettext_lazy("Nhận")), ("issued", gettext_lazy("Ban hành")),
              ("days", gettext_lazy("Sau, ngày"))),
    "works": (("work", gettext_lazy("Nhiệm vụ")), UNIT, ("state", gettext_lazy("Tình trạng")), ("due", gettext_lazy("Hạn")), ("done", gettext_lazy("Xong")),
              ("late", gettext_lazy("Chậm")), ("proofs", gettext_lazy("Minh chứng"))),
    "targets": (("item", gettext_lazy("Chỉ tiêu")), ("judgement", gettext_lazy("Đánh giá"))),
    "pledges": (UNIT, ("year", gettext_lazy("Năm")), ("total", gettext_lazy("Phải nộp")), ("handed", gettext_lazy("Đã nộp")),
                ("reviewed", gettext_lazy("Đã xem lại"))),
    "cases": (("case", gettext_lazy("Cuộc")), ("sort", gettext_lazy("Loại")), ("on", gettext_lazy("Công bố")), ("bodies", gettext_lazy("Đối tượng"))),
    "findings": (("finding", gettext_lazy("Khuyết điểm")), ("told", gettext_lazy("Công bố")), ("due", gettext_lazy("Hạn")),
                 ("closed", gettext_lazy("Kết thúc")), ("late", gettext_lazy("Chậm"))),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Cell:
    """Một ô."""

    words: str
    url: str = ""
    is_number: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """Một nguồn số liệu trên trang."""

    key: str
    label: Label
    sentence: str
    heads: tuple[tuple[Label, bool], ...]
    rows: tuple[tuple[Cell, ...], ...]


def blocks(sections: Mapping[str, Section], actor: Actor) -> dict[str, Block]:
    """Từng nguồn — what the reader may open is a link, what he may not has its name."""
    asked = things(sections.values())
    said = names(asked)
    codes = {
        (key, pk): code
        for key, page in PAGES.items() if key in asked
        for pk, code in KINDS[key].objects.visible_to(actor).filter(pk__in=asked[key]).values_list("pk", "public_id")
    }  # fmt: skip
    return {key: _block(key, section, said, codes) for key, section in sections.items()}


def _block(key: str, section: Section, said: dict[Thing, str], codes: dict[Thing, str]) -> Block:
    heads = tuple((label, name in NUMBERS) for name, label in TABLES[key])
    rows = tuple(tuple(_cell(name, row, said, codes) for name, _label in TABLES[key]) for row in section.rows)
    return Block(key, SOURCES[key].label, sentence(key, section.figures), heads, rows)


def _cell(name: str, row: Mapping[str, Any], said: dict[Thing, str], codes: dict[Thing, str]) -> Cell:
    if name == "plan" and row.get("shown"):
        name = "shown"
    value = row.get(name)
    if name in KINDS:
        code = codes.get((name, value or 0), "")
        words = Truncator(said.get((name, value or 0), "") or ("" if name != "plan" else _("chưa có"))).chars(160)
        return Cell(words, reverse(PAGES[name], args=[code]) if code else "")
    if name == "sort":
        return Cell(str(kinds()[row["kind"]].words))
    if name in CHOICES:
        return Cell(str(CHOICES[name](str(value)).label))
    if name == "late":
        return Cell(_("chậm") if value else "")
    if name in NUMBERS:
        return Cell("" if value is None else str(value), is_number=True)
    return Cell(ngay(date.fromisoformat(value)) if value else "")


def sentence(key: str, figures: Mapping[str, int | None]) -> str:
    """Một câu — with every figure; where there is nothing to count it says so, what nobody told is said to be unknown."""
    whole, nothing = _NOTHING[key]
    if not (figures.get(whole) if whole else figures):
        return str(nothing)
    if key == "units":
        return "; ".join(f"{so(n)} {CHOICES['kind'](kind).label}" for kind, n in figures.items())
    if key == "targets":
        told = ", ".join(f"{so(n)} {Judgement(name).label}" for name, n in figures.items() if name != "of")
        return _("%(of)s chỉ tiêu: %(told)s") % {"of": so(figures["of"]), "told": told}
    return "; ".join(_told(part, unknown, figures) for part, unknown in _SENTENCES[key])


def _told(part: Label, unknown: Label, figures: Mapping[str, int | None]) -> str:
    is_known = all(figures[name] is not None for name in re.findall(r"%\((\w+)\)s", str(part)))
    return str(part) % {name: so(n) for name, n in figures.items()} if is_known else str(unknown)


_NOTHING: dict[str, tuple[str, Label]] = {
    "units": ("", gettext_lazy("chưa có đơn vị nào")),
    "papers": ("asked", gettext_lazy("phạm vi không nêu văn bản nào")),
    "studies": ("asked", gettext_lazy("không có yêu cầu quán triệt nào")),
    "plans": ("owed", gettext_lazy("không có văn bản nào phải lập kế hoạch")),
    "works": ("given", gettext_lazy("không được giao việc nào từ các văn bản trong phạm vi")),
    "targets": ("of", gettext_lazy("không có chỉ tiêu nào")),
    "pledges": ("cells", gettext_lazy("không có chi bộ nào")),
    "cases": ("cases", gettext_lazy("không có cuộc nào")),
    "findings": ("all", gettext_lazy("không có")),
}
# Each part, and what is said in its place where nobody told a figure of it.
_SENTENCES: dict[str, tuple[tuple[Label, Label], ...]] = {
    "papers": (
        (gettext_lazy("đã vào sổ %(received)s/%(asked)s văn bản trong phạm vi"), gettext_lazy("chưa biết đã nhận văn bản nào, đơn vị không có sổ văn bản đến")),
        (gettext_lazy("đã ban hành %(issued)s văn bản thực hiện"), ""),
    ),
    "studies": (
        (gettext_lazy("%(done)s/%(asked)s lượt đơn vị đã quán triệt, %(left)s không tổ chức có lý do, %(late)s chậm"), ""),
        (gettext_lazy("%(sessions)s buổi"), ""), (gettext_lazy("dự %(present)s/%(total)s lượt người"), gettext_lazy("chưa có số người dự")),
    ),
    "plans": ((gettext_lazy("%(issued)s/%(owed)s lượt đơn vị đã có kế hoạch, %(none)s chưa có"), ""),),
    "works": (
        (gettext_lazy("%(given)s việc được giao: %(done)s đã hoàn thành, %(reported)s đã báo cáo chưa có xác nhận, %(open)s đang mở"), ""),
        (gettext_lazy("%(late)s chậm, %(undated)s không có hạn"), ""), (gettext_lazy("%(proved)s có minh chứng"), ""),
    ),
    "pledges": (
        (gettext_lazy("%(cells)s chi bộ"), ""), (gettext_lazy("đã nộp %(handed)s/%(total)s bản"), gettext_lazy("chưa có số bản đã nộp")),
        (gettext_lazy("đã xem lại cuối năm %(reviewed)s bản"), gettext_lazy("chưa có số bản đã xem lại")), (gettext_lazy("%(untold)s lượt chi bộ chưa có số, %(withheld)s lượt ít đảng viên nên không nêu"), ""),
    ),
    "cases": ((gettext_lazy("%(cases)s cuộc, %(bodies)s lượt đối tượng"), ""),),
    "findings": ((gettext_lazy("%(all)s khuyết điểm: %(closed)s đã kết thúc theo dõi, %(open)s còn mở, trong đó %(late)s quá hạn"), ""),),
}  # fmt: skip
