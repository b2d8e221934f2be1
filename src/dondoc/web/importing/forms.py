"""Biểu mẫu nạp — which sheet into which register; which column is what."""

from __future__ import annotations

from typing import Any

from django import forms
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dondoc.access.rights import reaches
from dondoc.documents.models import Direction, Register
from dondoc.importing.columns import LABELS
from dondoc.importing.models import FILED, Import, Kind
from dondoc.reading.heads import is_ours
from dondoc.shared.actor import Actor
from dondoc.units.models import Unit
from dondoc.web.forms import TextField

DEFAULTS = {  # what one paper's annex says once for all its rows; what one decision does
    Kind.TASKS: ("so_ky_hieu", "issued_on", "issuer"), Kind.UNITS: ("on", "number", "decided_on"),
}  # fmt: skip


class BookField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """Chọn sổ — with the unit that keeps it."""

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj} – {obj.unit.listed}"


def _which_register(actor: Actor) -> str:
    """What the register is for, and where that of an old year comes from."""
    said = _("Dòng của sổ cũ được ghi vào sổ này. Với bảng giao việc: văn bản giao nào chưa có thì ghi vào sổ đến này.")
    open_only = _("Chỉ chọn được sổ đang mở: sổ của năm cũ thì mở sổ ấy trước.")
    if not reaches(actor, "documents.open_register"):
        return f"{said} {open_only}"
    return format_html('{} {} <a href="{}">{}</a>', said, open_only, reverse("open_register"), _("Mở sổ"))


class SheetForm(forms.Form):
    """Tải bảng lên."""

    what = forms.ChoiceField(label=gettext_lazy("Bảng"), choices=[
        ("TASKS", gettext_lazy("bảng giao việc")), ("BOOK", gettext_lazy("sổ văn bản đã ghi trước nay")),
    ])  # fmt: skip

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        units = Unit.objects.granted(actor, "importing.upload")
        books = Register.objects.visible_to(actor).filter(unit__in=units, until_on__isnull=True)
        self.fields["register"] = BookField(
            books.select_related("unit").order_by("unit__path", "direction", "-series", "id"), label=gettext_lazy("Sổ"),
            to_field_name="public_id", empty_label=None,
            help_text=_which_register(actor),
        )  # fmt: skip
        self.fields["file"] = forms.FileField(
            label=gettext_lazy("Tệp"), help_text=gettext_lazy("XLSX, XLS, ODS hoặc CSV; cột theo thứ tự nào cũng được")
        )

    def kind(self) -> str:
        """What the sheet is: of a register, by its way."""
        book: Register = self.cleaned_data["register"]
        if self.cleaned_data["what"] == "TASKS":
            return Kind.TASKS
        return Kind.INCOMING if book.direction == Direction.IN else Kind.OUTGOING


class ColumnsForm(forms.Form):
    """Cột nào là gì — a choice a column, the guess chosen; what holds for the whole sheet where its cells are empty."""

    def __init__(self, *args: Any, sheet: Import, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.sheet, chosen = sheet, sheet.field_at()
        choices = [("", _("— không nạp —")), *LABELS[sheet.kind].items()]
        samples = list(sheet.lines.exclude(cells=[]).order_by("place").values_list("cells", flat=True)[:3])
        for n, title in enumerate(sheet.heads):
            if title and not is_ours(title):
                said = "; ".join(line[n][:60] for line in samples if n < len(line) and line[n])
                self.fields[f"c{n}"] = forms.ChoiceField(label=title[:120], choices=choices, required=False,
                                                         initial=chosen.get(n, ""), help_text=said)  # fmt: skip
        for field in DEFAULTS.get(Kind(sheet.kind), ()):
            self.fields[f"d_{field}"] = TextField(
                label=_("%(field)s, khi ô trống hoặc bảng không có cột") % {"field": LABELS[sheet.kind][field]},
                required=False, max_length=200, initial=sheet.defaults.get(field, ""),
            )  # fmt: skip

        if sheet.kind == Kind.INCOMING:
            self.fields[FILED] = forms.BooleanField(
                label=_("Lưu, để biết: các dòng sổ cũ không chờ rà soát nhiệm vụ ở bàn làm việc"), required=False,
                initial=bool(sheet.defaults.get(FILED)) if sheet.defaults else True,
            )  # fmt: skip

    def columns(self) -> dict[int, str]:
        return {int(name[1:]): value for name, value in self.cleaned_data.items() if name[0] == "c" and value}

    def defaults(self) -> dict[str, str]:
        told = {name[2:]: value for name, value in self.cleaned_data.items() if name[:2] == "d_" and value}
        return told | ({FILED: "x"} if self.cleaned_data.get(FILED) else {})
