"""Cửa lệnh — one verb a file, loaded when asked for; `dondoc read` needs no Django."""

from __future__ import annotations

from importlib import import_module

import click

VERBS = {
    "read": "dondoc.cli.read:read",
    "read-corpus": "dondoc.cli.corpus:read_corpus",
    "init": "dondoc.cli.house:init",
    "serve": "dondoc.cli.house:serve",
    "work": "dondoc.cli.house:work",
    "check": "dondoc.cli.house:check",
    "check-tree": "dondoc.cli.tree:check_tree",
    "demo": "dondoc.cli.demo:demo",
    "backup": "dondoc.cli.archive:backup",
    "backup-key": "dondoc.cli.archive:backup_key",
    "restore": "dondoc.cli.archive:restore",
    "seal-files": "dondoc.cli.keys:seal_files",
    "rotate-key": "dondoc.cli.keys:rotate_key",
    "journal": "dondoc.cli.journal:journal",
    "regulations": "dondoc.cli.regulations:regulations",
    "package": "dondoc.cli.package:package",
    "register": "dondoc.cli.papers:register",
    "report": "dondoc.cli.papers:report",
    "incident": "dondoc.cli.incident:incident",
}


class Lazy(click.Group):
    """Lệnh nạp khi cần — a verb's module is imported only when the verb is run or its help shown."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(VERBS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        place = VERBS.get(cmd_name)
        if place is None:
            return None
        module, _colon, name = place.partition(":")
        command: click.Command = getattr(import_module(module), name)
        return command


@click.group(cls=Lazy)
@click.version_option(package_name="dondoc")
def main() -> None:
    """Đôn Đốc: đọc văn bản, giao nhiệm vụ, theo dõi và đôn đốc việc thực hiện."""
