"""Văn bản đi lập trong phần mềm — by which number it goes out, from which place: asked alike, where it is issued."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dondoc.access.rights import may
from dondoc.documents.models import Direction, Entry, Register
from dondoc.documents.queries import out_books
from dondoc.planning.models import Plan
from dondoc.reports.models import Issued
from dondoc.shared.actor import Actor
from dondoc.units.models import Unit
from dondoc.urging.models import Urge
from dondoc.web.forms import TextField
from dondoc.web.obligations.views import EntryField

STANDING = "entry"  # a paper that stands in the register already
_PLACED: tuple[tuple[Any, str], ...] = ((Urge, "by_unit"), (Plan, "unit"), (Issued, "unit"))


class PlaceForm(forms.Form):
    """Địa danh của văn bản."""

    place = TextField(label=gettext_lazy("Địa danh"), max_length=60, required=False,
                      help_text=gettext_lazy("Đứng trước ngày, tháng, năm. Ví dụ: Hà Nội"))  # fmt: skip


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


def last_place(actor: Actor, unit: Unit | None) -> str:
    """Địa danh đã ghi lần gần nhất — of a paper of the unit made here; "" where none was."""
    found = []
    for model, field in _PLACED:
        rows = model.objects.visible_to(actor).filter(**{field: unit}).exclude(place="")
        found += rows.order_by("-id").values_list("at", "place")[:1]
    return str(max(found, default=("", ""))[1])
