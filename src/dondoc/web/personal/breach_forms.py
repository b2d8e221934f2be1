"""Biểu mẫu về vụ lộ, mất dữ liệu — an hour is a day and a time in Hà Nội; what is not known is left empty."""

from __future__ import annotations

from datetime import datetime, time
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dondoc.personal.breach_rules import Facts
from dondoc.personal.breaching import Breach
from dondoc.personal.declared import purposes
from dondoc.shared.actor import Actor
from dondoc.shared.acts import Label
from dondoc.shared.calendar import HANOI
from dondoc.units.models import Unit
from dondoc.web.forms import PastDayField, TextField, UnitField, area


class TimeOfDayField(forms.CharField):
    """Giờ — 14:05, 14h05, 9h, in Hà Nội."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("help_text", gettext_lazy("Giờ Hà Nội, ví dụ: 14:05, 9h"))
        super().__init__(max_length=8, **kwargs)

    def prepare_value(self, value: Any) -> Any:
        return f"{value:%H:%M}" if isinstance(value, time) else value

    def clean(self, value: Any) -> Any:
        words = super().clean(value)
        hour, _colon, minute = words.lower().replace("h", ":").partition(":")
        try:
            return time(int(hour), int(minute or 0))
        except ValueError as problem:
            raise ValidationError(_("Không hiểu giờ này. Ghi như 14:05.")) from problem


class MomentForm(forms.Form):
    """Ngày và giờ của một việc đã xảy ra."""

    day_label: Label = ""
    hour_label: Label = ""

    def __init__(self, *args: Any, actor: Actor, now: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        here = now.astimezone(HANOI)
        self.fields["day"] = PastDayField(today=actor.today, label=self.day_label, initial=here.date())
        self.fields["hour"] = TimeOfDayField(label=self.hour_label, initial=here.time())

    def moment(self) -> datetime:
        return datetime.combine(self.cleaned_data["day"], self.cleaned_data["hour"], HANOI)


class FactsForm(MomentForm):
    """Điều biết được về một vụ."""

    day_label, hour_label = gettext_lazy("Ngày phát hiện"), gettext_lazy("Giờ phát hiện")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields |= {
            "what": TextField(label=_("Việc gì đã xảy ra"), max_length=4000, widget=area(4), help_text=_("Không nhập nội dung mật, không ghi tên người có dữ liệu")),
            "purposes": forms.MultipleChoiceField(label=_("Mục đích xử lý bị ảnh hưởng"), required=False, widget=forms.CheckboxSelectMultiple(), choices=[(key, _(one.words)) for key, one in purposes().items()]),
            "columns": TextField(label=_("Dữ liệu nào"), max_length=1000, required=False, widget=area(2), help_text=_("Ví dụ: họ và tên, số điện thoại")),
            "persons": forms.IntegerField(label=_("Khoảng bao nhiêu người"), min_value=0, required=False, help_text=_("Chưa biết thì để trống")),
            "cause": TextField(label=_("Nguyên nhân"), max_length=4000, required=False, widget=area(3), help_text=_("Chưa biết thì để trống, ghi thêm sau")),
            "measures": TextField(label=_("Biện pháp đã làm ngay"), max_length=4000, required=False, widget=area(3)),
        }  # fmt: skip

    def facts(self) -> Facts:
        said = self.cleaned_data
        return Facts(
            self.moment(),
            said["what"],
            tuple(said["purposes"]),
            said["columns"],
            said["persons"],
            said["cause"],
            said["measures"],
        )


class RecordForm(FactsForm):
    """Ghi vụ lộ, mất dữ liệu."""

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, actor=actor, **kwargs)
        units = Unit.objects.granted(actor, "personal.record_breach").working()
        self.fields["unit"] = UnitField(units=units, label=_("Xảy ra ở đơn vị"), initial=units.order_by("path").first())
        self.order_fields(["unit"])


class AmendForm(FactsForm):
    """Ghi thêm về vụ lộ, mất dữ liệu — filled with the last account."""

    def __init__(self, *args: Any, breach: Breach, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        last = breach.last
        if last is not None:
            here = last.found_at.astimezone(HANOI)
            self.initial = {"day": here.date(), "hour": here.time(), **self.initial}
            self.initial |= {
                name: getattr(last, name) for name in ("what", "purposes", "columns", "persons", "cause", "measures")
            }
        self.fields["because"] = TextField(label=_("Vì sao ghi thêm"), max_length=300)


class NotifyForm(MomentForm):
    """Ghi việc báo cơ quan có thẩm quyền."""

    day_label, hour_label = gettext_lazy("Ngày báo"), gettext_lazy("Giờ báo")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields |= {
            "paper_number": TextField(label=_("Số, ký hiệu văn bản báo"), max_length=80),
            "whom": TextField(label=_("Báo cơ quan nào"), max_length=200, required=False),
            "how": TextField(label=_("Cách báo"), max_length=1000, required=False, widget=area(2)),
        }
        self.order_fields(["paper_number"])


class InformForm(MomentForm):
    """Ghi việc báo người có dữ liệu."""

    day_label, hour_label = gettext_lazy("Ngày báo"), gettext_lazy("Giờ báo")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields |= {
            "how": TextField(label=_("Báo bằng cách nào"), max_length=1000, widget=area(2)),
            "persons": forms.IntegerField(label=_("Đã báo bao nhiêu người"), min_value=0, required=False, help_text=_("Chưa biết thì để trống")),
        }  # fmt: skip
        self.order_fields(["how"])


class CloseForm(forms.Form):
    """Kết thúc xử lý."""

    def __init__(self, *args: Any, is_notified: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        label = (
            _("Kết quả xử lý") if is_notified else _("Vì sao không phải báo cơ quan có thẩm quyền, và kết quả xử lý")
        )
        self.fields["because"] = TextField(label=label, max_length=4000, widget=area(4))
