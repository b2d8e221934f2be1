"""Soi — what an inspector would see: health of the data first, then the indicators; every figure opens its rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from dondoc.mirror import remedies, rules
from dondoc.mirror.queries import Mirror
from dondoc.mirror.rules import Found
from dondoc.mirror.thresholds import Threshold
from dondoc.mirror.words import CLASSES, OF_CASES, WORDS, Words
from dondoc.regulations.words import Bound
from dondoc.units.models import STEP
from dondoc.units.queries import named_on
from dondoc.web import pictures
from dondoc.web.asof import Look, looking
from dondoc.web.loading import actor_of
from dondoc.web.mirror.asking import Asked, asked, filters
from dondoc.web.mirror.columns import SIGNS
from dondoc.web.mirror.coverage import covered
from dondoc.web.mirror.matrix import LEGEND, passages_of
from dondoc.web.mirror.notes import Note, notes
from dondoc.web.pages import page
from dondoc.web.pictures.bars import Month, Part
from dondoc.web.pictures.tree import Node
from dondoc.web.pictures.trend import Step
from dondoc.web.studying.coverage import Drawn
from dondoc.web.templatetags.words import so


@dataclass(frozen=True, slots=True)
class Line:
    """Một chỉ báo trên trang."""

    found: Found
    words: Words
    value: str
    threshold: Threshold | None
    sign: str  # "" where no threshold bears on it
    standing: str
    is_grey: bool
    level: str
    trend: str
    urls: dict[str, str]
    notes: Sequence[Note]
    why_grey: Sequence[str]
    why_none: str


@require_GET
@login_required
def show(request: HttpRequest) -> HttpResponse:
    """Soi một phạm vi — as of day D by data until T."""
    actor, look = actor_of(request), looking(request, by_entry=True)
    said = asked(request, actor, look)
    if said is None:
        return page(request, "mirror/mirror.html", {"scope": None})
    mirror, scope = said.mirror.read(), said.mirror.scope
    named_on(scope.day, scope.unit)
    lines = {found.key: _line(found, said, look) for found in [*mirror.health, *mirror.indicators]}
    shown = _shown(mirror)
    context = {
        "scope": scope, "look": look, "filters": filters(actor, said),
        "kept": look.query, "paper": said.paper,
        "levels": _levels(said, look), "papers": covered(said, look), "passages": passages_of(said, look) if said.paper else [], "legend": LEGEND,
        "health": [lines[found.key] for found in mirror.health],
        "lines": [lines[found.key] for found in shown], "sees_cases": len(shown) == len(mirror.indicators),
        "sentences": [(one, said.url(look, of=one.key, side=one.side)) for one in mirror.sentences],
        "classes": _classes(said, look), "total": sum(mirror.classes.values()), "months": _months(said, look), "ages": _ages(said, look),
        "again": look.held(scope.day, **said.query),
    }  # fmt: skip
    return page(request, "mirror/mirror.html", context)


def _shown(mirror: Mirror) -> list[Found]:
    """Without the six lines of inspections where one sees of none: they would say six times that nothing can be said."""
    of_cases = [found for found in mirror.indicators if found.key in OF_CASES]
    has_some = any(found.denominator or found.unknown for found in of_cases)
    return mirror.indicators if has_some else [found for found in mirror.indicators if found not in of_cases]


def _line(found: Found, said: Asked, look: Look) -> Line:
    mirror, words = said.mirror, WORDS[found.key]
    return Line(
        found, words, number(found.value, words), mirror.limits.get(found.key),
        {None: "", True: "MISSED", False: "MET"}[mirror.is_over(found)], _standing(found, mirror), mirror.is_grey(found), _level(found, mirror, words),
        _trend(_steps(found, mirror, words), words, bool(found.years)),
        _urls(found, said, look), notes(found, said, look), [str(WHY_GREY[one.key]) for one in mirror.wanting(found)],
        _why_none(found, mirror),
    )  # fmt: skip


def _standing(found: Found, mirror: Mirror) -> str:
    """Đạt ngưỡng hay không — the word beside the sign and the colour; "" where nothing is said."""
    is_over, threshold = mirror.is_over(found), mirror.limits.get(found.key)
    if is_over is None:
        return _("chưa hết hạn, chưa xét") if found.is_open and threshold is not None and threshold.is_known else ""
    if found.more.get("by_office"):
        return _("quá số ngày đơn vị đặt")
    if threshold is not None and threshold.subject.bound is Bound.AT_LEAST:
        return _("dưới ngưỡng") if is_over else _("đạt ngưỡng")
    return _("vượt ngưỡng") if is_over else _("trong ngưỡng")


WHY_GREY = {
    "I21.due": gettext_lazy("quá ít việc có hạn để nói"), "I21.owner": gettext_lazy("quá ít nhiệm vụ có đơn vị chủ trì để nói"),
    "I21.product": gettext_lazy("quá ít việc ghi sản phẩm để nói"), "I21.evidence": gettext_lazy("quá ít việc báo xong có minh chứng để nói"),
}  # fmt: skip


def _level(found: Found, mirror: Mirror, words: Words) -> str:
    """Trung vị của cấp — of how many units, so that it is read as no rank."""
    median = mirror.level.get(found.key)
    if median is None:
        return ""
    kind = str(mirror.scope.unit.get_kind_display()).lower()
    return _("trung vị của %(n)s %(kind)s có số liệu: %(value)s") % {"n": so(median.of), "kind": kind, "value": number(median.value, words)}  # fmt: skip


def _why_none(found: Found, mirror: Mirror) -> str:
    """Vì sao không tính — what is the unit's own is not counted of others."""
    is_narrowed = mirror.scope.part == "below" or mirror.scope.level
    if found.key == "C1" and is_narrowed:
        return _(
            "chỉ tiêu là của chính đơn vị: không tính khi lọc theo cấp hoặc các đơn vị bên dưới; mỗi đơn vị có trang soi của mình"
        )
    return ""


