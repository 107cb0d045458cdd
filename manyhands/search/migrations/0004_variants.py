"""What a mistyped word is found by; and short words are counted too, which are the most frequent of all."""

from collections import Counter
from itertools import combinations
from typing import Any

from django.db import migrations
from django.db.models.functions import Length

# As they were when this was written.
SHORTEST, SHORT, FIRST = 3, 5, 7
PORTION = 1000
SQLITE = (
    "CREATE VIRTUAL TABLE search_variants USING fts5("
    "variants, content='', detail=none, tokenize=\"ascii tokenchars '_'\")",
)
POSTGRESQL = (
    "CREATE TABLE search_variants (word varchar(60) PRIMARY KEY, variants text[] NOT NULL)",
    "CREATE INDEX search_variants_array ON search_variants USING gin (variants) WITH (fastupdate = off)",
)


def make_table(apps: Any, schema_editor: Any) -> None:
    is_postgresql = schema_editor.connection.vendor == "postgresql"
    for statement in POSTGRESQL if is_postgresql else SQLITE:
        schema_editor.execute(statement)


def drop_table(apps: Any, schema_editor: Any) -> None:
    schema_editor.execute("DROP TABLE search_variants")


def count_short_words(apps: Any, schema_editor: Any) -> None:
    alias = schema_editor.connection.alias
    documents = apps.get_model("search", "Document").objects.using(alias)
    words = apps.get_model("search", "Word")
    found: Counter[str] = Counter()
    for title, body in documents.values_list("title_words", "body_words").iterator(1000):
        found.update({word for word in {*title.split(), *body.split()} if len(word) < SHORTEST})
    words.objects.using(alias).bulk_create(
        [words(word=word, documents=found[word]) for word in sorted(found)],
        batch_size=400,
        ignore_conflicts=True,
    )


def forget_short_words(apps: Any, schema_editor: Any) -> None:
    words = apps.get_model("search", "Word").objects.using(schema_editor.connection.alias)
    words.annotate(size=Length("word")).filter(size__lt=SHORTEST).delete()


def fill(apps: Any, schema_editor: Any) -> None:
    connection = schema_editor.connection
    words = apps.get_model("search", "Word").objects.using(connection.alias).order_by("id")
    known = [row for row in words.values_list("id", "word") if len(row[1]) >= SHORTEST]
    with connection.cursor() as cursor:
        for some in (known[i : i + PORTION] for i in range(0, len(known), PORTION)):
            if connection.vendor == "postgresql":
                rows: Any = [(word, _variants_of(word)) for _, word in some]
                sql = "INSERT INTO search_variants (word, variants) VALUES (%s, %s)"
            else:
                rows = [(pk, " ".join(_variants_of(word))) for pk, word in some]
                sql = "INSERT INTO search_variants (rowid, variants) VALUES (%s, %s)"
            cursor.executemany(sql, rows)


def _variants_of(word: str) -> list[str]:
    first, slips = word[:FIRST], 1 if len(word) <= SHORT else 2
    kept = (combinations(first, len(first) - missing) for missing in range(slips + 1))
    return sorted({"".join(letters) for some in kept for letters in some})


class Migration(migrations.Migration):
    dependencies = [("search", "0003_count_words_again")]

    operations = [
        migrations.RunPython(make_table, drop_table),
        migrations.RunPython(count_short_words, forget_short_words, elidable=True),
        migrations.RunPython(fill, migrations.RunPython.noop, elidable=True),
    ]
