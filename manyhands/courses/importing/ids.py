"""Names of blocks that stay the same when the same page is read again."""

from __future__ import annotations

from collections import Counter
from difflib import SequenceMatcher
from typing import Final

from manyhands.courses.blocks import block_id, digest_of, text_of
from manyhands.courses.blocks.node import Node, children, derived_id, kind_name

_FRONT: Final = ("title", "goal", "forwhom")
# From here on a block counts as the same one, reworded.
ALIKE: Final = 0.5
LONGEST: Final = 2000


def give_ids(path: str, blocks: list[Node]) -> None:
    """An id for each block, from its page, its content, and how often that occurred before."""
    seen: Counter[str] = Counter()
    for block in blocks:
        digest = digest_of(block)
        new = derived_id(path, kind_name(block), digest, seen[digest])
        seen[digest] += 1
        block["attrs"] = {"id": new, **block.get("attrs", {})}


def keep_ids(new: Node, former: Node) -> Node:
    """``new`` with the ids that its blocks have in ``former``: those that stayed, and those only reworded."""
    before, after = _blocks(former), _blocks(new)
    matcher = SequenceMatcher(
        None, [digest_of(b) for b in before], [digest_of(b) for b in after], autojunk=False
    )
    kept: dict[int, str] = {}
    for op, i1, i2, j1, j2 in matcher.get_opcodes():
        if op == "equal":
            kept |= {j1 + n: block_id(before[i1 + n]) for n in range(i2 - i1)}
        elif op == "replace":
            kept |= _reworded(before[i1:i2], after[j1:j2], j1)
    taken = set(kept.values())
    made = [_with_id(block, kept.get(n), taken) for n, block in enumerate(after)]
    front = [node for node in children(new) if kind_name(node) in _FRONT]
    return {"type": "doc", "content": [*front, *made]}


def _reworded(before: list[Node], after: list[Node], offset: int) -> dict[int, str]:
    """Blocks of one kind that follow each other in the same order and are alike."""
    kept: dict[int, str] = {}
    start = 0
    for number, block in enumerate(after):
        for place in range(start, min(len(before), start + 20)):
            if _are_alike(before[place], block):
                kept[offset + number] = block_id(before[place])
                start = place + 1
                break
    return kept


def _are_alike(one: Node, other: Node) -> bool:
    if kind_name(one) != kind_name(other):
        return False
    matcher = SequenceMatcher(
        None, text_of(one)[:LONGEST].split(), text_of(other)[:LONGEST].split()
    )
    return matcher.real_quick_ratio() >= ALIKE and matcher.ratio() >= ALIKE


def _with_id(block: Node, kept: str | None, taken: set[str]) -> Node:
    wanted = kept or block_id(block)
    if kept is None and wanted in taken:
        wanted = derived_id(wanted, "again")
    return {**block, "attrs": {**block.get("attrs", {}), "id": wanted}}


def _blocks(document: Node) -> list[Node]:
    return [node for node in children(document) if kind_name(node) not in _FRONT]
