"""An answer becomes a part of the course: its words go into the draft, where they can be edited like all others."""

from __future__ import annotations

from copy import deepcopy

from django.db import transaction
from django.utils.translation import gettext as _

from manyhands.collab import drafts
from manyhands.collab.ydoc import Draft
from manyhands.courses.blocks import Node, build, kind_name
from manyhands.feedback import rules
from manyhands.feedback.models import Comment, Item, ItemKind, ItemState
from manyhands.kernel.access import Refused, require
from manyhands.people.models import Person

from .answering import answer_item
from .moving import held, move
from .remark import tidy_words

HEAD = ("title", "goal", "forwhom")
# Where the words go inside the block: behind it they would break a row of steps, or leave the box.
HOLDERS = ("step", "callout")


@transaction.atomic
def fold_in(item: Item, *, text: str = "", by: Person) -> Item:
    """Put the answer's words into the draft, after or inside the block it speaks of; whoever spoke is told.

    A suggestion takes the place of the words it is about, where they still stand. A question that nobody answered
    is answered with the same words.
    """
    item = held(item)
    require(rules.can_fold_in(by, item))
    words = tidy_words(text) or words_for(item)
    if not words:
        raise Refused(_("There is no answer yet. Write the words that are to stand in the course."))
    if item.kind == ItemKind.QUESTION and item.answered_at is None and item.person_id != by.pk:
        answer_item(item, text=words, by=by)
        item.refresh_from_db(fields=["answered_at"])

    drafts.change_document(item.course.room_key, lambda draft: _fold(draft, item, words), by=by)
    move(item, ItemState.IN_DRAFT, by=by)
    return item


def words_for(item: Item) -> str:
    """What is offered to be folded in: a suggestion itself, else the last answer by an author, else the last one."""
    if item.kind == ItemKind.SUGGESTION:
        return item.text
    comments = list(item.comments.select_related("person").order_by("pk"))
    others = [one for one in comments if one.person_id != item.person_id]
    by_authors = [one for one in others if _is_author(one, item)]
    last = (by_authors or others)[-1:]
    return last[0].text if last else ""


def where_it_stands(item: Item) -> str:
    """The block of the draft that holds what was folded in; "" when none does (any more)."""
    if item.state != ItemState.IN_DRAFT or not item.folded_into:
        return ""
    blocks = drafts.read_document(item.course.room_key).get("content", [])
    standing = {node.get("attrs", {}).get("id") for node in blocks}
    return item.folded_into if item.folded_into in standing else ""


def _is_author(comment: Comment, item: Item) -> bool:
    return comment.person is not None and item.course.is_written_by(comment.person)


def _fold(draft: Draft, item: Item, words: str) -> None:
    node = draft.block(item.block_id) if item.block_id else None
    if node is None or item.block_id in HEAD:
        item.folded_into = _add(draft, item, words)
        return
    item.folded_into = item.block_id
    if item.kind == ItemKind.SUGGESTION and (reworded := _reworded(node, item.quote, words)):
        draft.replace(item.block_id, reworded)
    elif kind_name(node) in HOLDERS:
        draft.replace(item.block_id, _filled(node, words))
    else:
        item.folded_into = draft.insert_after(item.block_id, *_paragraphs(words))[0]


def _add(draft: Draft, item: Item, words: str) -> str:
    """The block is gone, or it speaks of the whole: at the end, or under the title."""
    paragraphs = _paragraphs(words)
    if item.block_id in HEAD:
        return draft.insert_after(None, *paragraphs)[0]
    return draft.append(*paragraphs)[0]


def _paragraphs(words: str) -> list[Node]:
    return [build.paragraph(line.strip()) for line in words.split("\n") if line.strip()]


def _filled(node: Node, words: str) -> Node:
    filled = deepcopy(node)
    content = filled.setdefault("content", [])
    for paragraph in _paragraphs(words):
        content.append({"type": "paragraph", "content": paragraph["content"]})
    return filled


def _reworded(node: Node, quote: str, words: str) -> Node | None:
    """The block with the quoted words exchanged; None where they do not stand there exactly once."""
    reworded = deepcopy(node)
    runs = [run for run in _runs(reworded) if quote and quote in run["text"]]
    if len(runs) != 1 or runs[0]["text"].count(quote) != 1:
        return None
    runs[0]["text"] = runs[0]["text"].replace(quote, words.replace("\n", " "))
    return reworded


def _runs(node: Node) -> list[Node]:
    if node.get("type") == "text":
        return [node]
    return [run for inner in node.get("content", []) for run in _runs(inner)]
