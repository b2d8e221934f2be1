"""Biểu mẫu quán triệt — short enough for a phone; what is not known is left empty."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.text import Truncator, capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dondoc.documents.models import Paper
from dondoc.shared.actor import Actor
from dondoc.studying.actions.holding import Held
from dondoc.studying.models import Sitting
from dondoc.studying.rules import understood
from dondoc.studying.words import Across, Form, Way
from dondoc.web.forms import DayField, OfUnitForm, PastDayField, TextField, area
from dondoc.web.obligations.views import PaperField

NUMBERS = ("present", "total", "others")
HELD_AS = [(way.value, capfirst(str(way.label))) for way in (Way.STUDY, Way.SPREAD)]


class ShareField(forms.CharField):
    """Có mặt trên tổng số — “8/9” as a cell reports it."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("help_text", gettext_lazy("Ví dụ: 8/9. Chưa có số thì để trống."))
        kwargs.setdefault("widget", forms.TextInput(attrs={"autocomplete": "off"}))
        super().__init__(max_length=20, required=False, **kwargs)

    def prepare_value(self, value: Any) -> Any:
        return f"{value[0]}/{value[1]}" if isinstance(value, tuple) else value

    def clean(self, value: Any) -> Any:
        words = super().clean(value)
        found = understood(words) if words else None
        if words and found is None:
            raise forms.ValidationError(_("Không hiểu. Ghi số có mặt trên tổng số, như 8/9."))
        return found


class AskForm(forms.Form):
    """Yêu cầu quán triệt."""

    across = forms.ChoiceField(
        label=gettext_lazy("Đơn vị nào"), widget=forms.RadioSelect, initial=Across.CELLS,
        choices=[(one.value, capfirst(str(one.label))) for one in Across],
    )  # fmt: skip
    due_source = TextField(label=gettext_lazy("Hạn ấy ở đâu"), max_length=300, required=False,
                           help_text=gettext_lazy("Điểm, khoản của văn bản, hoặc kế hoạch của cấp trên"))  # fmt: skip

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["paper"] = PaperField(actor=actor, label=_("Văn bản"))
        self.fields["due_on"] = DayField(today=actor.today, label=_("Hạn theo văn bản"), required=False)
        self.fields["due_on"].help_text = _("Văn bản không nêu thì để trống: khi ấy không đơn vị nào bị tính là muộn.")
        self.order_fields(["paper", "across", "due_on", "due_source"])


class DecideForm(OfUnitForm):
    """Quyết định."""

    way = forms.ChoiceField(
        label=gettext_lazy("Đơn vị sẽ"), widget=forms.RadioSelect,
        choices=[(way.value, capfirst(str(way.label))) for way in Way],
    )  # fmt: skip
    reason = TextField(label=gettext_lazy("Lý do"), widget=area(2), max_length=500, required=False,
                       help_text=gettext_lazy("Khi không tổ chức, hoặc khi đổi quyết định trước"))  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.order_fields(["unit", "way", "reason"])


class ReportForm(OfUnitForm):
    """Báo đã quán triệt — one line: the day, n/m."""

    share = ShareField(label=gettext_lazy("Có mặt / tổng số đảng viên"))
    way = forms.ChoiceField(label=gettext_lazy("Đã"), widget=forms.RadioSelect, choices=HELD_AS, initial=Way.STUDY)
    form = forms.ChoiceField(label=gettext_lazy("Hình thức"), choices=Form.choices, initial=Form.IN_PERSON)

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, actor=actor, **kwargs)
        self.fields["on"] = PastDayField(today=actor.today, label=_("Ngày tổ chức"), initial=actor.today)
        self.order_fields(["unit", "on", "share", "way", "form"])

    def held(self) -> Held:
        """What was said, as plain values."""
        said = self.cleaned_data
        present, total = said.get("share") or (None, None)
        return Held(said["on"], said["form"], present=present, total=total)


class WholeMixin(forms.Form):
    """Cả buổi — what a session has beside its day and its form."""

    others = forms.IntegerField(
        label=gettext_lazy("Quần chúng cùng dự"), min_value=0, max_value=999_999, required=False
    )
    speaker = TextField(label=gettext_lazy("Báo cáo viên"), max_length=200, required=False)
    place = TextField(label=gettext_lazy("Địa điểm"), max_length=200, required=False)
    keeper = TextField(label=gettext_lazy("Nơi giữ danh sách giấy"), max_length=200, required=False,
                       help_text=gettext_lazy("Chi bộ muốn ghi tên thì bấm Điểm danh sau khi ghi buổi; tên chỉ chi bộ và chính người ấy thấy."))  # fmt: skip

    def whole(self) -> dict[str, Any]:
        said = self.cleaned_data
        return {"others": said.get("others"), **{name: said.get(name, "") for name in ("speaker", "place", "keeper")}}


