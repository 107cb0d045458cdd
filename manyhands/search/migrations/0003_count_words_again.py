from collections import Counter
from typing import Any

from django.db import migrations

# As they were counted when this was written.
SHORTEST, LONGEST = 3, 60


def count_again(apps: Any, schema_editor: Any) -> None:
    """Earlier versions counted a word once more whenever its text was indexed anew."""
    alias = schema_editor.connection.alias
    documents = apps.get_model("search", "Document").objects.using(alias)
    words = apps.get_model("search", "Word").objects.using(alias)
    right: Counter[str] = Counter()
    for title, body in documents.values_list("title_words", "body_words").iterator(1000):
        right.update(
            word
            for word in {*title.split(), *body.split()}
            if SHORTEST <= len(word) <= LONGEST
        )
    wrong = []
    for word in words.iterator(1000):
        if word.documents != right[word.word]:
            word.documents = right[word.word]
            wrong.append(word)
    words.bulk_update(wrong, ["documents"], batch_size=400)


class Migration(migrations.Migration):
    dependencies = [("search", "0002_engines")]

    operations = [
        migrations.RunPython(count_again, migrations.RunPython.noop, elidable=True),
    ]
