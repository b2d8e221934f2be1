"""Biểu mẫu thi đua, khen thưởng."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dondoc.implementation.models import Evidence
from dondoc.shared.actor import Actor
from dondoc.units.models import Unit
from dondoc.web.forms import OfUnitForm, TextField, area
from dondoc.web.obligations.views import PaperField
from dondoc.web.proving import EvidencesField


class RegisterForm(OfUnitForm):
    """Đăng ký thi đua."""

    form = TextField(
        label=gettext_lazy("Danh hiệu, hình thức khen"),
        max_length=160,
        help_text=gettext_lazy("Ghi như hướng dẫn thi đua của cơ quan: cờ, bằng khen, giấy khen, tập thể…"),
    )
    collective = TextField(
        label=gettext_lazy("Tập thể trong đơn vị"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("Để trống nếu là cả đơn vị. Bắt đầu bằng tổ, nhóm, phòng, ban…; không ghi tên người"),
    )

    def __init__(self, *args: Any, actor: Actor, units: models.QuerySet[Unit], **kwargs: Any) -> None:
        super().__init__(*args, actor=actor, units=units, **kwargs)
        self.fields["year"] = forms.IntegerField(
            label=_("Năm"), initial=actor.today.year, min_value=2000, max_value=2100
        )


class ProposeForm(forms.Form):
    """Đề nghị khen thưởng."""

    ground = TextField(
        label=gettext_lazy("Thành tích"),
        widget=area(5),
        max_length=8000,
        help_text=gettext_lazy("Việc đã làm, kết quả; không ghi tên người"),
    )

    def __init__(self, *args: Any, actor: Actor, evidence: models.QuerySet[Evidence], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["paper"] = PaperField(actor=actor, label=_("Văn bản đề nghị"), required=False)
        self.fields["evidence"] = EvidencesField(evidence, label=_("Minh chứng thành tích"))


class GrantForm(forms.Form):
    """Ghi quyết định khen thưởng."""

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["paper"] = PaperField(actor=actor, label=_("Quyết định khen thưởng"))
