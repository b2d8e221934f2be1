"""Hồ sơ một tệp — numbered files in the order of the outline or of the list, their list with digests; poured out as it is read."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, StreamingHttpResponse
from django.views.decorators.http import require_GET

from dondoc.importing.actions.exporting import export
from dondoc.inspecting.filing import Filed, of_case, of_report
from dondoc.inspecting.queries import stand
from dondoc.printing.csvtext import render_csv
from dondoc.printing.model import Column, Table
from dondoc.printing.wording import SAMPLE
from dondoc.shared import files
from dondoc.shared.acts import Refused
from dondoc.shared.calendar import HANOI
from dondoc.units.queries import acting_unit
from dondoc.web.inspecting.sheets import printable
from dondoc.web.inspecting.views import the_case
from dondoc.web.loading import actor_of

HEADS = (("Mục", 8), ("Nội dung", 40), ("Tài liệu", 50), ("Tệp", 60), ("SHA-256", 66), ("Ghi chú", 40))
LIST, SUMS = "00 danh mục.csv", "SHA256SUMS"


@require_GET
@login_required
def dossier(request: HttpRequest, code: str) -> StreamingHttpResponse:
    """Tải hồ sơ — of the case for those inside; `?of=` of one report, for who may print it. That it was taken along is in the journal."""
    actor, case = actor_of(request), the_case(request, code)
    now: datetime = request.now  # type: ignore[attr-defined]
    mine = [
        (key, part) for key, _paper, part in printable(case, stand(case, actor)) if key in ("dossier", "self-report")
    ]
    of = request.GET.get("of", "")
    asked = next((part for key, part in mine if (part.public_id if part else "") == of), 0)
    if asked == 0:
        raise Http404
    rows = of_report(asked, actor, now) if asked else of_case(case, actor)  # type: ignore[arg-type]
    export(page="inspection_dossier", things=[case.public_id, *([of] if of else [])], form="zip", rows=len(rows), by=actor,
           at=now, unit=acting_unit(actor))  # fmt: skip
    answer = StreamingHttpResponse(poured(rows, now), content_type="application/zip")
    answer["Content-Disposition"] = f'attachment; filename="ho-so-{str(case).replace("/", "-")}.zip"'
    return answer


def named(rows: list[Filed]) -> list[tuple[Filed, str]]:
    """Each with its place in the archive: the number of the row, its own number within it, its name; "" without a file."""
    counts: dict[int, int] = {}
    found = []
    for row in rows:
        counts[row.place] = counts.get(row.place, 0) + 1
        own = files.bare_name(row.file_name, "tep")
        found.append((row, f"{row.place:02}/{row.place:02}.{counts[row.place]:03} {own}" if row.sha256 else ""))
    return found


def poured(rows: list[Filed], at: datetime) -> Iterator[bytes]:
    """The archive piece by piece: no more than one file of it is in memory. A file that is gone is a line of the list."""
    sink, listed = _Sink(), []
    with ZipFile(sink, "w") as archive:
        for row, name in named(rows):
            try:
                data = files.load(row.sha256) if name else b""
            except Refused as problem:
                listed.append((row, "", str(problem)))
                continue
            if name:
                archive.writestr(_member(name, at, ZIP_STORED), data)
            listed.append((row, name, row.note))
            yield sink.taken()
        sums = "".join(f"{row.sha256}  {name}\n" for row, name, _note in listed if name)
        archive.writestr(_member(LIST, at, ZIP_DEFLATED), _list(listed))
        archive.writestr(_member(SUMS, at, ZIP_DEFLATED), sums)
    yield sink.taken()


def _list(listed: list[tuple[Filed, str, str]]) -> bytes:
    rows = tuple(
        (str(row.place), row.title, row.what, name, row.sha256 if name else "", note) for row, name, note in listed
    )
    sample = [SAMPLE] if settings.DONDOC_IS_DEMO else []
    return render_csv(Table(tuple(Column(title, width) for title, width in HEADS), rows), sample)


def _member(name: str, at: datetime, how: int) -> ZipInfo:
    member = ZipInfo(name, at.astimezone(HANOI).timetuple()[:6])
    member.compress_type = how
    return member


class _Sink:
    """Where the archive is written to, and taken from at once."""

    def __init__(self) -> None:
        self.parts: list[bytes] = []

    def write(self, data: bytes) -> int:
        self.parts.append(bytes(data))
        return len(data)

    def flush(self) -> None:
        """Nothing waits."""

    def close(self) -> None:
        """Nothing is held open."""

    def taken(self) -> bytes:
        taken, self.parts = b"".join(self.parts), []
        return taken
