"""Lệnh đọc trong tiến trình này — what a command prints and how it ends, without loading a reader anew.

That a process of its own, without Django, answers the same is asked once in tests/reading/test_cli_read.py.
"""

from __future__ import annotations

from click.testing import CliRunner, Result

from dondoc.cli import main


def inside(*args: str, data: bytes = b"", **env: str) -> Result:
    """`dondoc read …`: its exit code, what it said to each stream."""
    done = CliRunner().invoke(main, ["read", *args], input=data, env=env, prog_name="dondoc")
    if done.exception and not isinstance(done.exception, SystemExit):
        raise done.exception
    return done
