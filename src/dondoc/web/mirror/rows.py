"""Các dòng của một con số — the very rows that were counted, with what tells why; whole as XLSX, in the same columns."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.contrib.auth.decorators import login_required
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from dondoc.inspecting.findings import Finding
from dondoc.inspecting.models import Body, Case
from dondoc.inspecting.programmes import Line
from dondoc.mirror import cascades, inspections, planning, pledges, remedies, studies, visits
from dondoc.mirror.listing import keys, sides
from dondoc.mirror.scope import Scope
from dondoc.mirror.words import CLASSES, WORDS
from dondoc.obligations.models import Assignment, Obligation
from dondoc.obligations.past import obligations_as_of
from dondoc.planning.models import VersionItem
from dondoc.programmes.models import Item
from dondoc.reminding.models import Occurrence
from dondoc.studying.models import Asking, Sitting
from dondoc.units.inheriting import owners_then
from dondoc.units.models import STEP, Unit
from dondoc.units.queries import named_on, stood_on
from dondoc.urging.models import Urged
from dondoc.web.asof import Look, looking
from dondoc.web.lists import as_file, bounded
from dondoc.web.loading import actor_of
from dondoc.web.mirror.asking import Asked, asked
from dondoc.web.mirror.columns import drawn, table_of
from dondoc.web.pages import page
from dondoc.web.templatetags.words import so

JOINED: dict[type[models.Model], tuple[tuple[str, ...], tuple[Any, ...]]] = {
    Assignment: (("obligation__paper", "obligation__entry", "parent", "unit"), (models.F("due_then").asc(nulls_last=True), "pk")),
    Occurrence: (("assignment__obligation__paper", "assignment__unit", "paper"), ("due_on", "pk")),
    Obligation: (("paper", "unit"), ("pk",)),
    Sitting: (("meeting__unit",), ("-on", "pk")),
    Urged: (("urge__paper", "urge__by_unit", "assignment__obligation__paper", "unit", "answer_paper"), ("by_on", "pk")),
    Item: (("programme__unit", "programme__paper"), ("pk",)),
    Finding: (("case__body", "case__plan", "case__decision", "case__notice", "body__unit", "owner"), (models.F("due_on").asc(nulls_last=True), "pk")),
    Body: (("case__body", "case__plan", "case__decision", "case__notice", "unit"), ("-case__deployed_on", "pk")),
    Case: (("body", "plan", "decision", "notice"), ("-announced_on", "-pk")),
    Line: (("programme__body", "programme__paper", "lead"), ("by_on", "pk")),
    Asking: (("paper", "unit"), ("-on", "-id")),
    Unit: ((), ("path", "id")),
    VersionItem: (("version__plan__unit", "version__plan__source", "version__plan__paper", "owner"), ("due_on", "pk")),
}  # fmt: skip


@require_GET
@login_required
def rows(request: HttpRequest) -> HttpResponse:
    """Các dòng của một con số — of a page, or all of them as a file."""
    look, key, side = looking(request, by_entry=True), request.GET.get("of", ""), request.GET.get("side", "hit")
    said = asked(request, actor_of(request), look)
    if said is None or key not in keys() or side not in sides(key):
        raise Http404
    asking = _asking(request.GET.get("asking", ""), said) if key in ("Q1", "Q2") else None
    found = _joined(
        _narrowed(
            request,
            said,
            _found(said, key, side, asking, _month(request.GET.get("month", "")), request.GET.get("age", "")),
        )
    )
    table, title = table_of(found.model, key, side, asking, said, look), _title(key)

    def then(shown: list[Any]) -> list[Any]:
        _put_back(shown, look, said.mirror.scope)
        return shown

    if file := as_file(request, ", ".join([title, *look.told]), table.columns, found, then):
        return file
    listing = bounded(request, found)
    then(list(listing.rows))
    context = {
        "listing": listing, "table": table, "lines": drawn(table, listing.rows), "title": title, "asking": asking,
        "words": WORDS.get(key), "side": side, "scope": said.mirror.scope, "sum": _sum(said, key, side, asking, found),
        "part": _heading(key, side), "back": look.url("mirror", **said.query),
    }  # fmt: skip
    return page(request, "mirror/rows.html", context)


def _title(key: str) -> str:
    return str(WORDS[key].label if key in WORDS else CLASSES[key])


HEADINGS = {
    "fallback": gettext_lazy("Những lượt tính từ ngày được giao việc."), "unasked": gettext_lazy("Những lượt không phải ra kế hoạch: không việc nào yêu cầu, đơn vị chưa soạn, cấp trên không giao."),
    "most": gettext_lazy("Những dòng lâu nhất."), "oldest": gettext_lazy("Những dòng để lâu nhất."), "path": gettext_lazy("Những việc đến cấp cuối lâu nhất kể từ ngày vào sổ."),
    "issued_late": gettext_lazy("Những kế hoạch ban hành muộn."), "not_issued": gettext_lazy("Những kế hoạch quá hạn chưa ban hành."),
    "plan": gettext_lazy("Những mục đã đến hạn trong kế hoạch của đơn vị."), "plan_due": gettext_lazy("Những mục đã đến hạn trong kế hoạch của đơn vị, có việc để so."),
    "plan_late": gettext_lazy("Những mục mà việc chưa xong, hoặc xong sau hạn của mục."), "in_words": gettext_lazy("Những đối tượng có dòng đề cương chỉ trả lời bằng lời."), "gaps": gettext_lazy("Những đơn vị có tháng không có hoạt động nào được ghi."),
    "silent": gettext_lazy("Nội dung chưa đơn vị nào có hoạt động."), "left": gettext_lazy("Những lượt đơn vị đã quyết định không tổ chức, có lý do."), "late": gettext_lazy("Những dòng muộn."),
    "never": gettext_lazy("Những lần chưa trả lời."), "overdue": gettext_lazy("Những khuyết điểm quá hạn khắc phục."), "extended": gettext_lazy("Những cuộc được gia hạn."),
    "past_limit": gettext_lazy("Những cuộc quá thời hạn."), "no_limit": gettext_lazy("Những cuộc chưa biết thời hạn."), "archived_late": gettext_lazy("Những hồ sơ nộp lưu muộn."),
    "untyped": gettext_lazy("Những khuyết điểm chỉ so theo văn bản: chưa ghi loại, hoặc lần trước chưa ghi."), "no_figure": gettext_lazy("Những cuộc chưa có con số ngày nộp lưu."), "level": gettext_lazy("Những lượt giao đến cấp này."), "all": gettext_lazy("Những dòng ở mẫu số."),
}  # fmt: skip


def _heading(key: str, side: str) -> str:
    return str(HEADINGS.get(side, ""))


def _narrowed(request: HttpRequest, said: Asked, found: Any) -> Any:
    """Of one passage, of one level."""
    code, depth = request.GET.get("passage", ""), request.GET.get("depth", "")
    if code and found.model is Assignment:
        found = found.filter(obligation__public_id=code)
    if depth.isdecimal() and len(depth) < 3 and found.model is Assignment:
        mirror = said.mirror
        found = cascades.placed(found, mirror.scope.day, is_today=mirror.is_whole).filter(long=int(depth) * STEP)
    return found


def _asking(code: str, said: Asked) -> studies.Study | None:
    return next((one for one in said.mirror.studies if one.asking.public_id == code), None)


def _found(said: Asked, key: str, side: str, asking: studies.Study | None, month: date | None, age: str) -> Any:
    mirror = said.mirror
    if key == "I16" and age in remedies.AGES:
        return remedies.aged(mirror.findings, mirror.scope.day, age)
    if asking is None:
        return mirror.listed(key, side, month)
    lines = studies.lines(asking.asking, mirror.actor, mirror.scope, key, side)
    return Unit.objects.visible_to(mirror.actor).filter(pk__in=[line.unit_id for line in lines])


def _sum(said: Asked, key: str, side: str, asking: studies.Study | None, found: Any) -> str:
    """What the rows add up to, where the figure counts more than rows, or units whose rows they are."""
    mirror = said.mirror
    if key in ("Q1", "Q2") and asking is None:
        return _turns(sum(studies.counts(one, key, side) for one in mirror.studies))
    if key == "I1" and side == "unasked":
        return _turns(planning.pairs(found).count())
    if key == "I5":
        n = found.order_by().values("unit_then").distinct().count()
        return _("Cộng: %(n)s đơn vị.") % {"n": so(n)}
    if key in ADDED and side in ("hit", "rest", "all") and found.model is not Assignment:
        return str(ADDED[key]) % {"n": so(_added(said, key, side))}
    if (key, side) == (visits.REPORTED, "in_words"):
        return str(ADDED[key]) % {"n": so(sum(one.in_words for one in mirror.visits(key).values() if one.is_told))}
    if (key, side) == (pledges.HANDED, "late"):
        return str(ADDED[key]) % {"n": so(sum(cell.late for cell in mirror.pledged(key).told))}
    return ""


# What a figure counts where that is not its rows
ADDED = {
    pledges.HANDED: gettext_lazy("Cộng: %(n)s bản cam kết."), pledges.REVIEWED: gettext_lazy("Cộng: %(n)s bản cam kết."),
    visits.CAMPAIGN: gettext_lazy("Cộng: %(n)s lần ghi."), visits.REPORTED: gettext_lazy("Cộng: %(n)s dòng đề cương."),
    visits.SUPPLIED: gettext_lazy("Cộng: %(n)s yêu cầu tài liệu."), "I20": gettext_lazy("Cộng: %(n)s tài liệu."),
    "Q3": gettext_lazy("Cộng: %(n)s lượt đảng viên."), "I6": gettext_lazy("Cộng: %(n)s tháng."),
}  # fmt: skip


def _added(said: Asked, key: str, side: str) -> int:
    """The figure itself, of the side that is listed."""
    mirror = said.mirror
    if key == "I6":
        told = mirror.regular
    elif key == "I20":
        told = inspections.whole(mirror.dossiers)
    elif key == "Q3":
        told = studies.attendance(mirror.sessions)
    else:
        told = (
            visits.counted(key, mirror.visits(key)) if key in visits.KEYS else pledges.counted(key, mirror.pledged(key))
        )
    return {"hit": told.numerator, "all": told.denominator, "rest": told.denominator - told.numerator}[side]


def _turns(n: int) -> str:
    """Lượt đơn vị — one paper at one unit."""
    return _("Cộng: %(n)s lượt đơn vị.") % {"n": so(n)}


def _joined(found: Any) -> Any:
    """With what a line shows, in the order of the list."""
    joined, order = JOINED[found.model]
    found = found.select_related(*joined) if joined else found
    found = found.prefetch_related("meeting__papers__paper") if found.model is Sitting else found
    return found.order_by(*order)


def _put_back(rows: Sequence[Any], look: Look, scope: Scope) -> None:
    """Như ngày ấy — whose each was, the words of its obligation, the names of the units."""
    kinds = [row.assignment if isinstance(row, Occurrence) else row for row in rows]
    works = [row for row in kinds if isinstance(row, Assignment)]
    if look.past is not None:
        owners_then(works, look.past, look.known)
        owners_then([row for row in rows if isinstance(row, Asking)], look.past, look.known)
        obligations_as_of(
            [*(row.obligation for row in works), *(row for row in rows if isinstance(row, Obligation))],
            look.past,
            look.known,
        )
    stood_on(scope.day, [row for row in rows if isinstance(row, Unit)])
    named_on(scope.day, [row for row in rows if not isinstance(row, Unit)], scope.unit)


def _month(words: str) -> date | None:
    try:
        return date.fromisoformat(f"{words}-01") if words else None
    except ValueError:
        return None
