"""Khối ký của văn bản lập trong phần mềm — by a holder of a post at the unit, or by who prepares it by delegation."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import models
from django.utils.translation import gettext as _

from dondoc.shared.actor import Actor
from dondoc.shared.acts import Refused
from dondoc.units.models import Holding, Unit
from dondoc.units.queries import giver_of
from dondoc.units.signing import Signer, block


def signed(signer: Holding, unit: Unit, authority: str, by: Actor) -> dict[str, Any]:
    """The signer, the line above his post and the post as printed; where several lines may stand, it is what is told."""
    giver = giver_of(by) if signer.person_id == by.person_id else None
    here = (giver or signer).post.unit_id == unit.pk
    if not here or not Holding.objects.on(by.today).filter(pk=signer.pk).exists():
        raise Refused(_("Người ký không giữ chức danh tại đơn vị này."))
    found = block(Signer(
        unit.system, unit.kind, signer.post.kind_id, signer.post.kind.title,
        signer.is_acting, giver.styled if giver else "",
    ))  # fmt: skip
    said = " ".join(authority.split())
    if len(found.authorities) > 1 and not said:
        raise Refused(_("Ghi thẩm quyền ký: %(lines)s.") % {"lines": "; ".join(found.authorities)})
    return {"signer": signer, "signer_post": found.post, "authority": (said or "".join(found.authorities))[:120]}


def unsigned(unit: Unit, authority: str, day: date) -> dict[str, Any]:
    """The block with nobody chosen: the post that signs first and what stands above it, where that is one; the name is
    left to be written."""
    first, said = signers(unit, day).first(), " ".join(authority.split())
    if first is None:
        return {"authority": said[:120]}
    found = block(Signer(unit.system, unit.kind, first.post.kind_id, first.post.kind.title, first.is_acting, ""))
    above = found.authorities[0] if len(found.authorities) == 1 else ""
    return {"signer_post": found.post, "authority": (said or above)[:120]}


def signers(unit: Unit, day: date) -> models.QuerySet[Holding]:
    """Ai ký được cho đơn vị — holders of its posts on a day, the first in rank first: for who prepares its papers."""
    rows = Holding.objects.on(day).filter(post__unit=unit).select_related("person", "post__kind", "post__unit")
    return rows.order_by("post__kind__rank", "id")
