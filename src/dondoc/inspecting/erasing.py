"""Xóa chữ của kiểm tra, giám sát — the words of a case and its dossier; days, states, units and which paper stay."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db import models

from dondoc.inspecting.findings import Answer, Declaration, Document, Finding, OutlineRow, Strength
from dondoc.inspecting.models import Body, Case, Extension, ScopeChange
from dondoc.inspecting.notebook import TeamEntry
from dondoc.inspecting.office_forms import OfficeForm
from dondoc.inspecting.programmes import InspectionProgramme, Line
from dondoc.inspecting.requests import DocumentRequest
from dondoc.inspecting.statistics import StatisticsReport
from dondoc.inspecting.teams import Seat, Team
from dondoc.inspecting.watching import Remark, Watch
from dondoc.shared.erasing import Erase, Scope, unnamed

ERASES = (
    Erase(InspectionProgramme, "name"), Erase(InspectionProgramme, "withdrawn_because"),
    Erase(Line, "content", says=True), Erase(Line, "withdrawn_because"),
    Erase(Team, "name"), Erase(Seat, "ended_because"),
    Erase(Case, "content", says=True), Erase(Case, "basis"), Erase(Case, "because"), Erase(Case, "notice_despite"), Erase(Body, "returned_because"),
    Erase(Extension, "reason"), Erase(ScopeChange, "before", says=True),
    Erase(OutlineRow, "text", says=True), Erase(Answer, "text", says=True),
    Erase(Strength, "text", says=True),
    Erase(Declaration, "note"), Erase(Declaration, "ground"),
    Erase(Document, "words"), Erase(Document, "keeper"), Erase(Document, "unsigned_because"), Erase(Document, "absent_because"),
    Erase(Finding, "text", says=True), Erase(Finding, "heard_as", says=True), Erase(Finding, "explanation", says=True), Erase(Finding, "answer", says=True),
    Erase(Finding, "ask", says=True), Erase(Finding, "product"), Erase(Finding, "cites"), Erase(Finding, "measure", says=True), Erase(Finding, "evidence"), Erase(Finding, "opinion"),
    Erase(DocumentRequest, "text", says=True), Erase(DocumentRequest, "absent_because"), Erase(DocumentRequest, "withdrawn_because"),
    Erase(TeamEntry, "text", says=True),
    Erase(OfficeForm, "sha256", unnamed), Erase(OfficeForm, "file_name"), Erase(StatisticsReport, "because"), Erase(Watch, "ended_because"), Erase(Remark, "text", says=True), Erase(Remark, "answer", says=True),
)  # fmt: skip

KEEPS = {
    "inspecting.OfficeForm.what": "a key of a paper",
    "inspecting.StatisticsReport.form": "a key of a form", "inspecting.StatisticsReport.hash": "a digest",
    "inspecting.StatisticsReport.figures": "counts", "inspecting.StatisticsReport.behind": "ids of the rows counted",
    "inspecting.Line.kind": "a key of a kind of inspection", "inspecting.Case.kind": "the same",
    "inspecting.Case.rule": "the id of a rule", "inspecting.Case.period_rule": "the id of a figure",
    "inspecting.Case.suspended_from": "a state", "inspecting.Case.notice_hash": "a digest",
    "inspecting.Answer.takes": "keys of sources of figures",
    "inspecting.Answer.drawn": "ids, days and counts of what was reported",
}  # fmt: skip


def rows(scope: Scope) -> Iterator[models.QuerySet[Any]]:
    """Of papers: the programmes and cases that stand on them, and all that is said there; or what is named alone."""
    papers = scope.papers
    yield InspectionProgramme.objects.filter(
        models.Q(paper__in=papers) | models.Q(pk__in=scope.of(InspectionProgramme))
    ).order_by("pk")
    yield Line.objects.filter(
        models.Q(paper__in=papers) | models.Q(programme__paper__in=papers) | models.Q(pk__in=scope.of(Line))
    ).order_by("pk")
    yield Team.objects.filter(models.Q(paper__in=papers) | models.Q(pk__in=scope.of(Team))).order_by("pk")
    yield Seat.objects.filter(models.Q(paper__in=papers) | models.Q(ended_by__in=papers)).order_by("pk")
    named = models.Q(decision__in=papers) | models.Q(plan__in=papers) | models.Q(notice__in=papers)
    yield Case.objects.filter(named | models.Q(pk__in=scope.of(Case))).order_by("pk")
    of_case = models.Q(case__in=scope.found.get(Case._meta.label_lower, set()))
    yield Body.objects.filter(of_case | models.Q(pk__in=scope.of(Body))).order_by("pk")
    yield OutlineRow.objects.filter(of_case | models.Q(pk__in=scope.of(OutlineRow))).order_by("pk")
    yield Answer.objects.filter(
        models.Q(row__case__in=scope.found.get(Case._meta.label_lower, set())) | models.Q(pk__in=scope.of(Answer))
    ).order_by("pk")
    yield Strength.objects.filter(of_case | models.Q(pk__in=scope.of(Strength))).order_by("pk")
    yield Declaration.objects.filter(of_case | models.Q(pk__in=scope.of(Declaration))).order_by("pk")
    yield Document.objects.filter(of_case | models.Q(paper__in=papers) | models.Q(pk__in=scope.of(Document))).order_by(
        "pk"
    )
    yield DocumentRequest.objects.filter(of_case | models.Q(pk__in=scope.of(DocumentRequest))).order_by("pk")
    yield TeamEntry.objects.filter(of_case | models.Q(pk__in=scope.of(TeamEntry))).order_by("pk")
    yield Watch.objects.filter(models.Q(paper__in=papers) | models.Q(pk__in=scope.of(Watch))).order_by("pk")
    of_watch = models.Q(watch__in=scope.found.get(Watch._meta.label_lower, set()))
    yield Remark.objects.filter(of_watch | models.Q(pk__in=scope.of(Remark))).order_by("pk")
    same = models.Q(sha256__in=scope.digests - {""}) | models.Q(pk__in=scope.of(OfficeForm))
    yield OfficeForm.objects.filter(same).order_by("pk")
    yield StatisticsReport.objects.filter(pk__in=scope.of(StatisticsReport)).order_by("pk")
    yield Finding.objects.filter(
        of_case | models.Q(evidence_paper__in=papers) | models.Q(pk__in=scope.of(Finding))
    ).order_by("pk")
    by_paper = of_case | models.Q(paper__in=papers)
    yield Extension.objects.filter(by_paper).order_by("pk")
    yield ScopeChange.objects.filter(by_paper).order_by("pk")
