"""Sao lưu, khôi phục — database and files in one archive, its digest printed."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import click

from dondoc.cli.ready import django_ready, now

PLAIN = (
    "BẢN SAO LƯU NÀY KHÔNG MÃ HÓA: ai có nó thì đọc được cơ sở dữ liệu, mọi tên người, toàn văn đã đọc.\n"
    "Các tệp gốc trong đó vẫn khóa bằng khóa chính, không kèm theo: giữ riêng tệp khóa chính, thiếu nó thì không đọc lại được tệp nào."
)
NO_TO = (
    "Chưa nói mã hóa bản sao lưu cho ai. Dùng --to age1… (làm khóa bằng: dondoc backup-key), hoặc đặt DONDOC_BACKUP_TO; "
    "hoặc nói rõ --plain để không mã hóa."
)


@click.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--to", multiple=True, help="Khóa công khai của người mở được (age1…, ssh-…); nhiều lần được")
@click.option("--without-master-key", is_flag=True, help="Không kèm khóa chính: khi khóa ấy đã được giữ riêng")
@click.option("--plain", is_flag=True, help="Không mã hóa")
@click.option("--json", "as_json", is_flag=True, help="In kết quả dạng JSON")
def backup(file: Path, to: tuple[str, ...], without_master_key: bool, plain: bool, as_json: bool) -> None:
    """Sao lưu cơ sở dữ liệu và mọi tệp vào một tệp FILE, mã hóa cho những khóa đã nói."""
    django_ready()
    from django.conf import settings

    from dondoc.config.archive import ArchiveProblem, make
    from dondoc.shared.backups import note

    keys = () if plain else to or tuple(settings.DONDOC_BACKUP_TO.split())
    if not keys and not plain:
        raise click.ClickException(NO_TO)
    try:
        made = make(file, keys, not without_master_key)
        note(file, made.digest, now())
    except ArchiveProblem as problem:
        raise click.ClickException(str(problem)) from problem
    if plain:
        click.secho(PLAIN, fg="red", bold=True, err=True)
    told = {"file": str(file), "sha256": made.digest, "files": made.files, "needs_master_key": made.needs}
    if as_json:
        click.echo(json.dumps(told))
        return
    click.echo(f"Đã sao lưu {made.files} tệp vào {file}\nSHA-256: {made.digest}")
    if made.needs:
        click.echo(f"Không kèm khóa chính: khi khôi phục cần tệp khóa có mã {made.needs}.")


@click.command("backup-key")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--no-passphrase", is_flag=True, help="Không đặt mật khẩu cho tệp khóa")
def backup_key(file: Path, no_passphrase: bool) -> None:
    """Làm cặp khóa sao lưu: tệp FILE để mở, giữ ở nơi khác; khóa công khai in ra, dùng với --to."""
    django_ready()
    from dondoc.config.locked import new_identity
    from dondoc.shared import whole

    words = "" if no_passphrase else click.prompt("Mật khẩu của tệp khóa", hide_input=True, confirmation_prompt=True)
    body, public = new_identity(words)
    if not whole.write(file, body, fresh=True):
        raise click.ClickException(f"{file} đã có. Chọn tên khác: khóa cũ còn mở được các bản sao lưu cũ.")
    click.echo(f"Khóa công khai: {public}\nTệp {file} mở được bản sao lưu: giữ ở nơi khác, không để cùng bản sao lưu.")


@click.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False, exists=True))
@click.option("--sha256", help="Chỉ khôi phục khi mã băm của FILE đúng như thế này")
@click.option("--identity", multiple=True, type=click.Path(path_type=Path, dir_okay=False, exists=True),
              help="Tệp khóa mở bản sao lưu (age hoặc SSH)")  # fmt: skip
def restore(file: Path, sha256: str | None, identity: tuple[Path, ...]) -> None:
    """Khôi phục từ FILE vào thư mục dữ liệu và cơ sở dữ liệu còn trống."""
    django_ready()
    from dondoc.config.archive import ArchiveProblem, unpack
    from dondoc.shared.keyring import place

    try:
        count, needs = unpack(file, sha256, identity, _asked("Mật khẩu của tệp khóa"))
    except ArchiveProblem as problem:
        raise click.ClickException(str(problem)) from problem
    click.echo(f"Đã khôi phục {count} tệp. Kiểm tra nhật ký: dondoc journal verify")
    if needs:
        click.echo(
            f"Bản sao lưu không kèm khóa chính. Chép tệp khóa có mã {needs} vào {place()} trước khi chạy phần mềm."
        )


def _asked(words: str) -> Callable[[], str]:
    return lambda: str(click.prompt(words, hide_input=True))
