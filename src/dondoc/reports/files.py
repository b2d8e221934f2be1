"""Báo cáo thành tệp — JSON, XLSX, DOCX from the same rows."""

from __future__ import annotations

from dataclasses import asdict

from dondoc.journal.chain import canonical
from dondoc.printing.docx import render_docx
from dondoc.printing.xlsx import render_xlsx
from dondoc.reports import sheets
from dondoc.reports.progress import Progress
from dondoc.shared.acts import Refused
from dondoc.units.models import Unit


def as_bytes(found: Progress, unit: Unit | None, form: str, *, sample: bool = False) -> bytes:
    """The report in one of its forms; a printed one needs the unit it speaks for."""
    if form == "json":
        return (canonical(asdict(found)) + "\n").encode()
    if unit is None:
        raise Refused("Chọn đơn vị của báo cáo.")
    sheet = sheets.sheet(found, unit, sample=sample)
    if form == "docx":
        return render_docx(sheet)
    return render_xlsx([sheets.table(found)], title=sheet.subject, foot=sheets.feet(found), level=found.secrecy)
