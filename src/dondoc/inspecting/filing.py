"""Hồ sơ thành tệp — what lies behind a report, row by row of the outline, or behind a case, document by document.

Each is a file of the store, or a line that says where the original is, or why its file does not go along.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db import models
from django.utils.translation import gettext as _

from dondoc.documents.models import Copy, Paper
from dondoc.implementation.models import Evidence, Proving
from dondoc.inspecting.drawing import told
from dondoc.inspecting.drawing.asked import Asked, Section
from dondoc.inspecting.findings import Answer, Document
from dondoc.inspecting.models import Body, Case
from dondoc.inspecting.words import What
from dondoc.planning.models import Plan
from dondoc.shared.actor import Actor
from dondoc.shared.erasing import is_erased


@dataclass(frozen=True, slots=True)
class Filed:
    """Một tài liệu — under which row or document of the list, what it is, its content in the store, "" where none goes along."""

    place: int
    title: str
    what: str
    sha256: str = ""
    file_name: str = ""
    note: str = ""


def of_report(body: Body, actor: Actor, at: datetime) -> list[Filed]:
    """Minh chứng của báo cáo — plans and proofs behind the figures of each row, in the order of the outline, as the reader may see them."""
    asked, found = Asked(body, actor, at), []
    answers = list(Answer.objects.filter(body=body).select_related("row").order_by("row__number"))
    figures = told(asked, answers)
    for answer in answers:
        sections = {key: figures[key] for key in answer.taken if key in figures}
        place, title = answer.row.number, answer.row.text
        found += [*_papers(place, title, _plans(sections), actor), *_proofs(place, title, sections, asked, actor)]
    return found


def of_case(case: Case, actor: Actor) -> list[Filed]:
    """Tài liệu của hồ sơ — in the order of the list; what was said not to exist has its reason."""
    order = {what: place for place, what in enumerate(What.values, 1)}
    rows = sorted(case.dossier.select_related("paper").order_by("on", "id"), key=lambda one: order[one.what])
    return [line for one in rows for line in _document(order[one.what], one, actor)]


def _document(place: int, one: Document, actor: Actor) -> list[Filed]:
    title = str(one.get_what_display())
    if one.absent_because:
        return [Filed(place, title, title, note=_("không có: %(why)s") % {"why": one.absent_because})]
    if one.paper is None:
        return [Filed(place, title, one.words, note=_("bản giấy ở %(keeper)s") % {"keeper": one.keeper})]
    return list(_papers(place, title, [one.paper], actor))


def _plans(sections: dict[str, Section]) -> list[Paper]:
    rows = sections["plans"].rows if "plans" in sections else []
    made = Plan.objects.filter(pk__in=[row["plan"] for row in rows if row.get("plan")]).values("paper")
    shown = [row["shown"] for row in rows if row.get("shown")]
    return list(Paper.objects.filter(models.Q(pk__in=made) | models.Q(pk__in=shown)).order_by("issued_on", "id"))


def _papers(place: int, title: str, papers: Iterable[Paper], actor: Actor) -> Iterator[Filed]:
    """Of each paper the copies one may see; a stub has none, and its text goes nowhere."""
    for paper in papers:
        name = f"{paper} {'' if paper.is_stub else paper.title}".strip()
        copies = [] if paper.is_stub else list(Copy.objects.visible_to(actor).filter(paper=paper).order_by("id"))
        unique = {copy.sha256: copy for copy in copies}.values()
        yield from (_file(place, title, name, copy.sha256, copy.file_name) for copy in unique)
        if not unique:
            why = _("văn bản mật: chỉ ghi số") if paper.is_stub else _("không có tệp để kèm")
            yield Filed(place, title, name, note=why)


def _proofs(place: int, title: str, sections: dict[str, Section], asked: Asked, actor: Actor) -> Iterator[Filed]:
    """Evidence of the works counted, as it stood on the last day examined; each once, whatever number of works it proves."""
    works = [row["work"] for row in sections["works"].rows] if "works" in sections else []
    stood = models.Q(withdrawn_on__isnull=True) | models.Q(withdrawn_on__gt=asked.day)
    proving = Proving.objects.filter(stood, assignment__in=works, on__lte=asked.day)
    rows = Evidence.objects.visible_to(actor).filter(pk__in=proving.values("evidence")).select_related("paper")
    for one in rows.order_by("on", "id"):
        if one.sha256:
            yield _file(place, title, one.text, one.sha256, one.file_name)
        elif one.paper is not None:
            yield from _papers(place, title, [one.paper], actor)
        else:
            note = _("bản gốc ở %(keeper)s") % {"keeper": one.keeper} if one.keeper else _("không có tệp để kèm")
            yield Filed(place, title, one.text, note=note)


def _file(place: int, title: str, what: str, sha256: str, file_name: str) -> Filed:
    if is_erased(sha256):
        return Filed(place, title, what, note=_("tệp đang được xử lý theo một sự cố, hoặc đã xóa"))
    return Filed(place, title, what, sha256, file_name)
