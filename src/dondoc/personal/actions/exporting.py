"""Hành vi xuất số liệu — counts with small ones hidden, or rows under codes; each with who, why and by which paper."""

from __future__ import annotations

from base64 import urlsafe_b64encode
from collections.abc import Sequence
from datetime import date, datetime

from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dondoc.access.models import Person
from dondoc.access.rights import require
from dondoc.journal.actions import write
from dondoc.personal.coding import code_of, earlier_code_of, new_key
from dondoc.personal.counting import DIMENSIONS, Taken, coded, counted
from dondoc.personal.exports import Export, Form
from dondoc.printing.xlsx import render_xlsx
from dondoc.regulations.figures import Figure
from dondoc.regulations.queries import figure, keeper
from dondoc.shared import files
from dondoc.shared.actor import Actor
from dondoc.shared.acts import Refused, act, check_reason
from dondoc.units.models import Holding

LEAST = "personal_data.small_group"


@act("personal.export_people", gettext_lazy("Xuất số liệu về người"))
def export_people(
    *, form: str, why: str, paper_number: str, by: Actor, at: datetime, across: Sequence[str] = (),
    paper_on: date | None = None, keeps_key: bool = False,
) -> Export:  # fmt: skip
    """Xuất số liệu về người — nothing under the size of group the office set; refused while it set none."""
    house = keeper()
    require(by, "personal.export_people", house)
    least = _least(by.today)
    check_reason(why)
    if not paper_number.strip():
        raise Refused(_("Cần ghi số, ký hiệu của văn bản yêu cầu hoặc cho phép xuất."))
    key = new_key()
    taken = _taken(form, across, least.amount, key, by.today)
    title = str(Form(form).label)
    data = render_xlsx([taken.table], title=title, foot=_feet(taken, least))
    row: Export = Export.objects.create(
        house=house, form=form, across=list(across), least=least.amount, rule=least.id, why=why.strip()[:500],
        paper_number=paper_number.strip(), paper_on=paper_on, rows=taken.rows, hidden=taken.hidden, sha256=files.store(data),
        sealed_key=_sealing().encrypt(key).decode() if keeps_key and form == Form.ROWS else "", at=at,
        **by.who,
    )  # fmt: skip
    write("personal.export_people", row, by=by, at=at, unit=house, form=form, rows=taken.rows, hidden=taken.hidden,
          least=least.amount, file=row.sha256, keeps_key=bool(row.sealed_key))  # fmt: skip
    return row


@act("personal.open_codes", gettext_lazy("Mở mã người"))
def open_codes(*, export: Export, codes: Sequence[str], reason: str, by: Actor, at: datetime) -> dict[str, Person]:
    """Mở mã người — who a code stands for, where the key was kept; asked by a reason, told in the journal."""
    require(by, "personal.open_codes", export.house)
    check_reason(reason)
    key = _opened(export)
    wanted = {code.strip() for code in codes if code.strip()}
    rows = Holding.objects.select_related("person").order_by("id")
    found = {code: row.person for row in rows for code in _codes(key, row) if code in wanted}
    write("personal.open_codes", export, by=by, at=at, unit=export.house, people=sorted({p.pk for p in found.values()}))
    return found


@act("personal.drop_key", gettext_lazy("Hủy khóa của mã người"))
def drop_key(*, export: Export, by: Actor, at: datetime) -> None:
    """Hủy khóa của mã người — from now on nobody can tell whom a code of it stands for."""
    require(by, "personal.drop_key", export.house)
    if not Export.objects.filter(pk=export.pk).exclude(sealed_key="").update(sealed_key=""):
        raise Refused(_("Lần xuất này không giữ khóa."))
    export.sealed_key = ""
    write("personal.drop_key", export, by=by, at=at, unit=export.house)


def _codes(key: bytes, row: Holding) -> tuple[str, str]:
    return code_of(key, row.pk), earlier_code_of(key, row.person_id)


def _least(today: date) -> Figure:
    found = figure(LEAST, on=today)
    if not isinstance(found, Figure):
        raise Refused(_("Chưa đặt nhóm ít nhất bao nhiêu người thì được in số, nên không xuất. Đặt con số ở Quy định."))
    return found


def _taken(form: str, across: Sequence[str], k: int, key: bytes, day: date) -> Taken:
    if form == Form.ROWS:
        return coded(k, key)
    if form != Form.COUNTS or len(across) != 2 or len(set(across)) != 2 or not set(across) <= set(DIMENSIONS):
        raise Refused(_("Chọn hai chiều khác nhau của bảng."))
    return counted(across[0], across[1], k, day)


def _feet(taken: Taken, least: Figure) -> tuple[str, ...]:
    return (
        _("Số của nhóm dưới %(k)s người bị ẩn, cùng những số từ đó suy ra được: %(n)s chỗ.") % {"k": least.amount, "n": taken.hidden},
        _("Dữ liệu mang mã vẫn là dữ liệu cá nhân; chỉ dùng cho việc ghi ở văn bản yêu cầu."),
    )  # fmt: skip


def _sealing() -> Fernet:
    """Sealed under the installation's own secret: a copy of the table alone opens nothing."""
    derived = HKDF(SHA256(), 32, None, b"dondoc export codes").derive(settings.SECRET_KEY.encode())
    return Fernet(urlsafe_b64encode(derived))


def _opened(export: Export) -> bytes:
    if not export.sealed_key:
        raise Refused(_("Khóa của lần xuất này đã hủy: không ai biết mã nào là của ai."))
    try:
        return _sealing().decrypt(export.sealed_key.encode())
    except InvalidToken as problem:
        raise Refused(_("Khóa của lần xuất này không mở được: bí mật của hệ thống đã đổi.")) from problem
