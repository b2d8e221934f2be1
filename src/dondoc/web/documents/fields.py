"""Trường vào sổ — what was read put into boxes, and boxes made into the fields of an act."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dondoc.documents.fields import fields_from, header_of, identity, number_in
from dondoc.documents.lifecycle import UploadState
from dondoc.documents.models import NumberState, Reading, Register, RegisterNumber, Upload
from dondoc.documents.queries import open_books
from dondoc.documents.rules import Fields
from dondoc.documents.urgency import DEGREES, kept
from dondoc.reading.deadlines import recurrence
from dondoc.shared.actor import Actor
from dondoc.shared.profile import LEVELS
from dondoc.units.actions import issuer_named
from dondoc.units.models import Unit
from dondoc.web.forms import DayField, PastDayField, TextField, area, level_choices

# What must be answered first, then as a register is kept; what is rarely asked comes last.
ORDER = ("unmarked", "kind", "so_ky_hieu", "issued_on", "issuer", "title", "level", "on", "register", "urgency",
         "series", "same_despite")  # fmt: skip


class PaperForm(forms.Form):
    """Các trường của một văn bản."""

    kind = TextField(label=gettext_lazy("Loại văn bản"), max_length=60)
    so_ky_hieu = TextField(label=gettext_lazy("Số, ký hiệu"), max_length=80, required=False)
    issuer = TextField(label=gettext_lazy("Cơ quan ban hành"), max_length=200)
    title = TextField(label=gettext_lazy("Trích yếu"), widget=area(3), max_length=1000)
    series = TextField(label=gettext_lazy("Khóa hoặc năm của số"), max_length=30, required=False,
                       help_text=gettext_lazy("Bỏ trống: năm ban hành"))  # fmt: skip
    same_despite = forms.BooleanField(
        label=gettext_lazy("Vẫn là văn bản ấy (số đã ghi với ngày hoặc trích yếu khác)"), required=False
    )

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["issued_on"] = PastDayField(today=actor.today, label=_("Ngày ban hành"), required=False)
        self.fields["on"] = PastDayField(today=actor.today, label=_("Ngày đến"))
        self.fields["urgency"] = forms.ChoiceField(label=_("Độ khẩn"), choices=self._urgencies(), required=False)
        levels = level_choices()
        if levels:
            self.fields["level"] = forms.ChoiceField(label=_("Độ mật"), choices=levels, required=False)
        self.order_fields(ORDER)

    def _urgencies(self) -> list[tuple[str, str]]:
        """The degrees; and what was read in the file, where it is none of them: a person sees it, and says."""
        read = kept(self.initial.get("urgency") or "")
        self.initial["urgency"] = read
        degrees = [(degree, capfirst(degree.lower())) for degree in DEGREES]
        unknown = [(read, _("%(read)s (như đọc được)") % {"read": read})] if read and read not in DEGREES else []
        return [("", _("không ghi")), *degrees, *unknown]


class ByHandForm(PaperForm):
    """Vào sổ bằng tay."""


class HeaderForm(PaperForm):
    """Vào sổ từ tệp — and into which register."""

    canonical = forms.CharField(widget=forms.HiddenInput, required=False, max_length=120)
    issuer_id = forms.CharField(widget=forms.HiddenInput, required=False, max_length=30)

    def __init__(self, *args: Any, actor: Actor, row: Upload, **kwargs: Any) -> None:
        super().__init__(*args, actor=actor, **kwargs)
        standing, none = (
            open_books(row.unit, actor),
            _("Chưa có sổ văn bản đến. Mở sổ, rồi mở lại tệp này từ bàn làm việc."),
        )
        first = standing.first()
        self.fields["register"] = forms.ModelChoiceField(
            standing, label=_("Sổ"), to_field_name="public_id", initial=first, empty_label=None,
            help_text="" if first else none, error_messages={"required": none},
        )  # fmt: skip
        if "level" in self.fields:
            self.fields["level"].initial = row.secrecy
        if row.state == UploadState.PICTURED:
            self.fields["unmarked"] = forms.BooleanField(
                label=_("Tôi đã xem tệp gốc: độ mật ghi dưới đây là đúng") if "level" in self.fields
                else _("Tôi đã xem tệp gốc: không có dấu độ mật"), help_text=row.problem,
                error_messages={"required": _("Mở tệp gốc xem rồi đánh dấu ô này. Nếu có dấu độ mật, bấm Từ chối tệp.")},
            )  # fmt: skip
        self.order_fields(ORDER)


class IssueForm(PaperForm):
    """Phát hành văn bản đi — the number comes from the series."""

    def __init__(self, *args: Any, actor: Actor, register: Register, **kwargs: Any) -> None:
        super().__init__(*args, actor=actor, **kwargs)
        for name in ("so_ky_hieu", "issuer", "series"):
            del self.fields[name]
        self.fields["on"].label = _("Ngày đi")
        if register.kinds:
            kinds = [(k, k) for k in register.kinds]
            self.fields["kind"] = forms.ChoiceField(label=_("Loại văn bản"), choices=kinds)
        free = RegisterNumber.objects.filter(register=register, state=NumberState.RESERVED)
        self.fields["reserved"] = forms.ModelChoiceField(
            free.order_by("number", "id"), label=_("Dùng số để dành"), required=False,
            to_field_name="number", empty_label=_("Số tiếp theo"),
        )  # fmt: skip
        self.order_fields(("kind", "reserved", "issued_on", "title", "level", "on", "urgency", "same_despite"))


class StubForm(forms.Form):
    """Ghi văn bản mật — không nhập nội dung mật."""

    level = forms.ChoiceField(
        label=gettext_lazy("Độ mật (nếu được ghi)"), required=False,
        choices=[("", gettext_lazy("không ghi")), *((level, level) for level in LEVELS)],
    )  # fmt: skip
    number = TextField(label=gettext_lazy("Số (nếu được ghi)"), max_length=20, required=False)
    keeper = TextField(label=gettext_lazy("Nơi giữ (nếu được ghi)"), max_length=200, required=False)
    place = TextField(label=gettext_lazy("Chỗ để: tủ, ngăn (nếu được ghi)"), max_length=200, required=False)

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["issued_on"] = PastDayField(today=actor.today, label=_("Ngày (nếu được ghi)"), required=False)
        self.fields["on"] = PastDayField(today=actor.today, label=_("Ngày đến"))


class ObligationForm(forms.Form):
    """Một nhiệm vụ — each box filled with what was read."""

    text = TextField(label=gettext_lazy("Nội dung"), widget=area(3), max_length=4000)
    kind = forms.ChoiceField(
        label=gettext_lazy("Loại"),
        choices=[("task", gettext_lazy("nhiệm vụ")), ("standing", gettext_lazy("trách nhiệm thường xuyên"))],
    )  # fmt: skip
    actors = TextField(label=gettext_lazy("Ai thực hiện"), max_length=500, required=False)
    partners = TextField(label=gettext_lazy("Phối hợp"), max_length=500, required=False)
    product = TextField(label=gettext_lazy("Sản phẩm"), max_length=500, required=False)
    provision = TextField(label=gettext_lazy("Điểm, khoản"), max_length=60, required=False)
    due_text = TextField(
        label=gettext_lazy("Thời hạn ghi trong văn bản"), max_length=300, required=False,
        help_text=gettext_lazy("Lời định kỳ, như “trước ngày 25 hằng tháng”, thành các kỳ báo cáo."),
    )  # fmt: skip

    def __init__(self, *args: Any, today: date | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["due_on"] = DayField(today=today or date.today(), label=_("Hạn"), required=False)  # noqa: DTZ011
        if self.prefix:  # one of many on the review page, which tells of each whether it comes again
            self.fields["due_text"].help_text = ""

    def clean(self) -> dict[str, Any]:
        """With how it comes again: as before where the words are as before, else as the words say."""
        said: dict[str, Any] = super().clean() or {}
        words, was = said.get("due_text", ""), self.initial.get("due_text") or ""
        recurs = self.initial.get("recurs") or "" if words == was else recurrence(words)
        day = said.get("due_on")
        if day and recurs.endswith(f"DTSTART={day:%Y%m%d}"):  # its first day, which the rule keeps, is no last one
            said["due_on"] = None
        return said | {"recurs": recurs}


def read_header(reading: Reading | None, today: date) -> dict[str, Any]:
    """What the reader found, as the form's first values; the term and identity follow by rule."""
    if reading is None:
        return {"on": today}
    found = header_of(reading.body)
    fields = fields_from(found)
    return {
        "kind": found.kind, "so_ky_hieu": found.so_ky_hieu, "issuer": found.issuer_name,
        "title": found.title, "urgency": found.urgency, "issued_on": found.issued_on, "on": today,
        "issuer_id": found.issuer_id, "series": fields.series, "canonical": fields.canonical,
    }  # fmt: skip


def issuer_of(said: dict[str, Any], actor: Actor, at: datetime) -> Unit:
    """The unit the issuer's name stands for; a name not known yet becomes one of the outside."""
    return issuer_named(name=said["issuer"], issuer_id=said.get("issuer_id") or "", by=actor, at=at,
                        on=said["issued_on"] or said["on"])  # fmt: skip


def to_fields(said: dict[str, Any], issuer: Unit) -> Fields:
    """The fields of an act from those of a form; a term or year left out follows by rule."""
    so_ky_hieu = said.get("so_ky_hieu", "")
    series, canonical = identity(issuer.issuer_id_in_catalogue, so_ky_hieu, said["issued_on"])
    return Fields(
        kind=said["kind"], title=said["title"], so_ky_hieu=so_ky_hieu, issued_on=said["issued_on"],
        number=number_in(so_ky_hieu), series=said.get("series") or series, canonical=canonical,
        urgency=said["urgency"], secrecy=said.get("level", ""), same_despite=said["same_despite"],
    )  # fmt: skip
