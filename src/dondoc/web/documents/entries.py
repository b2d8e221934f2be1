"""Dòng sổ — file it, withdraw it, direct it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from dondoc.documents.actions import directing, levels, registering
from dondoc.documents.models import Entry
from dondoc.shared.actor import Actor
from dondoc.shared.profile import LEVELS, may_hold
from dondoc.units.models import Unit
from dondoc.units.queries import holders
from dondoc.web.doing import act_page
from dondoc.web.forms import DayField, PastDayField, ReasonForm, TextField, UnitField, UnitsField, area
from dondoc.web.loading import actor_of, now_of, the_entry


@require_http_methods(["GET", "POST"])
@login_required
def file(request: HttpRequest, code: str) -> HttpResponse:
    """Lưu, để biết — one keystroke on the review page; here with a word of confirmation."""
    entry = the_entry(request, code)

    def run(said: dict[str, Any]) -> None:
        registering.file(entry=entry, by=actor_of(request), at=now_of(request))

    return act_page(request, forms.Form(request.POST or None), run, act="documents.file", where=entry.unit,
                    back=_paper(entry), about=entry.paper, thing=entry)  # fmt: skip


@require_http_methods(["GET", "POST"])
@login_required
def withdraw(request: HttpRequest, code: str) -> HttpResponse:
    """Rút khỏi sổ — the number stays used."""
    entry = the_entry(request, code)

    def run(said: dict[str, Any]) -> None:
        registering.withdraw(entry=entry, reason=said["reason"], by=actor_of(request), at=now_of(request))

    return act_page(request, ReasonForm(request.POST or None), run, act="documents.withdraw", where=entry.unit,
                    back=_paper(entry), about=entry.paper, thing=entry)  # fmt: skip


class DirectionForm(forms.Form):
    """Ý kiến chỉ đạo."""

    text = TextField(label=_("Ý kiến"), widget=area(3), max_length=2000, required=False)

    def __init__(self, *args: Any, entry: Entry, actor: Actor, entered: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        today = actor.today
        units = Unit.objects.visible_to(actor).working()
        if entered:
            self.fields["leader"] = forms.ModelChoiceField(
                holders(entry.unit, "documents.direct", today),
                label=_("Người cho ý kiến"), to_field_name="public_id", empty_label="—",
            )  # fmt: skip
        self.fields["on"] = PastDayField(today=today, label=_("Ngày cho ý kiến"), initial=today)
        self.fields["lead"] = UnitField(units=units, label=_("Chủ trì"), required=False)
        self.fields["partners"] = UnitsField(units=units, label=_("Phối hợp"), required=False)
        self.fields["due_on"] = DayField(today=today, label=_("Hạn"), required=False)


@require_http_methods(["GET", "POST"])
@login_required
def direct(request: HttpRequest, code: str) -> HttpResponse:
    """Cho ý kiến chỉ đạo — by the leader, often on a phone."""
    entry, actor = the_entry(request, code), actor_of(request)
    form = DirectionForm(request.POST or None, entry=entry, actor=actor, entered=False)

    def run(said: dict[str, Any]) -> None:
        directing.direct(entry=entry, by=actor, at=now_of(request), **said)

    return act_page(request, form, run, act="documents.direct", where=entry.unit, back=_paper(entry),
                    about=entry.paper, thing=entry)  # fmt: skip


@require_http_methods(["GET", "POST"])
@login_required
def enter_direction(request: HttpRequest, code: str) -> HttpResponse:
    """Ghi theo bút phê — by the office, from the paper."""
    entry, actor = the_entry(request, code), actor_of(request)
    form = DirectionForm(request.POST or None, entry=entry, actor=actor, entered=True)

    def run(said: dict[str, Any]) -> None:
        directing.enter_direction(entry=entry, by=actor, at=now_of(request), **said)

    return act_page(request, form, run, act="documents.enter_direction", where=entry.unit, back=_paper(entry),
                    about=entry.paper, thing=entry)  # fmt: skip


def _paper(entry: Entry) -> str:
    return reverse("paper", args=[entry.paper.public_id])


class DecidedForm(forms.Form):
    """Theo quyết định — its number, and the day from which."""

    number = TextField(label=gettext_lazy("Số, ký hiệu quyết định"), max_length=80)

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"] = PastDayField(today=actor.today, label=_("Từ ngày"), initial=actor.today)


class ChangeLevelForm(DecidedForm):
    """Độ mật mới."""

    def __init__(self, *args: Any, actor: Actor, is_stub: bool, **kwargs: Any) -> None:
        super().__init__(*args, actor=actor, **kwargs)
        levels = [level for level in LEVELS if is_stub or may_hold(level)]
        self.fields["level"] = forms.ChoiceField(label=_("Độ mật mới"), choices=[(level, level) for level in levels])
        self.order_fields(["level", "number", "on"])


@require_http_methods(["GET", "POST"])
@login_required
def change_level(request: HttpRequest, code: str) -> HttpResponse:
    """Đổi độ mật — by a decision."""
    entry, actor = the_entry(request, code), actor_of(request)
    form = ChangeLevelForm(request.POST or None, actor=actor, is_stub=entry.paper.is_stub)
    return _level(request, entry, form, levels.change_level)


@require_http_methods(["GET", "POST"])
@login_required
def declassify(request: HttpRequest, code: str) -> HttpResponse:
    """Giải mật — by a decision."""
    entry, actor = the_entry(request, code), actor_of(request)
    return _level(request, entry, DecidedForm(request.POST or None, actor=actor), levels.declassify)


def _level(request: HttpRequest, entry: Entry, form: forms.Form, do: Callable[..., None]) -> HttpResponse:
    def run(said: dict[str, Any]) -> None:
        do(entry=entry, by=actor_of(request), at=now_of(request), **said)

    return act_page(request, form, run, act=f"documents.{do.__name__}", where=entry.unit, back=_paper(entry),
                    about=entry.paper, thing=entry)  # fmt: skip
