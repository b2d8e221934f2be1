"""Chữ trên trang — dates, counts and day words the way officials write them."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from django import template
from django.forms import FileInput, Form, Textarea, TextInput
from django.template import Context
from django.utils.translation import gettext as _

from dondoc.programmes.numbers import said as said_number
from dondoc.regulations.words import WORDS, said
from dondoc.shared.calendar import HANOI
from dondoc.shared.ids import public_id
from dondoc.web.asof import address, look_at
from dondoc.web.forms import DayField

register = template.Library()


@register.filter
def ngay(day: date | datetime | None) -> str:
    """dd/mm/yyyy; "" for none."""
    if isinstance(day, datetime):
        day = day.astimezone(HANOI).date()
    return "" if day is None else f"{day:%d/%m/%Y}"


@register.filter
def asks_words(form: Form) -> bool:
    """Whether something can be typed freely into a form, or a file given: days and choices say nothing secret."""
    fields = getattr(form, "fields", {}).values()
    return any(isinstance(f.widget, TextInput | Textarea | FileInput) and not isinstance(f, DayField) for f in fields)


@register.filter
def luc(moment: datetime | None) -> str:
    """HH:MM dd/mm/yyyy in Hà Nội."""
    return "" if moment is None else f"{moment.astimezone(HANOI):%H:%M %d/%m/%Y}"


@register.filter
def so(value: int | None) -> str:
    """A count with dots between thousands; unknown is said, never zero."""
    return _("chưa đủ dữ liệu") if value is None else f"{value:,}".replace(",", ".")


@register.filter
def con_so_le(value: Decimal | None) -> str:
    """A number with its decimals, as officials write it; "" for none."""
    return said_number(value)


@register.filter
def dung_luong(size: int) -> str:
    """A file's size in the unit people read."""
    for unit, factor in (("MB", 2**20), ("KB", 2**10)):
        if size >= factor:
            return f"{size / factor:.1f} {unit}".replace(".", ",")
    return f"{size} byte"


@register.filter
def goi(word: StrEnum | str | None) -> str:
    """A unit, a level, a certainty by its name; what has none, as what is unknown, is not named."""
    name = WORDS.get(word, "") if isinstance(word, StrEnum) else ""
    return _(name) if name else ""


@register.filter
def con_so(found: object) -> str:
    """A figure in words; "" for what is not known, which the page says otherwise."""
    amount, unit = getattr(found, "amount", None), getattr(found, "unit", None)
    subject = getattr(getattr(found, "given", found), "subject", None)
    if amount is None or unit is None or subject is None:
        return ""
    return said(amount, unit, subject.bound, subject.of, say=_)


@register.simple_tag(takes_context=True)
def url_on(context: Context, name: str, *args: object, **query: str) -> str:
    """The address of a page that looks at the same day as this one: walking keeps the day."""
    look = look_at(getattr(context, "request", None))
    return look.url(name, *args, **query) if look else address(name, *args, **query)


@register.simple_tag
def once_token() -> str:
    """A form's token: the same form sent twice does its act once."""
    return public_id() + public_id()
