"""Biểu mẫu phối hợp — a regulation, a line as the paper writes it, a request, an answer."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dondoc.coordinating.actions.regulating import Words
from dondoc.coordinating.matrix import Line
from dondoc.coordinating.words import CountedFrom, Kind, TimeUnit
from dondoc.shared.actor import Actor
from dondoc.units.models import Unit
from dondoc.web.forms import DayField, OfUnitForm, PastDayField, TextField, UnitField, UnitsField, area
from dondoc.web.obligations.views import PaperField


class EnterForm(OfUnitForm):
    """Vào quy chế phối hợp."""

    unit_label = gettext_lazy("Đơn vị theo dõi quy chế")

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, actor=actor, **kwargs)
        self.fields["paper"] = PaperField(actor=actor, label=_("Quy chế, chương trình phối hợp"))
        self.fields["from_on"] = PastDayField(today=actor.today, label=_("Áp dụng từ ngày"))
        self.order_fields(["unit", "paper", "from_on"])


class LineForm(forms.Form):
    """Một dòng ma trận — as the paper writes it."""

    content = TextField(label=gettext_lazy("Nội dung"), widget=area(3), max_length=4000)
    level = TextField(label=gettext_lazy("Cấp"), max_length=200, required=False)
    authority_words = TextField(label=gettext_lazy("Thẩm quyền, ghi bằng chữ"), max_length=300, required=False,
                                help_text=gettext_lazy("Khi không phải cả một đơn vị ở đây. Ghi chức danh, không cần họ tên."))  # fmt: skip
    responsible_words = TextField(label=gettext_lazy("Trách nhiệm, ghi bằng chữ"), max_length=300, required=False)
    partner_words = TextField(label=gettext_lazy("Phối hợp, ghi bằng chữ"), max_length=300, required=False)
    amount = forms.IntegerField(label=gettext_lazy("Thời gian trả lời"), min_value=1, max_value=999, required=False,
                                help_text=gettext_lazy("Số ghi trong văn bản. Văn bản không nêu thì để trống: khi ấy không đơn vị nào bị tính là muộn."))  # fmt: skip
    time_unit = forms.ChoiceField(label=gettext_lazy("Đơn vị tính"), required=False,
                                  choices=[("", "—"), *((one.value, capfirst(str(one.label))) for one in TimeUnit)])  # fmt: skip
    counted_from = forms.ChoiceField(
        label=gettext_lazy("Tính từ"), widget=forms.RadioSelect, initial=CountedFrom.RECEIVED,
        choices=[(one.value, capfirst(str(one.label))) for one in CountedFrom],
    )  # fmt: skip
    provision = TextField(label=gettext_lazy("Điểm, khoản, điều"), max_length=120, required=False,
                          help_text=gettext_lazy("Bắt buộc khi có thời gian trả lời"))  # fmt: skip
    _order = (
        "content", "level", "authority", "authority_words", "responsible", "responsible_words", "partners", "partner_words",
        "amount", "time_unit", "counted_from", "provision", "from_on",
    )  # fmt: skip

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        units = Unit.objects.visible_to(actor).filter(ended_on__isnull=True)
        self.fields["authority"] = UnitField(units=units, label=_("Đơn vị có thẩm quyền"), required=False)
        self.fields["responsible"] = UnitField(units=units, label=_("Đơn vị chịu trách nhiệm"), required=False)
        self.fields["partners"] = UnitsField(units=units, label=_("Đơn vị phối hợp"), required=False)
        self.fields["from_on"] = PastDayField(today=actor.today, label=_("Áp dụng từ ngày"))
        self.order_fields(self._order)

    def words(self) -> Words:
        """What was said, as plain values."""
        said = {name: value for name, value in self.cleaned_data.items() if name != "from_on"}
        return Words(**{**said, "partners": tuple(said["partners"])})

    @staticmethod
    def first_values(line: Line) -> dict[str, Any]:
        names = [name for name in Words.__dataclass_fields__ if name != "partners"]
        return {name: getattr(line, name) for name in names} | {
            "partners": [row.unit.public_id for row in line.partners.all()]
        }


class EndLineForm(forms.Form):
    """Thôi một dòng."""

    is_mistake = forms.BooleanField(label=gettext_lazy("Ghi nhầm: coi như chưa từng có dòng này"), required=False)
    reason = TextField(label=gettext_lazy("Lý do"), widget=area(2), max_length=300)

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["until_on"] = DayField(today=actor.today, label=_("Ngày áp dụng cuối cùng"), initial=actor.today)
        self.order_fields(["until_on", "is_mistake", "reason"])


class EndForm(forms.Form):
    """Kết thúc quy chế."""

    reason = TextField(label=gettext_lazy("Lý do"), widget=area(2), max_length=300)

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["until_on"] = DayField(today=actor.today, label=_("Ngày áp dụng cuối cùng"), initial=actor.today)
        self.order_fields(["until_on", "reason"])


class AskForm(OfUnitForm):
    """Đề nghị phối hợp, xin ý kiến — the due day only where the paper gives none, or with a reason."""

    unit_label = gettext_lazy("Đơn vị đề nghị")
    kind = forms.ChoiceField(label=gettext_lazy("Đề nghị"), widget=forms.RadioSelect, initial=Kind.OPINION,
                             choices=[(one.value, capfirst(str(one.label))) for one in Kind])  # fmt: skip
    text = TextField(label=gettext_lazy("Nội dung"), widget=area(4), max_length=8000)
    due_reason = TextField(label=gettext_lazy("Lý do của hạn"), max_length=300, required=False,
                           help_text=gettext_lazy("Khi hạn ghi tay"))  # fmt: skip

    def __init__(
        self, *args: Any, actor: Actor, partners: models.QuerySet[Unit], line: Line | None, **kwargs: Any
    ) -> None:
        super().__init__(*args, actor=actor, **kwargs)
        self.fields["units"] = UnitsField(units=partners, label=_("Đơn vị phối hợp"))
        self.fields["paper"] = PaperField(actor=actor, label=_("Văn bản đề nghị đã vào sổ"), required=False)
        self.fields["on"] = PastDayField(today=actor.today, label=_("Ngày đề nghị"), initial=actor.today)
        self.fields["due_on"] = DayField(today=actor.today, label=_("Hạn trả lời"), required=False)
        if line is not None and line.time_said:
            said = _("Để trống thì theo quy chế: %(time)s, %(provision)s.")
            self.fields["due_on"].help_text = said % {"time": line.time_said, "provision": line.provision}
        else:
            self.fields["due_on"].help_text = _("Để trống thì không có hạn: không đơn vị nào bị tính là muộn.")
        self.order_fields(["unit", "kind", "units", "text", "paper", "on", "due_on", "due_reason"])


class ReceiveForm(forms.Form):
    """Ngày nhận."""

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"] = PastDayField(today=actor.today, label=_("Ngày nhận"), initial=actor.today)


class AnswerForm(forms.Form):
    """Trả lời — in words, by a paper or both; the day of receipt where the time runs from it."""

    text = TextField(label=gettext_lazy("Trả lời"), widget=area(4), max_length=8000, required=False)

    def __init__(self, *args: Any, actor: Actor, asks_receipt: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["paper"] = PaperField(actor=actor, label=_("Văn bản trả lời đã vào sổ"), required=False)
        self.fields["on"] = PastDayField(today=actor.today, label=_("Ngày trả lời"), initial=actor.today)
        if asks_receipt:
            self.fields["received_on"] = PastDayField(today=actor.today, label=_("Ngày nhận đề nghị"))
        self.order_fields(["text", "paper", "received_on", "on"])
