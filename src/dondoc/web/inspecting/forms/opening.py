"""Mở cuộc — a proposal by a line or a direction; one decision for one or more of the submitted."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db import models
from django.utils.translation import gettext as _

from dondoc.inspecting.kinds import kinds
from dondoc.inspecting.programmes import Line
from dondoc.inspecting.queries import named_in
from dondoc.inspecting.words import Level, Start
from dondoc.shared.actor import Actor
from dondoc.units.models import Unit
from dondoc.web.forms import DayField, PastDayField, TextField, UnitField, UnitsField, area
from dondoc.web.inspecting.forms.base import PapersField
from dondoc.web.obligations.views import PaperField


class ProposeForm(forms.Form):
    """Đề xuất cuộc — from a line of the programme, or by a direction."""

    def __init__(self, *args: Any, actor: Actor, leads: Any, line: Line | None, noted: Any = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.line, self.noted = line, {row.public_id: row for row in noted}
        seen: models.QuerySet[Unit] = Unit.objects.visible_to(actor).working().order_by("path", "id")
        if line is None:
            self.fields["lead"] = UnitField(units=leads, label=_("Đơn vị chủ trì"))
            self.fields["body"] = UnitField(units=seen, label=_("Cơ quan quyết định"))
            self.fields["kind"] = forms.ChoiceField(
                label=_("Loại"), choices=[(key, kind.words) for key, kind in kinds().items() if kind.case]
            )
            self.fields["level"] = forms.ChoiceField(label=_("Cấp của cơ quan"), choices=Level.choices)
            self.fields["basis"] = TextField(
                label=_("Ý kiến chỉ đạo"),
                max_length=500,
                help_text=_("Cuộc ngoài chương trình: ai chỉ đạo, ngày nào, ở văn bản hay cuộc họp nào"),
            )
        else:
            seen = named_in(line)
        self.fields["objects"] = UnitsField(units=seen, label=_("Đối tượng"))
        self.fields["content"] = TextField(
            label=_("Nội dung"), widget=area(5), max_length=8000, initial=line.content if line else ""
        )
        for name, label in (("examined_from", _("Mốc thời gian từ")), ("examined_until", _("Mốc thời gian đến"))):
            self.fields[name] = PastDayField(today=actor.today, label=label, initial=getattr(line, name, None))
        self.fields["papers"] = PapersField(actor=actor, label=_("Văn bản trong phạm vi"), required=False)
        if self.noted:
            said = [
                (code, f"{row.on:%d/%m/%Y} · {row.watch.unit.listed}: {row.text[:160]}")
                for code, row in self.noted.items()
            ]
            self.fields["remarks"] = forms.MultipleChoiceField(
                choices=said, label=_("Ghi nhận giám sát thường xuyên chuyển vào cuộc này"), required=False,
                widget=forms.CheckboxSelectMultiple,
            )  # fmt: skip

    def facts(self) -> dict[str, Any]:
        said, line = dict(self.cleaned_data), self.line
        said["remarks"] = [self.noted[code] for code in said.get("remarks", ())]
        if line is None:
            return said
        return said | {
            "line": line,
            "lead": line.lead,
            "body": line.programme.body,
            "kind": line.kind,
            "level": line.programme.level,
        }


class DecideForm(forms.Form):
    """Ghi quyết định — for one or more cases that were submitted."""

    def __init__(self, *args: Any, actor: Actor, cases: Any, teams: Any, chosen: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.found = {row.public_id: row for row in cases}
        said = [
            (code, f"{row} · {row.sort}: {'; '.join(str(body) for body in row.bodies.all())}")
            for code, row in self.found.items()
        ]
        self.fields["cases"] = forms.MultipleChoiceField(
            choices=said, label=_("Các cuộc đã trình"), widget=forms.CheckboxSelectMultiple, initial=[chosen]
        )
        self.fields["decision"] = PaperField(actor=actor, label=_("Quyết định"))
        self.fields["plan"] = PaperField(actor=actor, label=_("Kế hoạch"))
        self.fields["team"] = forms.ModelChoiceField(teams, label=_("Đoàn"), to_field_name="public_id")
        self.fields["starts"] = forms.ChoiceField(
            label=_("Thời hạn tính từ"), choices=[("", _("quyết định không nói")), *Start.choices], required=False,
            help_text=_("Chỉ chọn khi quy định không nói; quyết định cũng không nói thì chưa tính được còn mấy ngày"),
        )  # fmt: skip
        self.fields["report_due_on"] = DayField(
            today=actor.today, label=_("Hạn gửi báo cáo của đối tượng"), required=False
        )

    def facts(self) -> dict[str, Any]:
        said = dict(self.cleaned_data)
        return said | {"cases": [self.found[code] for code in said["cases"]]}
