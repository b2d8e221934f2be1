"""Biểu mẫu minh chứng — one form for whatever is to be proved: a work, a figure of a target."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.db import models
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from dondoc.documents.handlers import mark_of
from dondoc.implementation.models import Evidence, EvidenceKind
from dondoc.implementation.proving import Proof
from dondoc.shared.actor import Actor
from dondoc.shared.profile import highest
from dondoc.studying.models import Meeting
from dondoc.studying.proving import proof_of, words
from dondoc.units.models import Unit
from dondoc.units.queries import acting_unit
from dondoc.web.forms import TextField, level_choices
from dondoc.web.obligations.views import PaperField

LATEST = 100  # in a list to pick from; older evidence is used again from its own page
FIELDS = ("file", "level", "paper", "page", "session", "again", "keeper", "text")
NONE = ("", "—")


class ProofForm(forms.Form):
    """Minh chứng — one of: a file or photo, a registered paper, a session, one that stands already, words and who keeps the original."""

    def __init__(self, *args: Any, actor: Actor, unit: Unit | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        unit = unit or acting_unit(actor)
        self.meetings, self.standing = meetings(actor, unit), evidence(actor, unit)
        self.fields["file"] = forms.FileField(label=_("Minh chứng: tệp, ảnh"), required=False, allow_empty_file=True,
                                              help_text=_("Ảnh được lưu không kèm vị trí chụp và thông tin máy."))  # fmt: skip
        if levels := level_choices():
            self.fields["level"] = forms.ChoiceField(label=_("Độ mật"), choices=levels, required=False)
        self.fields["paper"] = PaperField(actor=actor, label=_("Minh chứng: văn bản đã vào sổ"), required=False)
        self.fields["page"] = TextField(label=_("Trang, mục"), max_length=30, required=False)
        if self.meetings:
            self._choice(
                "session", _("Minh chứng: buổi đã ghi"), [(pk, words(row)) for pk, row in self.meetings.items()]
            )
        if self.standing:
            self._choice(
                "again", _("Dùng lại minh chứng đã có"), [(pk, named(row)) for pk, row in self.standing.items()]
            )
        self.fields["keeper"] = TextField(label=_("Minh chứng: bản giấy, nơi giữ"), max_length=200, required=False)
        self.fields["text"] = TextField(label=_("Mô tả minh chứng"), max_length=500, required=False)

    def _choice(self, name: str, label: str, rows: list[tuple[str, str]]) -> None:
        self.fields[name] = forms.ChoiceField(label=label, choices=[NONE, *rows], required=False)

    def proof(self) -> Proof:
        """Which was given: a file first; what stands already only where nothing new was given."""
        said = self.cleaned_data
        if said["file"] is not None:
            data = said["file"].read()
            level = highest([said.get("level", ""), mark_of(data, said["file"].name)])
            return Proof(EvidenceKind.FILE, said["text"], data, said["file"].name, level=level)
        if said["paper"]:
            return Proof(EvidenceKind.PAPER, said["text"], paper=said["paper"], page=said["page"])
        if said.get("session"):
            return proof_of(self.meetings[said["session"]], said["text"])
        if said.get("again") and not said["keeper"]:
            return Proof("", again=self.standing[said["again"]])
        return Proof(EvidenceKind.WORDS, said["text"], keeper=said["keeper"])


def meetings(actor: Actor, unit: Unit | None) -> dict[str, Meeting]:
    """Các đợt của đơn vị, gần nhất trước."""
    if unit is None:
        return {}
    rows = Meeting.objects.visible_to(actor).standing().filter(unit=unit).prefetch_related("papers__paper")
    return {row.public_id: row for row in rows.order_by("-on", "-id")[:LATEST]}


def evidence(actor: Actor, unit: Unit | None) -> dict[str, Evidence]:
    """Minh chứng còn giá trị của đơn vị và bên dưới, gần nhất trước."""
    if unit is None:
        return {}
    inside = {"unit__path__gte": unit.path, "unit__path__lt": unit.end}
    rows = Evidence.objects.visible_to(actor).standing().filter(**inside).select_related("unit", "paper")
    return {row.public_id: row for row in rows.order_by("-on", "-id")[:LATEST]}


def named(row: Evidence) -> str:
    """In a list to pick from: the day, the kind, its words."""
    return f"{row.on:%d/%m/%Y} · {row.get_kind_display()} · {row.text[:80]}"


class EvidencesField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    """Minh chứng đơn vị đã ghi — none, one or more of what was shown for its works."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, evidence: models.QuerySet[Evidence], **kwargs: Any) -> None:
        help_text = _("Minh chứng đơn vị đã ghi ở việc được giao")
        super().__init__(evidence, required=False, to_field_name="public_id", help_text=help_text, **kwargs)

    def label_from_instance(self, row: Evidence) -> str:
        return f"{Truncator(row.text).chars(100)} ({row.on:%d/%m/%Y})"


def offered(actor: Actor, units: models.QuerySet[Unit], held: Iterable[int] = ()) -> models.QuerySet[Evidence]:
    """What these units have shown and stands, the latest entered first: to pick several from; and whatever of what a
    thing rests on already (`held`) stands, however old."""
    rows = Evidence.objects.visible_to(actor).standing()
    newest = rows.filter(unit__in=units).order_by("-id").values_list("pk", flat=True)[:LATEST]
    return rows.filter(pk__in=[*newest, *held]).order_by("-id")


def shown(held: models.QuerySet[Any], actor: Actor) -> dict[str, Any]:
    """What a thing rests on, as a page tells it: the evidence one sees, and how many others."""
    ids = list(held.values_list("evidence", flat=True))
    proofs = list(Evidence.objects.visible_to(actor).filter(pk__in=ids).order_by("id"))
    return {"proofs": proofs, "hidden": len(ids) - len(proofs)}
