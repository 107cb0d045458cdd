"""Tabs in one draft, over real sockets."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import pytest
from django.db import OperationalError
from websockets.exceptions import ConnectionClosed, InvalidStatus

from manyhands.collab import drafts, store
from manyhands.collab.live import gate, limits, rooms, socket
from manyhands.collab.live.door import Code
from manyhands.collab.live.protocol import STEP_2, UPDATE, ClientState, awareness, block, sync
from manyhands.collab.live.seat import Seat
from manyhands.collab.models import Room, Update
from manyhands.people.actions import deactivate_person
from manyhands.people.models import Session
from tests.conftest import Cast

from .documents import node
from .peers import Peer
from .updates import LIST, NOTHING, attribute, element, nested, update

Open = Callable[..., Peer]


def words_of(key: str) -> str:
    paragraph = drafts.read_document(key)["content"][-1]
    return "".join(part["text"] for part in paragraph["content"])


def test_two_tabs_converge(opened: Open, note: str) -> None:
    amara, tom = opened("amara").sync(), opened("tom").sync()
    amara.type(" At six 😀.")
    tom.type("Please: ", at=0)
    for tab in (amara, tom):
        tab.hear_all_saved()
        tab.hear_until(lambda tab=tab: len(tab.text) == len("Please: Do it. At six 😀.".encode()))
    assert str(amara.text) == str(tom.text) == words_of(note) == "Please: Do it. At six 😀."


def test_saved_means_that_the_row_is_there(opened: Open, note: str, cast: Cast) -> None:
    amara = opened("amara").sync()
    amara.type(" Now.")
    amara.hear_all_saved()
    assert words_of(note) == "Do it. Now."
    assert drafts.room(note).touched_by_id == cast.amara.pk


def test_opening_alone_touches_nothing(opened: Open, note: str) -> None:
    amara = opened("amara").sync()
    amara.hear_all_saved()
    assert not drafts.is_touched(note)
    assert not Update.objects.exists()


def test_deletions_sent_again_are_no_news(opened: Open, note: str) -> None:
    amara = opened("amara").sync()
    del amara.text[0:3]
    amara.send_words()
    amara.hear_all_saved()
    kept = Update.objects.count()

    tom = opened("tom").sync()
    tom.hear_all_saved()
    assert Update.objects.count() == kept


def test_what_was_typed_offline_comes_back(opened: Open, note: str) -> None:
    amara = opened("amara").sync()
    amara.close()
    amara.text.insert(0, "Offline: ")
    tom = opened("tom").sync()
    tom.type(" Online.")
    tom.hear_all_saved()

    back = opened("amara")
    back.doc.apply_update(amara.doc.get_update())
    back.sync()
    back.hear_until(lambda: "Online" in str(back.text))
    back.hear_all_saved()
    assert words_of(note) == "Offline: Do it. Online."


def test_the_servers_own_edits_reach_open_tabs(opened: Open, note: str, cast: Cast) -> None:
    amara = opened("amara").sync()
    amara.type(" Soon")
    block = node("paragraph", [{"type": "text", "text": "Folded in."}])
    drafts.change_document(note, lambda draft: draft.append(block), by=cast.tom)
    amara.hear_until(lambda: len(amara.fragment.children) == 3)
    amara.hear_all_saved()
    assert "Soon" in str(drafts.read_document(note))


def test_people_see_each_other_under_their_true_names(opened: Open, note: str) -> None:
    amara, tom = opened("amara").sync(), opened("tom").sync()
    tom.send(awareness([ClientState(77, 1, {"user": {"name": "Amara Osei"}, "cursor": 3})]))
    amara.hear_until(lambda: 77 in amara.people)
    assert amara.people[77]["user"]["name"] == "Tom Wilk"

    tom.close()
    amara.hear_until(lambda: amara.people[77] is None)


def test_nobody_speaks_for_another(opened: Open, note: str) -> None:
    amara, tom = opened("amara").sync(), opened("tom").sync()
    tom.send(awareness([ClientState(77, 1, {"cursor": 3})]))
    amara.hear_until(lambda: 77 in amara.people)
    amara.send(awareness([ClientState(77, 9, None), ClientState(78, 1, {})]))
    tom.hear_until(lambda: 78 in tom.people)
    assert 77 not in tom.people


def test_the_last_to_leave_draws_together(
    opened: Open, note: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[float] = []
    monkeypatch.setattr(rooms, "LINGER", 0.05)
    monkeypatch.setattr(rooms.rooms, "tell", told.append)
    amara = opened("amara").sync()
    amara.type(" Then go.")
    amara.hear_all_saved()
    amara.close()
    until = time.monotonic() + 5
    while Update.objects.exists() and time.monotonic() < until:
        time.sleep(0.02)
    assert not Update.objects.exists()
    assert words_of(note) == "Do it. Then go."
    assert told == [1, 0]
    assert "Then go" in str(opened("tom").sync().text)


class TestDoor:
    @pytest.mark.parametrize(
        ("who", "key", "code"),
        [
            ("", "note:1", Code.SIGNED_OUT),
            ("nora", "note:1", Code.REFUSED),
            ("amara", "note:2", Code.GONE),
            ("amara", "nothing:1", Code.REFUSED),
            ("amara", "note:x", Code.REFUSED),
        ],
    )
    def test_who_may_not_is_told_why(
        self, opened: Open, note: str, who: str, key: str, code: Code
    ) -> None:
        tab = opened(who, key)
        assert tab.hear_close() == code
        assert tab.notice["sentence"]
        assert not tab.hello

    @pytest.mark.parametrize(
        "origin", ["https://elsewhere.example", "null", "http://[", "file://", "localhost"]
    )
    def test_another_site_is_not_even_accepted(self, opened: Open, origin: str) -> None:
        with pytest.raises(InvalidStatus, match="403"):
            opened("amara", Origin=origin)

    def test_an_older_editor_hands_over_its_words_and_reloads(
        self, opened: Open, note: str
    ) -> None:
        current = opened("amara").sync()
        current.close()
        current.text.insert(0, "Old words. ")
        older = opened("amara", query="?schema=0")
        older.doc.apply_update(current.doc.get_update())
        assert older.hear_close() == Code.RELOAD
        assert older.hello["reload"]
        assert words_of(note) == "Old words. Do it."


class TestRightsLost:
    def test_a_rule_that_says_no_closes_at_once(
        self, opened: Open, note: str, cast: Cast, writers: set[str]
    ) -> None:
        amara, tom = opened("amara").sync(), opened("tom").sync()
        writers.remove("Tom Wilk")
        drafts.check_rights(note, cast.tom.pk)
        assert tom.hear_close() == Code.REFUSED
        assert tom.notice["sentence"] == "Only its authors write here."
        amara.type(" Still here.")
        amara.hear_all_saved()

    def test_everybody_is_asked_when_the_room_changes(
        self, opened: Open, note: str, writers: set[str]
    ) -> None:
        tom = opened("tom").sync()
        writers.clear()
        drafts.check_rights(note)
        assert tom.hear_close() == Code.REFUSED

    def test_signing_out_closes(self, opened: Open, note: str, cast: Cast) -> None:
        tom = opened("tom").sync()
        Session.objects.all().delete()
        drafts.check_rights(note, cast.tom.pk)
        assert tom.hear_close() == Code.SIGNED_OUT

    def test_leaving_the_organisation_closes(self, opened: Open, note: str, cast: Cast) -> None:
        tom = opened("tom").sync()
        deactivate_person(cast.tom, by=cast.pavel)
        assert tom.hear_close() == Code.SIGNED_OUT

    def test_a_deleted_draft_closes(self, opened: Open, note: str) -> None:
        tom = opened("tom").sync()
        drafts.delete_room(note)
        assert tom.hear_close() == Code.GONE

    def test_what_is_typed_into_a_draft_just_deleted_closes_it(
        self, opened: Open, note: str
    ) -> None:
        tom = opened("tom").sync()
        Room.objects.all().delete()
        with suppress(ConnectionClosed):  # a late notice of its beginning may close it before
            tom.type(" Too late.")
        assert tom.hear_close() == Code.GONE
        assert not Room.objects.exists()

    def test_a_full_disk_is_said_and_what_was_typed_goes_in_later(
        self, opened: Open, note: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        tom = opened("tom").sync()

        def no_room(*_args: Any, **_named: Any) -> None:
            raise OperationalError("database or disk is full")

        with monkeypatch.context() as patch:
            patch.setattr(store, "write_changes", no_room)
            tom.type(" Kept.")
            assert tom.hear_close() == Code.NO_ROOM

        again = opened("tom").sync()
        again.send(sync(STEP_2, tom.doc.get_update(again.doc.get_state())))
        again.sent += 1
        again.hear_until(lambda: again.saved == again.sent)
        assert "Kept." in words_of(note)

    def test_a_database_that_is_away_is_said_at_the_door(
        self,
        opened: Open,
        note: str,
        monkeypatch: pytest.MonkeyPatch,
        caplog: pytest.LogCaptureFixture,
    ) -> None:
        def away(*_args: Any) -> None:
            raise OperationalError("the connection is closed")

        with monkeypatch.context() as patch:
            patch.setattr(socket, "admit", away)
            assert opened("tom").hear_close() == Code.TRY_AGAIN

        assert [record.levelname for record in caplog.records] == ["WARNING"]
        opened("tom").sync()


class TestHostile:
    @pytest.mark.parametrize(
        "message",
        [b"", b"\x63", b"\x00\x02\x03abc", b"\x00\x02\xff\xff\xff\xff\x0f", b"\x00\x09\x00",
         b"\x01\x02\x09\x09", b"\xff" * 40, b"\x00\x00\x02\xff\xff", b"\x03tail"],
    )  # fmt: skip
    def test_garbage_closes_the_socket_and_hurts_nobody(
        self, opened: Open, note: str, message: bytes
    ) -> None:
        amara, tom = opened("amara").sync(), opened("tom").sync()
        tom.send(message)
        assert tom.hear_close() == Code.GARBAGE
        amara.type(" Fine.")
        amara.hear_all_saved()
        assert words_of(note) == "Do it. Fine."

    @pytest.mark.parametrize(
        "data",
        [
            update(element(), attribute(LIST * 200_000 + NOTHING)),
            nested(gate.MOST_ELEMENTS + 1),
            update(element(root="elsewhere")),
        ],
        ids=["values", "elements", "elsewhere"],
    )
    def test_what_would_end_the_process_is_refused(
        self, opened: Open, note: str, data: bytes
    ) -> None:
        amara, tom = opened("amara").sync(), opened("tom").sync()
        tom.send(sync(UPDATE, data))
        assert tom.hear_close() == Code.GARBAGE
        amara.type(" Fine.")
        amara.hear_all_saved()

    def test_nesting_bit_by_bit_comes_to_an_end(self, opened: Open, note: str) -> None:
        tom = opened("tom").sync()
        with suppress(ConnectionClosed):
            for beginning in range(0, 16_000, 4000):
                tom.send(sync(UPDATE, nested(4000, clock=beginning)))
        assert tom.hear_close() == Code.GARBAGE
        assert drafts.read_document(note)

    @pytest.mark.parametrize(
        "state", ['{"cursor": 1e999}', '{"cursor": NaN}', "[" * 2000 + "]" * 2000]
    )
    def test_a_state_that_no_browser_can_read_is_garbage(
        self, opened: Open, note: str, state: str
    ) -> None:
        tom = opened("tom").sync()
        tom.send(b"\x01" + block(b"\x01\x4d\x01" + block(state.encode())))
        assert tom.hear_close() == Code.GARBAGE

    def test_a_state_that_grows_when_passed_on_is_garbage(self, opened: Open, note: str) -> None:
        tom = opened("tom").sync()
        tom.send(awareness([ClientState(77, 1, {"cursor": "\N{OWL}" * 400})]))
        assert tom.hear_close() == Code.GARBAGE

    def test_text_is_garbage(self, opened: Open, note: str) -> None:
        tom = opened("tom").sync()
        tom.socket.send("hello")
        assert tom.hear_close() == Code.GARBAGE

    def test_too_long_a_message_closes(self, opened: Open, note: str) -> None:
        tom = opened("tom").sync()
        tom.send(bytes(5 * 1024 * 1024))
        assert tom.hear_close() == Code.TOO_LARGE

    def test_somebody_with_too_many_tabs_gets_no_more(
        self, opened: Open, note: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(limits, "MOST_TABS", 2)
        first = opened("tom").sync()
        opened("tom").sync()
        refused = opened("tom")
        assert refused.hear_close() == Code.TOO_MUCH
        assert "too many windows" in refused.notice["sentence"]
        opened("amara").sync()
        first.type(" Still here.")
        first.hear_all_saved()

    async def test_who_never_reads_loses_the_seat_and_keeps_no_memory(self) -> None:
        class Silent:
            async def send_bytes(self, message: bytes) -> None:
                await asyncio.Event().wait()

        slow = Seat(Silent())  # type: ignore[arg-type]
        sending = asyncio.create_task(slow.send_forever())
        for _ in range(100):
            slow.send(bytes(1024 * 1024))

        assert (await slow.closed()).code == Code.TOO_SLOW
        assert slow._waiting.qsize() * 1024 * 1024 <= limits.MOST_WAITING
        sending.cancel()

    def test_a_flood_closes(self, opened: Open, note: str) -> None:
        tom = opened("tom").sync()
        with suppress(ConnectionClosed):
            for _ in range(3000):
                tom.send(b"\x00\x02\x02\x00\x00")
        assert tom.hear_close() == Code.TOO_MUCH
