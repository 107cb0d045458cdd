"""A shared document and its JSON are the same thing said twice."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from pycrdt import Doc, XmlElement, XmlFragment, XmlText

from manyhands.collab.ydoc import Draft, Shape, read_document, write_document

from .documents import documents, node

PLAIN = Shape()


def copy_of(doc: Doc[Any]) -> Doc[Any]:
    copy: Doc[Any] = Doc()
    copy.apply_update(doc.get_update())
    return copy


def text(words: str, *marks: str) -> dict[str, Any]:
    made: dict[str, Any] = {"type": "text", "text": words}
    if marks:
        made["marks"] = [{"type": mark} for mark in marks]
    return made


@given(documents)
def test_what_is_written_is_read_back(document: dict[str, Any]) -> None:
    assert read_document(copy_of(write_document(document)), PLAIN) == document


@settings(max_examples=200)
@given(documents, documents)
def test_a_document_can_become_any_other(before: dict[str, Any], after: dict[str, Any]) -> None:
    doc = write_document(before)
    Draft(doc, PLAIN).become(after)
    assert read_document(copy_of(doc), PLAIN) == after


@given(documents)
def test_becoming_the_same_changes_nothing(document: dict[str, Any]) -> None:
    doc = write_document(document)
    state = doc.get_state()
    Draft(doc, PLAIN).become(document)
    assert doc.get_state() == state


def test_numbers_marks_and_neighbours_are_read_as_the_editor_shows_them() -> None:
    doc: Doc[Any] = Doc()
    fragment = doc.get("default", type=XmlFragment)
    heading = fragment.children.append(XmlElement("heading", [("level", 2.0)]))  # type: ignore[list-item]
    words = heading.children.append(XmlText(""))
    words.insert(0, "é😀", {"italic": {}, "bold": {}, "link--a1b2c3d4": {"href": "/"}})
    words.insert(6, "x", {"bold": {}, "italic": {}, "link--a1b2c3d4": {"href": "/"}})
    marks = [{"type": "link", "attrs": {"href": "/"}}, {"type": "bold"}, {"type": "italic"}]
    assert read_document(doc, PLAIN)["content"] == [
        node("heading", [{"type": "text", "text": "é😀x", "marks": marks}], level=2)
    ]


def test_absent_attributes_are_shown_with_their_default() -> None:
    shape = Shape(attributes={"picture": {"media": None, "decorative": False}})
    doc = write_document({"type": "doc", "content": [node("picture", media=None)]})
    assert read_document(doc, shape)["content"] == [node("picture", media=None, decorative=False)]


class TestDraft:
    @pytest.fixture
    def doc(self) -> Doc[Any]:
        content = [
            node("title", [text("Night shift")], id="title"),
            node(
                "paragraph", [text("Do it at "), text("six", "bold"), text(".")], id="aaaaaaaaaaaa"
            ),
        ]
        return write_document({"type": "doc", "content": content})

    @pytest.fixture
    def draft(self, doc: Doc[Any]) -> Draft:
        return Draft(doc, PLAIN)

    def test_blocks_are_added_where_one_says(self, draft: Draft) -> None:
        [last] = draft.append(node("paragraph"))
        [first] = draft.insert_after(None, node("heading", level=2))
        [middle] = draft.insert_after("aaaaaaaaaaaa", node("paragraph", id="aaaaaaaaaaaa"))
        assert draft.ids() == ["title", first, "aaaaaaaaaaaa", middle, last]

    def test_replacing_keeps_the_id_and_what_is_typed_meanwhile(
        self, doc: Doc[Any], draft: Draft
    ) -> None:
        other = copy_of(doc)
        paragraph = other.get("default", type=XmlFragment).children[1]
        paragraph.children[0].insert(0, "Please: ")

        draft.replace(
            "aaaaaaaaaaaa", node("paragraph", [text("Do it at "), text("five", "bold"), text(".")])
        )
        other.apply_update(doc.get_update())

        assert read_document(other, PLAIN)["content"][1] == node(
            "paragraph",
            [text("Please: Do it at "), text("five", "bold"), text(".")],
            id="aaaaaaaaaaaa",
        )

    def test_another_kind_takes_the_same_id(self, draft: Draft) -> None:
        draft.replace("aaaaaaaaaaaa", node("heading", [text("Six")], level=2))
        assert draft.block("aaaaaaaaaaaa") == node(
            "heading", [text("Six")], level=2, id="aaaaaaaaaaaa"
        )

    def test_the_title_takes_plain_words(self, draft: Draft) -> None:
        draft.set_text("title", "Day shift")
        assert draft.block("title") == node("title", [text("Day shift")], id="title")

    def test_a_block_that_is_not_there_is_named(self, draft: Draft) -> None:
        with pytest.raises(KeyError, match="nowhere"):
            draft.remove("nowhere")
