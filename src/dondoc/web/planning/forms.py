"""Biểu mẫu kế hoạch — what the paper says is filled in; the unit completes it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.db import models
from django.utils.text import Truncator, capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dondoc.access.rights import may
from dondoc.obligations.models import Obligation
from dondoc.planning.actions.drafting import Words
from dondoc.planning.models import Item, Plan, VersionItem
from dondoc.planning.queries import ToGive, to_give, who_may_comment
from dondoc.planning.words import PAPER_KINDS, Answer, Kind, Precision, due_said
from dondoc.shared.actor import Actor
from dondoc.units.models import Holding, Post, Tree, Unit
from dondoc.web.forms import DayField, OfUnitForm, PastDayField, TextField, UnitField, UnitsField, area
from dondoc.web.obligations.views import PaperField
from dondoc.web.outgoing import OutgoingForm

KINDS = [(kind.value, kind.label) for kind in Kind]


def inner_units(actor: Actor) -> models.QuerySet[Unit]:
    """Units of the installation that stand, and that one sees."""
    return Unit.objects.visible_to(actor).filter(ended_on__isnull=True).exclude(tree=Tree.OUTSIDE)


class HeadForm(forms.Form):
    """Phần đầu kế hoạch."""

    kind = forms.ChoiceField(label=gettext_lazy("Thể loại"), choices=KINDS, widget=forms.RadioSelect, initial=Kind.PLAN)
    title = TextField(label=gettext_lazy("Trích yếu"), widget=area(2), max_length=1000)
    opening = TextField(label=gettext_lazy("Mục đích, yêu cầu"), widget=area(4), max_length=8000, required=False,
                        help_text=gettext_lazy("Mỗi dòng một đoạn, in trước bảng nhiệm vụ; cả mục tiêu nếu có"))  # fmt: skip
    closing = TextField(label=gettext_lazy("Kinh phí, tổ chức thực hiện"), widget=area(4), max_length=8000, required=False,
                        help_text=gettext_lazy("Mỗi dòng một đoạn, in sau bảng nhiệm vụ: chế độ báo cáo, ai theo dõi, đôn đốc"))  # fmt: skip


class DraftForm(OfUnitForm, HeadForm):
    """Lập kế hoạch — of a paper."""

    unit_label = gettext_lazy("Đơn vị lập kế hoạch")

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, actor=actor, **kwargs)
        self.fields["paper"] = PaperField(actor=actor, label=_("Thực hiện văn bản"))
        self.order_fields(["unit", "paper", "kind", "title", "opening", "closing"])


class ItemForm(forms.Form):
    """Một mục — “5 rõ”."""

    text = TextField(label=gettext_lazy("Nội dung"), widget=area(3), max_length=4000)
    owner_words = TextField(label=gettext_lazy("Chức danh, bộ phận chủ trì"), max_length=300, required=False,
                            help_text=gettext_lazy("Khi không phải cả một đơn vị. Ghi chức danh, không cần họ tên."))  # fmt: skip
    partners = TextField(label=gettext_lazy("Phối hợp"), max_length=500, required=False)
    due_precision = forms.ChoiceField(
        label=gettext_lazy("Hạn theo"), required=False, initial=Precision.DAY,
        choices=[(one.value, capfirst(str(one.label))) for one in Precision],
        help_text=gettext_lazy("Hạn nêu theo quý, năm thì ghi ngày cuối cùng và chọn quý, năm"),
    )  # fmt: skip
    product = TextField(label=gettext_lazy("Sản phẩm"), max_length=500, required=False)

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"] = UnitField(units=inner_units(actor), label=_("Đơn vị chủ trì"), required=False)
        self.fields["due_on"] = DayField(today=actor.today, label=_("Hạn"), required=False)
        self.order_fields(["text", "owner", "owner_words", "partners", "due_on", "due_precision", "product"])

    def words(self) -> Words:
        """What was said, as plain values."""
        return Words(**self.cleaned_data)

    @staticmethod
    def first_values(item: Item) -> dict[str, Any]:
        names = ("text", "owner", "owner_words", "partners", "due_on", "product")
        return {name: getattr(item, name) for name in names} | {"due_precision": item.due_precision or Precision.DAY}


class DutiesForm(forms.Form):
    """Nhiệm vụ của văn bản chưa có trong kế hoạch."""

    def __init__(self, *args: Any, duties: Sequence[Obligation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.duties = {row.public_id: row for row in duties}
        said = [(code, f"{row.nv} · {Truncator(row.text).chars(160)}") for code, row in self.duties.items()]
        self.fields["duties"] = forms.MultipleChoiceField(
            label=_("Nhiệm vụ"), choices=said, initial=list(self.duties), widget=forms.CheckboxSelectMultiple
        )

    def chosen(self) -> list[Obligation]:
        return [self.duties[code] for code in self.cleaned_data["duties"]]


class GiveForm(forms.Form):
    """Các mục để giao — each to the unit that leads it, by its own day."""

    def __init__(self, *args: Any, plan: Plan, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = givable(plan, actor)
        self.items = {row.item.public_id: row.item for row in rows}
        self.fields["items"] = forms.MultipleChoiceField(
            label=_("Mục"), choices=[(row.item.public_id, _to_give(row)) for row in rows],
            initial=[row.item.public_id for row in rows if row.holder != plan.unit], widget=forms.CheckboxSelectMultiple,
            help_text=_("Mỗi mục thành một việc của đơn vị chủ trì, theo hạn của kế hoạch; chức danh, bộ phận của đơn vị chủ trì thì là việc của chính đơn vị; đơn vị bên dưới được nêu đúng tên ở phần phối hợp được ghi là đơn vị phối hợp. Mục chưa ghi ai chủ trì và mục đã giao không có ở đây.")
            if self.items else _("Không còn mục nào giao được theo kế hoạch này."),
        )  # fmt: skip

    def chosen(self) -> list[Item]:
        return [self.items[code] for code in self.cleaned_data["items"]]


def givable(plan: Plan, actor: Actor) -> list[ToGive]:
    """Mục người này giao được — the unit's own items only where he may confirm an obligation."""
    lays = may(actor, "obligations.confirm", plan.unit)
    return [row for row in to_give(plan) if lays or row.item.obligation]


