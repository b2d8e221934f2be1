"""Biểu mẫu sự cố — what is known, what is decided; words of the secret itself are typed in one box only, which keeps no draft."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dondoc.incidents.models import Level
from dondoc.shared.actor import Actor
from dondoc.web.forms import PastDayField, TextField, area


class SecretField(TextField):
    """Chữ mật — never kept as a draft."""

    unkept = True


class OpenForm(forms.Form):
    """Mở sự cố — nothing of the content is asked."""

    def __init__(
        self, *args: Any, actor: Actor, things: Sequence[tuple[str, str]] = (), numbered: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        if things:
            self.fields["which"] = forms.MultipleChoiceField(
                label=_("Chỗ có nội dung mật"),
                choices=things,
                widget=forms.CheckboxSelectMultiple(),
                initial=[things[0][0]],
            )
        self.fields["level"] = forms.ChoiceField(label=_("Độ mật"), choices=[("", "—"), *Level.choices])
        self.fields["found_on"] = PastDayField(today=actor.today, label=_("Ngày phát hiện"), initial=actor.today)
        self.fields["found_by"] = TextField(label=_("Ai phát hiện"), max_length=120)
        self.fields["ground"] = TextField(
            label=_("Căn cứ, hoàn cảnh"), widget=area(3), max_length=500,
            help_text=_("Vì sao biết là mật, ai báo. Không ghi gì của nội dung."),
        )  # fmt: skip
        if numbered:
            self.fields["hides_number"] = forms.BooleanField(
                label=_("Số, ký hiệu cũng là mật: xóa cả số"), required=False
            )


class LookForm(forms.Form):
    """Tìm thêm."""

    phrases = SecretField(
        label=gettext_lazy("Cụm chữ cần tìm, mỗi dòng một cụm"), widget=area(4), max_length=4000, required=False,
        help_text=gettext_lazy("Để trống: dò lại theo chính nội dung đã ẩn. Chữ ghi ở đây được niêm cùng nội dung, không lưu nháp, bị hủy khi xóa hẳn."),
    )  # fmt: skip


HOW = (
    ("whole", gettext_lazy("Ẩn cả những chữ của dòng ấy")),
    ("cut", gettext_lazy("Chỉ bỏ cụm chữ trùng, giữ phần còn lại (bản đọc: tệp của nó cũng bị bỏ)")),
    ("leave", gettext_lazy("Để nguyên: chỉ là chữ thông thường")),
)


class DecideForm(forms.Form):
    """Xem chỗ trùng — one way for the places picked."""

    def __init__(self, *args: Any, places: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["places"] = forms.MultipleChoiceField(
            label=_("Chỗ có chữ trùng"), choices=places, widget=forms.CheckboxSelectMultiple()
        )
        self.fields["how"] = forms.ChoiceField(label=_("Xử lý"), choices=HOW, widget=forms.RadioSelect())
        self.fields["reason"] = TextField(label=_("Lý do để nguyên"), max_length=300, required=False)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("how") == "leave" and not said.get("reason"):
            self.add_error("reason", _("Để nguyên thì cần ghi lý do."))
        return said


class RemoveForm(forms.Form):
    """Xóa hẳn."""

    decision = TextField(
        label=gettext_lazy("Căn cứ xóa"), max_length=300,
        help_text=gettext_lazy("Ai quyết định; số và ngày của văn bản quyết định, nếu có."),
    )  # fmt: skip
    sure = forms.BooleanField(label=gettext_lazy("Tôi hiểu: xóa rồi không lấy lại được"))


class TickForm(forms.Form):
    """Đánh dấu việc làm bằng tay."""

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"] = PastDayField(today=actor.today, label=_("Ngày làm"), initial=actor.today)
        self.fields["note"] = TextField(
            label=_("Đã làm gì, ai làm"), max_length=300, help_text=_("Không có chỗ ấy thì ghi: không có.")
        )
