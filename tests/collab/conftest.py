"""A draft that the warehouse writes together, and tabs that open it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.conf import settings
from django.db import connections

from manyhands.collab import drafts
from manyhands.collab.rules import _rules, room_rule
from manyhands.kernel.access import ALLOW, Verdict, deny
from manyhands.web.live import database
from tests.conftest import Cast

from .documents import node
from .peers import Peer, Serving, live_side

KEY = "note:1"
NIGHT_SHIFT = {
    "type": "doc",
    "content": [
        node("title", [{"type": "text", "text": "Night shift"}], id="title"),
        node("paragraph", [{"type": "text", "text": "Do it."}], id="aaaaaaaaaaaa"),
    ],
}


@pytest.fixture
def writers() -> Iterator[set[str]]:
    """The names of those who may write in the notes; a test changes it."""
    names = {"Amara Osei", "Tom Wilk"}

    @room_rule("note")
    def may_write(person: Any, pk: int) -> Verdict:
        return ALLOW if person.name in names else deny("Only its authors write here.")

    yield names
    del _rules["note"]


@pytest.fixture
def note(cast: Cast, writers: set[str]) -> str:
    """A room that Amara and Tom may write in."""
    drafts.create_room(KEY, NIGHT_SHIFT, by=cast.amara)
    return KEY


@pytest.fixture
def address(transactional_db: None) -> Iterator[str]:
    """Where the live side listens."""
    with Serving(live_side()).running() as address:
        yield address
    for _ in range(database.THREADS):
        database._threads.submit(connections.close_all).result()


@pytest.fixture
def opened(
    address: str, note: str, cast: Cast, client_for: Callable[..., Any]
) -> Iterator[Callable[..., Peer]]:
    """``opened("amara")``: a tab of hers in the note."""
    peers: list[Peer] = []

    def open_tab(who: str, key: str = note, *, at: str = address, **more: str) -> Peer:
        client = client_for(getattr(cast, who)) if who else None
        cookie = client.cookies[settings.SESSION_COOKIE_NAME].value if client else "none"
        peers.append(Peer(at, key, cookie=cookie, **more))
        return peers[-1]

    yield open_tab
    for peer in peers:
        peer.close()
