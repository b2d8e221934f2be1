"""Xung đột lợi ích — what a member declares, what the body decides of it."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy

from dondoc.inspecting.words import Conflict, Ruling
from dondoc.web.forms import TextField, area
from dondoc.web.inspecting.forms.base import CaseForm


class DeclareForm(CaseForm):
    """Khai xung đột lợi ích."""

    said = forms.ChoiceField(label=gettext_lazy("Tôi khai"), choices=Conflict.choices, widget=forms.RadioSelect)
    note = TextField(label=gettext_lazy("Cụ thể"), widget=area(3), max_length=500, required=False)


class RulingForm(CaseForm):
    """Quyết định về điều đã khai."""

    ruling = forms.ChoiceField(label=gettext_lazy("Thành viên này"), choices=Ruling.choices, widget=forms.RadioSelect)
    ground = TextField(
        label=gettext_lazy("Căn cứ"),
        max_length=300,
        help_text=gettext_lazy("Số và ngày văn bản, hoặc ai quyết định, ở cuộc họp nào"),
    )
