"""Khuyết điểm — found, explained, answered, asked for, remedied, confirmed."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dondoc.inspecting.queries import may_owe
from dondoc.inspecting.words import Answered, Sort
from dondoc.web.forms import DayField, TextField, UnitField, area
from dondoc.web.inspecting.forms.base import CaseForm, PapersField


class SortField(forms.ChoiceField):
    """Loại khuyết điểm."""

    def __init__(self) -> None:
        said = gettext_lazy("Ghi loại thì lần sau biết khuyết điểm cùng loại, về cùng văn bản, lặp lại")
        super().__init__(label=gettext_lazy("Loại"), choices=[("", "—"), *Sort.choices], required=False, help_text=said)


class RowedForm(CaseForm):
    """Về một dòng đề cương."""

    def build(self) -> None:
        rows = [(str(row.pk), Truncator(str(row)).chars(90)) for row in self.case.outline.order_by("number")]
        self.fields["row"] = forms.ChoiceField(choices=[("", "—"), *rows], label=_("Dòng đề cương"), required=False)

    def facts(self) -> dict[str, Any]:
        said = dict(self.cleaned_data)
        return said | {"row": self.case.outline.filter(pk=said["row"]).first() if said["row"] else None}


class PraiseForm(RowedForm):
    """Ưu điểm."""

    text = TextField(label=gettext_lazy("Ưu điểm"), widget=area(4), max_length=8000,
                     help_text=gettext_lazy("Nói về việc của đơn vị; không ghi tên người"))  # fmt: skip


class FindForm(RowedForm):
    """Hạn chế, khuyết điểm."""

    text = TextField(
        label=gettext_lazy("Hạn chế, khuyết điểm"),
        widget=area(4),
        max_length=8000,
        help_text=gettext_lazy("Nói về việc của đơn vị; không ghi tên người"),
    )
    sort = SortField()

    def build(self) -> None:
        scope = self.case.scope.select_related("paper").order_by("id")
        if scope:
            said = [(one.paper.public_id, f"{one.paper} · {Truncator(one.paper.title).chars(80)}") for one in scope]
            self.fields["papers"] = forms.MultipleChoiceField(
                choices=said, label=_("Văn bản nói đến"), required=False, widget=forms.CheckboxSelectMultiple
            )
        super().build()

    def facts(self) -> dict[str, Any]:
        said = super().facts()
        named = set(said.pop("papers", ()))
        scope = self.case.scope.select_related("paper").order_by("id")
        return said | {"papers": [one.paper for one in scope if one.paper.public_id in named]}


class ExplainForm(CaseForm):
    """Giải trình."""

    keeps = True
    text = TextField(label=gettext_lazy("Giải trình"), widget=area(5), max_length=8000, required=False)
    declines = forms.BooleanField(label=gettext_lazy("Không giải trình"), required=False)

    def build(self) -> None:
        self.fields["on"] = self.past(_("Ngày"))


class AnswerForm(CaseForm):
    """Trả lời giải trình."""

    answered = forms.ChoiceField(label=gettext_lazy("Đoàn"), choices=Answered.choices, widget=forms.RadioSelect)
    text = TextField(
        label=gettext_lazy("Lời văn sau khi sửa"),
        widget=area(4),
        max_length=8000,
        required=False,
        help_text=gettext_lazy("Chỉ khi tiếp thu một phần"),
    )
    answer = TextField(label=gettext_lazy("Lý do"), widget=area(4), max_length=8000)


class RequestForm(CaseForm):
    """Yêu cầu khắc phục — what, who, by when, which product."""

    keeps = True
    ask = TextField(label=gettext_lazy("Việc phải làm"), widget=area(3), max_length=4000)
    product = TextField(label=gettext_lazy("Sản phẩm"), max_length=300)
    cites = TextField(label=gettext_lazy("Văn bản khác phải theo, chưa vào sổ"), max_length=300, required=False,
                      help_text=gettext_lazy("Số, ký hiệu, ngày"))  # fmt: skip
    sort = SortField()

    def build(self) -> None:
        self.fields["owner"] = UnitField(units=may_owe(self.case), label=_("Đơn vị làm"))
        self.fields["due_on"] = DayField(today=self.actor.today, label=_("Thời hạn"))
        self.fields["owner"].initial = self.thing.owner or self.thing.body.unit
        self.fields["papers"] = PapersField(actor=self.actor, label=_("Văn bản phải theo"), required=False)
        self.fields["papers"].initial = "\n".join(str(one.paper.so_ky_hieu) for one in self.thing.cited.all())
        for name in ("ask", "due_on", "product", "cites", "sort"):
            self.fields[name].initial = getattr(self.thing, name)
        self.order_fields(["ask", "owner", "due_on", "product", "papers", "cites", "sort"])


class MeasureForm(CaseForm):
    """Biện pháp khắc phục."""

    keeps = True
    measure = TextField(label=gettext_lazy("Biện pháp khắc phục"), widget=area(4), max_length=4000)


class RemedyForm(CaseForm):
    """Báo cáo khắc phục một khuyết điểm."""

    evidence = TextField(
        label=gettext_lazy("Minh chứng"), max_length=500, help_text=gettext_lazy("Văn bản, sản phẩm đã có")
    )

    def build(self) -> None:
        self.fields["paper"] = self.paper(_("Văn bản đã vào sổ"), required=False)
        self.fields["on"] = self.past(_("Ngày"))


class OpinionForm(CaseForm):
    """Xác nhận đã khắc phục."""

    opinion = TextField(label=gettext_lazy("Nhận xét"), widget=area(3), max_length=500)

    def build(self) -> None:
        self.fields["on"] = self.past(_("Ngày"))
