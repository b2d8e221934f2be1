"""Thống kê — which form of which body over which period; then what cannot be counted."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _

from dondoc.inspecting.statistics import Form
from dondoc.inspecting.statistics import forms as known
from dondoc.web.forms import PastDayField, TextField, UnitField, area


class PeriodForm(forms.Form):
    """Biểu nào, của ai, kỳ nào."""

    def __init__(self, *args: Any, today: Any, units: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["form"] = forms.ChoiceField(
            label=_("Biểu"), choices=[(key, one.title) for key, one in known().items()]
        )
        self.fields["unit"] = UnitField(units=units, label=_("Cơ quan báo cáo"))
        self.fields["from_on"] = PastDayField(today=today, label=_("Từ ngày"))
        self.fields["until_on"] = PastDayField(today=today, label=_("Đến ngày"))


class FreezeForm(forms.Form):
    """Những mục phần mềm không đếm được; zero said to be none; of a correction why."""

    def __init__(self, *args: Any, form: Form, earlier: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in form.typed:
            self.fields[field.code] = forms.IntegerField(
                label=field.label, min_value=0, initial=earlier.figures.get(field.code) if earlier else None,
                help_text=field.section,
            )  # fmt: skip
        self.fields["declares_zero"] = forms.BooleanField(
            label=_("Các mục bằng 0 là không có"), required=False,
            help_text=_("Cả mục đếm được ở trên và mục ghi tay; chưa đếm thì đừng ghi 0"),
        )  # fmt: skip
        if earlier is not None:
            self.fields["because"] = TextField(label=_("Vì sao sửa số liệu đã chốt"), widget=area(2), max_length=300)
        self.codes = [field.code for field in form.typed]

    def facts(self) -> dict[str, Any]:
        said = self.cleaned_data
        return {
            "typed": {code: said[code] for code in self.codes}, "declares_zero": said["declares_zero"],
            "because": said.get("because", ""),
        }  # fmt: skip
