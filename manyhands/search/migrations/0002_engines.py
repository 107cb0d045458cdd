"""What only one of the two databases knows: FTS5 tables, or a tsvector column and pieces of words."""

from __future__ import annotations

from django.db import migrations

SQLITE = (
    "CREATE VIRTUAL TABLE search_words USING fts5("
    "title_words, body_words, tokenize='unicode61 remove_diacritics 2', prefix='2 3 4')",
    "CREATE VIRTUAL TABLE search_pieces USING fts5(word, tokenize='trigram')",
)
SQLITE_BACK = ("DROP TABLE search_words", "DROP TABLE search_pieces")
POSTGRESQL = (
    "CREATE EXTENSION IF NOT EXISTS pg_trgm",
    "ALTER TABLE search_document ADD COLUMN vector tsvector GENERATED ALWAYS AS ("
    "setweight(to_tsvector('simple', title_words), 'A') || "
    "setweight(to_tsvector('simple', left(body_words, 200000)), 'D')) STORED",
    "CREATE INDEX search_document_vector ON search_document USING gin (vector)",
    "CREATE INDEX search_word_pieces ON search_word USING gin (word gin_trgm_ops)",
)
POSTGRESQL_BACK = (
    "DROP INDEX search_word_pieces",
    "ALTER TABLE search_document DROP COLUMN vector",
)


def forwards(apps, schema_editor):
    _run(schema_editor, SQLITE, POSTGRESQL)


def backwards(apps, schema_editor):
    _run(schema_editor, SQLITE_BACK, POSTGRESQL_BACK)


def _run(schema_editor, sqlite, postgresql):
    is_postgresql = schema_editor.connection.vendor == "postgresql"
    for statement in postgresql if is_postgresql else sqlite:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("search", "0001_initial")]
    operations = [migrations.RunPython(forwards, backwards)]
