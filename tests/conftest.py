"""Nền của mọi kiểm thử — a data folder of its own, a fast hasher, the cast; what did not run is told by name."""

from __future__ import annotations

import gc
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import TransactionTestCase

from dondoc.journal import guards
from tests import clock, schema
from tests.cast import cast
from tests.installed import installed

__all__ = ["cast", "installed"]

CHROMIUM = os.environ.setdefault("DONDOC_CHROMIUM", shutil.which("chromium") or "")
REQUIRED = bool(os.environ.get("CI") or os.environ.get("DONDOC_REQUIRE_ALL"))
LIBRARY = ("reading", "printing", "demo", "house")
ALONE = ("long", "reading")  # folders whose long tests measure or kill

clock.start()


@pytest.fixture(autouse=True)
def _own_folder(settings: Any, tmp_path: Path) -> None:
    settings.DONDOC_DATA = tmp_path / "data"
    settings.DONDOC_DATA.mkdir()
    settings.DONDOC_WAIT_SECONDS = 0  # nobody works behind the page, except where a test says so
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """A database file of this run's own: two runs in one checkout do not meet. No test cuts the power: nothing waits for
    the disk."""
    if connection.vendor == "sqlite":
        connection.settings_dict["OPTIONS"]["init_command"] += "PRAGMA synchronous=OFF;"
        connection.settings_dict["TEST"]["NAME"] = tmp_path_factory.mktemp("db") / "test.sqlite3"


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """Without replaying the migrations (`--nomigrations`): what they do beside the models is done here.

    At the end a live server's threads may still hold PostgreSQL's database, which is then not dropped.
    """
    with django_db_blocker.unblock():
        schema.complete()
    yield
    if connection.vendor == "postgresql":
        with django_db_blocker.unblock(), connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                "WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )


@contextmanager
def journal_open() -> Iterator[None]:
    """Without the journal's triggers: only to empty a test's database."""
    with connection.cursor() as cursor:
        schema = type("Schema", (), {"connection": connection, "execute": staticmethod(cursor.execute)})
        guards.remove(schema)
        try:
            yield
        finally:
            guards.install(schema)


_flush = TransactionTestCase._fixture_teardown


def _flush_with_journal(self: TransactionTestCase) -> None:
    with journal_open():
        _flush(self)


TransactionTestCase._fixture_teardown = _flush_with_journal  # type: ignore[method-assign]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What touches no database is looked at once; browser tests are told, by name, where they cannot run."""
    for item in items:
        folder = Path(str(item.fspath)).parent.name
        if folder in LIBRARY or not _touches_database(item):
            item.add_marker(pytest.mark.library)
        if folder == "web" or item.fspath.basename == "test_pages.py":
            item.add_marker(pytest.mark.page)
        if folder in ALONE and item.get_closest_marker("long"):
            item.add_marker(pytest.mark.alone)
        if folder == "browser":
            item.add_marker(pytest.mark.browser)
            if not CHROMIUM:
                item.add_marker(pytest.mark.skip(reason="chưa có Chromium"))


def pytest_collection_finish() -> None:
    """What is imported stays to the end: it is not walked through anew at each collection of garbage."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 50)


def _touches_database(item: pytest.Item) -> bool:
    """Asked of what it needs and of its marks: a command that an `acts` or a `long` test runs has the run's own database."""
    needs = {"db", "transactional_db"} & set(getattr(item, "fixturenames", ()))
    return bool(needs) or any(item.get_closest_marker(mark) for mark in ("django_db", "acts", "walk", "long"))


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """CHƯA CHẠY — never silently."""
    left = terminalreporter.stats.get("skipped", [])
    if left:
        terminalreporter.section("CHƯA CHẠY")
    for report in left:
        terminalreporter.line(f"{report.nodeid}: {report.longrepr[2]}")


def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    """Where everything is obligatory, what did not run has failed; Ray, an engine nobody needs on one machine, is not."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    left = reporter.stats.get("skipped", []) if reporter else []
    if REQUIRED and exitstatus == 0 and any("ray" not in report.keywords for report in left):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
