"""Biểu mẫu đôn đốc."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dondoc.access.rights import may
from dondoc.documents.models import Direction, Entry
from dondoc.documents.queries import out_books
from dondoc.shared.actor import Actor
from dondoc.units.models import Unit
from dondoc.urging.models import Urged
from dondoc.urging.rungs import BY_PERSON, SLIP
from dondoc.web.forms import DayField, PastDayField, TextField, UnitField, area
from dondoc.web.obligations.views import EntryField, PaperField
from dondoc.web.reports.views import signing


class KnownEntry(EntryField):
    """Văn bản đã vào sổ đi — none where a new number is taken."""

    def clean(self, value: Any) -> Any:
        return super().clean(value) if str(value or "").strip() else None


class IssueForm(forms.Form):
    """Đôn đốc — the rung, the paper, what is asked; what is known is filled in."""

    rung = forms.ChoiceField(
        label=gettext_lazy("Nấc"),
        choices=[(rung.value, capfirst(str(rung.label))) for rung in BY_PERSON],
        widget=forms.RadioSelect,
    )
    text = TextField(label=gettext_lazy("Nội dung yêu cầu"), widget=area(3), max_length=4000, required=False,
                     help_text=gettext_lazy("Văn bản tự có câu mở đầu và bảng các việc. Ghi thêm điều cần yêu cầu."))  # fmt: skip
    kind = forms.ChoiceField(label=gettext_lazy("Thể loại"), required=False, choices=[
        ("", gettext_lazy("theo nấc: công văn, báo cáo")), (SLIP, gettext_lazy("phiếu đôn đốc")),
    ])  # fmt: skip
    reason = TextField(label=gettext_lazy("Lý do vượt nấc"), max_length=500, required=False,
                       help_text=gettext_lazy("Chỉ cần khi bỏ qua nấc tiếp theo."))  # fmt: skip

    def __init__(self, *args: Any, actor: Actor, unit: Unit | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"] = PastDayField(today=actor.today, label=_("Ngày văn bản"), initial=actor.today)
        self.fields["answer_on"] = DayField(today=actor.today, label=_("Hạn trả lời"), required=False)
        self.fields["addressee"] = UnitField(
            units=_addressees(actor), label=_("Nơi nhận"), required=False,
        )  # fmt: skip
        self.fields["addressee"].help_text = _(
            "Chỉ khi báo cáo cấp trên hoặc kiến nghị kiểm tra. Các nấc khác gửi chính đơn vị thực hiện."
        )
        if unit is not None:
            self._ask_paper(actor, unit)
        self.fields.update(signing(actor, _("Để trống thì theo chức danh người ký.")))
        self.order_fields((
            "rung", "register", "on", "answer_on", "text", "signer", "authority", "entry", "kind", "addressee", "reason",
        ))  # fmt: skip

    def _ask_paper(self, actor: Actor, unit: Unit) -> None:
        """A new number of the unit's outgoing register, for who may issue; or a paper that stands in it."""
        books = out_books(unit, actor)
        if may(actor, "documents.issue", unit):
            rows = list(books)
            letters = [book for book in rows if "Công văn" in book.kinds] or [book for book in rows if not book.kinds]
            self.fields["register"] = forms.ModelChoiceField(
                books, label=_("Lấy số mới ở sổ đi"), required=False, to_field_name="public_id", empty_label="—",
                initial=letters[0].public_id if letters else None,
            )  # fmt: skip
        standing = Entry.objects.visible_to(actor).standing().filter(unit=unit, register__direction=Direction.OUT)
        self.fields["entry"] = KnownEntry(
            entries=standing.for_list().order_by("-on", "-id"), label=_("Hoặc văn bản đã vào sổ đi"), required=False
        )

    def clean(self) -> dict[str, Any]:
        """A paper that stands in the register is meant where one is named: no new number is then taken."""
        said = super().clean() or {}
        if said.get("entry"):
            said["register"] = None
        return said


def _addressees(actor: Actor) -> Any:
    """Units one sees, and bodies outside."""
    return Unit.objects.visible_to(actor).filter(ended_on__isnull=True)


class WhenForm(forms.Form):
    """Ngày nhận."""

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"] = PastDayField(today=actor.today, label=_("Ngày nhận"), initial=actor.today, required=False)


class AnswerForm(forms.Form):
    """Trả lời — which works, in words, by a paper or both."""

    text = TextField(label=gettext_lazy("Trả lời"), widget=area(4), max_length=4000, required=False)

    def __init__(self, *args: Any, actor: Actor, lines: list[Urged], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        said = [(line.public_id, f"{line.assignment.obligation.nv} · {line.text[:120]}") for line in lines]
        self.fields["lines"] = forms.MultipleChoiceField(
            label=_("Trả lời về"),
            choices=said,
            initial=[code for code, _text in said],
            widget=forms.CheckboxSelectMultiple,
        )
        self.fields["paper"] = PaperField(actor=actor, label=_("Văn bản trả lời đã vào sổ"), required=False)
        self.fields["on"] = PastDayField(today=actor.today, label=_("Ngày trả lời"), initial=actor.today)
        self.order_fields(("lines", "text", "paper", "on"))


class SilenceForm(forms.Form):
    """Thôi đôn đốc."""

    reason = TextField(label=gettext_lazy("Lý do"), widget=area(3), max_length=500)

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["until_on"] = DayField(today=actor.today, label=_("Đến hết ngày"), required=False)
        self.fields["until_on"].help_text = _("Để trống thì đến khi đôn đốc trở lại.")
