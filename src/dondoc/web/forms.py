"""Trường dùng chung — days as officials write them, units by name or code, files."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dondoc.access.models import Person
from dondoc.documents.actions.uploads import too_large
from dondoc.reading.text import fold, nfc
from dondoc.shared.actor import Actor
from dondoc.shared.acts import Label, Refused
from dondoc.shared.profile import LEVELS, may_hold
from dondoc.units.models import STEP, Unit
from dondoc.units.queries import acting_unit, choose
from dondoc.web.days import understand, understand_past

FEW = 300  # up to so many units a list to pick from; above, a name or code is typed


class DayField(forms.CharField):
    """Ngày — understood and echoed as dd/mm/yyyy; `today` is told by the form. A day without a year is the next such day."""

    understand = staticmethod(understand)
    example = gettext_lazy("Ví dụ: 15/12/2026, 15/12, mai, cuối quý")

    def __init__(self, *, today: date, **kwargs: Any) -> None:
        self.today = today
        kwargs.setdefault("help_text", self.example)
        super().__init__(max_length=30, **kwargs)

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, str) and len(value) == 10 and value[4] == "-":
            value = self.understand(value, self.today) or value  # as the reader gives it
        return f"{value:%d/%m/%Y}" if isinstance(value, date) else value

    def clean(self, value: Any) -> Any:
        words = super().clean(value)
        if not words:
            return None
        day = self.understand(words, self.today)
        if day is None:
            raise ValidationError(_("Không hiểu ngày này. Ghi như 15/12/2026."))
        return day


class PastDayField(DayField):
    """Ngày đã qua — of what has happened: *20/11* is the last such day, never the next."""

    understand = staticmethod(understand_past)
    example = gettext_lazy("Ví dụ: 15/12/2026, 15/12, hôm qua")


class TextField(forms.CharField):
    """Chữ — stored in NFC, without control signs."""

    def clean(self, value: Any) -> Any:
        text = nfc(super().clean(value) or "")
        return "".join(c for c in text if c.isprintable() or c in "\n\t").strip()


def area(rows: int = 4) -> forms.Textarea:
    """A text area of so many rows."""
    return forms.Textarea(attrs={"rows": rows})


class ReasonForm(forms.Form):
    """Một lý do."""

    reason = TextField(label=gettext_lazy("Lý do"), widget=area(3), max_length=300)


def unit_label(unit: Unit) -> str:
    """The unit's place in the tree by indent, its name, and its code where the name lacks it."""
    indent = "\u2003" * (len(unit.path) // STEP - 1)
    code = f" ({unit.code})" if unit.code and unit.code not in unit.name else ""
    return f"{indent}{unit.name}{code}"


class UnitField(forms.CharField):
    """Đơn vị — picked from a list, or by name or code where there are many; `units` bounds it."""

    def __init__(self, *, units: models.QuerySet[Unit], **kwargs: Any) -> None:
        self.units = units
        rows = list(units.order_by("path", "id")[: FEW + 1])
        self.is_list = len(rows) <= FEW
        if self.is_list:
            kwargs["widget"] = forms.Select(choices=[("", "—"), *_choices(rows)])
        else:
            kwargs.setdefault("help_text", gettext_lazy("Tên hoặc mã đơn vị, có dấu hay không"))
        super().__init__(**kwargs)

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, Unit):
            return value.public_id if self.is_list else value.name
        return value

    def clean(self, value: Any) -> Any:
        words = super().clean(value)
        return _one(words, self.units) if words else None


