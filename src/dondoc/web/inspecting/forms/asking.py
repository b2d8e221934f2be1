"""Yêu cầu tài liệu, sổ của đoàn — what is asked for and by when; a line of the diary or a note."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dondoc.inspecting.queries import entries
from dondoc.web.forms import DayField, TextField, area
from dondoc.web.inspecting.forms.base import CaseForm
from dondoc.web.inspecting.forms.findings import RowedForm


class AskForm(RowedForm):
    """Tài liệu cần cung cấp."""

    text = TextField(label=gettext_lazy("Tài liệu cần cung cấp"), widget=area(3), max_length=1000)

    def build(self) -> None:
        super().build()
        self.fields["due_on"] = DayField(today=self.actor.today, label=_("Hạn cung cấp"))
        self.order_fields(["text", "due_on", "row"])


class EntryForm(CaseForm):
    """Một dòng trong sổ của đoàn."""

    is_diary = forms.TypedChoiceField(
        label=gettext_lazy("Ghi vào"), widget=forms.RadioSelect, coerce=lambda word: word == "diary", initial="diary",
        choices=(
            ("diary", gettext_lazy("Nhật ký đoàn: cơ quan quyết định đọc được")),
            ("note", gettext_lazy("Ghi chép nội bộ: chỉ thành viên đoàn đọc được")),
        ),
    )  # fmt: skip
    text = TextField(label=gettext_lazy("Nội dung"), widget=area(5), max_length=8000,
                     help_text=gettext_lazy("Ghi rồi không sửa được; ghi nhầm thì ghi dòng đính chính"))  # fmt: skip

    def build(self) -> None:
        self.fields["on"] = self.past(_("Ngày"))
        rows = [(str(row.pk), f"{row.on:%d/%m/%Y} · {Truncator(row.text).chars(70)}") for row in self._earlier()]
        if rows:
            self.fields["corrects"] = forms.ChoiceField(
                choices=[("", "—"), *rows], label=_("Đính chính cho dòng"), required=False
            )
        self.order_fields(["on", "is_diary", "text", "corrects"])

    def _earlier(self) -> Any:
        return entries(self.case, self.actor)[:50]

    def facts(self) -> dict[str, Any]:
        said = dict(self.cleaned_data)
        chosen = said.pop("corrects", "")
        return said | {"corrects": entries(self.case, self.actor).filter(pk=chosen).first() if chosen else None}
