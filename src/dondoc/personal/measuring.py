"""Đo biện pháp bảo vệ — what the running installation really does; each is measured, and says where it cannot be."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice
from pathlib import Path
from typing import Any

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.db import connection
from django.utils.translation import gettext as _

from dondoc.access.models import User
from dondoc.journal.queries import last_seal
from dondoc.personal.models import Look
from dondoc.shared import files

SAMPLE = 20  # files looked at
_DEVICES = Path("/sys/dev/block")


@dataclass(frozen=True, slots=True)
class Measured:
    """Một biện pháp — in force, not in force, or None: cannot be measured from here; and by what it was told."""

    key: str
    label: str
    holds: bool | None
    words: str


def measures(at: datetime) -> list[Measured]:
    """Các biện pháp, theo cấu hình đang chạy."""
    asked: tuple[Callable[[datetime], Measured], ...] = (
        _https, _files, _disk, _factors, _passwords, _lockout, _session, _policy, _seal, _looks, _backup, _debug,
    )  # fmt: skip
    return [one(at) for one in asked]


def _https(_at: datetime) -> Measured:
    on = bool(settings.SESSION_COOKIE_SECURE and settings.CSRF_COOKIE_SECURE)
    return Measured("https", _("Kết nối mã hóa (HTTPS)"), on, "DONDOC_HTTPS")


def _files(_at: datetime) -> Measured:
    """What lies in the store under its own digest lies there as it is; the rest has a key beside it."""
    plain = len(list(islice(files.left_plain(), SAMPLE)))
    locked = len(list(islice(files.key_files(), SAMPLE)))
    said = _("%(plain)s trong %(all)s tệp lấy mẫu đọc được thẳng từ đĩa") % {"plain": plain, "all": plain + locked}
    return Measured("files", _("Tệp được mã hóa trong kho"), plain == 0 if plain + locked else None, said)


def _disk(_at: datetime) -> Measured:
    """Whether the device under the data folder, or one it stands on, is a dm-crypt one."""
    label = _("Đĩa chứa thư mục dữ liệu được mã hóa")
    device = Path(settings.DONDOC_DATA).stat().st_dev
    place = _DEVICES / f"{os.major(device)}:{os.minor(device)}"
    if not place.exists():
        return Measured("disk", label, None, _("không đo được từ trong máy này"))
    found = _is_crypted(place)
    return Measured("disk", label, found, _("theo thiết bị %(device)s") % {"device": place.resolve().name})


def _is_crypted(place: Path) -> bool:
    told = place / "dm" / "uuid"
    if told.exists() and told.read_text().startswith("CRYPT-"):
        return True
    below = list((place / "slaves").glob("*")) if (place / "slaves").is_dir() else []
    return bool(below) and all(_is_crypted(one.resolve()) for one in below)


def _factors(_at: datetime) -> Measured:
    active = User.objects.filter(is_active=True)
    with_one = active.filter(pk__in=Authenticator.objects.filter(type="totp").values("user")).count()
    said = _("%(n)s trong %(all)s tài khoản đang dùng") % {"n": with_one, "all": active.count()}
    return Measured(
        "factors", _("Xác thực hai bước"), None if not active.exists() else with_one == active.count(), said
    )


def _passwords(_at: datetime) -> Measured:
    validators: list[dict[str, Any]] = list(settings.AUTH_PASSWORD_VALIDATORS)
    lengths = [one.get("OPTIONS", {}).get("min_length", 0) for one in validators]
    least = max(lengths, default=0)
    return Measured("passwords", _("Mật khẩu đủ dài"), least >= 12, _("ít nhất %(n)s ký tự") % {"n": least})


def _lockout(_at: datetime) -> Measured:
    limit = settings.AXES_FAILURE_LIMIT
    return Measured("lockout", _("Chặn dò mật khẩu"), bool(limit), _("sau %(n)s lần sai") % {"n": limit})


def _session(_at: datetime) -> Measured:
    hours = settings.SESSION_COOKIE_AGE // 3600
    return Measured("session", _("Phiên đăng nhập có hạn"), hours <= 24, _("%(n)s giờ") % {"n": hours})


def _policy(_at: datetime) -> Measured:
    """No page may load from, or send to, another place."""
    said = settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]
    outside = [word for words in said.values() for word in words if not str(word).startswith(("'", "data:"))]
    words = _("không nguồn nào bên ngoài") if not outside else ", ".join(map(str, outside))
    return Measured("policy", _("Trang không nối ra ngoài"), not outside, words)


def _seal(at: datetime) -> Measured:
    day = last_seal()
    fresh = day is not None and at.date() - day <= timedelta(days=2)
    words = _("niêm phong gần nhất %(day)s") % {"day": f"{day:%d/%m/%Y}"} if day else _("chưa niêm phong lần nào")
    return Measured("seal", _("Nhật ký nối chuỗi, niêm phong hằng ngày"), fresh, words)


def _looks(at: datetime) -> Measured:
    count = Look.objects.filter(at__gt=at - timedelta(days=30)).count()
    return Measured(
        "looks", _("Ghi ai đã xem dữ liệu của ai"), count > 0 or None, _("%(n)s lượt trong 30 ngày") % {"n": count}
    )


def _backup(_at: datetime) -> Measured:
    """Only the settings are seen from here: no backup is asserted to have been made."""
    to = str(getattr(settings, "DONDOC_BACKUP_TO", "")).split()
    said = _("mã hóa tới %(n)s khóa; lần sao lưu gần nhất không đo được") % {"n": len(to)}
    words = said if to else _("lần sao lưu gần nhất không đo được từ đây")
    return Measured("backup", _("Sao lưu"), None, words)


def _debug(_at: datetime) -> Measured:
    return Measured("debug", _("Tắt chế độ gỡ lỗi"), not settings.DEBUG, connection.vendor)
