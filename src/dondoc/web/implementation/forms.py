"""Biểu mẫu thực hiện — one form an act, small."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dondoc.obligations.models import Assignment
from dondoc.shared.actor import Actor
from dondoc.units.models import Unit
from dondoc.web.forms import DayField, PastDayField, TextField, area
from dondoc.web.proving import FIELDS, ProofForm


class NothingForm(forms.Form):
    """Không hỏi gì thêm."""

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)


class TextForm(NothingForm):
    """Một đoạn chữ và ngày của việc."""

    text = TextField(label=gettext_lazy("Nội dung"), widget=area(5), max_length=8000)

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, actor=actor, **kwargs)
        self.fields["on"] = PastDayField(today=actor.today, label=_("Ngày"), initial=actor.today)


class SubmitForm(TextForm):
    """Báo cáo hoàn thành — words are optional where the evidence says it."""

    text = TextField(label=gettext_lazy("Báo cáo"), widget=area(4), max_length=8000, required=False)


class RemarkForm(NothingForm):
    """Ý kiến kèm theo, không bắt buộc."""

    text = TextField(label=gettext_lazy("Ý kiến"), widget=area(3), max_length=2000, required=False)


class ReasonForm(NothingForm):
    """Lý do."""

    reason = TextField(label=gettext_lazy("Lý do"), widget=area(3), max_length=500)


class EvidenceForm(ProofForm):
    """Minh chứng và ngày của nó — left blank, the day a photo or a session bears, else today."""

    def __init__(self, *args: Any, actor: Actor, unit: Unit, **kwargs: Any) -> None:
        super().__init__(*args, actor=actor, unit=unit, **kwargs)
        self.fields["on"] = PastDayField(today=actor.today, label=_("Ngày của minh chứng"), required=False)
        self.fields["on"].help_text = _(
            "Để trống: ngày chụp ghi trong ảnh, ngày của buổi đã ghi; không có thì hôm nay."
        )
        self.order_fields([*FIELDS, "on"])


class ReuseForm(NothingForm):
    """Dùng cho việc nào — open work of the unit it is of, and of the units above it."""

    def __init__(self, *args: Any, actor: Actor, work: dict[str, Assignment], **kwargs: Any) -> None:
        super().__init__(*args, actor=actor, **kwargs)
        said = [(code, f"{row.obligation.nv} · {row.obligation.text[:90]} · {row.unit}") for code, row in work.items()]
        self.fields["work"] = forms.ChoiceField(label=_("Việc"), choices=said)


class ExtensionForm(ReasonForm):
    """Xin gia hạn."""

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, actor=actor, **kwargs)
        self.fields["due_on"] = DayField(today=actor.today, label=_("Hạn đề nghị"))


class DecisionForm(NothingForm):
    """Trả lời gia hạn."""

    granted = forms.TypedChoiceField(
        label=gettext_lazy("Trả lời"), coerce=lambda v: v == "yes",
        choices=[("yes", gettext_lazy("Gia hạn")), ("no", gettext_lazy("Không gia hạn"))],
        widget=forms.RadioSelect,
    )  # fmt: skip
    answer = TextField(label=gettext_lazy("Ý kiến"), widget=area(2), max_length=500, required=False)


class OutsideForm(NothingForm):
    """Văn bản gửi lên, hoặc văn bản trả lời — số và ngày."""

    paper_number = TextField(label=gettext_lazy("Số, ký hiệu văn bản"), max_length=80)

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, actor=actor, **kwargs)
        self.fields["paper_on"] = PastDayField(today=actor.today, label=_("Ngày văn bản"), initial=actor.today)
