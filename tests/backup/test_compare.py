"""What is not the same is named, each row and file."""

from __future__ import annotations

import pytest

from manyhands.backup.archive import Archive
from manyhands.backup.comparing import _paired, differences
from manyhands.media import vault
from manyhands.media.models import Asset
from manyhands.needs.models import Need
from manyhands.people.models import Topic
from tests.places import say_nothing


def named_in(archive: Archive) -> list[str]:
    return [str(one) for one in differences(archive, progress=say_nothing)]


def test_a_changed_row_is_named_with_its_columns(standing, kept):
    with standing.entered():
        need = Need.objects.earliest("pk")
        Need.objects.filter(pk=need.pk).update(statement="x", is_found=not need.is_found)
        named = named_in(Archive(kept))
        need.save()

        assert named == [f"needs_need {need.pk}: differs in statement, is_found"]


def test_a_row_on_one_side_only_is_named(standing, kept):
    with standing.entered():
        topic = Topic.objects.create(name="juggling")
        named, number = named_in(Archive(kept)), topic.pk
        topic.delete()

        assert named == [f"people_topic {number}: only here"]


def test_keys_may_come_in_another_order_on_each_side():
    left = iter([{"k": "a", "n": 1}, {"k": "B", "n": 2}, {"k": "c", "n": 3}])
    right = iter([{"k": "B", "n": 2}, {"k": "a", "n": 1}, {"k": "d", "n": 4}])

    found = {which: (one, other) for which, one, other in _paired(left, right, "k")}

    assert found["a"] == ({"k": "a", "n": 1}, {"k": "a", "n": 1})
    assert found["c"] == ({"k": "c", "n": 3}, None)
    assert found["d"] == (None, {"k": "d", "n": 4})


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda file: file.write_bytes(b"x"), "has another content"),
        (lambda f: f.unlink(), "only in"),
    ],
)
def test_a_file_that_is_not_the_same_is_named(standing, kept, spoil, said):
    with standing.entered():
        file = vault.path_of(Asset.objects.earliest("pk").digest)
        content = file.read_bytes()
        spoil(file)
        named = named_in(Archive(kept))
        file.write_bytes(content)

        assert [said in line for line in named] == [True]
