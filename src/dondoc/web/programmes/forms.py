"""Biểu mẫu chương trình — one form an act."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dondoc.obligations.models import Obligation
from dondoc.programmes.models import Item, Programme, Version
from dondoc.programmes.numbers import exact, understood
from dondoc.programmes.queries import may_be_weighed_by
from dondoc.programmes.rules import Aim
from dondoc.programmes.words import ADOPTED, Across, Direction, ItemKind, Judgement, Precision, Way
from dondoc.shared.actor import Actor
from dondoc.units.models import Kind as UnitKind
from dondoc.units.models import Unit
from dondoc.web.forms import DayField, PastDayField, ReasonForm, TextField, UnitField, UnitsField, area
from dondoc.web.obligations.views import PaperField
from dondoc.web.proving import FIELDS, ProofForm

_YEAR = re.compile(r"(\d{4})\s*[:=]\s*([^\s–-]+(?:\s*%)?)(?:\s*(?:–|-|đến)\s*(\S+))?")
NO = [("", "—")]


class NumberField(forms.CharField):
    """Con số — 1.200 or 95,5 as officials write it."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}))
        super().__init__(max_length=24, **kwargs)

    def prepare_value(self, value: Any) -> Any:
        return exact(value) if isinstance(value, Decimal) else value

    def clean(self, value: Any) -> Any:
        words = super().clean(value)
        number = understood(words) if words else None
        if words and number is None:
            raise forms.ValidationError(_("Không hiểu số này. Ghi như 95 hoặc 95,5 hoặc 1.200."))
        return number


