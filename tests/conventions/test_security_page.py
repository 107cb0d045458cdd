"""What docs/operating/security.md points to is there, and no requirement is left out."""

from __future__ import annotations

import re

from .tree import ROOT

PAGE = (ROOT / "docs/operating/security.md").read_text()
# The sections of ASVS 5.0.0 that hold requirements of level 1 or 2: chapter by chapter, one digit each.
CHAPTERS = {
    1: "12345",
    2: "1234",
    3: "23457",
    4: "1234",
    5: "1234",
    6: "1234568",
    7: "123456",
    8: "1234",
    9: "12",
    10: "17",
    11: "123456",
    12: "123",
    13: "1234",
    14: "123",
    15: "123",
    16: "12345",
    17: "13",
}
SECTIONS = [f"{chapter}.{digit}" for chapter, digits in CHAPTERS.items() for digit in digits]


def test_what_it_names_is_there():
    named = set(re.findall(r"`((?:tests|manyhands|bin|requirements|frontend)/[\w/.-]+)`", PAGE))
    linked = set(re.findall(r"\]\(([\w./-]+\.md)\)", PAGE))

    assert not [name for name in named if not (ROOT / name).exists()]
    assert not [link for link in linked if not (ROOT / "docs/operating" / link).exists()]


def test_each_section_is_answered():
    assert not [
        name for name in SECTIONS if not re.search(rf"(?<![\d.]){re.escape(name)}\.\d", PAGE)
    ]


def test_each_gap_stands_at_the_head():
    head, _, rest = PAGE.partition("## V1 ")
    rows = re.findall(r"^\| ([\d., to]+) \|.*\*\*gap\*\*", rest, re.MULTILINE)
    named = {number for row in rows for number in re.findall(r"\d+\.\d+\.\d+", row)}

    assert named
    assert all(number.rsplit(".", 1)[0] in head for number in named)
