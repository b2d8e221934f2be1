"""Đề xuất cách làm hay từ ưu điểm — begins from the words of the notice; its unit and its paper are known."""

from __future__ import annotations

from typing import Any

from django.utils.text import Truncator
from django.utils.translation import gettext as _

from dondoc.units.models import Unit
from dondoc.web.inspecting.forms.base import CaseForm
from dondoc.web.practices.forms import ToldForm
from dondoc.web.proving import EvidencesField, offered


class ShareForm(ToldForm, CaseForm):
    """Đề xuất thành cách làm hay."""

    def build(self) -> None:
        said = self.thing.text
        self.initial = {"name": Truncator(said.splitlines()[0]).chars(200), "done": said, **self.initial}
        unit = Unit.objects.visible_to(self.actor).filter(pk=self.thing.body.unit_id)
        self.fields["evidence"] = EvidencesField(offered(self.actor, unit), label=_("Minh chứng của kết quả"))

    def facts(self) -> dict[str, Any]:
        return {"told": self.told(self.cleaned_data)}
