"""Nội dung của một minh chứng — a file, a registered paper and page, or words naming a paper original."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from dondoc.documents.models import Paper
from dondoc.implementation import rules
from dondoc.implementation.models import EvidenceKind
from dondoc.shared import files
from dondoc.shared.acts import Refused
from dondoc.shared.profile import may_hold


@dataclass(frozen=True, slots=True)
class Proof:
    """Minh chứng — one of three; `level` is the mark that the file bears."""

    kind: str
    text: str = ""
    data: bytes = b""
    file_name: str = ""
    paper: Paper | None = None
    page: str = ""
    keeper: str = ""
    level: str = ""


def columns(proof: Proof, none: str) -> dict[str, Any]:
    """The proof as columns of a row; raises Refused where it is none (said as `none`), or of a level not held here."""
    rules.check_held(may_hold(proof.level))
    text = proof.text.strip() or proof.file_name or str(proof.paper or "")
    facts: dict[str, Any] = {"kind": proof.kind, "text": text[:500], "level": proof.level}
    if proof.kind == EvidenceKind.FILE:
        facts |= _kept(proof)
    elif proof.kind == EvidenceKind.PAPER and proof.paper is not None:
        facts |= {"paper": proof.paper, "page": proof.page[:30]}
    elif proof.kind == EvidenceKind.WORDS and proof.keeper.strip():
        facts["keeper"] = proof.keeper.strip()
    else:
        raise Refused(none)
    if not text:
        raise Refused(_("Cần ghi mô tả: bản giấy ấy là gì."))
    return facts


def _kept(proof: Proof) -> dict[str, Any]:
    if not proof.data:
        raise Refused(_("Tệp rỗng (0 byte). Kiểm tra lại tệp trên máy rồi gửi lại."))
    if len(proof.data) > settings.DONDOC_MAX_UPLOAD:
        raise Refused(_("Tệp quá lớn. Chia nhỏ, hoặc ghi bản giấy và nơi giữ."))
    name = files.bare_name(proof.file_name, "minh-chung")
    return {"sha256": files.store(proof.data), "file_name": name, "size": len(proof.data)}
