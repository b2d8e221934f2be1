"""Sẵn sàng — Django set up for a command, who acts, and refusing a house that is not ready."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from dondoc.shared.actor import Actor

NETWORK = {"nfs", "nfs4", "cifs", "smb3", "smbfs", "fuse.sshfs", "9p", "afs", "davfs"}


def django_ready() -> None:
    """Set Django up; a clear sentence where the web parts are not installed."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dondoc.config.settings")
    try:
        import django
    except ImportError as missing:
        raise click.ClickException("Lệnh này cần phần web. Cài bằng: pip install dondoc[web]") from missing
    django.setup()


def now() -> datetime:
    """The moment, in UTC: doors read the clock, rooms do not."""
    return datetime.now(UTC)


def prepare_place() -> None:
    """The data folder, the database's tables and the static files; what is there already stays."""
    from pathlib import Path

    from django.conf import settings
    from django.core.management import call_command

    from dondoc.cli.laying import lay_database

    Path(settings.DONDOC_DATA).mkdir(parents=True, exist_ok=True, mode=0o700)
    lay_database()
    call_command("collectstatic", verbosity=0, interactive=False)


def refuse_unready() -> None:
    """Refuse unapplied migrations, SQLite on a network share, a lost master key, and an office's catalogue with mistakes."""
    from django.conf import settings
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    from dondoc.documents.office import house_catalogue
    from dondoc.shared.acts import Refused
    from dondoc.shared.keyring import ring

    try:
        ring()
        house_catalogue()
    except Refused as problem:
        raise click.ClickException(str(problem)) from problem
    if connection.vendor == "sqlite" and filesystem_of(str(settings.DONDOC_DATA)) in NETWORK:
        raise click.ClickException(
            "Thư mục dữ liệu nằm trên ổ mạng: SQLite ở đó có thể hỏng. Chuyển về đĩa của máy này."
        )
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise click.ClickException(
            "Cơ sở dữ liệu chưa được cập nhật cho bản này. Sao lưu (dondoc backup) rồi chạy: dondoc init"
        )


def refuse_connected() -> None:
    """Refuse to run an isolated installation where something leads out of its machine or its own LAN."""
    from dondoc.shared.acts import Refused
    from dondoc.units.actions.isolating import refuse_start

    try:
        refuse_start()
    except Refused as problem:
        raise click.ClickException(str(problem)) from problem


def filesystem_of(path: str) -> str:
    """The kind of file system a path lies on, "" where the system does not tell."""
    try:
        with open("/proc/mounts", encoding="utf-8") as mounts:
            rows = [line.split()[1:3] for line in mounts]
    except OSError:
        return ""
    inside = [r for r in rows if path == r[0] or path.startswith(r[0].rstrip("/") + "/")]
    return max(inside, key=lambda r: len(r[0]), default=["", ""])[1]


def actor_named(username: str) -> Actor:
    """The actor of an account, at the command line; refused where the data folder is another's."""
    from pathlib import Path

    from django.conf import settings

    from dondoc.access.models import User
    from dondoc.shared.actor import Actor
    from dondoc.shared.calendar import hanoi_day

    owner = Path(settings.DONDOC_DATA).stat().st_uid
    if owner != os.getuid():
        raise click.ClickException("Thư mục dữ liệu thuộc người dùng khác của máy này.")
    user = User.objects.filter(username=username, is_active=True).first()
    if user is None:
        raise click.ClickException(f"Không có tài khoản “{username}”, hoặc tài khoản đã khóa.")
    return Actor(user.pk, user.person_id, None, None, "cli", hanoi_day(now()))
