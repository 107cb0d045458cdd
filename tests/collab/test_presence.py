"""Who is here: said by the server, forgotten when they go."""

from __future__ import annotations

import time
from typing import Any

import pytest

from manyhands.collab.live import presence as module
from manyhands.collab.live.door import Guest
from manyhands.collab.live.presence import Presence
from manyhands.collab.live.protocol import ClientState, Garbage, awareness, read_awareness


def guest(person_id: int, name: str) -> Guest:
    return Guest(session_key="s", person_id=person_id, name=name, initials="X", tint=1, photo="")


AMARA, TOM = guest(1, "Amara Osei"), guest(2, "Tom Wilk")


@pytest.fixture
def presence() -> Presence:
    return Presence()


def names(presence: Presence) -> list[str]:
    return [str((one.state or {})["user"]["name"]) for one in presence.all()]


def said(client: int, clock: int = 1, **state: Any) -> ClientState:
    return ClientState(client, clock, state)


def test_older_words_are_no_news(presence: Presence) -> None:
    seat = object()
    assert presence.take([said(7, 2)], owner=seat, guest=AMARA)
    assert not presence.take([said(7, 1)], owner=seat, guest=AMARA)


def test_a_tab_that_reconnects_speaks_for_its_former_self(presence: Presence) -> None:
    former, later = object(), object()
    presence.take([said(7, 1)], owner=former, guest=AMARA)
    assert presence.take([said(7, 2)], owner=later, guest=AMARA)
    assert presence.leave(former) == []
    assert names(presence) == ["Amara Osei"]


def test_a_crowd_behind_one_connection_is_garbage(presence: Presence) -> None:
    with pytest.raises(Garbage):
        presence.take([said(client) for client in range(4)], owner=object(), guest=TOM)


def test_another_process_is_heard_until_it_falls_silent(
    presence: Presence, monkeypatch: pytest.MonkeyPatch
) -> None:
    presence.take([said(7)], owner=object(), guest=AMARA)
    assert presence.hear(said(8, user=TOM.card()), process="other")
    assert names(presence) == ["Amara Osei", "Tom Wilk"]
    assert [one.client for one in presence.own()] == [7]

    later = time.monotonic() + module.SILENT + 1
    monkeypatch.setattr(module.time, "monotonic", lambda: later)
    assert names(presence) == ["Amara Osei"]


def test_another_process_does_not_speak_for_those_here(presence: Presence) -> None:
    presence.take([said(7)], owner=object(), guest=AMARA)
    assert not presence.hear(ClientState(7, 9, None), process="other")


def test_who_moves_to_this_process_takes_their_caret_along(presence: Presence) -> None:
    presence.hear(said(8, 1, user=TOM.card()), process="other")
    assert presence.take([said(8, 2)], owner=object(), guest=TOM)
    assert [one.client for one in presence.own()] == [8]


def test_states_are_read_as_they_were_written() -> None:
    states = [said(4_000_000_000, 3, cursor={"anchor": "é"}), ClientState(1, 2, None)]
    message = awareness(states)
    from manyhands.collab.live.protocol import Reader

    reader = Reader(message)
    reader.number()
    assert read_awareness(reader.block(), most=5) == states
