"""Lịch làm việc — a year drawn, its days off and days moved, what the office corrected and by which paper."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from dondoc.access.rights import may
from dondoc.regulations import actions
from dondoc.regulations.models import CalendarChange
from dondoc.regulations.queries import keeper, work_calendar
from dondoc.regulations.workdays import Day, national
from dondoc.web.doing import act_page
from dondoc.web.forms import DayField, ReasonForm
from dondoc.web.lists import Column, Listing, as_file, query_of
from dondoc.web.loading import actor_of, now_of, one
from dondoc.web.pages import page
from dondoc.web.pictures import year as drawn
from dondoc.web.regulations.setting import GroundForm

WEEK = (gettext_lazy("thứ Hai"), gettext_lazy("thứ Ba"), gettext_lazy("thứ Tư"), gettext_lazy("thứ Năm"),
        gettext_lazy("thứ Sáu"), gettext_lazy("thứ Bảy"), gettext_lazy("Chủ nhật"))  # fmt: skip
Line = tuple[Day, CalendarChange | None]
COLUMNS: tuple[Column[Line], ...] = (
    Column(gettext_lazy("Ngày"), 14, lambda line: line[0].on),
    Column(gettext_lazy("Thứ"), 12, lambda line: str(WEEK[line[0].on.weekday()])),
    Column(gettext_lazy("Nghỉ hay làm việc"), 18, lambda line: _("làm việc") if line[0].is_working else _("nghỉ")),
    Column(gettext_lazy("Vì sao"), 60, lambda line: line[0].why),
    Column(gettext_lazy("Nguồn"), 20, lambda line: _("cơ quan sửa") if line[1] else _("lịch cả nước")),
)


@require_GET
@login_required
def show(request: HttpRequest, year: int | None = None) -> HttpResponse:
    """Lịch của một năm."""
    actor = actor_of(request)
    year = year or actor.today.year
    if year not in national().years:
        raise Http404
    changes = CalendarChange.objects.visible_to(actor).filter(on__year=year).order_by("on", "-id")
    calendar, standing = work_calendar(), {row.on: row for row in changes if row.withdrawn_at is None}
    days = calendar.days(date(year, 1, 1), date(year, 12, 31))
    shown: list[Line] = [(day, standing.get(day.on)) for day in days if day.is_odd or day.on in standing]
    if file := as_file(request, _("Lịch làm việc năm %(year)s") % {"year": year}, COLUMNS, shown):
        return file
    finding = _finding(year, days)
    context = {
        "year": year, "finding": finding, "picture": drawn(days, finding, _url), "is_told": calendar.is_told(date(year, 12, 31)),
        "listing": Listing(shown, 1, False, len(shown), False, query_of(request)),
        "lines": [(day, WEEK[day.on.weekday()], row) for day, row in shown], "withdrawn": [row for row in changes if row.withdrawn_at],
        "before": year - 1 if year - 1 in national().years else None, "after": year + 1 if year + 1 in national().years else None,
        "may_correct": may(actor, "regulations.correct_calendar", keeper()),
        "may_withdraw": may(actor, "regulations.withdraw_correction", keeper()),
    }  # fmt: skip
    return page(request, "regulations/calendar.html", context)


def _url(day: Day) -> str:
    return f"#d{day.on:%m%d}" if day.is_odd or day.is_changed else ""


def _finding(year: int, days: Sequence[Day]) -> str:
    counts = {
        "year": year, "worked": sum(d.is_working for d in days),
        "off": sum(d.is_odd and not d.is_working for d in days), "made_up": sum(d.is_odd and d.is_working for d in days),
    }  # fmt: skip
    return (
        _(
            "Năm %(year)s có %(worked)s ngày làm việc; %(off)s ngày trong tuần được nghỉ, %(made_up)s ngày cuối tuần đi làm"
        )
        % counts
    )


class CorrectForm(GroundForm):
    """Sửa lịch."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        today = kwargs["actor"].today
        self.fields["off_on"] = DayField(today=today, label=_("Ngày được nghỉ"), required=False)
        self.fields["work_on"] = DayField(today=today, label=_("Ngày đi làm"), required=False,
                                          help_text=_("Hoán đổi thì ghi cả hai: nghỉ ngày này, làm bù ngày kia"))  # fmt: skip
        self.fields["is_notice"] = forms.BooleanField(
            label=_("Văn bản này là thông báo nghỉ lễ, Tết của cả năm"), required=False,
            help_text=_("Chưa có thông báo thì ngày tính ra là tạm tính"))  # fmt: skip
        self.order_fields(["off_on", "work_on", "paper_number", "paper_on", "ground", "is_notice"])


@require_http_methods(["GET", "POST"])
@login_required
def correct(request: HttpRequest) -> HttpResponse:
    """Sửa lịch làm việc — a day off, a day worked, or one for the other."""
    actor = actor_of(request)

    def run(said: dict[str, Any]) -> str:
        rows = actions.correct_calendar(by=actor, at=now_of(request), **said)
        return reverse("calendar_year", args=[rows[0].on.year])

    return act_page(request, CorrectForm(request.POST or None, actor=actor), run, act="regulations.correct_calendar",
                    where=keeper(), back=reverse("calendar"))  # fmt: skip


@require_http_methods(["GET", "POST"])
@login_required
def withdraw(request: HttpRequest, code: str) -> HttpResponse:
    """Rút lần sửa lịch."""
    actor = actor_of(request)
    row = one(CalendarChange.objects.visible_to(actor), code)

    def run(said: dict[str, Any]) -> None:
        actions.withdraw_correction(change=row, by=actor, at=now_of(request), **said)

    return act_page(request, ReasonForm(request.POST or None), run, act="regulations.withdraw_correction",
                    where=keeper(), about=row, back=reverse("calendar_year", args=[row.on.year]))  # fmt: skip
