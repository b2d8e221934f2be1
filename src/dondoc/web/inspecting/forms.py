"""Biểu mẫu kiểm tra, giám sát — one form an act, small; each says its facts as the act asks them."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db import models
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dondoc.access.models import Person
from dondoc.inspecting.kinds import kinds
from dondoc.inspecting.models import Case, Line, Team
from dondoc.inspecting.queries import debts_of, may_owe, named_in
from dondoc.inspecting.rules import Doc
from dondoc.inspecting.words import Answered, Aspect, Conflict, Level, Role, Ruling, Start, What
from dondoc.shared.actor import Actor
from dondoc.units.models import Unit
from dondoc.units.queries import seated, seats_of
from dondoc.web.forms import DayField, PastDayField, PersonField, TextField, UnitField, UnitsField, area
from dondoc.web.obligations.views import PaperField


class PapersField(PaperField):
    """Nhiều văn bản — one number a line."""

    widget = forms.Textarea(attrs={"rows": 3})

    def __init__(self, *, actor: Actor, **kwargs: Any) -> None:
        kwargs.setdefault("help_text", _("Mỗi dòng một số, ký hiệu của văn bản đã vào sổ"))
        super().__init__(actor=actor, **kwargs)

    def clean(self, value: Any) -> Any:
        words = forms.CharField.clean(self, value) or ""
        return [PaperField.clean(self, line) for line in words.splitlines() if line.strip()]


class CaseForm(forms.Form):
    """Về một cuộc, hay một phần của cuộc."""

    def __init__(self, *args: Any, actor: Actor, case: Case, thing: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.actor, self.case, self.thing = actor, case, thing
        self.build()

    def build(self) -> None:
        """What a form asks beside its own fields."""

    def facts(self) -> dict[str, Any]:
        """What was said, as the act asks it."""
        return dict(self.cleaned_data)

    def paper(self, label: str, required: bool = True) -> PaperField:
        return PaperField(actor=self.actor, label=label, required=required)

    def units(self, label: str, required: bool = True) -> UnitField:
        seen = Unit.objects.visible_to(self.actor).working().order_by("path", "id")
        return UnitField(units=seen, label=label, required=required)

    def past(self, label: str) -> PastDayField:
        return PastDayField(today=self.actor.today, label=label, initial=self.actor.today)


class WhyForm(CaseForm):
    """Lý do."""

    reason = TextField(label=gettext_lazy("Lý do"), widget=area(3), max_length=500)


class DayForm(CaseForm):
    """Ngày."""

    def build(self) -> None:
        self.fields["on"] = self.past(_("Ngày"))


class DocForm(CaseForm):
    """Một tài liệu — a registered paper, or words and the keeper of the original."""

    words = TextField(
        label=gettext_lazy("Bản giấy"),
        max_length=300,
        required=False,
        help_text=gettext_lazy("Tên, ngày của bản có chữ ký"),
    )
    keeper = TextField(label=gettext_lazy("Nơi giữ bản giấy"), max_length=200, required=False)

    def build(self) -> None:
        self.fields["paper"] = self.paper(_("Văn bản đã vào sổ"), required=False)
        self.fields["on"] = self.past(_("Ngày"))
        self.order_fields(["what", "paper", "words", "keeper", "on"])

    def facts(self) -> dict[str, Any]:
        said = dict(self.cleaned_data)
        doc = Doc(
            said.pop("paper"),
            said.pop("words"),
            said.pop("keeper"),
            said.pop("signed_by_both", False),
            said.pop("unsigned_because", ""),
        )
        return said | {"doc": doc}


class MinutesForm(DocForm):
    """Biên bản — of both sides."""

    signed_by_both = forms.BooleanField(label=gettext_lazy("Hai bên đã ký"), required=False)
    unsigned_because = TextField(label=gettext_lazy("Đối tượng chưa ký thì vì sao"), max_length=300, required=False)

    def build(self) -> None:
        super().build()
        self.order_fields(["what", "paper", "words", "keeper", "on", "signed_by_both", "unsigned_because"])


class FileForm(MinutesForm):
    """Tài liệu khác vào hồ sơ."""

    what = forms.ChoiceField(label=gettext_lazy("Tài liệu"), choices=What.choices)


class AbsentForm(WhyForm):
    """Tài liệu không có."""

    what = forms.ChoiceField(label=gettext_lazy("Tài liệu"), choices=What.choices)
    field_order = ["what", "reason"]


class OutlineForm(CaseForm):
    """Đề cương — one row a line."""

    rows = TextField(
        label=gettext_lazy("Các dòng đề cương"),
        widget=area(12),
        max_length=20_000,
        help_text=gettext_lazy("Mỗi dòng là một điều đối tượng phải báo cáo"),
    )

    def build(self) -> None:
        self.fields["rows"].initial = "\n".join(self.case.outline.order_by("number").values_list("text", flat=True))

    def facts(self) -> dict[str, Any]:
        return {"rows": self.cleaned_data["rows"].splitlines()}


class ScopeForm(CaseForm):
    """Nội dung, mốc thời gian của đề xuất."""

    content = TextField(label=gettext_lazy("Nội dung"), widget=area(5), max_length=8000)

    def build(self) -> None:
        self.fields["content"].initial = self.case.content
        for name, label in (("examined_from", _("Mốc thời gian từ")), ("examined_until", _("Mốc thời gian đến"))):
            self.fields[name] = PastDayField(today=self.actor.today, label=label, initial=getattr(self.case, name))


class ChangeForm(ScopeForm):
    """Thay đổi phạm vi — one aspect at a time, by a decision."""

    def build(self) -> None:
        super().build()
        self.fields["aspect"] = forms.ChoiceField(label=_("Thay đổi gì"), choices=Aspect.choices)
        self.fields["paper"] = self.paper(_("Quyết định"))
        self.fields["unit"] = self.units(_("Thêm đối tượng"), required=False)
        self.order_fields(["paper", "aspect"])


class DebtsForm(CaseForm):
    """Đã xem khuyết điểm cũ — asked only where there are some."""

    def build(self) -> None:
        self.debts = debts_of(self.case, self.actor).count()
        if self.debts:
            self.fields["seen"] = forms.BooleanField(
                label=_("Đã xem %(n)s khuyết điểm cũ chưa kết thúc theo dõi của đối tượng") % {"n": self.debts}
            )

    def facts(self) -> dict[str, Any]:
        said = {name: value for name, value in self.cleaned_data.items() if name != "seen"}
        return said | {"debts": self.debts}


class CloseForm(DebtsForm):
    """Kết thúc theo dõi."""

    reason = TextField(label=gettext_lazy("Căn cứ"), widget=area(3), max_length=500)


class NoticeForm(DebtsForm):
    """Thông báo kết luận."""

    def build(self) -> None:
        super().build()
        self.fields["paper"] = self.paper(_("Thông báo kết luận"))
        self.fields["monitor"] = self.units(_("Đơn vị theo dõi, xác nhận khắc phục"))
        self.fields["remedy_report_on"] = DayField(
            today=self.actor.today, label=_("Hạn báo cáo khắc phục"), required=False
        )
        self.order_fields(["paper", "monitor", "remedy_report_on", "seen"])


class ExtendForm(WhyForm):
    """Gia hạn."""

    more = forms.IntegerField(label=gettext_lazy("Thêm bao nhiêu ngày"), min_value=1, max_value=1000)

    def build(self) -> None:
        self.fields["paper"] = self.paper(_("Quyết định gia hạn"))
        self.order_fields(["paper", "more", "reason"])


class ByPaperForm(CaseForm):
    """Theo một quyết định."""

    def build(self) -> None:
        self.fields["paper"] = self.paper(_("Quyết định"))


class GroundedForm(WhyForm, ByPaperForm):
    """Theo một quyết định, có lý do."""


class DeclareForm(CaseForm):
    """Khai xung đột lợi ích."""

    said = forms.ChoiceField(label=gettext_lazy("Tôi khai"), choices=Conflict.choices, widget=forms.RadioSelect)
    note = TextField(label=gettext_lazy("Cụ thể"), widget=area(3), max_length=500, required=False)


class RulingForm(CaseForm):
    """Quyết định về điều đã khai."""

    ruling = forms.ChoiceField(label=gettext_lazy("Thành viên này"), choices=Ruling.choices, widget=forms.RadioSelect)
    ground = TextField(
        label=gettext_lazy("Căn cứ"),
        max_length=300,
        help_text=gettext_lazy("Số và ngày văn bản, hoặc ai quyết định, ở cuộc họp nào"),
    )


class FindForm(CaseForm):
    """Hạn chế, khuyết điểm."""

    text = TextField(
        label=gettext_lazy("Hạn chế, khuyết điểm"),
        widget=area(4),
        max_length=8000,
        help_text=gettext_lazy("Nói về việc của đơn vị; không ghi tên người"),
    )

    def build(self) -> None:
        scope = self.case.scope.select_related("paper").order_by("id")
        if scope:
            said = [(one.paper.public_id, f"{one.paper} · {Truncator(one.paper.title).chars(80)}") for one in scope]
            self.fields["papers"] = forms.MultipleChoiceField(
                choices=said, label=_("Văn bản nói đến"), required=False, widget=forms.CheckboxSelectMultiple
            )
        rows = [(str(row.pk), Truncator(str(row)).chars(90)) for row in self.case.outline.order_by("number")]
        self.fields["row"] = forms.ChoiceField(choices=[("", "—"), *rows], label=_("Dòng đề cương"), required=False)

    def facts(self) -> dict[str, Any]:
        said = self.cleaned_data
        chosen = [
            one.paper
            for one in self.case.scope.select_related("paper")
            if one.paper.public_id in said.get("papers", ())
        ]
        row = self.case.outline.filter(pk=said["row"]).first() if said["row"] else None
        return {"text": said["text"], "papers": chosen, "row": row}


class ExplainForm(CaseForm):
    """Giải trình."""

    text = TextField(label=gettext_lazy("Giải trình"), widget=area(5), max_length=8000, required=False)
    declines = forms.BooleanField(label=gettext_lazy("Không giải trình"), required=False)

    def build(self) -> None:
        self.fields["on"] = self.past(_("Ngày"))


class AnswerForm(CaseForm):
    """Trả lời giải trình."""

    answered = forms.ChoiceField(label=gettext_lazy("Đoàn"), choices=Answered.choices, widget=forms.RadioSelect)
    text = TextField(
        label=gettext_lazy("Lời văn sau khi sửa"),
        widget=area(4),
        max_length=8000,
        required=False,
        help_text=gettext_lazy("Chỉ khi tiếp thu một phần"),
    )
    answer = TextField(label=gettext_lazy("Lý do"), widget=area(4), max_length=8000)


class RequestForm(CaseForm):
    """Yêu cầu khắc phục — who, by when, which product."""

    product = TextField(label=gettext_lazy("Sản phẩm"), max_length=300)

    def build(self) -> None:
        self.fields["owner"] = UnitField(units=may_owe(self.case), label=_("Đơn vị làm"))
        self.fields["due_on"] = DayField(today=self.actor.today, label=_("Thời hạn"))
        self.fields["owner"].initial = self.thing.owner or self.thing.body.unit
        self.order_fields(["owner", "due_on", "product"])


class MeasureForm(CaseForm):
    """Biện pháp khắc phục."""

    measure = TextField(label=gettext_lazy("Biện pháp khắc phục"), widget=area(4), max_length=4000)


class RemedyForm(CaseForm):
    """Báo cáo khắc phục một khuyết điểm."""

    evidence = TextField(
        label=gettext_lazy("Minh chứng"), max_length=500, help_text=gettext_lazy("Văn bản, sản phẩm đã có")
    )

    def build(self) -> None:
        self.fields["paper"] = self.paper(_("Văn bản đã vào sổ"), required=False)
        self.fields["on"] = self.past(_("Ngày"))


class OpinionForm(CaseForm):
    """Xác nhận đã khắc phục."""

    opinion = TextField(label=gettext_lazy("Nhận xét"), widget=area(3), max_length=500)

    def build(self) -> None:
        self.fields["on"] = self.past(_("Ngày"))


class PlainForm(CaseForm):
    """Không hỏi gì thêm."""


# --- not of one case


class AdoptForm(forms.Form):
    """Ghi chương trình."""

    name = TextField(label=gettext_lazy("Tên chương trình"), max_length=200)
    level = forms.ChoiceField(label=gettext_lazy("Cấp của cơ quan"), choices=Level.choices)

    def __init__(self, *args: Any, actor: Actor, units: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"] = UnitField(units=units, label=_("Cơ quan ban hành"))
        self.fields["paper"] = PaperField(actor=actor, label=_("Văn bản ban hành chương trình"))
        self.fields["from_on"] = DayField(today=actor.today, label=_("Từ ngày"))
        self.fields["until_on"] = DayField(today=actor.today, label=_("Đến ngày"))
        self.order_fields(["unit", "paper", "name", "level", "from_on", "until_on"])


class LineForm(forms.Form):
    """Ghi dòng chương trình."""

    kind = forms.ChoiceField(label=gettext_lazy("Loại"))
    content = TextField(label=gettext_lazy("Nội dung"), widget=area(4), max_length=8000)

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [(key, kind.words) for key, kind in kinds().items()]  # type: ignore[attr-defined]
        seen = Unit.objects.visible_to(actor).working().order_by("path", "id")
        self.fields["objects"] = UnitsField(units=seen, label=_("Đối tượng"))
        self.fields["lead"] = UnitField(units=seen, label=_("Đơn vị chủ trì"))
        for name, label in (
            ("examined_from", _("Mốc thời gian từ")), ("examined_until", _("Mốc thời gian đến")),
            ("when_from", _("Tiến hành từ")), ("when_until", _("Tiến hành đến")),
        ):  # fmt: skip
            self.fields[name] = DayField(today=actor.today, label=label, required=False)
        self.fields["paper"] = PaperField(actor=actor, label=_("Văn bản bổ sung chương trình"), required=False)
        self.fields["paper"].help_text = _("Để trống nếu dòng này có sẵn trong chương trình")


class TeamForm(forms.Form):
    """Lập đoàn."""

    name = TextField(
        label=gettext_lazy("Tên đoàn"),
        max_length=120,
        help_text=gettext_lazy("Như quyết định gọi; thường là số của quyết định"),
    )
    is_standing = forms.BooleanField(label=gettext_lazy("Đoàn ổn định trong nhiệm kỳ"), required=False)

    def __init__(self, *args: Any, actor: Actor, units: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"] = UnitField(units=units, label=_("Cơ quan lập đoàn"))
        self.fields["paper"] = PaperField(actor=actor, label=_("Quyết định lập đoàn"))
        self.fields["from_on"] = PastDayField(today=actor.today, label=_("Từ ngày"))
        self.fields["until_on"] = DayField(today=actor.today, label=_("Đến ngày"), required=False)
        self.order_fields(["unit", "paper", "name", "from_on", "until_on", "is_standing"])


class SeatForm(forms.Form):
    """Ghi thành viên đoàn."""

    role = forms.ChoiceField(label=gettext_lazy("Vai trong đoàn"), choices=Role.choices)

    def __init__(self, *args: Any, actor: Actor, team: Team, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = seated(actor).offered()  # type: ignore[attr-defined]
        self.fields["person"] = PersonField(people=people, named=lambda rows: _called(rows, actor), label=_("Người"))
        self.fields["unit"] = UnitField(
            units=Unit.objects.visible_to(actor).working(), label=_("Chức danh ở đơn vị"), required=False,
            help_text=_("Chỉ chọn khi người ấy giữ nhiều chức danh"),
        )  # fmt: skip
        self.fields["paper"] = PaperField(actor=actor, label=_("Quyết định"), initial=team.paper.so_ky_hieu)
        self.fields["from_on"] = PastDayField(today=actor.today, label=_("Từ ngày"), initial=team.from_on)
        self.order_fields(["person", "unit", "role", "paper", "from_on"])
        self.today = actor.today

    def clean(self) -> dict[str, Any]:
        """The post the person sits in the team with: the highest, or that at the unit named."""
        said = super().clean() or {}
        person, unit = said.pop("person", None), said.pop("unit", None)
        held = seats_of([person.pk], self.today).get(person.pk, []) if person else []
        found = [row for row in held if unit is None or row.post.unit_id == unit.pk]
        if person and not found:
            self.add_error("unit", _("Người này không giữ chức danh nào ở đó."))
        return said | ({"holding": found[0]} if found else {})


def _called(people: list[Person], actor: Actor) -> dict[int, str]:
    """Each with the highest post held today."""
    held = seats_of([row.pk for row in people], actor.today)
    return {row.pk: f"{row}, {held[row.pk][0].called}" for row in people if row.pk in held}


class UnseatForm(forms.Form):
    """Thay thành viên."""

    reason = TextField(label=gettext_lazy("Lý do"), widget=area(2), max_length=300)

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["paper"] = PaperField(actor=actor, label=_("Quyết định"))
        self.fields["until_on"] = PastDayField(today=actor.today, label=_("Ngày cuối ở đoàn"))
        self.order_fields(["paper", "until_on", "reason"])


class ProposeForm(forms.Form):
    """Đề xuất cuộc — from a line of the programme, or by a direction."""

    def __init__(self, *args: Any, actor: Actor, leads: Any, line: Line | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.line = line
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

    def facts(self) -> dict[str, Any]:
        said, line = dict(self.cleaned_data), self.line
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
