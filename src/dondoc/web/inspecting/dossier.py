"""Hồ sơ một tệp — numbered files in the order of the outline or of the list, their list with digests; or one PDF with bookmarks.

Both are poured out as they are read.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, StreamingHttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from dondoc.inspecting.filing import Filed, of_case, of_report
from dondoc.inspecting.models import Body
from dondoc.inspecting.queries import stand
from dondoc.printing.binding import Leaf, bound
from dondoc.printing.csvtext import render_csv
from dondoc.printing.model import Column, Table
from dondoc.printing.office_pdf import NoPdf, soffice, to_pdf
from dondoc.printing.pdf import render_slip
from dondoc.printing.wording import SAMPLE
from dondoc.shared import files
from dondoc.shared.acts import Refused
from dondoc.shared.calendar import HANOI
from dondoc.shared.photos import is_photo, on_a_page
from dondoc.web.inspecting.printing import common_pdf
from dondoc.web.inspecting.sheets import Asked, printable
from dondoc.web.inspecting.views import the_case
from dondoc.web.loading import actor_of, now_of
from dondoc.web.personal.looking import shown
from dondoc.web.taking import poured as sent_while_made

HEADS = (("Mục", 8), ("Nội dung", 40), ("Tài liệu", 50), ("Tệp", 60), ("SHA-256", 66), ("Ghi chú", 40))
LIST, SUMS = "00 danh mục.csv", "SHA256SUMS"


@require_GET
@login_required
def dossier(request: HttpRequest, code: str) -> StreamingHttpResponse:
    """Tải hồ sơ — of the case for those inside; `?of=` of one report, for who may print it; `?as=pdf` bound. That it was taken along is in the journal."""
    actor, case = actor_of(request), the_case(request, code)
    now: datetime = now_of(request)
    mine = [
        (key, part) for key, _paper, part in printable(case, stand(case, actor)) if key in ("dossier", "self-report")
    ]
    of = request.GET.get("of", "")
    asked = next((part for key, part in mine if (part.public_id if part else "") == of), 0)
    if asked == 0:
        raise Http404
    part = asked if isinstance(asked, Body) else None
    rows = of_report(part, actor, now) if part else of_case(case, actor)
    form = "pdf" if request.GET.get("as") == "pdf" else "zip"
    parts = _bound(request, Asked(case, part, actor, now), rows) if form == "pdf" else poured(rows, now)
    return sent_while_made(request, parts, f"ho-so-{case}.{form}".replace("/", "-"), rows=len(rows), about=case)


def _bound(request: HttpRequest, about: Asked, rows: list[Filed]) -> Iterator[bytes]:
    """One PDF: the list of the dossier, or the report, before what lies behind it. Whom that names is told who looked."""
    first, made = common_pdf(about, "self-report" if about.part else "dossier")
    shown(request, "inspection.team", list(made.people))
    return bound(leaves(rows, first), slip)


def leaves(rows: list[Filed], first: bytes) -> Iterator[Leaf]:
    """Các tài liệu của tập — the list or the report first, then each under its row; one that is no page is told of on a slip.

    What has no file at all is told on one slip behind them.
    """
    yield Leaf(_("Mở đầu"), "", first)
    for row, name in named(rows):
        if not name:
            continue
        leaf = Leaf(row.what or row.title, f"{row.place}. {row.title}", b"")
        try:
            yield replace(leaf, data=_pages(files.load(row.sha256)) or slip(leaf, "", name, row.sha256))
        except (Refused, NoPdf) as problem:
            yield replace(leaf, data=slip(leaf, str(problem), name, row.sha256))
    told = [f"{row.place}. {row.title}: {row.what}; {row.note}" for row in rows if not row.sha256]
    if told:
        yield Leaf(_("Không kèm tệp"), "", render_slip(_("Không kèm tệp"), [_("Không kèm tệp"), *told, *_sample()]))


def _pages(data: bytes) -> bytes:
    """The file as a PDF: one itself, a picture, a paper of Word where LibreOffice is; else nothing."""
    if data.startswith(b"%PDF"):
        return data
    if data and is_photo(data):
        return on_a_page(data)
    return to_pdf(data) if data.startswith(b"PK") and b"word/document.xml" in data and soffice() else b""


def slip(leaf: Leaf, note: str = "", name: str = "", digest: str = "") -> bytes:
    """Tờ báo — which file it is, where it stands in the ZIP, why it is not shown."""
    why = note or _("Tệp này không hiện thành trang được: xem trong hồ sơ ZIP.")
    told = [leaf.under, leaf.title, why, name, f"SHA-256: {digest}" if digest else "", *_sample()]
    return render_slip(leaf.title, told)


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
    return render_csv(Table(tuple(Column(title, width) for title, width in HEADS), rows), _sample())


def _sample() -> list[str]:
    return [SAMPLE] if settings.DONDOC_IS_DEMO else []


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
