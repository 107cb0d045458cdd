"""The drafts, for the domains above: no socket needed."""

from __future__ import annotations

import pytest

from manyhands.collab import drafts, store
from manyhands.collab.models import Room, Update
from tests.conftest import Cast

from .conftest import NIGHT_SHIFT
from .documents import node

pytestmark = pytest.mark.django_db
LATER = node("paragraph", [{"type": "text", "text": "Then go home."}])


def test_a_draft_says_what_it_was_made_with(note: str) -> None:
    assert drafts.read_document(note) == NIGHT_SHIFT
    assert not drafts.is_touched(note)


def test_the_server_changes_it_in_blocks(note: str, cast: Cast) -> None:
    drafts.change_document(note, lambda draft: draft.append(LATER), by=cast.tom)

    last = drafts.read_document(note)["content"][-1]
    assert last["content"] == LATER["content"]
    assert len(last["attrs"]["id"]) == 12
    assert drafts.room(note).touched_by_id == cast.tom.pk


def test_an_importer_does_not_touch_it(note: str, cast: Cast) -> None:
    drafts.change_document(note, lambda draft: draft.append(LATER), by=cast.amara, touches=False)
    assert not drafts.is_touched(note)
    assert Update.objects.get().person_id == cast.amara.pk


def test_changing_nothing_writes_nothing(note: str, cast: Cast) -> None:
    drafts.change_document(note, lambda draft: draft.become(NIGHT_SHIFT), by=cast.tom)
    assert not Update.objects.exists()


def test_drawing_together_changes_no_word(note: str, cast: Cast) -> None:
    for _ in range(3):
        drafts.change_document(note, lambda draft: draft.append(LATER), by=cast.tom)
    before = drafts.read_document(note)

    store.compact(note)

    assert drafts.read_document(note) == before
    assert not Update.objects.exists()
    drafts.change_document(note, lambda draft: draft.remove("aaaaaaaaaaaa"), by=cast.tom)
    assert len(drafts.read_document(note)["content"]) == len(before["content"]) - 1


def test_who_missed_rows_gets_the_snapshot(note: str, cast: Cast) -> None:
    room = Room.objects.get()
    doc, known = store.load(room.pk)
    drafts.change_document(note, lambda draft: draft.append(LATER), by=cast.tom)
    store.compact(note)

    news = store.news_after(room.pk, known)
    store.apply_all(doc, news.updates)

    assert news.last_id == Room.objects.get().snapshot_upto
    assert doc.get_state() == store.load(room.pk)[0].get_state()


def test_a_row_that_cannot_be_read_costs_only_itself(
    note: str, cast: Cast, caplog: pytest.LogCaptureFixture
) -> None:
    Update.objects.create(
        room=Room.objects.get(), data=b"\x05rubbish", made_at=Room.objects.get().created_at
    )
    drafts.change_document(note, lambda draft: draft.append(LATER), by=cast.tom)
    assert len(drafts.read_document(note)["content"]) == 3
    assert "cannot be applied" in caplog.text
