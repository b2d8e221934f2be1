"""Biểu mẫu cam kết — one form an act."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dondoc.access.models import Person
from dondoc.pledging.actions.happening import Text
from dondoc.pledging.models import KEEP
from dondoc.pledging.words import BY_THE_CELL, COUNTED, Question, Stage
from dondoc.shared.actor import Actor
from dondoc.units.models import Unit
from dondoc.web.forms import PastDayField, TextField, UnitField


class YearForm(forms.Form):
    """Năm nào."""

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        year = actor.today.year
        years = [(str(one), str(one)) for one in (year, year + 1, year - 1)]
        self.fields["year"] = forms.TypedChoiceField(label=_("Năm"), choices=years, coerce=int, initial=str(year))


class ListForm(YearForm):
    """Lập danh sách — who holds a post in the cell is offered; others are added by name afterwards."""

    def __init__(self, *args: Any, actor: Actor, people: list[Person], **kwargs: Any) -> None:
        super().__init__(*args, actor=actor, **kwargs)
        self.by_code = {row.public_id: row for row in people}
        said = [(code, str(row)) for code, row in self.by_code.items()]
        self.fields["people"] = forms.MultipleChoiceField(
            label=_("Người phải nộp"), choices=said, required=False, widget=forms.CheckboxSelectMultiple(), initial=list(self.by_code),
            help_text=_("Người giữ chức danh của chi bộ. Đảng viên khác thêm sau, bằng họ tên."),
        )  # fmt: skip

    def chosen(self) -> list[Person]:
        return [self.by_code[code] for code in self.cleaned_data["people"]]


class PersonForm(forms.Form):
    """Thêm một người — by full name or sign-in name, written in full: nobody browses the list of all people from here."""

    who = TextField(label=gettext_lazy("Họ và tên, hoặc tên đăng nhập"), max_length=120)

    def __init__(self, *args: Any, actor: Actor, unit: Unit, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = Person.objects.granted(actor, KEEP, unit.path).offered()

    def clean_who(self) -> Person:
        words = self.cleaned_data["who"]
        found = list(self.people.filter(account__username=words.lower())) or list(self.people.called(words)[:2])
        if len(found) == 1:
            return found[0]
        if found:
            raise forms.ValidationError(_("Có nhiều người cùng họ tên. Ghi tên đăng nhập."))
        raise forms.ValidationError(
            _("Chưa có ai tên này. Nhờ người giữ danh sách người ghi tên trước, hoặc chỉ ghi số của chi bộ.")
        )


class CountForm(YearForm):
    """Ghi số — what is left blank stays unknown."""

    def __init__(self, *args: Any, actor: Actor, units: Any, **kwargs: Any) -> None:
        super().__init__(*args, actor=actor, **kwargs)
        self.fields["unit"] = UnitField(units=units, label=_("Chi bộ"))
        self.fields["total"] = _number(_("Số đảng viên phải nộp"))
        for stage in COUNTED:
            self.fields[stage] = _number(_LABELS[stage])
        self.fields["on"] = PastDayField(today=actor.today, label=_("Tính đến ngày"), initial=actor.today)
        self.order_fields(["unit", "year", "total", *COUNTED, "on"])

    def counts(self) -> dict[str, int | None]:
        return {stage: self.cleaned_data[stage] for stage in COUNTED}


def _number(label: Any) -> forms.IntegerField:
    return forms.IntegerField(label=label, min_value=0, max_value=999_999, required=False)


class DayForm(forms.Form):
    """Ngày của việc."""

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"] = PastDayField(today=actor.today, label=_("Ngày"), initial=actor.today)


class TextForm(DayForm):
    """Nộp, sửa — the text may stay on paper; a file is kept as it came and opened by nobody but its author and the cell."""

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, actor=actor, **kwargs)
        self.fields["keeper"] = TextField(label=_("Bản giấy ở đâu"), max_length=200, required=False)
        self.fields["file"] = forms.FileField(label=_("Tệp, nếu muốn gửi"), required=False)
        self.fields["file"].help_text = _(
            "Phần mềm giữ tệp nguyên dạng, không đọc, không tìm trong đó. Không gửi tệp có nội dung mật."
        )

    def text(self) -> Text:
        file = self.cleaned_data["file"]
        return Text(file.read() if file else b"", file.name if file else "", self.cleaned_data["keeper"])


class RecordForm(DayForm):
    """Chi bộ ghi nhận, xem lại."""

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, actor=actor, **kwargs)
        said = [(stage.value, stage.label) for stage in Stage if stage in BY_THE_CELL]
        self.fields["stage"] = forms.ChoiceField(label=_("Việc"), choices=said)
        self.order_fields(["stage", "on"])


class CheckForm(forms.Form):
    """Tự soát."""

    questions = forms.MultipleChoiceField(
        label=gettext_lazy("Tự soát"), choices=Question.choices, required=False, widget=forms.CheckboxSelectMultiple()
    )


_LABELS = {
    Stage.HANDED_IN: gettext_lazy("Số bản đã nộp"), Stage.NOTED: gettext_lazy("Số bản chi bộ đã ghi nhận"),
    Stage.MID_YEAR: gettext_lazy("Số bản đã xem lại giữa năm"), Stage.YEAR_END: gettext_lazy("Số bản đã xem lại cuối năm"),
}  # fmt: skip
