"""One draft in two processes."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator

import pytest

from manyhands.collab import drafts
from manyhands.collab.live.protocol import ClientState, awareness
from tests.journal.work import database_address

from .peers import Peer

pytestmark = pytest.mark.slow


@pytest.fixture
def elsewhere(address: str) -> Iterator[str]:
    """The address of another process over the same database."""
    settings = {
        "DJANGO_SETTINGS_MODULE": "tests.settings",
        "MANYHANDS_DATABASE": database_address(),
    }
    command = [sys.executable, "-m", "tests.collab.other_process"]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    with subprocess.Popen(command, env={**os.environ, **settings}, **pipes) as other:  # type: ignore[call-overload]
        yield other.stdout.readline().strip()
        other.stdin.close()


@pytest.fixture
def pair(opened: Callable[..., Peer], elsewhere: str) -> tuple[Peer, Peer]:
    """Amara in this process, Tom in the other."""
    return opened("amara").sync(), opened("tom", at=elsewhere).sync()


def test_words_cross(pair: tuple[Peer, Peer], note: str) -> None:
    amara, tom = pair
    for round_ in range(20):
        amara.type(f"a{round_} ")
        tom.type(f"t{round_} ", at=0)
    whole = len("Do it.") + 2 * len("".join(f"a{n} " for n in range(20)))
    for tab in pair:
        tab.hear_all_saved()
        tab.hear_until(lambda tab=tab: len(tab.text) == whole)
    assert str(amara.text) == str(tom.text)
    paragraph = drafts.read_document(note)["content"][-1]
    assert "".join(part["text"] for part in paragraph["content"]) == str(tom.text)


def test_the_servers_own_edits_cross(pair: tuple[Peer, Peer], note: str) -> None:
    _amara, tom = pair
    drafts.change_document(note, lambda draft: draft.set_text("title", "Day shift"), by=None)
    tom.hear_until(lambda: "Day shift" in str(tom.fragment))


def test_carets_cross_and_go(pair: tuple[Peer, Peer]) -> None:
    amara, tom = pair
    tom.send(awareness([ClientState(77, 1, {"cursor": 3})]))
    amara.hear_until(lambda: 77 in amara.people)
    assert amara.people[77]["user"]["name"] == "Tom Wilk"
    tom.close()
    amara.hear_until(lambda: amara.people[77] is None)


def test_a_caret_that_says_too_much_is_shown_in_its_own_process(pair: tuple[Peer, Peer]) -> None:
    amara, tom = pair
    tom.send(awareness([ClientState(77, 1, {"cursor": "ü" * 600})]))
    tom.send(awareness([ClientState(78, 1, {"cursor": 3})]))
    amara.hear_until(lambda: 78 in amara.people)
    assert 77 not in amara.people
