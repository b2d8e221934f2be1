"""Tìm — over text and fields, with and without dấu, the hit shown in its place."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.db.models import F, OuterRef, Subquery
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from dondoc.documents.models import Paper, Reading
from dondoc.documents.search import matching, snippet
from dondoc.web.lists import bounded
from dondoc.web.loading import actor_of
from dondoc.web.pages import page


@require_GET
@login_required
def search(request: HttpRequest) -> HttpResponse:
    """Tìm văn bản — newest first; only what one sees is counted."""
    query = request.GET.get("q", "")[:200]
    newest = Reading.objects.filter(copies__paper=OuterRef("pk")).order_by("-id").values("text")[:1]
    rows = Paper.objects.visible_to(actor_of(request)).filter(pk__in=matching(query).values("pk"))
    listing = bounded(
        request,
        rows.select_related("issuer")
        .annotate(words=Subquery(newest))
        .order_by(F("issued_on").desc(nulls_last=True), "-id"),
    )
    hits = [(paper, snippet(paper.words or paper.title, query)) for paper in listing.rows]
    return page(request, "documents/search.html", {"q": query, "listing": listing, "hits": hits})
