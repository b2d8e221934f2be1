"""Trình, kết luận, kết thúc — the forms that ask first whether old debts were looked at."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dondoc.inspecting.noticing import checks, warnings
from dondoc.inspecting.queries import debts_of
from dondoc.web.forms import DayField, TextField, area
from dondoc.web.inspecting.forms.base import CaseForm


class DebtsForm(CaseForm):
    """Đã xem khuyết điểm cũ — asked only where there are some."""

    def build(self) -> None:
        self.debts = debts_of(self.case, self.actor).count()
        if self.debts:
            self.fields["seen"] = forms.BooleanField(
                label=_("Đã xem %(n)s khuyết điểm cũ chưa kết thúc theo dõi của đối tượng") % {"n": self.debts}
            )

    def facts(self) -> dict[str, Any]:
        said = {name: value for name, value in self.cleaned_data.items() if name != "seen"}
        return said | {"debts": self.debts}


class CloseForm(DebtsForm):
    """Kết thúc theo dõi."""

    reason = TextField(label=gettext_lazy("Căn cứ"), widget=area(3), max_length=500)


class NoticeForm(DebtsForm):
    """Thông báo kết luận."""

    def build(self) -> None:
        super().build()
        self.fields["paper"] = self.paper(_("Thông báo kết luận"))
        self.fields["monitor"] = self.units(_("Đơn vị theo dõi, xác nhận khắc phục"))
        self.fields["remedy_report_on"] = DayField(
            today=self.actor.today, label=_("Hạn báo cáo khắc phục"), required=False
        )
        told = warnings(checks(self.case, self.actor))
        self.fields["despite"] = TextField(
            label=_("Vì sao vẫn ký"), widget=area(2), max_length=500, required=False,
            help_text=_("Còn chưa đạt: %(what)s. Sửa trước khi ký, hoặc ghi lý do.") % {"what": "; ".join(told)} if told
            else _("Chỉ khi phần mềm báo thông báo còn điểm chưa đạt"),
        )  # fmt: skip
        self.order_fields(["paper", "monitor", "remedy_report_on", "despite", "seen"])
