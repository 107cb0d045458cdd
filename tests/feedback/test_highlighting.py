"""Quoted words marked in a block's HTML."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from manyhands.courses.blocks import Page, build, render_block
from manyhands.feedback.highlighting import Mark, highlight

LINE = '<p>Use the <strong>yellow</strong> form <a href="/x?a=1&amp;b=2">at the gate</a>.</p>'


def _marked(words: str) -> str:
    return f'<mark class="q-mark" data-item="7">{words}</mark>'


@pytest.mark.parametrize(
    ("html", "quote", "expected"),
    [
        ("<p>one two</p>", "two", f"<p>one {_marked('two')}</p>"),
        ("<p>a &amp; b &lt;c&gt;</p>", "& b <c>", f"<p>a {_marked('&amp; b &lt;c&gt;')}</p>"),
        ("<p>one\n two</p>", "one two", f"<p>{_marked('one' + chr(10) + ' two')}</p>"),
        (
            "<p>a <strong>b</strong> c</p>",
            "a b c",
            f"<p>{_marked('a ')}<strong>{_marked('b')}</strong>{_marked(' c')}</p>",
        ),
        (
            "<ul><li><p>one</p></li><li><p>two</p></li></ul>",
            "one two",
            f"<ul><li><p>{_marked('one')}</p></li><li><p>{_marked('two')}</p></li></ul>",
        ),
        ("<p>a<br>b</p>", "a b", f"<p>{_marked('a')}<br>{_marked('b')}</p>"),
        ("<p>one</p>", "three", "<p>one</p>"),
        ("<p>one</p>", " ", "<p>one</p>"),
        ("<p>x x</p>", "x", "<p>x x</p>"),
        ("<textarea>one</textarea>", "one", "<textarea>one</textarea>"),
    ],
)
def test_words_across_elements(html: str, quote: str, expected: str) -> None:
    assert highlight(html, [Mark(7, quote)]) == expected


def test_attributes_are_left_alone() -> None:
    marked = highlight(LINE, [Mark(7, "form at")])
    assert '<a href="/x?a=1&amp;b=2">' in marked
    assert _marked("at") in marked
    assert (
        highlight('<img alt="form">form', [Mark(7, "form")]) == f'<img alt="form">{_marked("form")}'
    )


def test_surroundings_tell_which() -> None:
    html = "<p>Open the door. Wait. Open the door. Go.</p>"
    marked = highlight(html, [Mark(7, "Open the door.", prefix="Wait. ", suffix=" Go.")])
    assert marked == html.replace("Wait. Open the door.", f"Wait. {_marked('Open the door.')}")


def test_two_marks_side_by_side_and_none_on_top_of_another() -> None:
    marks = [Mark(1, "one"), Mark(2, "two", css="o-mark"), Mark(3, "one two")]
    marked = highlight("<p>one two</p>", marks)
    assert '<mark class="q-mark" data-item="1">one</mark> ' in marked
    assert '<mark class="o-mark" data-item="2">two</mark>' in marked
    assert 'data-item="3"' not in marked


@given(st.text(), st.text())
def test_no_words_become_markup(words: str, quote: str) -> None:
    html = render_block(build.paragraph("before ", build.bold(words), " after", id="a"), Page())
    marked = highlight(html, [Mark(7, quote), Mark('"><script>', words)])
    assert "<script" not in marked.replace("&lt;script", "")
    without = re.sub(r"</?mark[^>]*>", "", marked)
    # HTML itself knows only one kind of line end, and no null.
    assert _tidy(without) == _tidy(html)


def _tidy(html: str) -> str:
    return html.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "")
