"""Every kind that somebody tells has a sentence, and each of its words is there when it is told."""

from __future__ import annotations

import re
from dataclasses import fields

import pytest

from manyhands.feedback.models import ItemKind, ItemState, ReactionKind
from manyhands.journal import events
from manyhands.notifications.models import Notice
from manyhands.notifications.sentences import SENTENCES, sentence_of
from tests.conventions.tree import PACKAGE

RECEIVERS = PACKAGE / "notifications" / "receivers"
# What a receiver adds to the facts of its event.
ADDED = {"answer_title", "actor", "need", "title", "words"}


def kinds_in_receivers() -> set[str]:
    source = "\n".join(path.read_text() for path in RECEIVERS.glob("*.py"))
    written = set(re.findall(r'"([a-z_]+)"', source)) & set(SENTENCES)
    return (
        written
        | {f"item_{kind}" for kind in ItemKind.values}
        | {f"item_{state}" for state in ItemState.values}
        | {f"reaction_{kind}" for kind in ReactionKind.values}
        | {f"nomination_{state}" for state in ("accepted", "declined", "passed_on")}
    )


def test_every_sentence_is_told_by_somebody():
    assert kinds_in_receivers() == set(SENTENCES)


def test_every_kind_told_has_a_sentence():
    source = "\n".join(path.read_text() for path in RECEIVERS.glob("*.py"))
    kinds = set(re.findall(r'kind="([a-z_]+)"', source))
    kinds |= set(re.findall(r'tell_about\([^"]*?"([a-z_]+)"', source))

    assert kinds <= set(SENTENCES)


@pytest.mark.parametrize("kind", sorted(SENTENCES))
def test_its_words_are_facts_of_some_event(kind):
    told = {key for kinds in events._listening.values() for key in kinds}
    facts = {
        field.name
        for event_kind, receivers in events._listening.items()
        if any(key.startswith("notifications.") for key in receivers)
        for field in fields(events.known_kinds()[event_kind])
    }
    wanted = set(re.findall(r"%\((\w+)\)s", str(SENTENCES[kind])))

    assert told
    assert wanted <= facts | ADDED


def test_a_name_that_must_go_is_gone():
    notice = Notice(kind="need_backed", actor_id=7, facts={"title": "read a bill of lading"})

    assert sentence_of(notice, None) == (
        "A former colleague needs it too: “I need to read a bill of lading”."
    )


def test_who_gave_no_name_has_none():
    notice = Notice(kind="checkin_yes", actor_id=None, facts={"title": "read a bill"})

    assert sentence_of(notice, None).startswith("Somebody says your answer solved")


def test_a_kind_of_yesterday_is_told_by_its_title():
    notice = Notice(kind="long_gone", facts={"title": "100 % of it"})

    assert sentence_of(notice, None) == "100 % of it"
