"""Lệnh về khóa — seal what earlier versions left plain; a new master key, and the end of the old one."""

from __future__ import annotations

import click

from dondoc.cli.ready import django_ready, now, refuse_unready

_EVERY = 1000


@click.command("seal-files")
def seal_files() -> None:
    """Mã hóa tệp mà bản trước lưu nguyên. Dừng giữa chừng thì chạy lại, không mất gì."""
    django_ready()
    seal_all_plain()


def seal_all_plain() -> None:
    """Mã hóa hết — one after another, telling how far; what is damaged is left as it is and named."""
    from dondoc.shared import files
    from dondoc.shared.acts import Refused

    done, damaged = 0, []
    try:
        for name in files.left_plain():
            if files.seal_plain(name):
                done += 1
            else:
                damaged.append(name)
            if done and done % _EVERY == 0:
                click.echo(f"Đã mã hóa {done} tệp…")
    except Refused as problem:
        raise click.ClickException(str(problem)) from problem
    if done or damaged:
        click.echo(f"Đã mã hóa {done} tệp của bản trước.")
    for name in damaged:
        click.echo(f"Để nguyên, vì đã hỏng từ trước: {name}")


@click.command("rotate-key")
@click.option("--destroy-old", is_flag=True, help="Hủy khóa cũ khi không còn gì dưới khóa ấy")
def rotate_key(destroy_old: bool) -> None:
    """Làm khóa chính mới, khóa lại mọi thứ bằng khóa ấy. Dừng giữa chừng thì chạy lại; phần mềm vẫn chạy."""
    django_ready()
    refuse_unready()
    from dondoc.access.actions import keys
    from dondoc.shared import rotating
    from dondoc.shared.actor import Actor
    from dondoc.shared.acts import Refused
    from dondoc.shared.calendar import hanoi_day

    by = Actor.setup(hanoi_day(now()))
    try:
        if destroy_old:
            keys.destroy_key(by=by, at=now())
            click.echo("Đã hủy khóa cũ. Sao lưu ngay: bản sao lưu làm trước đây cần bản khóa giữ cùng thời với nó.")
            return
        if not rotating.under_way():
            click.echo(f"Khóa chính mới có mã {keys.rotate_key(by=by, at=now())}.")
        done = rotating.lock_anew(_told)
    except Refused as problem:
        raise click.ClickException(str(problem)) from problem
    click.echo(f"Đã khóa lại {done.files} khóa tệp, {done.values} giá trị.")
    for name in done.damaged:
        click.echo(f"Khóa tệp đã hỏng từ trước, để nguyên: {name}")
    click.echo("Chép tệp khóa chính sang nơi giữ riêng, rồi hủy khóa cũ: dondoc rotate-key --destroy-old")


def _told(done: int) -> None:
    if done and done % _EVERY == 0:
        click.echo(f"Đã khóa lại {done}…")
