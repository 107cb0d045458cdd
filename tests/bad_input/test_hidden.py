from __future__ import annotations

import pytest
from django.test import Client

from manyhands.collab.rules import may_write
from manyhands.media.rules import can_see
from manyhands.media.storing import store_image
from manyhands.notifications.models import Notice
from manyhands.web.live.topics import Topic, may_follow
from tests.factories import someone
from tests.factories_media import a_picture

from .addresses import addresses
from .walk import body, walk
from .world import a_world_of

SECRET = "zebrafish"


@pytest.fixture
def hidden(cast, deliver):
    world = a_world_of(f"{SECRET} words", cast, cast.north)
    deliver()
    return world


@pytest.fixture
def stranger(cast):
    return someone("Uma Vale", cast.care)


def test_no_link_leads_to_what_is_for_a_group(hidden, stranger, client_for):
    read = [
        address
        for address, answer in walk(client_for(stranger), "/needs/?state=solved")
        if SECRET in body(answer).lower()
    ]

    assert read == []


@pytest.mark.parametrize("method", ["get", "post"])
def test_no_guessed_address_tells_a_word_of_it(hidden, stranger, client_for, method):
    client = client_for(stranger)

    for address in addresses(hidden):
        answer = getattr(client, method)(address, {"text": "x", "reply": "yes", "reason": "x"})
        assert answer.status_code < 500, address
        assert SECRET not in body(answer).lower(), address


def test_who_has_not_signed_in_reads_nothing(hidden):
    for address in addresses(hidden):
        answer = Client().get(address)
        assert answer.status_code in (302, 404, 405), address


def test_what_is_hidden_is_refused_in_the_words_for_what_is_not_there(hidden, stranger):
    for prefix, thing in (("need", hidden.need), ("course", hidden.draft)):
        there, missing = (may_follow(stranger, Topic(prefix, pk)) for pk in (thing.pk, 10**9))
        assert there == missing
    assert may_write(stranger, hidden.draft.room_key) == may_write(stranger, "course:1000000000")


def test_neither_files_nor_live_news_nor_the_draft_are_open(hidden, stranger, cast):
    picture = store_image(a_picture(), scope=hidden.draft.room_key, by=cast.salma)

    assert not can_see(stranger, picture)
    assert not can_see(cast.nora, picture)
    assert not may_write(stranger, hidden.course.room_key)
    assert not may_follow(stranger, Topic("need", hidden.need.pk))
    assert not may_follow(stranger, Topic("course", hidden.course.pk))
    assert not Notice.objects.filter(person=stranger).exists()
