"""Tìm — over text and fields, with and without dấu, the hit shown in its place."""

from __future__ import annotations

import re

from django.contrib.auth.decorators import login_required
from django.db.models import F, OuterRef, Q, Subquery
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from dondoc.documents.models import Paper, Reading
from dondoc.documents.search import matching, snippet
from dondoc.obligations.models import Obligation
from dondoc.web.lists import Column, as_file, bounded
from dondoc.web.loading import actor_of
from dondoc.web.pages import page

FOUND: tuple[Column[Paper], ...] = (
    Column(gettext_lazy("Loại văn bản"), 16, lambda paper: paper.kind),
    Column(gettext_lazy("Số, ký hiệu"), 18, lambda paper: paper.so_ky_hieu),
    Column(gettext_lazy("Ngày ban hành"), 14, lambda paper: paper.issued_on or ""),
    Column(gettext_lazy("Cơ quan ban hành"), 36, lambda paper: paper.issuer.name),
    Column(gettext_lazy("Trích yếu"), 80, lambda paper: paper.title),
)


@require_GET
@login_required
def search(request: HttpRequest) -> HttpResponse:
    """Tìm văn bản — newest first, only what one sees is counted; a number of an obligation leads to it."""
    actor, query = actor_of(request), request.GET.get("q", "")[:200]
    newest = Reading.objects.filter(copies__paper=OuterRef("pk")).order_by("-id").values("text")[:1]
    rows = matching(Paper.objects.visible_to(actor), query, walked=True).select_related("issuer")
    rows = rows.order_by(F("issued_on").desc(nulls_last=True), "-id")
    if file := as_file(request, _("Văn bản có “%(words)s”") % {"words": query}, FOUND, rows):
        return file
    ids = matching(Paper.objects.all(), query).gathered(actor)
    listing = bounded(request, rows.annotate(words=Subquery(newest)), ids)
    hits = [(paper, snippet(paper.words or paper.title, query)) for paper in listing.rows]
    numbered = list(
        Obligation.objects.visible_to(actor).for_list().filter(_numbered(query)).order_by("-year", "id")[:10]
    )
    context = {"q": query, "listing": listing, "hits": hits, "numbered": numbered}
    return page(request, "documents/search.html", context)


def _numbered(query: str) -> Q:
    """NV-12, NV 12/2026: the obligations that bear this number."""
    found = re.fullmatch(r"\s*nv\s*[-–]?\s*(\d{1,6})(?:/(\d{4}))?\s*", query, re.IGNORECASE)
    if found is None:
        return Q(pk__in=())
    return Q(number=int(found[1])) & (Q(year=int(found[2])) if found[2] else Q())
