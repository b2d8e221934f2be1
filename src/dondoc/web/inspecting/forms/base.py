"""Biểu mẫu của một cuộc — what every form of a case knows; a reason, a day, a decision, nothing at all."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dondoc.inspecting.models import Case
from dondoc.inspecting.queries import finding_stamp
from dondoc.shared.actor import Actor
from dondoc.units.models import Unit
from dondoc.web.forms import PastDayField, TextField, UnitField, area
from dondoc.web.obligations.views import PaperField


class PapersField(PaperField):
    """Nhiều văn bản — one number a line."""

    widget = forms.Textarea(attrs={"rows": 3})

    def __init__(self, *, actor: Actor, **kwargs: Any) -> None:
        kwargs.setdefault("help_text", _("Mỗi dòng một số, ký hiệu của văn bản đã vào sổ"))
        super().__init__(actor=actor, **kwargs)

    def clean(self, value: Any) -> Any:
        words = forms.CharField.clean(self, value) or ""
        return [PaperField.clean(self, line) for line in words.splitlines() if line.strip()]


def reopened(data: Any, now: str) -> tuple[str, Any]:
    """Mở lúc nào — the mark a form was opened on, and what was sent with the mark of now: shown again it is opened on that."""
    if not data:
        return "", data
    said = data.copy()
    said["was"] = now
    return data.get("was", ""), said


class CaseForm(forms.Form):
    """Về một cuộc, hay một phần của cuộc."""

    keeps = False  # whether it writes over what somebody else may write at the same time

    def __init__(
        self, data: Any = None, *args: Any, actor: Actor, case: Case, thing: Any = None, **kwargs: Any
    ) -> None:
        if self.keeps:
            self.opened_on, data = reopened(data, finding_stamp(thing))
        super().__init__(data, *args, **kwargs)
        self.actor, self.case, self.thing = actor, case, thing
        self.build()
        if self.keeps:
            self.fields["was"] = forms.CharField(widget=forms.HiddenInput, initial=finding_stamp(thing), required=False)

    def build(self) -> None:
        """What a form asks beside its own fields."""

    def facts(self) -> dict[str, Any]:
        """What was said, as the act asks it."""
        return {**self.cleaned_data, **({"was": self.opened_on} if self.keeps else {})}

    def paper(self, label: str, required: bool = True) -> PaperField:
        return PaperField(actor=self.actor, label=label, required=required)

    def units(self, label: str, required: bool = True) -> UnitField:
        seen = Unit.objects.visible_to(self.actor).working().order_by("path", "id")
        return UnitField(units=seen, label=label, required=required)

    def past(self, label: str) -> PastDayField:
        return PastDayField(today=self.actor.today, label=label, initial=self.actor.today)


class WhyForm(CaseForm):
    """Lý do."""

    reason = TextField(label=gettext_lazy("Lý do"), widget=area(3), max_length=500)


class DayForm(CaseForm):
    """Ngày."""

    def build(self) -> None:
        self.fields["on"] = self.past(_("Ngày"))


class ByPaperForm(CaseForm):
    """Theo một quyết định."""

    def build(self) -> None:
        self.fields["paper"] = self.paper(_("Quyết định"))


class GroundedForm(WhyForm, ByPaperForm):
    """Theo một quyết định, có lý do."""


class PlainForm(CaseForm):
    """Không hỏi gì thêm."""
