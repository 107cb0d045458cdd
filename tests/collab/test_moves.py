"""A block that one moves while another types into it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from pycrdt import Doc, XmlElement, XmlFragment, XmlText

from manyhands.collab import drafts
from manyhands.collab.ydoc import (
    Shape,
    apply_keeping_words,
    may_exchange,
    read_document,
    write_document,
)
from manyhands.collab.ydoc.writing import insert_pieces

from .documents import node
from .peers import Peer

PLAIN = Shape()


def words(said: str, *marks: str) -> list[dict[str, Any]]:
    made: dict[str, Any] = {"type": "text", "text": said}
    if marks:
        made["marks"] = [{"type": mark} for mark in marks]
    return [made]


class Tab:
    """What one person sees, and the updates that they make."""

    def __init__(self, known: Doc[Any]) -> None:
        self.doc: Doc[Any] = Doc()
        self.doc.apply_update(known.get_update())
        self.made: list[bytes] = []
        self._watching = self.doc.observe(lambda event: self.made.append(event.update))

    @property
    def blocks(self) -> Any:
        return self.doc.get("default", type=XmlFragment).children

    def move(self, place: int, to: int, *, turned: dict[str, Any] | None = None) -> None:
        """As the editor does: delete, and put a new one elsewhere."""
        block = turned or read_document(self.doc, PLAIN)["content"][place]
        with self.doc.transaction():
            del self.blocks[place]
            insert_pieces(self.doc.get("default", type=XmlFragment), to, [block])

    def text(self, place: int, *inside: int) -> XmlText:
        found = self.blocks[place]
        for step in (*inside, 0):
            found = found.children[step]
        assert isinstance(found, XmlText)
        return found


def server(*blocks: dict[str, Any]) -> Doc[Any]:
    return write_document({"type": "doc", "content": list(blocks)})


def hear(doc: Doc[Any], *tabs: Tab) -> None:
    """Keep what they made, in this order, as the server does."""
    for update in [update for tab in tabs for update in tab.made]:
        if may_exchange(update):
            apply_keeping_words(doc, update, PLAIN)
        else:
            doc.apply_update(update)


def said(doc: Doc[Any]) -> list[str]:
    def flat(part: dict[str, Any]) -> str:
        return part.get("text", "") + "".join(flat(p) for p in part.get("content", []))

    return [flat(block) for block in read_document(doc, PLAIN)["content"]]


A = node("paragraph", words("Open the list."), id="aaaaaaaaaaaa")
B = node("paragraph", words("Call her."), id="bbbbbbbbbbbb")


def test_words_typed_before_the_move_was_known_go_along() -> None:
    doc = server(A, B)
    tom, amara = Tab(doc), Tab(doc)
    tom.text(0).insert(len("Open the list"), " é😀 now")
    amara.move(0, 1)

    hear(doc, tom, amara)

    assert said(doc) == ["Call her.", "Open the list é😀 now."]


def test_they_go_along_however_much_was_written_before() -> None:
    """The updates of one who wrote here before do not begin with their first letter."""
    doc = server(A, B)
    tom, amara = Tab(doc), Tab(doc)
    amara.text(1).insert(0, "Then: ")
    hear(doc, amara)
    amara.made.clear()
    tom.text(0).insert(0, "First: ")
    amara.move(0, 1)

    hear(doc, tom, amara)

    assert said(doc) == ["Then: Call her.", "First: Open the list."]


def test_marks_go_along() -> None:
    doc = server(A, B)
    tom, amara = Tab(doc), Tab(doc)
    tom.text(0).insert(0, "Now: ", {"bold": {}})
    amara.move(0, 1)

    hear(doc, tom, amara)

    moved = read_document(doc, PLAIN)["content"][1]
    assert moved["content"] == [*words("Now: ", "bold"), *words("Open the list.")]


def test_a_move_that_knew_everything_is_left_alone() -> None:
    doc = server(A, B)
    amara = Tab(doc)
    del amara.text(0)[0:5]
    amara.move(0, 1)

    hear(doc, amara)

    assert said(doc) == ["Call her.", "the list."]
    assert apply_keeping_words(doc, amara.made[-1], PLAIN) == amara.made[-1]


def test_what_the_mover_wrote_stays_beside_what_came() -> None:
    doc = server(A, B)
    tom, amara = Tab(doc), Tab(doc)
    tom.text(0).insert(0, "First: ")
    with amara.doc.transaction():
        amara.text(0).insert(len("Open the list."), " Read it.")
        amara.move(0, 1)

    hear(doc, tom, amara)

    assert said(doc) == ["Call her.", "First: Open the list. Read it."]


def test_a_block_that_becomes_another_kind_keeps_them_too() -> None:
    doc = server(A, B)
    tom, amara = Tab(doc), Tab(doc)
    tom.text(0).insert(0, "Now: ")
    item = node("listItem", [node("paragraph", words("Open the list."))])
    amara.move(0, 0, turned=node("bulletList", [item], id="aaaaaaaaaaaa"))

    hear(doc, tom, amara)

    assert said(doc) == ["Now: Open the list.", "Call her."]
    assert read_document(doc, PLAIN)["content"][0]["type"] == "bulletList"


def test_words_in_one_of_several_parts_stay_in_theirs() -> None:
    parts = [node("question", words("When?")), node("answer"), node("answer", words("At six."))]
    doc = server(node("choice", parts, id="cccccccccccc"), B)
    tom, amara = Tab(doc), Tab(doc)
    empty = tom.blocks[0].children[1]
    empty.children.append(XmlText("Earlier."))
    tom.text(0, 2).insert(0, "Never ")
    amara.move(0, 1)

    hear(doc, tom, amara)

    moved = read_document(doc, PLAIN)["content"][1]["content"]
    assert [part.get("content") for part in moved] == [
        words("When?"),
        words("Earlier."),
        words("Never At six."),
    ]


def test_a_block_that_two_move_at_once_stands_once() -> None:
    doc = server(A, B)
    tom, amara = Tab(doc), Tab(doc)
    amara.move(0, 1)
    with tom.doc.transaction():
        tom.move(0, 1)
        tom.text(1).insert(0, "Now: ")

    hear(doc, amara, tom)

    assert said(doc) == ["Call her.", "Now: Open the list."]


def test_a_block_that_is_deleted_takes_its_words() -> None:
    doc = server(A, B)
    tom, amara = Tab(doc), Tab(doc)
    tom.text(0).insert(0, "Now: ")
    del amara.blocks[0]

    hear(doc, tom, amara)

    assert said(doc) == ["Call her."]


@pytest.fixture
def two_blocks(note: str) -> str:
    def add(draft: drafts.Draft) -> None:
        draft.append(B)

    drafts.change_document(note, add, by=None, touches=False)
    return note


def test_it_is_so_for_tabs_in_a_live_room(opened: Callable[..., Peer], two_blocks: str) -> None:
    amara, tom = opened("amara").sync(), opened("tom").sync()
    tom.type(" And wait.")
    tom.hear_all_saved()
    amara._words.clear()
    moved = amara.fragment.children[2]
    assert isinstance(moved, XmlElement)
    with amara.doc.transaction():
        del amara.fragment.children[2]
        insert_pieces(amara.fragment, 1, [B])
    amara.send_words()

    for tab in (amara, tom):
        tab.hear_until(lambda tab=tab: "And wait." in str(tab.fragment.children[1]))
    kept = drafts.read_document(two_blocks)["content"]
    assert [block["attrs"]["id"] for block in kept] == ["title", "bbbbbbbbbbbb", "aaaaaaaaaaaa"]
    assert kept[1]["content"] == words("Call her. And wait.")
