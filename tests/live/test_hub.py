from __future__ import annotations

import asyncio

import pytest
from django.db import transaction

from manyhands.kernel.clock import milliseconds
from manyhands.web.live import hub as hubs
from manyhands.web.live.hub import RESYNC, Hub, Message, publish


def told(topic: str = "course:1", name: str = "feedback") -> Message:
    return Message(topic=topic, name=name)


@pytest.fixture
async def hub() -> Hub:
    hub = Hub()
    hub.start()
    return hub


async def test_a_follower_hears_its_own_topic(hub):
    with hub.subscribe({"course:1"}) as subscription:
        hub.tell(told("course:2"))
        hub.tell(told("course:1", "release"))
        heard = await subscription.next(within=1)

    assert heard is not None
    assert (heard.topic, heard.name) == ("course:1", "release")


async def test_silence_is_heard_too(hub):
    with hub.subscribe({"course:1"}) as subscription:
        assert await subscription.next(within=0.01) is None


async def test_who_reads_too_slowly_is_told_to_ask_again(hub):
    with hub.subscribe({"course:1"}) as subscription:
        for _ in range(hubs.QUEUE_LENGTH + 1):
            hub.tell(told())
        await asyncio.sleep(0)
        heard = [await subscription.next(), await subscription.next(within=0.01)]

    assert heard[0] is not None
    assert heard[0].name == RESYNC
    assert heard[1] is None


async def test_who_comes_back_hears_what_was_missed(hub):
    hub.tell(told(name="first"))
    await asyncio.sleep(0)
    with hub.subscribe({"course:1"}, since=milliseconds()) as subscription:
        heard = await subscription.next(within=1)

    assert heard is not None
    assert heard.name == "first"


async def test_who_was_away_for_longer_than_is_remembered_asks_again(hub):
    with hub.subscribe({"course:1"}, since=1) as subscription:
        heard = await subscription.next(within=1)

    assert heard is not None
    assert heard.name == RESYNC


async def test_nobody_is_kept_after_leaving(hub):
    with hub.subscribe({"course:1"}):
        pass

    assert not hub._followers


@pytest.mark.django_db(transaction=True)
def test_what_is_rolled_back_was_never_said(monkeypatch):
    said = []
    monkeypatch.setattr(hubs.hub, "tell", said.append)

    with transaction.atomic():
        publish("course:1", "feedback")
        transaction.set_rollback(True)

    assert said == []


async def test_after_the_clock_was_put_back_a_page_asks_for_everything(hub):
    hub.tell(told())
    with hub.subscribe({"course:1"}, since=milliseconds() + 3_600_000) as subscription:
        heard = await subscription.next(within=1)

    assert heard is not None
    assert heard.name == RESYNC
