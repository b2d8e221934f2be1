"""Tài liệu — a registered paper or words and the keeper of the original; minutes of both sides; what there is not."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dondoc.inspecting.rules import Doc
from dondoc.inspecting.words import What
from dondoc.web.forms import TextField
from dondoc.web.inspecting.forms.base import CaseForm, WhyForm


class DocForm(CaseForm):
    """Một tài liệu — a registered paper, or words and the keeper of the original."""

    words = TextField(
        label=gettext_lazy("Bản giấy"),
        max_length=300,
        required=False,
        help_text=gettext_lazy("Tên, ngày của bản có chữ ký"),
    )
    keeper = TextField(label=gettext_lazy("Nơi giữ bản giấy"), max_length=200, required=False)

    def build(self) -> None:
        self.fields["paper"] = self.paper(_("Văn bản đã vào sổ"), required=False)
        self.fields["on"] = self.past(_("Ngày"))
        self.order_fields(["what", "paper", "words", "keeper", "on"])

    def facts(self) -> dict[str, Any]:
        said = dict(self.cleaned_data)
        doc = Doc(
            said.pop("paper"),
            said.pop("words"),
            said.pop("keeper"),
            said.pop("signed_by_both", False),
            said.pop("unsigned_because", ""),
        )
        return said | {"doc": doc}


class MinutesForm(DocForm):
    """Biên bản — of both sides."""

    signed_by_both = forms.BooleanField(label=gettext_lazy("Hai bên đã ký"), required=False)
    unsigned_because = TextField(label=gettext_lazy("Đối tượng chưa ký thì vì sao"), max_length=300, required=False)

    def build(self) -> None:
        super().build()
        self.order_fields(["what", "paper", "words", "keeper", "on", "signed_by_both", "unsigned_because"])


class FileForm(MinutesForm):
    """Tài liệu khác vào hồ sơ."""

    what = forms.ChoiceField(label=gettext_lazy("Tài liệu"), choices=What.choices)


class AbsentForm(WhyForm):
    """Tài liệu không có."""

    what = forms.ChoiceField(label=gettext_lazy("Tài liệu"), choices=What.choices)
    field_order = ["what", "reason"]