class OfUnitForm(forms.Form):
    """Của đơn vị nào — asked only of who may do it for more than one; `only` is the one there is."""

    unit_label: Label = gettext_lazy("Đơn vị")

    def __init__(self, *args: Any, actor: Actor, units: models.QuerySet[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        some, acting = list(units.order_by("path", "id")[:2]), acting_unit(actor)
        self.only = some[0] if len(some) == 1 else None
        if self.only is None:
            own = acting if acting is not None and units.filter(pk=acting.pk).exists() else None
            self.fields["unit"] = UnitField(units=units, label=str(self.unit_label), initial=own)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if self.only is not None:
            said["unit"] = self.only
        return said


class UnitsField(forms.MultipleChoiceField):
    """Nhiều đơn vị — boxes in the order of the tree, or one name or code a line."""

    def __init__(self, *, units: models.QuerySet[Unit], **kwargs: Any) -> None:
        self.units = units
        rows = list(units.order_by("path", "id")[: FEW + 1])
        self.is_list = len(rows) <= FEW
        kwargs["widget"] = forms.CheckboxSelectMultiple() if self.is_list else area()
        super().__init__(choices=_choices(rows) if self.is_list else (), **kwargs)

    def to_python(self, value: Any) -> list[str]:
        if isinstance(value, str):
            return [line.strip() for line in value.splitlines() if line.strip()]
        return super().to_python(value)

    def validate(self, value: Any) -> None:
        if self.required and not value:
            raise ValidationError(_("Chọn ít nhất một đơn vị."))

    def clean(self, value: Any) -> Any:
        return [_one(words, self.units) for words in super().clean(value)]


Named = Callable[[list[Person]], dict[int, str]]  # how each is called in the list, by id


class PersonField(forms.CharField):
    """Người — picked from a list, or by name where there are many."""

    def __init__(self, *, people: models.QuerySet[Person], named: Named | None = None, **kwargs: Any) -> None:
        self.people = people.order_by("sort_key", "id")
        rows = list(self.people[: FEW + 1])
        if len(rows) <= FEW:
            names = named(rows) if named else {}
            said = ((row.public_id, names.get(row.pk, str(row))) for row in rows)
            kwargs["widget"] = forms.Select(choices=[("", "—"), *said])
        else:
            kwargs.setdefault("help_text", gettext_lazy("Họ và tên, có dấu hay không, hoặc tên đăng nhập"))
        super().__init__(**kwargs)

    def clean(self, value: Any) -> Any:
        words = super().clean(value)
        if not words:
            return None
        named = models.Q(public_id=words) | models.Q(account__username=words.strip().lower())
        found = list(self.people.filter(named)) or list(self._called(words)[:6])
        if len(found) == 1:
            return found[0]
        if not found:
            raise ValidationError(_("Không thấy ai tên “%(words)s”. Ghi tên người trước.") % {"words": words})
        names = "; ".join(f"{row} ({getattr(getattr(row, 'account', None), 'username', '—')})" for row in found[:5])
        raise ValidationError(
            _("Có nhiều người khớp: %(names)s. Ghi rõ hơn, hoặc ghi tên đăng nhập.") % {"names": names}
        )

    def _called(self, words: str) -> models.QuerySet[Person]:
        rows = self.people.select_related("account")
        exact = rows.filter(search=fold(words))
        if exact.exists():
            return exact
        for word in fold(words).split():
            rows = rows.filter(search__contains=word)
        return rows


def _choices(rows: Sequence[Unit]) -> list[tuple[str, str]]:
    return [(unit.public_id, unit_label(unit)) for unit in rows]


def _one(words: str, units: models.QuerySet[Unit]) -> Unit:
    picked = units.filter(public_id=words).first()
    if picked is not None:
        return picked
    found = choose(words, units, limit=6)
    exact = [u for u in found if words.strip().lower() in (u.name.lower(), u.code.lower())]
    if len(exact) == 1 or len(found) == 1:
        return (exact or found)[0]
    if not found:
        raise ValidationError(_("Không thấy đơn vị “%(words)s”.") % {"words": words})
    names = "; ".join(u.code or u.name for u in found[:5])
    raise ValidationError(_("Có nhiều đơn vị khớp: %(names)s. Ghi rõ hơn.") % {"names": names})


def level_choices() -> list[tuple[str, str]]:
    """Độ mật được giữ ở đây — none on a networked installation: then no form asks."""
    held = [(level, level) for level in LEVELS if may_hold(level)]
    return [("", _("không có dấu độ mật")), *held] if held else []


def content_of(file: UploadedFile[Any]) -> bytes:
    """Nội dung tệp gửi lên — what is over the limit is refused before it is read."""
    if (file.size or 0) > settings.DONDOC_MAX_UPLOAD:
        raise Refused(too_large())
    return bytes(file.read())
