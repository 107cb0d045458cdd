"""What was kept is there again: row for row, file for file, on either database."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.db import connection

from manyhands.backup.archive import Archive
from manyhands.backup.comparing import differences
from manyhands.needs.models import Need
from manyhands.people.models import Person
from manyhands.search.find import find
from tests.factories_needs import a_need
from tests.places import say_nothing


@pytest.fixture(scope="module")
def restored(kept, django_db_blocker, tmp_path_factory):
    from tests.places import place_on_this_database

    folder = tmp_path_factory.mktemp("restored")
    with django_db_blocker.unblock(), place_on_this_database(folder) as place:
        place.take_back(kept)
        yield place


def everything(place) -> dict[str, list[tuple]]:
    """All rows as Python sees them: no code of the backup has a hand in it."""
    with place.entered():
        models = apps.get_models(include_auto_created=True)
        return {
            m._meta.db_table: list(m._base_manager.order_by("pk").values_list()) for m in models
        }


def test_every_row_is_equal(standing, restored):
    before, after = everything(standing), everything(restored)

    assert before == after
    assert sum(map(len, before.values())) > 5000


def test_every_table_is_kept_but_the_index_and_what_is_computed_anew(standing, kept):
    with standing.entered():
        present = {t for t in connection.introspection.table_names() if not t.startswith("search_")}
    tables = {table.name for table in Archive(kept).manifest.tables}

    assert present - tables <= {"django_migrations", "django_cache", "sqlite_sequence"}
    assert {"search_document", "search_word"} <= tables


def test_every_file_is_equal_and_the_secret_too(standing, restored):
    def files(place):
        return {
            f.relative_to(place.folder): f.read_bytes() for f in place.folder.rglob("media/*/*")
        }

    assert files(standing) == files(restored)
    assert len(files(restored)) == 2
    secret = restored.folder / "secret-key"
    assert not secret.exists() or secret.stat().st_mode & 0o777 == 0o600


def test_the_comparison_agrees(kept, restored):
    with restored.entered():
        assert list(differences(Archive(kept), progress=say_nothing)) == []


def test_what_people_look_for_is_found(restored):
    with restored.entered():
        need = Need.objects.waiting().first()
        hits = find(need.statement, by=Person.objects.get(pk=need.declarer_id))

        assert need.statement in [hit.document.title for hit in hits]


def test_a_mistyped_word_is_found(restored):
    with restored.entered():
        need = Need.objects.waiting().first()
        word = max(need.statement.split(), key=len)
        mistyped = f"{word[1]}{word[0]}{word[2:]}"
        hits = find(mistyped, by=Person.objects.get(pk=need.declarer_id))

        assert any(word in hit.document.title for hit in hits)


def test_from_either_database_to_sqlite(kept, empty_sqlite_place):
    empty_sqlite_place.take_back(kept)

    with empty_sqlite_place.entered():
        assert list(differences(Archive(kept), progress=say_nothing)) == []
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM search_words WHERE search_words MATCH 'shift'")
            assert cursor.fetchone()[0]


def test_a_number_is_not_given_out_twice(standing, empty_place, tmp_path):
    with standing.entered():
        gone = a_need(Person.objects.active().first(), "forget this again")
        Need.objects.filter(pk=gone.pk).delete()
    place = empty_place()
    place.take_back(standing.keep(tmp_path / "b"))

    with place.entered():
        assert a_need(Person.objects.active().first(), "ask for something else").pk == gone.pk + 1
