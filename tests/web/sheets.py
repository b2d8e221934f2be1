"""Bảng qua trang — a sheet sent as a person sends it: uploaded, its columns confirmed as they are offered, looked at."""

from __future__ import annotations

import io
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from python_calamine import CalamineWorkbook

from dondoc.documents.models import Register
from dondoc.importing.models import Import
from tests.importing.making import work


def send(client: Client, register: Register, data: bytes, name: str = "giao-viec.xlsx", what: str = "TASKS") -> Import:
    """Uploaded, read, its columns confirmed as they are offered, looked at."""
    form: dict[str, Any] = {"what": what, "register": register.public_id, "file": SimpleUploadedFile(name, data)}
    client.post(reverse("take_sheet"), form)
    work()
    sheet = Import.objects.latest("id")
    page = client.get(reverse("sheet_columns", args=[sheet.public_id]))
    fields = page.context["form"]
    client.post(
        reverse("sheet_columns", args=[sheet.public_id]), {name: fields[name].initial or "" for name in fields.fields}
    )
    work()
    sheet.refresh_from_db()
    return sheet


def table(data: bytes) -> list[list[Any]]:
    """The first sheet of a workbook."""
    return CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0).to_python()
