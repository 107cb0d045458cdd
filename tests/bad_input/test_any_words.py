"""Every address that takes a form, given what no form would send: a sentence comes back, never a failure."""

from __future__ import annotations

import pytest
from django.contrib.auth import SESSION_KEY
from django.urls import get_resolver

from .addresses import addresses, paths
from .walk import body
from .world import a_world_of

NAMES = (
    *("statement", "effect", "effect_unit", "effect_baseline", "effect_target", "needed_by"),
    *("audience", "groups", "topics", "reason", "note", "reply", "sentence", "value", "nominee"),
    *("to", "decision", "answer_id", "survivor", "group", "text", "kind", "block", "quote"),
    *("prefix", "suffix", "reaction", "position", "option", "options", "answer", "size"),
    *("valid_from", "valid_until", "check_on", "day", "settled", "asked", "let_in", "expected"),
    *("person", "people", "role", "name", "email", "about", "time_zone", "colour", "parent"),
    *("intention", "title", "need", "successor", "explain", "learn", "addresses", "file", "photo"),
    *("q", "page", "state", "since", "until", "course", "topic", "password", "password1", "next"),
)
WORDS = {
    "nothing": "",
    "enormous": "x" * 60_000,
    "odd": "\ud7ff<b>%(x)s{{x}}\u202e\U0001f9a5\r\n",
    "numbers": "99999999999999999999",
    "negative": "-1",
    "dates": "2026-02-31",
    "far": "9999-12-31",
}


@pytest.mark.parametrize("words", WORDS.values(), ids=WORDS)
def test_whatever_is_sent_gets_an_answer(cast, client_for, words):
    world = a_world_of("hand over a night shift", cast)
    sent = dict.fromkeys(NAMES, words)
    every = [*addresses(world), *_without_numbers()]

    for who in (cast.salma, cast.pavel):
        client = client_for(who)
        for address in every:
            for answer in (client.post(address, sent), client.get(address, _short(sent))):
                assert answer.status_code < 500, address
                assert "Traceback" not in body(answer)[:200], address
            if SESSION_KEY not in client.session:
                client = client_for(who)  # what was sent has signed them out


def _without_numbers() -> list[str]:
    """What leads out, or ends what the test needs."""
    ending = ("account/logout", "media/", "first-run", "live/")
    found = [path for path in paths(get_resolver()) if "<" not in path and "(" not in path]
    return [f"/{path}" for path in found if not path.startswith(ending)]


def _short(sent: dict[str, str]) -> dict[str, str]:
    return {name: value[:500] for name, value in sent.items() if name in ("q", "page", "state")}
