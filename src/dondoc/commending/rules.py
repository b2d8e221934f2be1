"""Quy tắc thi đua, khen thưởng — plain values only."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from dondoc.commending.words import begins, catalogue, speaks_of_one
from dondoc.shared.acts import Refused

AROUND = 1  # years: registered at the end of the year before, or entered the year after


def check_registered(year: int, form: str, *, this_year: int) -> None:
    if not form.strip():
        raise Refused(_("Cần ghi danh hiệu hoặc hình thức khen."))
    if abs(year - this_year) > AROUND:
        raise Refused(_("Năm thi đua phải là năm nay, năm trước hoặc năm sau."))


def check_collective(form: str, collective: str) -> None:
    """A row is a unit's, or a collective's in it: what may be a person's name is not entered into a list."""
    if not begins(form, catalogue().honour):
        raise Refused(
            _("Danh hiệu, hình thức khen bắt đầu bằng: cờ, bằng khen, giấy khen, tập thể, đơn vị, chi bộ, danh hiệu…")
        )
    if collective.strip() and not begins(collective, catalogue().collective):
        raise Refused(
            _("Ghi tập thể: tổ, nhóm, phòng, ban, bộ phận, chi đoàn… Tên người chỉ đứng trong quyết định khen thưởng.")
        )
    check_unnamed(form, collective)


def check_unnamed(*texts: str, names_one: bool = False) -> None:
    """No person: neither by a word that is said of one alone, nor by the name of somebody known here."""
    if names_one or any(map(speaks_of_one, texts)):
        raise Refused(_("Không ghi tên người ở đây: người được khen chỉ đứng trong quyết định khen thưởng."))


def check_grounded(ground: str, evidence: int, *, has_paper: bool) -> None:
    """Nothing is proposed on words alone."""
    if not ground.strip():
        raise Refused(_("Cần ghi thành tích: việc đã làm, kết quả."))
    if evidence == 0 and not has_paper:
        raise Refused(_("Chọn minh chứng đã ghi, hoặc văn bản đề nghị đã vào sổ."))


def check_decided(issued_on: date | None, year: int) -> None:
    """A decision of a known day does not come before the year whose work it commends."""
    if issued_on is not None and issued_on.year < year:
        raise Refused(_("Quyết định ban hành trước năm thi đua. Kiểm tra lại văn bản."))


def check_issuer(issuer: str | None, unit: str, *, is_root: bool) -> None:
    """Paths. Nobody commends itself, save the root within its own competence; an issuer outside the tree is taken as it is."""
    if issuer is not None and issuer.startswith(unit) and not is_root:
        raise Refused(_("Quyết định khen thưởng phải của cấp trên, không của chính đơn vị."))
