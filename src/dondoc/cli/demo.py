"""Lệnh dondoc demo — the fictional committee, once; then the house as it stands."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from dondoc.cli.ready import django_ready, now, prepare_place

ACCOUNTS = (
    ("vanthu", "văn thư: tải lên, vào sổ, rà soát, ghi bút phê, giao"),
    ("bithu", "lãnh đạo: cho ý kiến chỉ đạo, xác nhận hoàn thành, báo cáo"),
    ("chanhvanphong", "Chánh Văn phòng: giao việc, báo cáo, gỡ dấu mật nhận nhầm"),
    ("bithu.a03", "bí thư một chi bộ ngoài nước: tiếp nhận, minh chứng, báo cáo hoàn thành"),
    ("quantri", "quản trị: đơn vị, chức danh, tài khoản"),
)


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8000, show_default=True)
@click.option("--no-serve", is_flag=True, help="Chỉ nạp dữ liệu mẫu")
def demo(host: str, port: int, no_serve: bool) -> None:
    """Nạp cơ quan mẫu vào ./data (một lần) và chạy."""
    os.environ.setdefault("DONDOC_IS_DEMO", "1")
    django_ready()
    from django.conf import settings

    data = Path(settings.DONDOC_DATA)
    flag = data / "DEMO"
    if _is_others(data, flag):
        raise click.ClickException(f"{data} đã có dữ liệu không phải dữ liệu mẫu. Đặt DONDOC_DATA sang thư mục khác.")
    if flag.exists():
        prepare_place()  # an older demo's data is brought to this version
    else:
        _load(flag)
    _tell(host, port)
    if not no_serve:
        from dondoc.cli.house import run_house

        run_house(host, port, 1)


def _is_others(data: Path, flag: Path) -> bool:
    """Data that is not the demo's own is never touched; a half-loaded demo says so in its flag."""
    half = flag.with_name("DEMO.loading")
    return not flag.exists() and not half.exists() and any(data.glob("*.sqlite3"))


def _load(flag: Path) -> None:
    half = flag.with_name("DEMO.loading")
    if half.exists():  # stopped half way: begin again
        for path in flag.parent.glob("dondoc.sqlite3*"):
            path.unlink()
    flag.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    half.touch()
    prepare_place()
    from dondoc.demo.load import load
    from dondoc.shared.calendar import hanoi_day

    load(hanoi_day(now()), lambda said: print(f"  {said}", file=sys.stderr))
    half.rename(flag)


def _tell(host: str, port: int) -> None:
    from dondoc.demo.load import PASSWORD

    click.echo(f"\nĐôn Đốc, cơ quan mẫu (hư cấu): http://{host}:{port}/\n")
    for username, shows in ACCOUNTS:
        click.echo(f"  {username:<14} {shows}")
    click.echo(f"\nMật khẩu của mọi tài khoản: {PASSWORD}")
    click.echo("\nDừng: Ctrl+C. Dữ liệu còn trong thư mục data; chạy lại là có.\n")