def _to_give(row: ToGive) -> str:
    item = row.item
    due = due_said(item.due_on, item.due_precision) or _("chưa có hạn")
    return f"{row.number}. {Truncator(item.text).chars(160)} · {item.owned} · {due}"


def _holders(plan: Plan, actor: Actor) -> list[Holding]:
    """Who holds the posts of the plan's own unit today: the members of a committee, asked each alone."""
    rows = Holding.objects.visible_to(actor).on(actor.today).filter(post__unit=plan.unit, post__ended_on__isnull=True)
    joined = (
        who_may_comment(rows, actor.today)
        .exclude(pk=actor.holding_id or 0)
        .select_related("post__unit", "post__kind", "person")
    )
    return list(joined.order_by("post__kind__rank", "id")[:100])


class RoundForm(forms.Form):
    """Xin ý kiến — of which units, of which posts alone, until when, about what."""

    asks = TextField(label=gettext_lazy("Xin ý kiến về"), max_length=1000, widget=area(2), required=False,
                     help_text=gettext_lazy("Để trống thì về toàn bộ dự thảo"))  # fmt: skip

    def __init__(self, *args: Any, actor: Actor, plan: Plan, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["units"] = UnitsField(
            units=inner_units(actor).exclude(pk=plan.unit_id), label=_("Đơn vị được hỏi"), required=False
        )
        self.posts = {row.post.public_id: row for row in _holders(plan, actor)}
        if self.posts:
            said = [(code, f"{row.post.kind.title}: {row.person}") for code, row in self.posts.items()]
            self.fields["posts"] = forms.MultipleChoiceField(
                label=_("Chức danh được hỏi riêng"), choices=said, required=False, widget=forms.CheckboxSelectMultiple
            )
        self.fields["until_on"] = DayField(today=actor.today, label=_("Góp ý đến hết ngày"))
        self.order_fields(["until_on", "asks", "posts", "units"])

    def clean_posts(self) -> list[Post]:
        return [self.posts[code].post for code in self.cleaned_data["posts"]]


class CommentForm(forms.Form):
    """Góp ý."""

    text = TextField(label=gettext_lazy("Ý kiến"), widget=area(4), max_length=4000)

    def __init__(self, *args: Any, items: Sequence[VersionItem], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.items = {row.public_id: row for row in items}
        said = [(code, f"{row.number}. {Truncator(row.text).chars(120)}") for code, row in self.items.items()]
        self.fields["item"] = forms.ChoiceField(
            label=_("Về"), required=False, choices=[("", _("toàn bộ dự thảo")), *said]
        )
        self.order_fields(["item", "text"])

    def about(self) -> VersionItem | None:
        return self.items.get(self.cleaned_data["item"])


class AnswerForm(forms.Form):
    """Trả lời góp ý."""

    answer = forms.ChoiceField(
        label=gettext_lazy("Ý kiến này"), widget=forms.RadioSelect,
        choices=[(one.value, capfirst(str(one.label))) for one in Answer],
    )  # fmt: skip
    why = TextField(label=gettext_lazy("Giải trình"), widget=area(3), max_length=1000, required=False,
                    help_text=gettext_lazy("Cần khi không tiếp thu, hoặc chỉ tiếp thu một phần"))  # fmt: skip


class IssueForm(OutgoingForm):
    """Ban hành — by which number, when and where; who signs."""

    def __init__(self, *args: Any, actor: Actor, plan: Plan, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = actor.today
        self.ask_paper(actor, plan.unit, PAPER_KINDS[Kind(plan.kind)])
        if self.books:  # a paper that stands in the register has its own day
            self.fields["on"] = PastDayField(today=actor.today, label=_("Ngày ban hành"), initial=actor.today)
        self.ask_signer(actor)
        self.order_fields(["paper", "entry", "on", "place", "signer", "authority"])

    def clean(self) -> dict[str, Any]:
        return {"on": self.today, **super().clean()}
