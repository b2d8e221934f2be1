"""Biểu mẫu của cơ quan — which paper, of which unit, the Word file."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dondoc.documents.handlers import mark_of
from dondoc.web.forms import UnitField
from dondoc.web.inspecting.sheets import PAPERS
from dondoc.web.inspecting.sheets.blank import known


class LayForm(forms.Form):
    """Đặt biểu mẫu."""

    what = forms.ChoiceField(
        label=gettext_lazy("Văn bản"), choices=lambda: [(key, one.label) for key, one in PAPERS.items()]
    )
    file = forms.FileField(label=gettext_lazy("Tệp DOCX"), help_text=gettext_lazy("Mẫu đã sửa bằng Word; giữ nguyên dấu « » quanh tên ô"))  # fmt: skip

    def __init__(self, *args: Any, units: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"] = UnitField(units=units, label=_("Dùng cho đơn vị và các đơn vị bên dưới"))
        self.order_fields(["what", "unit", "file"])

    def clean(self) -> dict[str, Any]:
        """The file as bytes, with the mark it bears and the slots of its paper."""
        said: dict[str, Any] = super().clean() or {}
        if said.get("file") is None or "what" not in said:
            return said
        file = said.pop("file")
        data = file.read()
        return said | {"data": data, "file_name": file.name, "level": mark_of(data, file.name), "known": known(PAPERS[said["what"]].slots)}  # fmt: skip