class YearsField(forms.CharField):
    """Mức từng năm — one a line: “2027: 40”, of a range “2027: 3 – 5”."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=area(4), max_length=600, **kwargs)

    def prepare_value(self, value: Any) -> Any:
        if not isinstance(value, tuple):
            return value
        return "\n".join(
            f"{y}: {exact(low)}" + (f" – {exact(high)}" if high is not None else "") for y, low, high in value
        )

    def clean(self, value: Any) -> Any:
        lines = [line.strip() for line in super().clean(value).splitlines() if line.strip()]
        found: dict[int, tuple[Decimal, Decimal | None]] = {}
        for line in lines:
            match = _YEAR.fullmatch(line)
            low, high = (understood(part or "") for part in (match[2], match[3])) if match else (None, None)
            if match is None or low is None or (match[3] and high is None) or int(match[1]) in found:
                raise forms.ValidationError(
                    _("Không hiểu dòng “%(line)s”. Mỗi năm một dòng, như 2027: 40") % {"line": line}
                )
            found[int(match[1])] = (low, high)
        return tuple((year, *level) for year, level in sorted(found.items()))


class AdoptForm(forms.Form):
    """Ghi chương trình."""

    kind = forms.ChoiceField(label=gettext_lazy("Loại chương trình"), choices=[(k.value, k.label) for k in ADOPTED])
    name = TextField(label=gettext_lazy("Tên chương trình"), max_length=300,
                     help_text=gettext_lazy("Ví dụ: Nghị quyết Đại hội nhiệm kỳ 2025–2030"))  # fmt: skip
    is_open = forms.BooleanField(
        label=gettext_lazy("Các đơn vị bên dưới cùng xem và ghi số"), required=False,
        help_text=gettext_lazy("Đánh dấu khi có chỉ tiêu tổng hợp từ các đơn vị. Không đánh dấu chương trình kiểm tra chưa công bố."),
    )  # fmt: skip

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        units = Unit.objects.granted(actor, "programmes.adopt").working()
        self.fields["paper"] = PaperField(actor=actor, label=_("Văn bản ban hành chương trình"))
        self.fields["from_on"] = PastDayField(today=actor.today, label=_("Từ ngày"))
        self.fields["until_on"] = DayField(today=actor.today, label=_("Đến hết ngày"))
        self.fields["unit"] = UnitField(units=units, label=_("Của đơn vị"), required=False)
        self.fields["unit"].help_text = _("Để trống: đơn vị giữ văn bản trong sổ.")
        self.order_fields(["paper", "kind", "name", "from_on", "until_on", "unit", "is_open"])


class ItemForm(forms.Form):
    """Ghi mục."""

    kind = forms.ChoiceField(
        label=gettext_lazy("Loại mục"), widget=forms.RadioSelect,
        choices=[(k.value, k.label) for k in (ItemKind.BREAKTHROUGH, ItemKind.TASK, ItemKind.WORK)],
    )  # fmt: skip
    text = TextField(label=gettext_lazy("Nội dung"), widget=area(4), max_length=4000)
    precision = forms.ChoiceField(
        label=gettext_lazy("Thời gian nêu theo"), required=False, choices=[*NO, *Precision.choices],
        help_text=gettext_lazy("Nêu theo tháng, quý thì ghi ngày cuối cùng của tháng, quý ấy"),
    )  # fmt: skip
    meeting = TextField(label=gettext_lazy("Hội nghị xem xét"), max_length=200, required=False,
                        help_text=gettext_lazy("Ví dụ: Hội nghị Ban Thường vụ tháng 3"))  # fmt: skip
    provision = TextField(label=gettext_lazy("Điểm, khoản"), max_length=60, required=False)

    def __init__(self, *args: Any, actor: Actor, programme: Programme, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        inside = Unit.objects.visible_to(actor).working().below(programme.unit)
        self.fields["on"] = DayField(today=actor.today, label=_("Thời gian"), required=False)
        self.fields["preparer"] = UnitField(units=inside, label=_("Đơn vị chuẩn bị"), required=False)
        self.order_fields(["kind", "text", "on", "precision", "preparer", "meeting", "provision"])


class AimForm(forms.Form):
    """Mức của chỉ tiêu — what must be said first, what only some targets have after it."""

    measure = TextField(label=gettext_lazy("Đo gì"), max_length=500)
    direction = forms.ChoiceField(label=gettext_lazy("Chiều"), choices=Direction.choices)
    value = NumberField(label=gettext_lazy("Mức phải đạt"), required=False)
    upper = NumberField(label=gettext_lazy("Mức trên"), required=False, help_text=gettext_lazy("Chỉ khi trong khoảng"))
    word = TextField(label=gettext_lazy("Đơn vị tính"), max_length=40, required=False,
                     help_text=gettext_lazy("Ví dụ: %, đồng chí, báo cáo"))  # fmt: skip
    is_yearly = forms.BooleanField(label=gettext_lazy("Phải đạt ở từng năm"), required=False)
    years = YearsField(label=gettext_lazy("Mức của từng năm, nếu văn bản nêu"), required=False,
                       help_text=gettext_lazy("Mỗi năm một dòng, như 2027: 40"))  # fmt: skip
    base = NumberField(label=gettext_lazy("Số gốc"), required=False)
    is_linear = forms.BooleanField(label=gettext_lazy("Văn bản nói tăng, giảm đều qua các năm"), required=False)
    source = TextField(label=gettext_lazy("Nguồn số liệu"), max_length=300, required=False)
    way = forms.ChoiceField(label=gettext_lazy("Cách tổng hợp"), choices=Way.choices, initial=Way.DIRECT)
    across = forms.ChoiceField(
        label=gettext_lazy("Những đơn vị nào ghi số"), choices=[*NO, *Across.choices], required=False
    )
    kinds = forms.MultipleChoiceField(
        label=gettext_lazy("Loại đơn vị"), required=False, widget=forms.CheckboxSelectMultiple,
        choices=[(k.value, k.label) for k in UnitKind if k not in (UnitKind.CO_QUAN_NGOAI_DANG, UnitKind.BEN_NGOAI)],
        help_text=gettext_lazy("Với các đơn vị trực thuộc, hoặc mọi đơn vị bên dưới: chỉ những loại này"),
    )  # fmt: skip
    each_value = NumberField(label=gettext_lazy("Mức mỗi đơn vị phải đạt để được tính"), required=False)
    each_direction = forms.ChoiceField(
        label=gettext_lazy("Chiều của mức mỗi đơn vị"), required=False,
        choices=[*NO, *((d.value, d.label) for d in (Direction.AT_LEAST, Direction.AT_MOST, Direction.EXACTLY))],
    )  # fmt: skip

    def __init__(self, *args: Any, actor: Actor, programme: Programme, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["base_on"] = PastDayField(today=actor.today, label=_("Ngày của số gốc"), required=False)
        self.fields["by_on"] = DayField(today=actor.today, label=_("Phải đạt vào ngày"), required=False)
        self.fields["by_on"].help_text = _("Để trống: ngày cuối của chương trình.")
        self.fields["weigh_by"] = WeightField(may_be_weighed_by(programme), label=_("Trọng số"), required=False)
        inside = Unit.objects.visible_to(actor).working().below(programme.unit).exclude(pk=programme.unit_id)
        named = self.fields["named"] = UnitsField(units=inside, label=_("Các đơn vị nêu tên"), required=False)
        if not named.is_list:  # typed one a line
            self.initial = {**self.initial, "named": "\n".join(self.initial.get("named", ()))}
        self.order_fields(["text", "measure", "direction", "value", "upper", "word", "is_yearly", "by_on", "years", "base",
                           "base_on", "is_linear", "source", "way", "across", "kinds", "named", "weigh_by", "each_value", "each_direction",
                           "provision"])  # fmt: skip

    def groups(self) -> list[tuple[str, list[forms.BoundField], bool]]:
        """The boxes by what they are for: what every target has, then what few have, closed while nothing stands in it."""
        folded = (
            (_("Từng năm, số gốc, đường đi"), ("years", "base", "base_on", "is_linear")),
            (
                _("Tổng hợp từ các đơn vị bên dưới"),
                ("way", "across", "kinds", "named", "weigh_by", "each_value", "each_direction"),
            ),
        )
        apart = {name for _title, names in folded for name in names}
        first = [self[name] for name in self.fields if name not in apart]
        return [
            ("", first, True),
            *((title, [self[n] for n in names], self._is_used(names)) for title, names in folded),
        ]

    def _is_used(self, names: tuple[str, ...]) -> bool:
        """Whether something stands in one of these boxes, or is wrong there."""
        return any(self.errors.get(name) if self.is_bound else False for name in names) or any(
            self[name].value() not in (None, "", False, (), [], Way.DIRECT) for name in names
        )

    def aim(self) -> Aim:
        """What was said, as plain values."""
        names = Aim.__dataclass_fields__.keys()
        said_ = {name: value for name, value in self.cleaned_data.items() if name in names}
        return Aim(**said_ | {"kinds": tuple(said_["kinds"])})


class TargetForm(AimForm):
    """Ghi chỉ tiêu — with its words."""

    text = TextField(label=gettext_lazy("Nguyên văn chỉ tiêu"), widget=area(3), max_length=4000)
    provision = TextField(label=gettext_lazy("Điểm, khoản"), max_length=60, required=False)


class AmendForm(AimForm):
    """Điều chỉnh chỉ tiêu — by which decision, from which day."""

    def __init__(self, *args: Any, actor: Actor, programme: Programme, **kwargs: Any) -> None:
        super().__init__(*args, actor=actor, programme=programme, **kwargs)
        self.fields["paper"] = PaperField(actor=actor, label=_("Quyết định điều chỉnh"))
        self.fields["from_on"] = PastDayField(today=actor.today, label=_("Từ ngày"))
        self.order_fields(["paper", "from_on", *self.fields])


class WeightField(forms.ModelChoiceField):  # type: ignore[type-arg] # has no __class_getitem__
    """Trọng số — a figure of the same programme."""

    def label_from_instance(self, obj: Any) -> str:
        return str(obj)


def aim_values(version: Version) -> dict[str, Any]:
    """A version as a form's first values."""
    aim = version.aim()
    return {name: getattr(aim, name) for name in Aim.__dataclass_fields__} | {
        "weigh_by": version.weigh_by_id,
        "named": [row.unit.public_id for row in version.named.select_related("unit").order_by("unit__path")],
    }


