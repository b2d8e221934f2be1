"""Giám sát thường xuyên — who follows which unit; what was seen; what a reminder is answered."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dondoc.shared.actor import Actor
from dondoc.units.models import Unit
from dondoc.web.forms import DayField, PastDayField, TextField, UnitField, area
from dondoc.web.inspecting.forms.teams import HolderForm
from dondoc.web.obligations.views import PaperField


class WatchForm(HolderForm):
    """Phân công theo dõi địa bàn."""

    at = "post_at"

    def __init__(self, *args: Any, actor: Actor, bodies: Any, **kwargs: Any) -> None:
        super().__init__(*args, actor=actor, **kwargs)
        self.fields["body"] = UnitField(units=bodies, label=_("Cơ quan phân công"))
        self.fields["unit"] = UnitField(units=Unit.objects.visible_to(actor).working(), label=_("Địa bàn, đơn vị"))
        self.fields["paper"] = PaperField(actor=actor, label=_("Văn bản phân công"))
        self.fields["from_on"] = PastDayField(today=actor.today, label=_("Từ ngày"))
        self.order_fields(["body", "person", "post_at", "unit", "paper", "from_on"])


class EndForm(forms.Form):
    """Thôi phân công."""

    reason = TextField(label=gettext_lazy("Lý do"), widget=area(2), max_length=300)

    def __init__(self, *args: Any, today: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["until_on"] = PastDayField(today=today, label=_("Ngày cuối"), initial=today)
        self.order_fields(["until_on", "reason"])


class RemarkForm(forms.Form):
    """Ghi nhận, nhắc nhở."""

    text = TextField(label=gettext_lazy("Nội dung"), widget=area(5), max_length=4000)
    is_reminder = forms.BooleanField(
        label=gettext_lazy("Nhắc nhở đơn vị"), required=False,
        help_text=gettext_lazy("Đánh dấu thì đơn vị đọc được ngay và trả lời; để trống thì chỉ người theo dõi và cơ quan phân công đọc"),
    )  # fmt: skip

    def __init__(self, *args: Any, today: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"] = PastDayField(today=today, label=_("Ngày"), initial=today)
        self.fields["due_on"] = DayField(today=today, label=_("Hạn trả lời"), required=False)
        self.order_fields(["on", "text", "is_reminder", "due_on"])


class AnswerForm(forms.Form):
    """Trả lời nhắc nhở."""

    text = TextField(label=gettext_lazy("Trả lời"), widget=area(4), max_length=4000)
