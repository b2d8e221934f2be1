"""Văn bản đi lập trong phần mềm — by which number it goes out, from which place, who signs: asked alike, whatever is issued."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dondoc.access.rights import may
from dondoc.documents.models import Direction, Entry, Register
from dondoc.documents.queries import out_books
from dondoc.planning.models import Plan
from dondoc.reports.models import Issued
from dondoc.shared.actor import Actor
from dondoc.units.models import Holding, Unit
from dondoc.units.queries import acting_unit
from dondoc.urging.models import Urge
from dondoc.web.forms import TextField
from dondoc.web.obligations.views import EntryField

STANDING = "entry"  # a paper that stands in the register already
_PLACED: tuple[tuple[Any, str], ...] = ((Urge, "by_unit"), (Plan, "unit"), (Issued, "unit"))


class PlaceForm(forms.Form):
    """Địa danh của văn bản."""

    place = TextField(label=gettext_lazy("Địa danh"), max_length=60, required=False,
                      help_text=gettext_lazy("Đứng trước ngày, tháng, năm. Ví dụ: Hà Nội"))  # fmt: skip


class SignerField(forms.ModelChoiceField):  # type: ignore[type-arg] # has no __class_getitem__
    """Người ký — with the post."""

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.person}, {obj.styled}"


def signers(actor: Actor) -> QuerySet[Holding]:
    """Who holds a post at the unit one acts for; and oneself, who may sign by delegation."""
    held = Holding.objects.visible_to(actor).on(actor.today)
    here = held.filter(Q(post__unit=acting_unit(actor)) | Q(pk=actor.holding_id or 0))
    return here.select_related("person", "post__kind").order_by("post__kind__rank", "id")


def signing(actor: Actor, help_text: str) -> dict[str, forms.Field]:
    """Người ký và thẩm quyền — as every paper that is issued asks them."""
    return {
        "signer": SignerField(signers(actor), label=_("Người ký"), required=False, empty_label="—"),
        "authority": TextField(label=_("Thẩm quyền ký"), max_length=120, required=False, help_text=help_text),
    }


class KnownEntry(EntryField):
    """Văn bản đã vào sổ đi — none where a new number is taken."""

    def clean(self, value: Any) -> Any:
        return super().clean(value) if self.required or str(value or "").strip() else None


class OutgoingForm(PlaceForm):
    """Số của văn bản — one choice."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.books: dict[str, Register] = {}

    def ask_paper(self, actor: Actor, unit: Unit, kind: str, *others: str) -> None:
        """A new number of an outgoing register of such papers, for who may issue; or a paper that stands there."""
        standing = Entry.objects.visible_to(actor).standing().filter(unit=unit, register__direction=Direction.OUT)
        rows = list(out_books(unit, actor)) if may(actor, "documents.issue", unit) else []
        rows = [book for book in rows if not book.kinds or {kind, *others} & set(book.kinds)]
        fit = [book for book in rows if kind in book.kinds] or [book for book in rows if not book.kinds]
        self.books = {book.public_id: book for book in rows}
        label, entries = _("Văn bản đã vào sổ đi"), standing.for_list().order_by("-on", "-id")
        self.fields["entry"] = KnownEntry(entries=entries, label=label, required=not rows)
        if rows:
            new = [(code, _("Lấy số mới: %(book)s") % {"book": book}) for code, book in self.books.items()]
            self.fields["paper"] = forms.ChoiceField(
                label=_("Số của văn bản"), choices=[*new, (STANDING, _("Dùng văn bản đã vào sổ đi, ghi ở ô sau"))],
                widget=forms.RadioSelect, initial=fit[0].public_id if fit else None,
            )  # fmt: skip
            self.fields["entry"].help_text = _("Chỉ khi không lấy số mới.")

    def clean(self) -> dict[str, Any]:
        """A paper that stands in the register is meant where one is named: no new number is then taken."""
        said = super().clean() or {}
        chosen = said.pop("paper", "")
        if chosen == STANDING and not said.get("entry") and "entry" not in self.errors:
            self.add_error("entry", _("Ghi văn bản đã vào sổ đi, hoặc chọn lấy số mới."))
        said["register"] = None if said.get("entry") else self.books.get(chosen)
        return said

    def ask_signer(self, actor: Actor) -> None:
        """Who is to sign it on paper, if that is known."""
        self.fields.update(signing(actor, _("Để trống thì theo chức danh người ký.")))
        self.fields["signer"].help_text = _("Chưa chọn thì khối ký có chức danh, để trống tên.")


def last_place(actor: Actor, unit: Unit | None) -> str:
    """Địa danh đã ghi lần gần nhất — of a paper of the unit made here; "" where none was."""
    found = []
    for model, field in _PLACED:
        rows = model.objects.visible_to(actor).filter(**{field: unit}).exclude(place="")
        found += rows.order_by("-id").values_list("at", "place")[:1]
    return str(max(found, default=("", ""))[1])