class HoldForm(ReportForm, WholeMixin):
    """Ghi buổi quán triệt — many papers in one."""

    def __init__(self, *args: Any, actor: Actor, papers: Sequence[Paper], **kwargs: Any) -> None:
        super().__init__(*args, actor=actor, **kwargs)
        self.papers = {row.public_id: row for row in papers}
        if papers:
            said = [(code, f"{row} · {Truncator(row.title).chars(90)}") for code, row in self.papers.items()]
            self.fields["papers"] = forms.MultipleChoiceField(
                choices=said, label=_("Văn bản đang chờ"), required=False, widget=forms.CheckboxSelectMultiple
            )
        label = _("Văn bản khác, ngoài các văn bản trên") if papers else _("Văn bản đã quán triệt")
        self.fields["paper"] = PaperField(actor=actor, label=label, required=not papers)
        self.order_fields(
            ["unit", "papers", "paper", "way", "on", "share", "form", "others", "speaker", "place", "keeper"]
        )

    def chosen(self) -> list[Paper]:
        """The papers ticked, and the one named."""
        said = self.cleaned_data
        ticked = [self.papers[code] for code in said.get("papers", ())]
        return ticked + ([said["paper"]] if said.get("paper") else [])

    def held(self) -> Held:
        said = self.cleaned_data
        present, total = said.get("share") or (None, None)
        return Held(said["on"], said["form"], present=present, total=total, **self.whole())


class SessionForm(WholeMixin):
    """Một buổi của đợt — a make-up, or a session told anew; a make-up has those who came alone.

    What is `withheld` from who corrects it is not in the form, and stays as it was where nothing is written.
    """

    def __init__(
        self, *args: Any, actor: Actor, makes_up: bool, is_correction: bool, corrected: Sitting | None = None,
        withheld: str = "", **kwargs: Any,
    ) -> None:  # fmt: skip
        kept = corrected if withheld else None
        if corrected:
            kwargs["initial"] = self.first_values(corrected, withheld)
        super().__init__(*args, **kwargs)
        self.kept = {name: getattr(kept, name) for name in NUMBERS} if kept else dict.fromkeys(NUMBERS)
        self.fields["on"] = PastDayField(today=actor.today, label=_("Ngày tổ chức"))
        self.fields["form"] = forms.ChoiceField(label=_("Hình thức"), choices=Form.choices)
        if makes_up:
            self.fields["present"] = forms.IntegerField(
                label=_("Số đảng viên học bù"), min_value=0, max_value=999_999, required=False
            )
        else:
            self.fields["share"] = ShareField(label=_("Có mặt / tổng số đảng viên"))
        for name in ("share", "present", "others"):
            if withheld and name in self.fields:
                self.fields[name].help_text = capfirst(_("%(why)s; để trống thì giữ số đã ghi") % {"why": withheld})
        if is_correction:
            self.fields["reason"] = TextField(label=_("Lý do"), max_length=300, widget=area(2))
        self.order_fields(["on", "share", "present", "form", "others", "speaker", "place", "keeper", "reason"])

    def held(self) -> Held:
        said = self.cleaned_data
        present, total = said.get("share") or (said.get("present"), None)
        if present is None:
            present, total = self.kept["present"], self.kept["total"]
        whole = self.whole()
        others = self.kept["others"] if whole["others"] is None else whole["others"]
        return Held(said["on"], said["form"], present=present, total=total, **{**whole, "others": others})

    @staticmethod
    def first_values(row: Sitting, withheld: str = "") -> dict[str, Any]:
        """What was told before."""
        same = {name: getattr(row, name) for name in ("on", "form", "speaker", "place", "keeper")}
        if withheld:
            return same
        known = row.present is not None and row.total is not None
        return {
            **same,
            "others": row.others,
            "present": row.present,
            "share": (row.present, row.total) if known else "",
        }


class ReflectionsForm(forms.Form):
    """Bài thu hoạch đã nộp."""

    handed_in = forms.IntegerField(label=gettext_lazy("Số bài đã nộp"), min_value=0, max_value=999_999,
                                   help_text=gettext_lazy("Tất cả đến ngày ấy. Bài viết do chi bộ giữ; phần mềm không giữ và không đọc."))  # fmt: skip

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"] = PastDayField(today=actor.today, label=_("Tính đến ngày"), initial=actor.today)
