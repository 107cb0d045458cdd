"""The judge itself: what it must see, and what it must leave alone."""

from __future__ import annotations

import pytest

from .judging import CHECKS, leads_away, wrong_with
from .line import Answer, Sent
from .values import MARKUP, executed

ASKED = Sent("GET", "/")
HARMLESS = {
    "content-type": "text/html",
    "content-security-policy": "default-src 'none'",
    "x-content-type-options": "nosniff",
}


@pytest.mark.parametrize("words", MARKUP)
def test_what_we_send_is_seen_where_it_is_put_into_a_page_as_it_is(words):
    places = (
        f"<p>{words}</p>",
        f'<input value="{words}">',
        f"<input value='{words}'>",
        f'<a href="{words}">x</a>',
    )
    assert any(executed(page) for page in places)


def test_words_are_left_alone():
    page = "<p>&lt;mhevil a=1&gt; javascript:mhevil() mh{{7*7}}mh</p><input value='&quot; onmouseover=&quot;mhevil()'>"

    assert executed(page) == []


@pytest.mark.parametrize(
    ("address", "leads"),
    [
        *((one, True) for one in ("//evil.example/", "https://evil.example", "/\\evil.example")),
        *(
            (one, True)
            for one in ("https:evil.example", "\t//evil.example", "javascript:x", "///x")
        ),
        *(
            (one, False)
            for one in ("", "/", "/account/login/?next=https%3A//evil.example", "?page=2")
        ),
    ],
)
def test_where_an_address_leads(address, leads):
    assert leads_away(address) == leads


@pytest.mark.parametrize(
    ("check", "answer"),
    [
        ("no answer", Answer(0)),
        ("server errors", Answer(500, HARMLESS)),
        ("stack traces", Answer(200, HARMLESS, b"Traceback (most recent call last):")),
        ("markup that runs", Answer(200, HARMLESS, b"<mhevil>")),
        ("markup that runs", Answer(200, HARMLESS, b"mh49mh")),
        ("ways out", Answer(302, HARMLESS | {"location": "//evil.example"})),
        ("headers made by us", Answer(200, HARMLESS | {"x-mhinjected": "1"})),
        ("no content policy", Answer(404, {"x-content-type-options": "nosniff"})),
        ("no nosniff", Answer(404, {"content-security-policy": "x"})),
    ],
)
def test_each_fault_is_named(check, answer):
    assert [found for found, _ in wrong_with(ASKED, answer)] == [check]
    assert check in CHECKS


def test_a_good_answer_has_no_fault():
    assert list(wrong_with(ASKED, Answer(200, HARMLESS, b"<p>Hello</p>"))) == []
