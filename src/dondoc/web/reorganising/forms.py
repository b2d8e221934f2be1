"""Biểu mẫu sắp xếp — the decision, the day, who receives."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dondoc.documents.models import Paper
from dondoc.reorganising.actions.standing import New
from dondoc.shared.actor import Actor
from dondoc.units.models import Holding, Kind, Unit
from dondoc.units.rules import Decision
from dondoc.web.forms import DayField, PastDayField, TextField, UnitField, UnitsField

KINDS = [choice for choice in Kind.choices if choice[0] != Kind.BEN_NGOAI]


class DecisionForm(forms.Form):
    """Quyết định và ngày — asked by every act that changes the tree."""

    is_asked = True  # the number of the decision

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.actor, today = actor, actor.today
        self.fields["number"] = TextField(
            label=_("Số, ký hiệu quyết định"), max_length=80, required=self.is_asked,
            help_text=_("Ví dụ: 45-QĐ/ĐU. Quyết định đã vào sổ thì ngày và cơ quan tự có."),
        )  # fmt: skip
        self.fields["decided_on"] = DayField(today=today, label=_("Ngày quyết định"), required=False)
        self.fields["issuer"] = TextField(label=_("Cơ quan quyết định"), max_length=200, required=False)
        self.fields["on"] = PastDayField(today=today, label=_("Có hiệu lực từ ngày"), initial=today)

    def decision(self) -> Decision:
        """The decision as told, and the paper itself where one sees it registered."""
        said, number = self.cleaned_data, self.cleaned_data["number"]
        found = Paper.objects.visible_to(self.actor).filter(so_ky_hieu__iexact=number).select_related("issuer")
        papers = list(found.order_by("-issued_on", "-id")[:2]) if number else []
        paper = papers[0] if len(papers) == 1 else None
        day: date | None = said["decided_on"] or (paper.issued_on if paper else None)
        issuer = said["issuer"] or (paper.issuer.name if paper else "")
        return Decision(number, day, issuer, paper.pk if paper else None)


class HeirForm(DecisionForm):
    """Nơi nhận — a unit that stands, or one established by the same decision; who goes on holding a title there."""

    may_be_none = False

    def __init__(self, *args: Any, actor: Actor, act: str, unit: Unit, holders: list[Holding], **kwargs: Any) -> None:
        super().__init__(*args, actor=actor, **kwargs)
        units = Unit.objects.granted(actor, act).working().exclude(pk=unit.pk)
        self.unit, self.holders = unit, holders
        self.fields["heir"] = UnitField(units=units, label=_("Nơi nhận: đơn vị đang có"), required=False)
        self.fields["name"] = TextField(label=_("Hoặc đơn vị lập mới: tên"), max_length=200, required=False)
        self.fields["code"] = TextField(label=_("Mã của đơn vị lập mới"), max_length=30, required=False)
        self.fields["kind"] = forms.ChoiceField(
            label=_("Loại của đơn vị lập mới"), choices=KINDS, initial=unit.kind, required=False
        )
        self.fields["parent"] = UnitField(units=units, label=_("Đơn vị lập mới trực thuộc"), required=False)
        if holders:
            self.fields["keep"] = forms.MultipleChoiceField(
                label=_("Tiếp tục giữ chức danh ấy tại nơi nhận"), required=False, widget=forms.CheckboxSelectMultiple(),
                choices=[(held.public_id, f"{held.person} · {held.post.kind}, {held.post.unit}") for held in holders],
                help_text=_("Người không chọn thôi chức danh và thôi mọi quyền theo chức danh ấy."),
            )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        told = [bool(said.get("heir")), bool(said.get("name"))]
        if all(told) or not (any(told) or self.may_be_none):
            self.add_error("heir", _("Chọn một đơn vị đang có, hoặc ghi tên đơn vị lập mới."))
        if said.get("name") and not said.get("parent") and self.unit.parent is None:
            self.add_error("parent", _("Chọn đơn vị cấp trên của đơn vị lập mới."))
        return said

    def heir(self) -> Unit | New | None:
        said = self.cleaned_data
        if said.get("heir") or not said.get("name"):
            return said.get("heir")
        parent, unit = said.get("parent") or self.unit.parent, self.unit
        assert parent is not None
        return New(said["name"], said["kind"] or unit.kind, parent, code=said["code"], is_abroad=unit.is_abroad,
                   region=unit.region, hours_from_hanoi=unit.hours_from_hanoi)  # fmt: skip

    def kept(self) -> list[Holding]:
        return [held for held in self.holders if held.public_id in self.cleaned_data.get("keep", ())]


class MergeForm(HeirForm):
    """Sáp nhập, hợp nhất."""

    def __init__(self, *args: Any, actor: Actor, unit: Unit, **kwargs: Any) -> None:
        super().__init__(*args, actor=actor, unit=unit, **kwargs)
        others = (
            Unit.objects.granted(actor, "reorganising.merge").working().exclude(pk=unit.pk).filter(parent=unit.parent)
        )
        if others.exists():
            self.fields["with_units"] = UnitsField(units=others, label=_("Cùng sáp nhập"), required=False)
        self.order_fields(
            ["heir", "name", "code", "kind", "parent", "with_units", "keep", "number", "decided_on", "issuer", "on"]
        )


class DissolveForm(HeirForm):
    """Giải thể — without a receiver only what owes nothing ends."""

    may_be_none = True

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("name", "code", "kind", "parent"):
            del self.fields[name]
        self.fields["heir"].label = _("Nơi nhận việc còn lại")
        self.fields["heir"].help_text = _("Đơn vị không còn việc gì thì để trống.")
        self.order_fields(["heir", "keep", "number", "decided_on", "issuer", "on"])


class SplitForm(DecisionForm):
    """Chia, tách — the new units, one a line; who takes what is chosen on the next page."""

    names = TextField(
        label=gettext_lazy("Đơn vị nhận, mỗi dòng một tên"), widget=forms.Textarea(attrs={"rows": 4}), max_length=2000,
        help_text=gettext_lazy("Đơn vị đang có thì ghi đúng tên hoặc mã; tên khác là đơn vị lập mới, cùng loại, cùng cấp trên."),
    )  # fmt: skip
    ends = forms.BooleanField(
        label=gettext_lazy("Đơn vị này kết thúc (chia)"), required=False,
        help_text=gettext_lazy("Không chọn là tách một phần: đơn vị còn lại hoạt động tiếp và giữ những gì không giao đi."),
    )  # fmt: skip


class MoveForm(DecisionForm):
    """Chuyển sang cấp trên khác."""

    def __init__(self, *args: Any, actor: Actor, unit: Unit, **kwargs: Any) -> None:
        super().__init__(*args, actor=actor, **kwargs)
        units = Unit.objects.granted(actor, "units.move").working().filter(tree=unit.tree)
        below = Unit.objects.visible_to(actor).below(unit).values("pk")
        self.fields["parent"] = UnitField(units=units.exclude(pk__in=below), label=_("Cấp trên mới"))
        self.order_fields(["parent", "number", "decided_on", "issuer", "on"])


class ChangeForm(DecisionForm):
    """Đổi loại, mã, nơi đóng."""

    is_asked = False
    kind = forms.ChoiceField(label=gettext_lazy("Loại"), choices=KINDS)
    code = TextField(label=gettext_lazy("Mã"), max_length=30, required=False)
    is_abroad = forms.BooleanField(label=gettext_lazy("Ở ngoài nước"), required=False)
    region = TextField(label=gettext_lazy("Khu vực"), max_length=60, required=False)
    hours_from_hanoi = forms.DecimalField(
        label=gettext_lazy("Lệch giờ so với Hà Nội"), min_value=-19, max_value=7, decimal_places=2, required=False
    )


class PlainForm(DecisionForm):
    """Chỉ quyết định và ngày."""
