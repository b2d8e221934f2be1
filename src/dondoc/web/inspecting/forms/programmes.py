"""Chương trình — the programme as its paper issued it, and its lines."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dondoc.inspecting.kinds import kinds
from dondoc.inspecting.words import Level
from dondoc.shared.actor import Actor
from dondoc.units.models import Unit
from dondoc.web.forms import DayField, TextField, UnitField, UnitsField, area
from dondoc.web.obligations.views import PaperField


class AdoptForm(forms.Form):
    """Ghi chương trình."""

    name = TextField(label=gettext_lazy("Tên chương trình"), max_length=200)
    level = forms.ChoiceField(label=gettext_lazy("Cấp của cơ quan"), choices=Level.choices)

    def __init__(self, *args: Any, actor: Actor, units: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"] = UnitField(units=units, label=_("Cơ quan ban hành"))
        self.fields["paper"] = PaperField(actor=actor, label=_("Văn bản ban hành chương trình"))
        self.fields["from_on"] = DayField(today=actor.today, label=_("Từ ngày"))
        self.fields["until_on"] = DayField(today=actor.today, label=_("Đến ngày"))
        self.order_fields(["unit", "paper", "name", "level", "from_on", "until_on"])


class LineForm(forms.Form):
    """Ghi dòng chương trình."""

    kind = forms.ChoiceField(label=gettext_lazy("Loại"))
    content = TextField(label=gettext_lazy("Nội dung"), widget=area(4), max_length=8000)

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [(key, kind.words) for key, kind in kinds().items()]  # type: ignore[attr-defined]
        seen = Unit.objects.visible_to(actor).working().order_by("path", "id")
        self.fields["objects"] = UnitsField(units=seen, label=_("Đối tượng"))
        self.fields["lead"] = UnitField(units=seen, label=_("Đơn vị chủ trì"))
        for name, label in (
            ("examined_from", _("Mốc thời gian từ")), ("examined_until", _("Mốc thời gian đến")),
            ("when_from", _("Tiến hành từ")), ("when_until", _("Tiến hành đến")),
        ):  # fmt: skip
            self.fields[name] = DayField(today=actor.today, label=label, required=False)
        self.fields["paper"] = PaperField(actor=actor, label=_("Văn bản bổ sung chương trình"), required=False)
        self.fields["paper"].help_text = _("Để trống nếu dòng này có sẵn trong chương trình")
