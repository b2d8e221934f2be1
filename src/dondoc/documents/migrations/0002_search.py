"""The full-text table: FTS5 on SQLite, a tsvector on PostgreSQL; folded text in both."""

from django.db import migrations


def create(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute(
            "CREATE VIRTUAL TABLE documents_search USING fts5(words, content='', "
            "contentless_delete=1, tokenize='unicode61 remove_diacritics 0')"
        )
    else:
        schema_editor.execute(
            "CREATE TABLE documents_search (paper_id bigint PRIMARY KEY, words tsvector NOT NULL)"
        )
        schema_editor.execute(
            "CREATE INDEX documents_search_words ON documents_search USING gin (words)"
        )


def drop(apps, schema_editor):
    schema_editor.execute("DROP TABLE documents_search")


class Migration(migrations.Migration):
    dependencies = [("documents", "0001_initial")]
    operations = [migrations.RunPython(create, drop)]