class FigureForm(ProofForm):
    """Một con số, hoặc một kết luận — as the target is measured or not; both boxes where it was each at its time."""

    def __init__(self, *args: Any, actor: Actor, versions: Sequence[Version], **kwargs: Any) -> None:
        super().__init__(*args, actor=actor, **kwargs)
        measured = [row for row in versions if row.direction != Direction.WORDS]
        is_only = len(measured) in (0, len(versions))
        if measured:
            words = {row.word for row in measured}
            label = _("Số (%(word)s)") % {"word": min(words)} if len(words) == 1 and words != {""} else _("Số")
            self.fields["value"] = NumberField(label=label, required=is_only)
        if len(measured) < len(versions):
            said_ = [(j.value, j.label) for j in Judgement if j not in (Judgement.UNKNOWN, Judgement.NOT_APPLICABLE)]
            self.fields["judgement"] = forms.ChoiceField(label=_("Kết luận"), choices=[*NO, *said_], required=is_only)

    def figure(self) -> dict[str, Any]:
        """The number or the judgement."""
        return {name: self.cleaned_data[name] for name in ("value", "judgement") if name in self.fields}


class RecordForm(FigureForm):
    """Ghi số liệu."""

    def __init__(
        self, *args: Any, actor: Actor, item: Item, versions: Sequence[Version], units: Any, **kwargs: Any
    ) -> None:
        super().__init__(*args, actor=actor, versions=versions, **kwargs)
        programme = item.programme
        last = min(programme.until_on.year, actor.today.year)
        years = [
            (str(year), _("cả năm %(year)s") % {"year": year}) for year in range(last, programme.from_on.year - 1, -1)
        ]
        self.fields["year"] = forms.ChoiceField(
            label=_("Là số của"), choices=[*years, ("", _("đến ngày ấy, chưa hết năm"))], required=False
        )
        end = min(programme.until_on, date(last, 12, 31))
        is_over = end <= actor.today  # then most often the figure of that whole year is asked
        self.fields["year"].initial = str(last) if is_over else ""
        self.fields["on"] = PastDayField(
            today=actor.today, label=_("Số liệu tính đến ngày"), initial=end if is_over else None
        )
        if units is not None:
            self.fields["unit"] = UnitField(units=units, label=_("Đơn vị"))
        self.order_fields(["unit", "year", "on", "value", "judgement", *FIELDS])

    def clean_year(self) -> int | None:
        return int(self.cleaned_data["year"]) if self.cleaned_data["year"] else None


