"""Dọn cơ sở dữ liệu — what a deleted or changed row leaves behind in pages, indexes, statistics and logs.

SQLite: pages are overwritten as they are freed (`secure_delete`), then the whole file is written
anew and its log emptied. PostgreSQL: every table that may have held the words is written anew with
its indexes and statistics, then the log goes on in a new file; what the account may not do is said.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from django.apps import apps
from django.db import DatabaseError, connection
from django.utils.translation import gettext as _

from dondoc.incidents.models import Incident
from dondoc.shared.erasing import columns

Tell = Callable[[str], None]
TRIES, PATIENCE, PAUSE = 20, 90, 1.0
SEARCH = "documents_search"
_ALSO = ("django_session", "access_draft", "journal_payload", "incidents_content", "incidents_incident")


@dataclass(slots=True)
class Cleaned:
    """Đã dọn — how many tables, and what could not be done, in sentences."""

    tables: int = 0
    notes: list[str] = field(default_factory=list)


def clean(incident: Incident, tell: Tell) -> Cleaned:
    """Dọn — outside any transaction: neither database writes its files anew inside one."""
    if connection.in_atomic_block:
        raise RuntimeError("a database is cleaned outside a transaction")
    return _sqlite(tell) if connection.vendor == "sqlite" else _postgres(incident, tell)


def _sqlite(tell: Tell) -> Cleaned:
    done = Cleaned(tables=len(connection.introspection.table_names()))
    with connection.cursor() as cursor:
        if _told(cursor, "PRAGMA secure_delete") != 1:
            done.notes.append(_("SQLite không bật secure_delete: chép cơ sở dữ liệu sang đĩa mới rồi hủy đĩa cũ."))
        if _has_statistics(cursor):
            cursor.execute("ANALYZE")
        tell(_("Đang ghi lại toàn bộ tệp cơ sở dữ liệu."))
        cursor.execute("VACUUM")
        if not _emptied(cursor):
            done.notes.append(_("Nhật ký WAL của SQLite chưa cắt được vì có người đang đọc: dừng rồi mở lại phần mềm."))
    return done


def _has_statistics(cursor: Any) -> bool:
    """Samples of indexed values, where somebody once asked for them."""
    return bool(_told(cursor, "SELECT count(*) FROM sqlite_master WHERE name LIKE 'sqlite_stat%'"))


def _emptied(cursor: Any) -> bool:
    """The log is written back and cut to nothing; a page being read holds it for a moment."""
    for _try in range(TRIES):
        if _told(cursor, "PRAGMA wal_checkpoint(TRUNCATE)") == 0:
            return True
        time.sleep(PAUSE)
    return False


def _postgres(incident: Incident, tell: Tell) -> Cleaned:
    done = Cleaned()
    if not _alone(tell):
        done.notes.append(
            _("Một phiên PostgreSQL mở từ trước còn giữ bản cũ của dòng: đóng phiên ấy rồi bấm Dọn lại cơ sở dữ liệu.")
        )
    for table in _tables(incident):
        tell(_("Đang ghi lại bảng %(table)s.") % {"table": table})
        if _did(f'VACUUM (FULL, ANALYZE) "{table}"', done, _("bảng %(table)s") % {"table": table}):
            done.tables += 1
    _did("VACUUM FULL pg_catalog.pg_statistic", done, _("thống kê của bộ tối ưu (pg_statistic)"))
    _did("CHECKPOINT", done, _("ghi đĩa (CHECKPOINT)"))
    _did("SELECT pg_switch_wal()", done, _("chuyển tệp WAL (pg_switch_wal)"))
    return done


def _tables(incident: Incident) -> list[str]:
    """Every table whose rows lost words, and those that any row of them may once have been copied to."""
    kinds = {*incident.places.order_by().values_list("kind", flat=True).distinct(), *columns()}
    named = {apps.get_model(kind)._meta.db_table for kind in kinds}
    return sorted(named | {SEARCH, *_ALSO})


def _did(order: str, done: Cleaned, what: str) -> bool:
    """Do it; where the account has no right to, or somebody holds the table, say so and go on."""
    warned: list[str] = []
    try:
        with connection.cursor() as cursor, _heard(warned):
            cursor.execute("SET lock_timeout = '30s'")
            cursor.execute(order)
    except DatabaseError as problem:
        warned.append(str(problem.__cause__ or problem).partition("\n")[0])
    done.notes += [_("Chưa làm được %(what)s: %(why)s") % {"what": what, "why": why} for why in warned]
    return not warned


@contextmanager
def _heard(warned: list[str]) -> Iterator[None]:
    """What PostgreSQL only warns of: it skips a table that the account may not write anew."""

    def hear(diagnostic: Any) -> None:
        if diagnostic.severity_nonlocalized == "WARNING":
            warned.append(diagnostic.message_primary)

    connection.connection.add_notice_handler(hear)
    try:
        yield
    finally:
        connection.connection.remove_notice_handler(hear)


def _alone(tell: Tell) -> bool:
    """Nobody may see the old rows any more: a table written anew would keep what a snapshot still sees.

    A snapshot reaches back to the oldest transaction that writes anywhere in the cluster, in other databases too.
    """
    with connection.cursor() as cursor:
        since, ours = _told(cursor, "SELECT clock_timestamp()"), _told(cursor, "SELECT txid_current()")
        for _try in range(PATIENCE):
            cursor.execute(
                "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() "
                "AND pid <> pg_backend_pid() AND xact_start < %s", [since]
            )  # fmt: skip
            before = cursor.fetchone()[0]
            if before == 0 and _told(cursor, "SELECT txid_snapshot_xmin(txid_current_snapshot())") > ours:
                return True
            tell(_("Đang chờ các phiên PostgreSQL mở từ trước."))
            time.sleep(PAUSE)
    return False


def _told(cursor: Any, asked: str) -> Any:
    """The first value of an answer."""
    cursor.execute(asked)
    return cursor.fetchone()[0]