def _urls(found: Found, said: Asked, look: Look) -> dict[str, str]:
    """Where each list of a figure stands."""
    return {side: said.url(look, of=found.key, side=side) for side in ("hit", "rest", "all", "unknown")}


def _steps(found: Found, mirror: Mirror, words: Words) -> list[Step]:
    """Từng quý; của cam kết từng năm."""
    if found.years:
        named = [("", _("Năm %(year)s") % {"year": year}, year) for year in found.years]
    else:
        quarters = [((first.month + 2) // 3, first.year) for first in mirror.scope.quarters]
        named = [(str(q), _("Quý %(quarter)s/%(year)s") % {"quarter": q, "year": year}, year) for q, year in quarters]
    return [
        Step(label, point.value, f"{name}: {_point(point, words)}", year)
        for (label, name, year), point in zip(named, found.trend, strict=False)
    ]


def _trend(steps: Sequence[Step], words: Words, is_by_year: bool) -> str:
    """Tám quý, từng năm — drawn, and opened its values in words; nothing where none has a value."""
    if all(step.value is None for step in steps):
        return ""
    title = (_("%(name)s, từng năm") if is_by_year else _("%(name)s, tám quý")) % {"name": words.label}
    drawn = pictures.trend(steps, title, 100 if words.unit == "%" else 0, is_by_year=is_by_year)
    said = format_html_join("", "<li>{}</li>", ((step.said,) for step in steps))
    return format_html(
        '<details class="trend"><summary>{}</summary><ul class="plain small">{}</ul></details>', drawn, said
    )


def number(value: float | None, words: Words) -> str:
    """A value as officials write it; "" for what cannot be said."""
    if value is None:
        return ""
    said = f"{value:.1f}".removesuffix(".0").replace(".", ",")
    return f"{said}%" if words.unit == "%" else f"{said} {words.unit}"


def _point(point: rules.Point, words: Words) -> str:
    said = number(point.value, words) or _("chưa đủ dữ liệu")
    return f"{said} ({point.numerator}/{point.denominator})"


def _classes(said: Asked, look: Look) -> Drawn:
    """Thanh tình trạng — the four classes and what is in none of them, those there are."""
    counts = said.mirror.classes
    parts = [Part(SIGNS[k], str(CLASSES[k]), n, said.url(look, of=k)) for k, n in counts.items() if n]
    title = _("Việc theo bốn loại, và những việc không xếp được")
    return Drawn(title, pictures.share(parts, title), parts, None)


AGED = {"30": "chua_giao", "90": "da_giao", "180": "dang_lam", "over": "cho_xac_nhan"}  # signs fuller with age


def _ages(said: Asked, look: Look) -> Drawn | None:
    """Tuổi của khuyết điểm — the open ones by how long ago they were announced, and those confirmed; each part its rows."""
    mirror = said.mirror
    open_ = remedies.ages(mirror.findings, mirror.scope.day)
    words = {"30": _("đến 30 ngày"), "90": _("31 đến 90 ngày"), "180": _("91 đến 180 ngày"), "over": _("trên 180 ngày")}
    parts = [
        Part(AGED[key], words[key], n, said.url(look, of="I16", side="rest", age=key)) for key, n in open_.items() if n
    ]
    if not parts:
        return None
    closed = mirror.findings.filter(is_closed=True).count()
    parts += [Part("xong", _("đã xác nhận khắc phục"), closed, said.url(look, of="I16", side="hit"))] if closed else []
    title = _("Khuyết điểm còn mở, theo số ngày từ khi công bố")
    return Drawn(title, pictures.share(parts, title), parts, None)


@dataclass(frozen=True, slots=True)
class Levels:
    """Thời gian giao, theo cấp — drawn, and its table: the level, the middle, the most, how often and where, from the highest down."""

    picture: SafeString
    lines: Sequence[tuple[str, str, int, int, str]]


def _levels(said: Asked, look: Look) -> Levels | None:
    """A level hangs below the one it has its work from."""
    mirror = said.mirror
    top, below = len(mirror.scope.unit.path) // STEP, tuple[Node, ...]()
    lines = [
        (_depth(level.depth - top), number(level.middle, WORDS["I3"]), level.most, level.n,
         said.url(look, of="I3", side="level", depth=str(level.depth)))
        for level in mirror.levels
    ]  # fmt: skip
    for name, middle, most, n, _url in reversed(lines):
        told = _("%(middle)s (lâu nhất %(most)s ngày)") % {"middle": middle, "most": most}
        word = _("%(n)s lượt giao") % {"n": so(n)}
        below = (Node(name, told, "da_giao", word, "", below),)
    return Levels(pictures.cascade(below, _("Thời gian giao qua các cấp, trung vị")), lines) if lines else None


def _depth(steps: int) -> str:
    """A level as seen from the unit looked at."""
    if steps < 1:
        return _("chính đơn vị")
    return _("các đơn vị trực thuộc") if steps == 1 else _("cấp thứ %(n)s bên dưới") % {"n": steps}


def _months(said: Asked, look: Look) -> list[SafeString]:
    """Dải tháng — of each year; each month with some act opens its works."""
    by_month = said.mirror.months.by_month
    has_many = len(said.mirror.months.units) > 1
    months = [
        Month(m.year, m.month, kept / of if of else None, _acted(kept, of, has_many=has_many),
              said.url(look, of="I6", side="hit", month=f"{m:%Y-%m}") if kept else "")
        for m, (kept, of) in by_month.items()
    ]  # fmt: skip
    return [
        pictures.strip(list(found), _("Tháng có hoạt động, năm %(year)s") % {"year": year})
        for year, found in groupby(months, lambda month: month.year)
    ]


def _acted(kept: int, of: int, *, has_many: bool) -> str:
    """Of one unit yes or no; of several how many of those with work open."""
    if not of:
        return _("không có việc nào đang mở")
    if has_many:
        return _("%(n)s trong %(of)s đơn vị có việc đã có hoạt động") % {"n": so(kept), "of": so(of)}
    return _("có hoạt động") if kept else _("không có hoạt động nào được ghi")
