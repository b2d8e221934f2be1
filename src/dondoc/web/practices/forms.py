"""Biểu mẫu cách làm hay — four questions, answered in a few lines each."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dondoc.documents.models import Paper
from dondoc.implementation.models import Evidence
from dondoc.obligations.models import Obligation
from dondoc.practices.actions.proposing import Told
from dondoc.practices.models import Practice
from dondoc.shared.actor import Actor
from dondoc.units.models import Unit
from dondoc.web.forms import OfUnitForm, PastDayField, TextField, area
from dondoc.web.obligations.views import PaperField
from dondoc.web.proving import EvidencesField

TOLD = ("name", "problem", "done", "result", "place")


class ToldForm(forms.Form):
    """Kể một cách làm."""

    name = TextField(
        label=gettext_lazy("Tên cách làm"),
        max_length=200,
        help_text=gettext_lazy("Ví dụ: Họp chi bộ trực tuyến hai múi giờ"),
    )
    problem = TextField(
        label=gettext_lazy("Vấn đề"), widget=area(3), max_length=4000, help_text=gettext_lazy("Trước đó vướng ở đâu")
    )
    done = TextField(
        label=gettext_lazy("Đã làm gì"),
        widget=area(5),
        max_length=8000,
        help_text=gettext_lazy("Kể sao cho đơn vị khác làm theo được"),
    )
    result = TextField(
        label=gettext_lazy("Kết quả"),
        widget=area(3),
        max_length=4000,
        help_text=gettext_lazy("Con số, sản phẩm; không ghi tên người"),
    )
    place = TextField(label=gettext_lazy("Ở đâu"), max_length=200, required=False)

    def told(self, said: dict[str, Any], obligation: Obligation | None = None, paper: Paper | None = None) -> Told:
        """What was typed, as the act asks it."""
        return Told(
            **{name: said[name] for name in TOLD},
            paper=said.get("paper", paper),
            obligation=obligation,
            evidence=list(said["evidence"]),
        )


class PracticeForm(ToldForm, OfUnitForm):
    """Đề xuất, sửa một cách làm hay."""

    def __init__(
        self, *args: Any, actor: Actor, units: models.QuerySet[Unit], evidence: models.QuerySet[Evidence],
        has_source: bool, **kwargs: Any,
    ) -> None:  # fmt: skip
        super().__init__(*args, actor=actor, units=units, **kwargs)
        if not has_source:
            self.fields["paper"] = PaperField(actor=actor, label=_("Thực hiện văn bản"), required=False)
        self.fields["evidence"] = EvidencesField(evidence, label=_("Minh chứng của kết quả"))


def of_practice(row: Practice) -> dict[str, Any]:
    """What it says today, to begin from."""
    first: dict[str, Any] = {name: getattr(row, name) for name in TOLD}
    first["evidence"] = [proof.evidence.public_id for proof in row.proofs.select_related("evidence").order_by("id")]
    return first | ({"paper": row.paper.so_ky_hieu or row.paper.public_id} if row.paper else {})


class UseForm(OfUnitForm):
    """Ghi đơn vị vận dụng."""

    note = TextField(label=gettext_lazy("Vận dụng thế nào"), widget=area(3), max_length=500, required=False)

    def __init__(self, *args: Any, actor: Actor, units: models.QuerySet[Unit], **kwargs: Any) -> None:
        super().__init__(*args, actor=actor, units=units, **kwargs)
        self.fields["on"] = PastDayField(today=actor.today, label=_("Từ ngày"), initial=actor.today)
