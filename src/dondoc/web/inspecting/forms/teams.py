"""Đoàn — a team, who sits in it, who leaves it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dondoc.access.models import Person
from dondoc.inspecting.teams import Team
from dondoc.inspecting.words import Role
from dondoc.shared.actor import Actor
from dondoc.units.models import Unit
from dondoc.units.queries import seated, seats_of
from dondoc.web.forms import DayField, PastDayField, PersonField, TextField, UnitField, area
from dondoc.web.obligations.views import PaperField


class TeamForm(forms.Form):
    """Lập đoàn."""

    name = TextField(
        label=gettext_lazy("Tên đoàn"),
        max_length=120,
        help_text=gettext_lazy("Như quyết định gọi; thường là số của quyết định"),
    )
    is_standing = forms.BooleanField(label=gettext_lazy("Đoàn ổn định trong nhiệm kỳ"), required=False)

    def __init__(self, *args: Any, actor: Actor, units: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"] = UnitField(units=units, label=_("Cơ quan lập đoàn"))
        self.fields["paper"] = PaperField(actor=actor, label=_("Quyết định lập đoàn"))
        self.fields["from_on"] = PastDayField(today=actor.today, label=_("Từ ngày"))
        self.fields["until_on"] = DayField(today=actor.today, label=_("Đến ngày"), required=False)
        self.order_fields(["unit", "paper", "name", "from_on", "until_on", "is_standing"])


class HolderForm(forms.Form):
    """Một người trong chức danh — the person, and the unit of the post where there are several."""

    at = "unit"  # the field of the unit

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = seated(actor).offered()  # type: ignore[attr-defined]
        self.fields["person"] = PersonField(people=people, named=lambda rows: _called(rows, actor), label=_("Người"))
        self.fields[self.at] = UnitField(
            units=Unit.objects.visible_to(actor).working(), label=_("Chức danh ở đơn vị"), required=False,
            help_text=_("Chỉ chọn khi người ấy giữ nhiều chức danh"),
        )  # fmt: skip
        self.today = actor.today

    def clean(self) -> dict[str, Any]:
        """The post the person does it in: the highest, or that at the unit named."""
        said = super().clean() or {}
        person, unit = said.pop("person", None), said.pop(self.at, None)
        held = seats_of([person.pk], self.today).get(person.pk, []) if person else []
        found = [row for row in held if unit is None or row.post.unit_id == unit.pk]
        if person and not found:
            self.add_error(self.at, _("Người này không giữ chức danh nào ở đó."))
        return said | ({"holding": found[0]} if found else {})


class SeatForm(HolderForm):
    """Ghi thành viên đoàn."""

    role = forms.ChoiceField(label=gettext_lazy("Vai trong đoàn"), choices=Role.choices)

    def __init__(self, *args: Any, actor: Actor, team: Team, **kwargs: Any) -> None:
        super().__init__(*args, actor=actor, **kwargs)
        self.fields["paper"] = PaperField(actor=actor, label=_("Quyết định"), initial=team.paper.so_ky_hieu)
        self.fields["from_on"] = PastDayField(today=actor.today, label=_("Từ ngày"), initial=team.from_on)
        self.order_fields(["person", "unit", "role", "paper", "from_on"])


def _called(people: list[Person], actor: Actor) -> dict[int, str]:
    """Each with the highest post held today."""
    held = seats_of([row.pk for row in people], actor.today)
    return {row.pk: f"{row}, {held[row.pk][0].called}" for row in people if row.pk in held}


class UnseatForm(forms.Form):
    """Thay thành viên."""

    reason = TextField(label=gettext_lazy("Lý do"), widget=area(2), max_length=300)

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["paper"] = PaperField(actor=actor, label=_("Quyết định"))
        self.fields["until_on"] = PastDayField(today=actor.today, label=_("Ngày cuối ở đoàn"))
        self.order_fields(["paper", "until_on", "reason"])
