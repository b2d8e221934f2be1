"""Tải lên — many files at once; each waits on its own page until it is read."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from dondoc.documents.actions import uploads as actions
from dondoc.documents.lifecycle import UploadState
from dondoc.documents.models import Upload
from dondoc.documents.queries import pages_of
from dondoc.reading.scans import can_recognise
from dondoc.shared.acts import Refused
from dondoc.units.models import Unit
from dondoc.web.doing import act_page
from dondoc.web.forms import ReasonForm, UnitField, content_of, level_choices
from dondoc.web.loading import actor_of, now_of, the_upload
from dondoc.web.pages import page

WAITED_FOR = 2 * 2**20  # a file under this size is waited for, so that the usual upload answers at once


class Files(forms.ClearableFileInput):
    """Chọn nhiều tệp một lần."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Nhiều tệp — a list; an empty file is told by its name, the others go on."""

    widget = Files

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile[Any]]:
        files = data if isinstance(data, list | tuple) else [data]
        return [super(FilesField, self).clean(file, initial) for file in files]


class UploadForm(forms.Form):
    """Tải văn bản lên."""

    files = FilesField(  # type: ignore[assignment]
        label=_("Tệp văn bản (Word, PDF, RTF, ODT, Excel, HTML, TXT)"), allow_empty_file=True
    )

    def __init__(self, *args: Any, units: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"] = UnitField(units=units, label=_("Vào sổ của"))


@require_http_methods(["GET", "POST"])
@login_required
def upload(request: HttpRequest) -> HttpResponse:
    """Tải văn bản lên — nothing secret: the page says so before a file is chosen."""
    actor = actor_of(request)
    units = Unit.objects.granted(actor, "documents.upload")
    first = units.order_by("path").first()
    form = UploadForm(request.POST or None, request.FILES or None, units=units,
                      initial={"unit": first})  # fmt: skip

    def run(said: dict[str, Any]) -> str:
        taken, wrong = _take_all(request, said["unit"], said["files"])
        if not taken:
            raise Refused(" ".join(wrong))
        if len(said["files"]) == 1:
            return reverse("upload_page", args=[taken[0].public_id])
        for why in wrong:
            messages.warning(request, why)
        messages.success(request, _("Đã nhận %(n)s tệp. Mở từng tệp khi đọc xong để vào sổ.") % {"n": len(taken)})
        return reverse("desk") + "?tray=uploads"

    return act_page(request, form, run, act="documents.upload", back=reverse("desk"),
                    template="documents/upload.html")  # fmt: skip


def _take_all(request: HttpRequest, unit: Unit, files: list[UploadedFile[Any]]) -> tuple[list[Upload], list[str]]:
    """Each file by itself: what cannot be taken is told by its name, the others go on."""
    taken, wrong = [], []
    for file in files:
        try:
            taken.append(_take(request, unit, file))
        except Refused as refused:
            wrong.append(f"{file.name}: {refused}" if len(files) > 1 else str(refused))
    return taken, wrong


def _take(request: HttpRequest, unit: Unit, file: UploadedFile[Any]) -> Upload:
    return actions.upload(
        unit=unit, data=content_of(file), file_name=file.name or "", by=actor_of(request),
        at=now_of(request),
    )  # fmt: skip


@require_GET
@login_required
def show(request: HttpRequest, code: str) -> HttpResponse:
    """Một tệp tải lên — being read, marked, without text, or ready: then its review."""
    row = the_upload(request, code)
    if row.size < WAITED_FOR and "wait" not in request.GET:
        row = _wait(request, row)
    if row.state in (UploadState.READ, UploadState.PICTURED):
        return redirect("upload_register", code)
    if row.state == UploadState.REGISTERED and row.paper is not None:
        return redirect("paper", row.paper.public_id)
    pages = pages_of(row)
    return page(request, "documents/upload_page.html",
                {"upload": row, "done": pages and pages[0], "total": pages and pages[1],
                 "recognises": row.is_scan and can_recognise(), "levels": level_choices()})  # fmt: skip


def _wait(request: HttpRequest, row: Upload) -> Upload:
    until = time.monotonic() + settings.DONDOC_WAIT_SECONDS
    while row.state == UploadState.QUARANTINED and time.monotonic() < until:
        time.sleep(0.1)
        row = the_upload(request, row.public_id)
    return row


@require_http_methods(["GET", "POST"])
@login_required
def recognise(request: HttpRequest, code: str) -> HttpResponse:
    """Nhận dạng chữ của bản quét — in the background, with its pages counted."""
    form = forms.Form(request.POST or None)
    return _one_step(request, code, form, actions.recognise, reverse("upload_page", args=[code]) + "?wait=1")


@require_http_methods(["GET", "POST"])
@login_required
def say_unmarked(request: HttpRequest, code: str) -> HttpResponse:
    """Không có dấu độ mật — the uploader answers for a file whose text cannot be read."""
    form = forms.Form(request.POST or None)
    return _one_step(request, code, form, actions.say_unmarked, reverse("upload_register", args=[code]))


class LevelForm(forms.Form):
    """Độ mật của một tệp — of those that may be held here."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["level"] = forms.ChoiceField(label=_("Độ mật"), choices=level_choices()[1:])


@require_http_methods(["GET", "POST"])
@login_required
def say_level(request: HttpRequest, code: str) -> HttpResponse:
    """Có dấu độ mật — the uploader says which; only on an isolated installation."""
    form = LevelForm(request.POST or None)
    return _one_step(request, code, form, actions.say_level, reverse("upload_register", args=[code]))


@require_http_methods(["GET", "POST"])
@login_required
def release(request: HttpRequest, code: str) -> HttpResponse:
    """Gỡ dấu mật nhận nhầm — by the post that may, with a reason."""
    form = ReasonForm(request.POST or None)
    to = reverse("upload_register", args=[code])
    return _one_step(request, code, form, actions.release_mark, to, right="documents.release_mark")


@require_http_methods(["GET", "POST"])
@login_required
def refuse(request: HttpRequest, code: str) -> HttpResponse:
    """Từ chối tệp — the key is forgotten."""
    return _one_step(request, code, forms.Form(request.POST or None), actions.refuse_upload)


def _one_step(
    request: HttpRequest, code: str, form: forms.Form, do: Callable[..., None], to: str | None = None,
    *, right: str = "documents.upload",
) -> HttpResponse:  # fmt: skip
    """An act on a waiting file, with what its form says; then to the page named, or back to the file."""
    row = the_upload(request, code)

    def run(said: dict[str, Any]) -> str | None:
        do(row=row, by=actor_of(request), at=now_of(request), **said)
        return to

    return act_page(request, form, run, act=f"documents.{do.__name__}", right=right, where=row.unit,
                    back=reverse("upload_page", args=[code]), about=row)  # fmt: skip
