"""Bản nháp trên trang — a form's own words kept while they are typed, shown again, dropped."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from dondoc.access import drafts
from dondoc.access.models import Draft
from dondoc.shared.acts import Refused
from dondoc.shared.calendar import HANOI
from dondoc.web.loading import actor_of, now_of
from dondoc.web.sending import address_of, token_of

LAST = 10**8


@dataclass(frozen=True, slots=True)
class Shown:
    """Dòng về bản nháp — what the page says of it; `is_kept` offers to drop it, `wanted` to keep one."""

    line: str = ""
    is_kept: bool = False
    wanted: bool = True


def keep(request: HttpRequest, form: forms.Form) -> Shown:
    """Keep what stands in the boxes now, if anything was typed."""
    try:
        row = drafts.keep(by=actor_of(request), address=address_of(request), body=_typed(request, form),
                          token=token_of(request), turn=_turn(request), at=now_of(request))  # fmt: skip
    except Refused as refused:
        return Shown(str(refused))
    return _shown(form, row)


def restore(request: HttpRequest, form: forms.Form) -> Shown:
    """Put what was kept into the boxes, as typed; nothing is judged before it is sent."""
    row = drafts.kept(by=actor_of(request), address=address_of(request), at=now_of(request))
    said = QueryDict(mutable=True)
    for name, values in (row.body if row else {}).items():
        said.setlist(form.add_prefix(name), values)
    for name, field in _boxes(form):
        if row and name in row.body:
            form.initial[name] = field.widget.value_from_datadict(said, {}, form.add_prefix(name))  # type: ignore[arg-type]
    return _shown(form, row)


def answer(request: HttpRequest, form: forms.Form) -> HttpResponse | Shown:
    """What the page's draft buttons and its script ask: auto, keep, drop."""
    if request.POST["draft"] == "drop":
        drop(request)
        return redirect(address_of(request))
    shown = keep(request, form)
    refused = bool(shown.line) and not shown.is_kept
    if request.POST["draft"] == "auto":
        return HttpResponse(shown.line, content_type="text/plain; charset=utf-8", status=409 if refused else 200)
    return shown if refused else redirect(address_of(request))


def drop(request: HttpRequest) -> None:
    """The page's draft is gone: asked, or become an act."""
    drafts.drop(by=actor_of(request), address=address_of(request))


def _turn(request: HttpRequest) -> int:
    """Which of this form's drafts it is, as its script counts; what is sent as a form is the last."""
    given = request.POST.get("turn", "")
    return int(given) if given.isdecimal() and len(given) < 8 else LAST


def _shown(form: forms.Form, row: Draft | None) -> Shown:
    if row is None:
        return Shown(wanted=bool(_boxes(form)))
    at = row.at.astimezone(HANOI)
    line = _("Đã giữ bản nháp lúc %(time)s ngày %(day)s") % {"time": f"{at:%H:%M}", "day": f"{at:%d/%m/%Y}"}
    return Shown(f"{line}. {_('Tệp đã chọn không giữ được, chọn lại khi gửi.')}" if form.is_multipart() else line, True)


def _boxes(form: forms.Form) -> list[tuple[str, forms.Field]]:
    """What a person types or picks: no files, no passwords, nothing hidden; none of a form of sealed values."""
    if getattr(form, "keeps_no_draft", False):
        return []
    left_out = (forms.PasswordInput, forms.FileInput, forms.HiddenInput)
    return [(name, field) for name, field in form.fields.items()
            if not isinstance(field.widget, left_out) and not getattr(field, "unkept", False)]  # fmt: skip


def _typed(request: HttpRequest, form: forms.Form) -> dict[str, list[str]]:
    """The boxes that no longer say what the page had filled in."""
    said, data = {}, request.POST
    for name, field in _boxes(form):
        key = form.add_prefix(name)
        filled = field.prepare_value(form.get_initial_for_field(field, name))
        if field.widget.value_omitted_from_data(data, {}, key):  # type: ignore[arg-type]
            continue
        if _plain(field.widget.value_from_datadict(data, {}, key)) != _plain(filled):  # type: ignore[arg-type]
            said[name] = [str(value) for value in data.getlist(key)]
    return said


def _plain(value: Any) -> str | list[str]:
    """A box's value as text, the same before and after a browser sent it."""
    if isinstance(value, list | tuple):
        return sorted(map(str, value))
    return "" if value in (None, False) else "\n".join(str(value).splitlines())
