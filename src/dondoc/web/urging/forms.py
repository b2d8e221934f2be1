"""Biểu mẫu đôn đốc."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dondoc.shared.actor import Actor
from dondoc.units.models import Unit
from dondoc.urging.models import Urged
from dondoc.urging.rungs import BY_PERSON, KINDS, SLIP, TO_DOER, Rung
from dondoc.web.forms import DayField, PastDayField, TextField, UnitField, area
from dondoc.web.obligations.views import PaperField
from dondoc.web.outgoing import OutgoingForm


class IssueForm(OutgoingForm):
    """Đôn đốc — by which paper, what is asked, who signs; what is known is filled in. Asks what this rung needs, and no more."""

    rung = forms.ChoiceField(choices=[(rung.value, rung.label) for rung in BY_PERSON], widget=forms.HiddenInput)
    text = TextField(label=gettext_lazy("Nội dung yêu cầu"), widget=area(3), max_length=4000, required=False,
                     help_text=gettext_lazy("Văn bản tự có câu mở đầu và bảng các việc. Ghi thêm điều cần yêu cầu."))  # fmt: skip
    reason = TextField(label=gettext_lazy("Lý do vượt nấc"), max_length=500)
    kind = forms.ChoiceField(label=gettext_lazy("Thể loại"), required=False, choices=[
        ("", gettext_lazy("công văn")), (SLIP, gettext_lazy("phiếu đôn đốc")),
    ])  # fmt: skip

    def __init__(self, *args: Any, actor: Actor, unit: Unit | None, rung: str, is_over: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"] = PastDayField(today=actor.today, label=_("Ngày văn bản"), initial=actor.today)
        self.fields["answer_on"] = DayField(today=actor.today, label=_("Hạn trả lời"), required=False)
        if rung in TO_DOER:
            self.fields["text"].help_text = _("Gửi chính đơn vị thực hiện. Văn bản tự có câu mở đầu và bảng các việc.")
        else:
            del self.fields["kind"]
            self.fields["addressee"] = UnitField(units=_addressees(actor), label=_("Nơi nhận"))
        if not is_over:
            del self.fields["reason"]
        if unit is not None:
            self.ask_paper(actor, unit, KINDS[Rung(rung)], *([SLIP] if rung in TO_DOER else ()))
        self.ask_signer(actor)
        self.order_fields((
            "rung", "reason", "addressee", "paper", "entry", "kind", "on", "place", "answer_on", "text", "signer", "authority",
        ))  # fmt: skip


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
        said = [(line.public_id, f"{line.assignment.obligation.nv} · {line.work_said[:160]}") for line in lines]
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
