"""Quy tắc sắp xếp — what may become of which unit. Plain values only."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from dondoc.shared.acts import Refused

LIMIT = 20_000  # rows passed in one transaction; more go in parts, behind the pages


def check_from(*, name: str, is_outside: bool, is_root: bool) -> None:
    """Only a unit of the installation, below its root, is merged, split or dissolved."""
    if is_outside:
        raise Refused(_("%(unit)s ở bên ngoài, không sắp xếp trong phần mềm.") % {"unit": name})
    if is_root:
        raise Refused(_("%(unit)s là đơn vị gốc, không sắp xếp được.") % {"unit": name})


def check_line(*, heir: str, heir_path: str, from_path: str, ending: Sequence[str], is_outside: bool) -> None:
    """The heir stands in the installation, is not the giver, and not below what ends."""
    if is_outside:
        raise Refused(_("%(unit)s ở bên ngoài, không nhận việc trong phần mềm.") % {"unit": heir})
    if heir_path == from_path or heir_path in ending:
        raise Refused(_("%(unit)s vừa là nơi chuyển vừa là nơi nhận. Chọn đơn vị khác.") % {"unit": heir})
    if any(heir_path.startswith(path) for path in ending):
        said = _("%(unit)s đang ở dưới đơn vị sẽ kết thúc. Chuyển nó sang cấp trên khác trước.")
        raise Refused(said % {"unit": heir})


def check_some(count: int) -> None:
    if count < 1:
        raise Refused(_("Chọn ít nhất một đơn vị."))


def check_nothing_left(left: Sequence[str]) -> None:
    """What still owes something does not end without an heir."""
    if left:
        raise Refused(_("Đơn vị còn: %(what)s. Chọn đơn vị nhận.") % {"what": "; ".join(left)})
