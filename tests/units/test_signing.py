"""Thẩm quyền ký — the line above a signer's post follows from his post; where the rule is not known nothing is made up."""

from __future__ import annotations

from typing import Any

import pytest

from dondoc.reports.actions import issue
from dondoc.reports.sheets import sheet, thawed
from dondoc.shared.actor import Actor
from dondoc.shared.acts import Refused
from dondoc.units.actions.delegating import delegate
from dondoc.units.models import Holding
from dondoc.units.signing import Block, Signer, block
from tests.cast import AT, TODAY, Cast

pytestmark = pytest.mark.acts
TABLE = [
    # system, unit, key, title, acting, by delegation of → authorities, post
    ("party", "DANG_BO", "BI_THU", "Bí thư", False, "", ("T/M BAN THƯỜNG VỤ", "T/M ĐẢNG ỦY"), "BÍ THƯ"),
    ("party", "DANG_BO", "PHO_BI_THU", "Phó Bí thư", False, "", ("T/M BAN THƯỜNG VỤ", "T/M ĐẢNG ỦY"), "PHÓ BÍ THƯ"),
    ("party", "DANG_BO", "UY_VIEN_BAN_THUONG_VU", "Ủy viên Ban Thường vụ", False, "", ("T/M BAN THƯỜNG VỤ",),
     "ỦY VIÊN BAN THƯỜNG VỤ"),
    ("party", "DANG_BO", "CHANH_VAN_PHONG", "Chánh Văn phòng", False, "", ("T/L BAN THƯỜNG VỤ",), "CHÁNH VĂN PHÒNG"),
    ("party", "DANG_UY_BO_PHAN", "BI_THU", "Bí thư", False, "", ("T/M ĐẢNG ỦY BỘ PHẬN",), "BÍ THƯ"),
    ("party", "CHI_BO", "BI_THU", "Bí thư", False, "", ("T/M CHI BỘ",), "BÍ THƯ"),
    ("party", "CHI_BO", "PHO_BI_THU", "Phó Bí thư", False, "", ("T/M CHI BỘ",), "PHÓ BÍ THƯ"),
    ("party", "CHI_BO", "BI_THU", "Bí thư", True, "", ("T/M CHI BỘ",), "Q. BÍ THƯ"),
    ("party", "BAN", "TRUONG_BAN", "Trưởng ban", False, "", ("",), "TRƯỞNG BAN"),
    ("party", "BAN", "TRUONG_BAN", "Trưởng ban", True, "", ("",), "Q. TRƯỞNG BAN"),
    ("party", "BAN", "PHO_TRUONG_BAN", "Phó Trưởng ban", False, "", ("K/T TRƯỞNG BAN",), "PHÓ TRƯỞNG BAN"),
    ("party", "BAN", "PHO_CHU_NHIEM_UBKT", "Phó Chủ nhiệm Ủy ban Kiểm tra", False, "", ("T/M ỦY BAN KIỂM TRA",),
     "PHÓ CHỦ NHIỆM"),
    ("party", "VAN_PHONG", "PHO_CHANH_VAN_PHONG", "Phó Chánh Văn phòng", False, "", ("K/T CHÁNH VĂN PHÒNG",),
     "PHÓ CHÁNH VĂN PHÒNG"),
    ("party", "BAN", "PHO_TRUONG_BAN", "Phó Trưởng ban", False, "Bí thư", (), "PHÓ TRƯỞNG BAN"),
    ("party", "DANG_BO", "VAN_THU", "Văn thư", False, "", (), "VĂN THƯ"),
    ("state", "BAN", "PHO_TRUONG_BAN", "Phó Trưởng ban", False, "", ("KT. TRƯỞNG BAN",), "PHÓ TRƯỞNG BAN"),
    ("state", "BAN", "CHUYEN_VIEN", "Chuyên viên", False, "Trưởng ban", ("TUQ. TRƯỞNG BAN",), "CHUYÊN VIÊN"),
    ("state", "CO_QUAN_NGOAI_DANG", "BI_THU", "Bí thư", False, "", (), "BÍ THƯ"),
]  # fmt: skip


def holding_of(actor: Actor) -> Holding:
    return Holding.objects.select_related("post__unit", "post__kind", "person").get(pk=actor.holding_id)


@pytest.mark.parametrize(("system", "unit", "key", "title", "acting", "giver", "authorities", "post"), TABLE)
def test_who_signs_under_which_line(
    system: str, unit: str, key: str, title: str, acting: bool, giver: str, authorities: tuple[str, ...], post: str
) -> None:
    assert block(Signer(system, unit, key, title, acting, giver)) == Block(authorities, post)


def test_a_report_is_printed_with_who_is_to_sign_it(cast: Cast) -> None:
    def issued(role: str, by: Actor, **over: Any) -> tuple[str, str, str]:
        row = issue(unit=cast.root, day=TODAY, by=by, at=AT, signer=holding_of(getattr(cast, role)), **over)
        printed = sheet(thawed(row), cast.root, signed=row)
        return printed.authority, printed.signer_post, printed.signer

    assert issued("office", cast.office) == ("T/L BAN THƯỜNG VỤ", "CHÁNH VĂN PHÒNG", "Mạc Thị Nhuần")
    with pytest.raises(Refused, match="T/M BAN THƯỜNG VỤ; T/M ĐẢNG ỦY"):
        issued("leader", cast.leader)
    assert issued("leader", cast.leader, authority="T/M ĐẢNG ỦY")[:2] == ("T/M ĐẢNG ỦY", "BÍ THƯ")
    with pytest.raises(Refused, match="không giữ chức danh tại đơn vị"):
        issued("head", cast.leader)
    given = delegate(giver=holding_of(cast.leader), person=holding_of(cast.head).person, acts=["reports.issue"],
                     from_on=TODAY, until_on=TODAY, reason="Đi công tác", by=cast.leader, at=AT)  # fmt: skip
    stead = Actor(cast.head.account_id, cast.head.person_id, cast.head.holding_id, given.pk, "web", TODAY)
    assert issued("head", stead) == ("", "TRƯỞNG BAN", "Tống Văn Hạo"), "no sign of the Party's is known: typed by hand"
    assert issue(unit=cast.root, day=TODAY, by=cast.leader, at=AT).signer is None
