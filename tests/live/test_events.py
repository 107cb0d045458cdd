from __future__ import annotations

import time
from contextlib import ExitStack

import pytest

from manyhands.kernel.access import ALLOW, deny
from manyhands.web.live import events, streams, topics
from manyhands.web.live.hub import hub, publish, rights_changed


def mine(person):
    return f"person:{person.pk}"


def test_a_page_hears_what_changed(cast, listen):
    with listen(cast.nora, mine(cast.nora)) as stream:
        publish(mine(cast.nora), "notices", {"unread": 3})
        heard = stream.next()

    assert heard.name == "message"
    assert heard.data == {"topic": mine(cast.nora), "name": "notices", "data": {"unread": 3}}
    assert abs(heard.at - time.time() * 1000) < 5000


@pytest.mark.parametrize(
    ("asked", "status"),
    [("", 400), ("moon:1", 400), ("person", 400), ("person:x", 400), ("person:999999", 403)],
)
def test_a_wrong_or_foreign_topic_is_refused(cast, listen, asked, status):
    with listen(cast.nora, asked) as stream:
        assert stream.status == status


def test_a_wrong_moment_is_refused(cast, listen):
    with listen(cast.nora, mine(cast.nora), since="yesterday") as stream:
        assert stream.status == 400


def test_a_stranger_hears_nothing(cast, listen):
    with listen(None, mine(cast.nora)) as stream:
        assert stream.status == 401


def test_one_topic_denied_leaves_the_others(cast, listen):
    with listen(cast.nora, f"{mine(cast.nora)},{mine(cast.leo)}") as stream:
        refused = stream.next()
        publish(mine(cast.leo), "notices")
        publish(mine(cast.nora), "notices")
        heard = stream.next()

    assert (refused.name, refused.data["topic"]) == ("denied", mine(cast.leo))
    assert refused.data["reason"]
    assert heard.data["topic"] == mine(cast.nora)


def test_a_right_that_is_lost_silences_its_topic(cast, listen, monkeypatch):
    verdicts = [ALLOW, deny("Not any more.")]
    monkeypatch.setitem(topics._rules, "moon", lambda person, pk: verdicts.pop(0))
    with listen(cast.nora, "moon:1") as stream:
        rights_changed(cast.nora.pk)
        refused = stream.next()
        publish("moon:1", "eclipse")
        publish(mine(cast.nora), "notices")
        heard = stream.next()

    assert refused.data == {"topic": "moon:1", "reason": "Not any more."}
    assert heard.data["topic"] == mine(cast.nora)


def test_signing_out_ends_the_stream_at_once(cast, listen, client_for):
    with listen(cast.nora, mine(cast.nora)) as stream:
        cast.nora.set_unusable_password()
        cast.nora.save(update_fields=["password"])
        rights_changed(cast.nora.pk)

        assert stream.next().data == {"reason": "signed-out"}
        with pytest.raises(StopIteration):
            stream.next()


def test_a_deactivated_person_is_noticed_without_being_told(cast, listen, monkeypatch):
    monkeypatch.setattr(events, "RIGHTS_LAST", 0.1)
    monkeypatch.setattr(events, "HEARTBEAT", 0.1)
    with listen(cast.nora, mine(cast.nora)) as stream:
        cast.nora.is_active = False
        cast.nora.save(update_fields=["is_active"])

        assert stream.next().data == {"reason": "signed-out"}


def test_the_oldest_of_too_many_pages_gives_way(cast, listen, monkeypatch):
    monkeypatch.setattr(streams, "MOST_STREAMS", 2)
    with ExitStack() as pages:
        first, _, _ = [pages.enter_context(listen(cast.nora, mine(cast.nora))) for _ in range(3)]

        assert first.next().data == {"reason": "too-many"}


def test_a_server_that_stops_says_goodbye(cast, listen):
    with listen(cast.nora, mine(cast.nora)) as stream:
        hub.say_goodbye()

        assert stream.next().data == {"reason": "closing"}


def test_a_page_that_was_shown_before_hears_what_came_since_and_nothing_older(cast, listen):
    with listen(cast.nora, mine(cast.nora)) as stream:
        publish(mine(cast.nora), "older")
        shown = stream.next().at + 1
    while time.time_ns() // 1_000_000 < shown:
        pass  # a millisecond at most
    publish(mine(cast.nora), "newer")

    with listen(cast.nora, mine(cast.nora), shown=shown) as stream:
        assert stream.next().data["name"] == "newer"


def test_a_page_that_was_shown_before_the_server_began_asks_for_all(cast, listen):
    with listen(cast.nora, mine(cast.nora), shown=1) as stream:
        assert stream.next().name == "resync"


def test_a_page_that_comes_back_hears_what_it_missed(cast, listen):
    with listen(cast.nora, mine(cast.nora)) as stream:
        publish(mine(cast.nora), "notices")
        seen = stream.next().at
    publish(mine(cast.nora), "missed")

    with listen(cast.nora, mine(cast.nora), since=seen) as stream:
        assert "missed" in [stream.next().data["name"] for _ in range(2)]
