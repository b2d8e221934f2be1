"""Dựng cơ sở dữ liệu — an empty one is laid from the models at once; one in use goes through every migration.

Replaying every migration on an empty database is a minute of the processor, and ends at the same tables:
`tests/house/test_schema.py` holds the two equal, on both databases.
"""

from __future__ import annotations

from importlib import import_module

from django.apps import apps
from django.core.management import call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

MADE_BY_HAND = (
    ("documents.migrations.0002_search", "create"),
    ("documents.migrations.0004_lists", "newest"),
    ("units.migrations.0002_path_order", "by_bytes"),
    ("journal.migrations.0002_guards", "install"),
)


def lay_database() -> None:
    """Every table as this version has it; what is there already stays."""
    if is_empty():
        _at_once()
    call_command("migrate", verbosity=0)


def is_empty() -> bool:
    """Nothing is there but, where laying was broken off, Django's own list of migrations, without a row."""
    tables = set(connection.introspection.table_names()) - {"django_migrations"}
    return not tables and not MigrationRecorder(connection).applied_migrations()


def complete(editor: object) -> None:
    """What the models do not say: the search table, the order of paths, the journal's triggers."""
    for name, function in MADE_BY_HAND:
        getattr(import_module(f"dondoc.{name}"), function)(apps, editor)


def _at_once() -> None:
    """All of it or nothing: one transaction on either database."""
    recorder = MigrationRecorder(connection)
    recorder.ensure_schema()
    with connection.schema_editor() as editor:
        for model in apps.get_models():
            if model._meta.can_migrate(connection):
                editor.create_model(model)
        for statement in [*editor.deferred_sql]:
            editor.execute(statement)
        editor.deferred_sql.clear()
        complete(editor)
        for app, name in MigrationLoader(None).graph.nodes:
            recorder.record_applied(app, name)