class CorrectForm(FigureForm):
    """Đính chính số liệu."""

    reason = TextField(label=gettext_lazy("Lý do"), widget=area(2), max_length=300)

    def __init__(self, *args: Any, actor: Actor, version: Version, **kwargs: Any) -> None:
        super().__init__(*args, actor=actor, versions=[version], **kwargs)
        self.order_fields(["value", "judgement", "reason", "again"])


class ExemptForm(ReasonForm):
    """Không áp dụng — the whole target, or one unit of it."""

    def __init__(self, *args: Any, actor: Actor, units: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["paper"] = PaperField(actor=actor, label=_("Theo văn bản"))
        self.fields["from_on"] = PastDayField(today=actor.today, label=_("Từ ngày"), initial=actor.today)
        if units is not None:
            self.fields["unit"] = UnitField(units=units, label=_("Chỉ với đơn vị"), required=False)
            self.fields["unit"].help_text = _("Để trống: cả chỉ tiêu không áp dụng.")


class AgainForm(ReasonForm):
    """Áp dụng trở lại."""

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["from_on"] = PastDayField(today=actor.today, label=_("Từ ngày"), initial=actor.today)


class DutyForm(forms.Form):
    """Ghi thành nhiệm vụ."""

    text = TextField(label=gettext_lazy("Nội dung nhiệm vụ"), widget=area(4), max_length=4000)
    actors = TextField(label=gettext_lazy("Ai thực hiện, theo văn bản"), max_length=500, required=False)
    due_text = TextField(label=gettext_lazy("Thời hạn ghi trong văn bản"), max_length=300, required=False)

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["due_on"] = DayField(today=today, label=_("Hạn"), required=False)


class LinkForm(forms.Form):
    """Gắn nhiệm vụ đã có — by its number, among those one sees."""

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.actor = actor

    number = forms.CharField(
        label=gettext_lazy("Số nhiệm vụ"), max_length=80, help_text=gettext_lazy("Ví dụ: NV-12/2026")
    )

    def clean_number(self) -> Obligation:
        match = re.match(r"(?:NV-?)?(\d{1,6})/(\d{4})", self.cleaned_data["number"].strip(), re.IGNORECASE)
        rows = Obligation.objects.visible_to(self.actor).for_list()
        found = (
            list(rows.filter(number=int(match[1]), year=int(match[2])).order_by("unit__path", "id")[:2])
            if match
            else []
        )
        if len(found) != 1:
            said_ = (
                _("Không thấy nhiệm vụ này.")
                if not found
                else _("Nhiều nhiệm vụ cùng số. Mở trang nhiệm vụ và chép mã ở địa chỉ.")
            )
            by_code = rows.filter(public_id=self.cleaned_data["number"].strip()).first()
            if by_code is None:
                raise forms.ValidationError(said_)
            return by_code
        return found[0]
