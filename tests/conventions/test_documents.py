"""What operators and readers of the journal rely on is written down, all of it, and nothing more."""

from __future__ import annotations

import re

from .events_page import PAGE, every_event, page
from .tree import PACKAGE, ROOT

SETTINGS_PAGE = ROOT / "docs/operating/settings.md"


def test_every_setting_is_documented():
    source = (PACKAGE / "config/environment.py").read_text()
    read = set(re.findall(r'env\.(?!prefixed)\w+\(\s*"([A-Z_]+)"', source))
    told = set(re.findall(r"^\| `MANYHANDS_([A-Z_]+)`", SETTINGS_PAGE.read_text(), re.MULTILINE))

    assert told == read


def test_every_event_is_documented():
    assert PAGE.read_text() == page(), "write it anew: python -m tests.conventions.events_page"


def test_an_event_is_named_by_where_what_and_how():
    odd = [
        event.kind
        for event in every_event()
        if not re.fullmatch(r"[a-z]+\.[a-z_]+\.[a-z_]+", event.kind)
        or event.kind.split(".")[0] != event.__module__.split(".")[1]
    ]

    assert not odd


def test_no_two_events_share_a_name():
    kinds = [event.kind for event in every_event()]

    assert len(kinds) == len(set(kinds))
