"""Lệnh của nhà — init, serve, work, check."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from datetime import datetime
from types import FrameType

import click

from dondoc.cli.keys import seal_all_plain
from dondoc.cli.ready import django_ready, now, prepare_place, refuse_connected, refuse_unready


@click.command()
@click.option("--unit", help="Tên đơn vị gốc, lần đầu: ví dụ “Đảng ủy …”")
@click.option("--admin", help="Họ và tên người quản trị đầu tiên")
@click.option("--username", default="quantri", show_default=True, help="Tên đăng nhập của người ấy")
def init(unit: str | None, admin: str | None, username: str) -> None:
    """Chuẩn bị thư mục dữ liệu, cơ sở dữ liệu; lần đầu thì lập đơn vị gốc và quản trị."""
    django_ready()
    from django.conf import settings

    prepare_place()
    seal_all_plain()
    load_post_kinds()
    if unit and admin:
        click.echo(f"Mã dùng một lần của {username}: {found_house(unit, admin, username)}")
    click.echo(f"Đã sẵn sàng. Dữ liệu ở {settings.DONDOC_DATA}")


def found_house(unit: str, admin: str, username: str) -> str:
    """Lập đơn vị gốc và quản trị đầu tiên — once, on an empty house; returns the code to sign in with first."""
    from datetime import timedelta

    from django.conf import settings

    from dondoc.access.actions import open_account, register_person, reset_password
    from dondoc.shared.actor import Actor
    from dondoc.shared.calendar import HANOI, hanoi_day
    from dondoc.units.actions import create_post, establish, fill_post
    from dondoc.units.models import PostKind
    from dondoc.units.queries import roots

    if roots():
        raise click.ClickException("Đã có đơn vị gốc. Lập đơn vị, mở tài khoản trên trang web.")
    at, lasts = now(), timedelta(hours=settings.DONDOC_CODE_HOURS)
    by = Actor.setup(hanoi_day(at))
    root = establish(name=unit, kind="DANG_BO", by=by, at=at, on=by.today)
    person = register_person(full_name=admin, unit=root, by=by, at=at)
    user = open_account(person=person, username=username, unit=root, by=by, at=at)
    slip = reset_password(user=user, lasts=lasts, unit=root, by=by, at=at)
    post = create_post(unit=root, kind=PostKind.objects.get(pk="QUAN_TRI"), by=by, at=at)
    fill_post(post=post, person=person, by=by, at=at, from_on=by.today)
    return f"{slip.code} (đến {slip.until.astimezone(HANOI):%H:%M %d/%m/%Y})"


def load_post_kinds() -> None:
    """Load the proposed bundles of rights: of the kinds of post that are not here yet."""
    from dondoc.shared.actor import Actor
    from dondoc.shared.calendar import hanoi_day
    from dondoc.units.actions import load_post_kinds as load

    load(by=Actor.setup(hanoi_day(now())), at=now())


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Địa chỉ lắng nghe")
@click.option("--port", default=8000, show_default=True, help="Cổng")
@click.option("--workers", default=2, show_default=True, help="Số tiến trình web")
def serve(host: str, port: int, workers: int) -> None:
    """Chạy trang web và người làm việc nền; dừng cả hai cùng lúc."""
    django_ready()
    refuse_unready()
    refuse_connected()
    run_house(host, port, workers)


def run_house(host: str, port: int, workers: int) -> None:
    """The web server and one worker, as two child processes that end together."""
    web = [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", host, "--port", str(port),
           "--workers", str(workers), "--blocking-threads", "4", "--no-ws", "--log-level", "warning",
           "dondoc.config.wsgi:application"]  # fmt: skip
    worker = [sys.executable, "-m", "dondoc.cli", "work"]
    running = [subprocess.Popen(web), subprocess.Popen(worker)]

    def stop(number: int, frame: FrameType | None) -> None:
        for child in running:
            child.terminate()

    signal.signal(signal.SIGINT, stop)
    signal.signal(signal.SIGTERM, stop)
    _first_to_end(running)
    stop(0, None)
    for child in running:
        child.wait(15)


def _first_to_end(running: list[subprocess.Popen[bytes]]) -> None:
    pids = {child.pid for child in running}
    while pids:
        try:
            pid, _status = os.wait()
        except (ChildProcessError, InterruptedError):
            return
        if pid in pids:
            return


@click.command()
@click.option("--once", is_flag=True, help="Làm hết việc đang chờ rồi dừng")
def work(once: bool) -> None:
    """Làm việc nền: đọc tệp, in nhiều trang; mỗi ngày niêm phong nhật ký."""
    django_ready()
    refuse_unready()
    refuse_connected()
    from dondoc.jobs import worker
    from dondoc.reminding.actions.writing import ask_today as ask_letters
    from dondoc.urging.actions.reminding import ask_today

    if once:
        ask_today(now())
        ask_letters(now())
        while worker.work_once(now) or worker.work_once(now, is_long=True):
            pass
        return
    stopping: list[bool] = []
    signal.signal(signal.SIGTERM, lambda *_: stopping.append(True))
    signal.signal(signal.SIGINT, lambda *_: stopping.append(True))
    # long work broken off by the stop is taken up again at the next start
    threading.Thread(target=worker.work, args=(now, lambda: bool(stopping), 1.0, True), daemon=True).start()
    worker.work(_watching(_sealing(now)), lambda: bool(stopping))


def _sealing(clock: Callable[[], datetime]) -> Callable[[], datetime]:
    """A clock that keeps house the first time it is asked on a new day: yesterday's journal, tables' sizes, quarantine."""
    from datetime import timedelta

    from dondoc.documents.actions.uploads import sweep
    from dondoc.journal.actions import seal
    from dondoc.shared.actor import Actor
    from dondoc.shared.acts import Refused
    from dondoc.shared.calendar import hanoi_day

    sealed: set[object] = set()

    def ask() -> datetime:
        moment = clock()
        day = hanoi_day(moment) - timedelta(days=1)
        if day not in sealed:
            sealed.add(day)
            learn_sizes()
            sweep(moment)
            with contextlib.suppress(Refused):  # another worker, or before a restart
                seal(day=day, by=Actor.setup(hanoi_day(moment)), at=moment)
        return moment

    return ask


def _watching(clock: Callable[[], datetime]) -> Callable[[], datetime]:
    """A clock that looks once a minute whether an isolated machine has a way out: pages say so until it is gone;
    whether an urgent paper came that somebody wants to be told of, and whether today's reminders are still to be made."""
    from datetime import timedelta

    from dondoc.reminding.actions.writing import ask_alerts
    from dondoc.reminding.actions.writing import ask_today as ask_letters
    from dondoc.shared.actor import Actor
    from dondoc.shared.calendar import hanoi_day
    from dondoc.units.actions.isolating import watch
    from dondoc.urging.actions.reminding import ask_today

    looked: list[datetime] = []

    def ask() -> datetime:
        moment = clock()
        if not looked or moment - looked[-1] >= timedelta(minutes=1):
            looked[:] = [moment]
            watch(Actor.setup(hanoi_day(moment)), moment)
            ask_alerts(moment)
            ask_today(moment)
            ask_letters(moment)
        return moment

    return ask


def learn_sizes() -> None:
    """SQLite học cỡ các bảng — without it SQLite takes wrong indexes once tables are large; PostgreSQL does so itself."""
    from django.db import connection

    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA optimize")


@click.command()
def check() -> None:
    """Kiểm tra cài đặt, cơ sở dữ liệu, kho tệp."""
    django_ready()
    from django.core.management import call_command

    refuse_unready()
    refuse_connected()
    call_command("check", verbosity=1)
    for told in unwise_keys():
        click.echo(told)
    click.echo("Không thấy vấn đề gì.")


def unwise_keys() -> list[str]:
    """What an administrator should know of the keys, a sentence each: it works, and it is not as safe as it could be."""
    from dondoc.shared import files, keyring, rotating

    plain = any(True for _name in files.left_plain())
    return [
        *filter(None, [keyring.exposed()]),
        *(["Còn tệp của bản trước chưa mã hóa. Chạy: dondoc seal-files"] if plain else []),
        *(["Lần xoay khóa chính chưa xong. Chạy: dondoc rotate-key"] if rotating.under_way() else []),
    ]
