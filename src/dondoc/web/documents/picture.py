"""Sơ đồ văn bản liên quan văn bản thành hình."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from dondoc.documents.models import Paper, PaperLink
from dondoc.web.asof import Look
from dondoc.web.pictures import Arrow, Box, lineage


def lineage_picture(paper: Paper, out: Sequence[PaperLink], came: Sequence[PaperLink], look: Look) -> SafeString | None:
    """Both ways from one paper; None where nothing was confirmed yet."""
    if not out and not came:
        return None
    boxes, arrows = [_box(paper, look, is_here=True)], []
    for link in out:
        boxes.append(_box(link.target, look) if link.target else Box(link.surface, _("chưa có trong sổ"), ""))
        arrows.append(Arrow(0, len(boxes) - 1, str(link.get_relation_display())))
    for link in came:
        boxes.append(_box(link.source, look))
        arrows.append(Arrow(len(boxes) - 1, 0, str(link.get_relation_display())))
    title = _("%(out)s văn bản được nhắc tới, %(came)s văn bản nhắc tới văn bản này") % {
        "out": len(out), "came": len(came),
    }  # fmt: skip
    return lineage(boxes, arrows, title)


def _box(paper: Paper, look: Look, is_here: bool = False) -> Box:
    day = f"{paper.issued_on:%d/%m/%Y} · " if paper.issued_on else ""
    return Box(f"{paper.kind} {paper.so_ky_hieu}".strip(), f"{day}{paper.title}",
               look.url("paper", paper.public_id), is_here)  # fmt: skip
