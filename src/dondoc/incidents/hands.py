"""Việc làm bằng tay — where a removed content may still lie and no software of ours reaches: named one by one.

Backups that were noted, PostgreSQL's replicas, slots, archives and log, and what every office has:
printed copies, downloads, the disk itself.
"""

from __future__ import annotations

from collections.abc import Iterator

from django.db import DatabaseError, connection
from django.utils.translation import gettext_lazy as _

from dondoc.incidents.models import ByHand, Incident
from dondoc.shared.acts import Label
from dondoc.shared.backups import made

WHAT: dict[str, Label] = {
    "backup": _("Bản sao lưu"),
    "backups": _("Bản sao lưu khác: tệp chép tay, ảnh đĩa, ảnh máy ảo"),
    "wal": _("Tệp WAL của PostgreSQL viết trước khi xóa"),
    "archive": _("Kho lưu WAL của PostgreSQL"),
    "replica": _("Máy chép đồng bộ của PostgreSQL"),
    "slot": _("Khe chép của PostgreSQL"),
    "dblog": _("Nhật ký máy chủ PostgreSQL"),
    "serverlog": _("Nhật ký máy chủ web và của hệ điều hành"),
    "disk": _("Đĩa của máy chủ: ổ SSD, hệ tệp có nhật ký, vùng tráo đổi còn giữ bản cũ của tệp đã xóa"),
    "printed": _("Bản in và bản sao giấy"),
    "downloads": _("Tệp đã tải về máy trạm, USB, thư điện tử; bộ nhớ đệm trình duyệt"),
    "source": _("Máy và người đã đưa nội dung vào phần mềm"),
    "exchanged": _("Gói, bảng XLSX, báo cáo đã gửi nơi khác"),
}
ALWAYS = ("backups", "serverlog", "disk", "printed", "downloads", "source", "exchanged")


def list_hands(incident: Incident) -> int:
    """Lập danh sách — the same again adds nothing. How many there are."""
    for what, name in [*(("backup", f"{row.file} (SHA-256 {row.sha256[:16]}…)") for row in made()), *_database(),
                       *((what, "") for what in ALWAYS)]:  # fmt: skip
        ByHand.objects.get_or_create(incident=incident, what=what, name=name[:500])
    return ByHand.objects.filter(incident=incident).count()


def _database() -> Iterator[tuple[str, str]]:
    if connection.vendor != "postgresql":
        return
    yield "wal", _one("SELECT current_setting('data_directory', true) || '/pg_wal'") or "pg_wal"
    for (name,) in _rows(
        "SELECT concat_ws(' ', application_name, client_addr::text) FROM pg_stat_replication ORDER BY 1"
    ):
        yield "replica", name
    for (name,) in _rows("SELECT slot_name FROM pg_replication_slots ORDER BY 1"):
        yield "slot", name
    if _one("SELECT current_setting('archive_mode', true)") not in ("off", ""):
        yield "archive", _one("SELECT current_setting('archive_command', true)")
    yield "dblog", _one("SELECT concat_ws(', ', 'log_statement ' || current_setting('log_statement', true), "
                        "'log_min_duration_statement ' || current_setting('log_min_duration_statement', true))")  # fmt: skip


def _one(asked: str) -> str:
    rows = _rows(asked)
    return str(rows[0][0] or "") if rows else ""


def _rows(asked: str) -> list[tuple[str, ...]]:
    """What the account may know; nothing where it may not."""
    try:
        with connection.cursor() as cursor:
            cursor.execute(asked)
            return list(cursor.fetchall())
    except DatabaseError:
        return []
