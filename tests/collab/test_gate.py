"""What is looked at before the library reads it: deep nesting would end the process, see the gate."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pycrdt import Doc

from manyhands.collab.live import gate
from manyhands.collab.live.protocol import Garbage, block, number
from manyhands.collab.ydoc import read_document, shape_of, write_document
from tests.bad_input.world import every_block

from .updates import LIST, NOTHING, attribute, element, nested, of_content, update


def test_what_the_editor_sends_passes_and_is_counted():
    doc = write_document({"type": "doc", "content": every_block("Hand over the keys.")})

    found = gate.elements_in(doc.get_update())

    assert found > 20
    gate.require_shallow(doc)
    del doc.get("default", type=gate.XmlFragment).children[2]
    assert gate.elements_in(doc.get_update()) < found
    gate.require_shallow(doc)


@pytest.mark.parametrize(
    "data",
    [
        update(element(), attribute(LIST * 200_000 + NOTHING)),
        nested(gate.MOST_ELEMENTS + 1),
        update(element(root="elsewhere")),
        of_content(2, number(1) + block(b"[1]")),
        of_content(3, block(b"bytes")),
        of_content(5, block(b"{}")),
        of_content(9, block(b"guid") + b"v\x00"),
        of_content(7, number(1)),
        of_content(8, number(2**50)),
        of_content(8, number(1) + b"u" + number(2**50)),
        of_content(1, number(2**60)),
        update(element()) + b"tail",
        number(2**40),
        b"",
    ],
    ids=[
        *("values", "deep", "elsewhere", "json", "bytes", "embed", "document", "map"),
        *("many", "list", "long", "tail", "clients", "nothing"),
    ],
)
def test_what_no_editor_sends_is_refused(data):
    with pytest.raises(Garbage):
        gate.elements_in(data)


def test_a_document_that_nests_too_deep_is_refused():
    doc = Doc()
    doc.apply_update(nested(gate.DEEPEST_DOCUMENT + 2))

    with pytest.raises(Garbage, match="deep"):
        gate.require_shallow(doc)


def test_elements_that_hide_in_a_text_are_refused():
    doc = Doc()
    text = b"\x07" + number(1) + block(b"default") + number(6)
    doc.apply_update(update(text, element(0)))

    with pytest.raises(Garbage, match="outside"):
        gate.require_shallow(doc)


@given(st.binary(max_size=400))
def test_any_bytes_are_an_update_or_garbage(data):
    with suppress(Garbage):
        assert gate.elements_in(data) >= 0


WHOLE = write_document({"type": "doc", "content": every_block("words")}).get_update()


@given(st.integers(0, len(WHOLE) - 1), st.binary(max_size=6), st.integers(0, 6))
def test_what_passes_is_read_as_a_document(at, put, taken):
    """Whatever passes the gate, the library can bear; and what it makes of it can be shown."""
    data = WHOLE[:at] + put + WHOLE[at + taken :]
    try:
        gate.elements_in(data)
    except Garbage:
        return
    doc = Doc()
    try:
        doc.apply_update(data)
    except (ValueError, RuntimeError):
        return  # left out, with a line in the log
    assert read_document(doc, shape_of("course:1"))["type"] == "doc"


def test_words_that_lie_too_deep_are_read_all_the_same():
    doc = Doc()
    words = b"\x04" + number(0) + number(5) + number(5000) + block(b"At six.")
    text = b"\x07" + number(0) + number(5) + number(4999) + number(6)
    doc.apply_update(nested(5000))
    doc.apply_update(update(text, words, clock=5000))

    assert "At six." in str(read_document(doc, shape_of("course:1")))
