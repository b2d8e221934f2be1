"""Cơ quan đặt — the form that sets a figure left open, on a ground, and the one that withdraws it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from dondoc.regulations import actions
from dondoc.regulations.models import OfficeFigure
from dondoc.regulations.queries import Line, keeper, lines
from dondoc.regulations.rules import units_for
from dondoc.regulations.rulesets import Given, book
from dondoc.regulations.words import WORDS, Unit
from dondoc.shared.actor import Actor
from dondoc.web.doing import act_page
from dondoc.web.forms import DayField, PastDayField, TextField, area
from dondoc.web.loading import actor_of, now_of, one
from dondoc.web.regulations.figures import the_subject


class GroundForm(forms.Form):
    """Căn cứ — a paper, or words."""

    paper_number = TextField(label=gettext_lazy("Số văn bản làm căn cứ"), max_length=80, required=False,
                             help_text=gettext_lazy("Ví dụ: 12-QĐ/ĐU"))  # fmt: skip
    ground = TextField(label=gettext_lazy("Hoặc ai quyết định, ở cuộc họp nào"), max_length=500, required=False,
                       widget=area(2))  # fmt: skip

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["paper_on"] = PastDayField(today=actor.today, label=_("Ngày của văn bản"), required=False)


class SetForm(GroundForm):
    """Đặt con số."""

    amount = forms.IntegerField(label=gettext_lazy("Con số"), min_value=1, max_value=100_000)
    cap = forms.IntegerField(label=gettext_lazy("Được gia hạn thêm nhiều nhất"), min_value=1, required=False,
                             help_text=gettext_lazy("Cùng đơn vị tính; để trống nếu không được gia hạn hoặc chưa rõ"))  # fmt: skip

    def __init__(self, *args: Any, actor: Actor, lines: list[Line], **kwargs: Any) -> None:
        super().__init__(*args, actor=actor, **kwargs)
        givens = [line.given for line in lines if line.given]
        units = units_for(givens[0])
        if len(lines) > 1:
            levels = [(line.level, _(WORDS[line.level])) for line in lines if line.level]
            self.fields["level"] = forms.ChoiceField(label=_("Cấp"), choices=[("", "—"), *levels])
        if len(units) > 1:
            choices = [("", "—"), *((unit, _(WORDS[unit])) for unit in units)]
            self.fields["unit"] = forms.ChoiceField(label=_("Tính bằng"), choices=choices)
        self.fields["from_on"] = DayField(today=actor.today, label=_("Từ ngày"), initial=actor.today)
        self.fields["amount"].help_text = _one_unit(givens[0], units)
        self.order_fields(["level", "amount", "unit", "cap", "from_on", "paper_number", "paper_on", "ground"])


def _one_unit(given: Given, units: tuple[Unit, ...]) -> str:
    return (given.subject.of or _(WORDS[units[0]]) or "%") if len(units) == 1 else ""


@require_http_methods(["GET", "POST"])
@login_required
def set_figure(request: HttpRequest, key: str) -> HttpResponse:
    """Đặt con số quy định để mở — nothing is filled in for the person: the number is theirs."""
    actor, subject = actor_of(request), the_subject(key)
    back, open_ = reverse("figure", args=[key]), [line for line in lines(actor.today, key) if line.may_be_set]
    if not open_:
        raise Http404
    initial = {"level": request.GET.get("level", "")}
    form = SetForm(request.POST or None, actor=actor, lines=open_, initial=initial)

    def run(said: dict[str, Any]) -> None:
        given = open_[0].given
        level = said.pop("level", open_[0].level or "")
        unit = said.pop("unit", units_for(given)[0] if given else "")
        actions.set_figure(key=key, level=level, unit=unit, by=actor, at=now_of(request), **said)

    return act_page(request, form, run, act="regulations.set_figure", where=keeper(), about=subject, back=back,
                    template="regulations/set.html", extra={"lines": open_, "elsewhere": book().elsewhere(key)})  # fmt: skip


class WithdrawForm(forms.Form):
    """Rút."""

    reason = TextField(label=gettext_lazy("Lý do"), max_length=300)

    def __init__(self, *args: Any, actor: Actor, row: OfficeFigure, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        day = max(actor.today, row.from_on)
        self.fields["from_on"] = DayField(
            today=actor.today, label=_("Không còn áp dụng từ ngày"), initial=day,
            help_text=_("Từ ngày %(day)s là coi như chưa từng đặt.") % {"day": f"{row.from_on:%d/%m/%Y}"},
        )  # fmt: skip
        self.order_fields(["from_on", "reason"])


@require_http_methods(["GET", "POST"])
@login_required
def withdraw(request: HttpRequest, code: str) -> HttpResponse:
    """Rút con số đã đặt — it is kept, with why and from when."""
    actor = actor_of(request)
    row = one(OfficeFigure.objects.visible_to(actor), code)
    form = WithdrawForm(request.POST or None, actor=actor, row=row)

    def run(said: dict[str, Any]) -> None:
        actions.withdraw_figure(setting=row, by=actor, at=now_of(request), **said)

    return act_page(request, form, run, act="regulations.withdraw_figure", where=keeper(), about=row,
                    back=reverse("figure", args=[row.key]))  # fmt: skip
