"""Phạm vi, đề cương, thời hạn — what is looked at, what is asked, by when; changed only by a decision."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dondoc.inspecting.words import Aspect
from dondoc.web.forms import PastDayField, TextField, area
from dondoc.web.inspecting.forms.base import CaseForm, WhyForm


class OutlineForm(CaseForm):
    """Đề cương — one row a line."""

    rows = TextField(
        label=gettext_lazy("Các dòng đề cương"),
        widget=area(12),
        max_length=20_000,
        help_text=gettext_lazy("Mỗi dòng là một điều đối tượng phải báo cáo"),
    )

    def build(self) -> None:
        self.fields["rows"].initial = "\n".join(self.case.outline.order_by("number").values_list("text", flat=True))

    def facts(self) -> dict[str, Any]:
        return {"rows": self.cleaned_data["rows"].splitlines()}


class ScopeForm(CaseForm):
    """Nội dung, mốc thời gian của đề xuất."""

    content = TextField(label=gettext_lazy("Nội dung"), widget=area(5), max_length=8000)

    def build(self) -> None:
        self.fields["content"].initial = self.case.content
        for name, label in (("examined_from", _("Mốc thời gian từ")), ("examined_until", _("Mốc thời gian đến"))):
            self.fields[name] = PastDayField(today=self.actor.today, label=label, initial=getattr(self.case, name))


class ChangeForm(ScopeForm):
    """Thay đổi phạm vi — one aspect at a time, by a decision."""

    def build(self) -> None:
        super().build()
        self.fields["aspect"] = forms.ChoiceField(label=_("Thay đổi gì"), choices=Aspect.choices)
        self.fields["paper"] = self.paper(_("Quyết định"))
        self.fields["unit"] = self.units(_("Thêm đối tượng"), required=False)
        self.order_fields(["paper", "aspect"])


class ExtendForm(WhyForm):
    """Gia hạn."""

    more = forms.IntegerField(label=gettext_lazy("Thêm bao nhiêu ngày"), min_value=1, max_value=1000)

    def build(self) -> None:
        self.fields["paper"] = self.paper(_("Quyết định gia hạn"))
        self.order_fields(["paper", "more", "reason"])
