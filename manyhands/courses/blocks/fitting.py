"""Making one node fit its shape, with everything inside it."""

from __future__ import annotations

from collections import deque
from typing import Any, Final

from django.utils.translation import gettext as _

from manyhands.kernel.text import shorten

from .inline_repair import clean, fit_inline
from .node import Node, attribute, children, derived_id, descend, kind_name, plain
from .registry import SHAPES
from .shapes import Inline, Shape, Slot

DEEPEST: Final = 16
_RUNNING: Final = frozenset({"text", "hardBreak"})
# What the editor adds to nodes and marks by itself, and nobody reads.
_IGNORED: Final = frozenset({"id", "type", "textAlign", "align", "dir"})


class Fitter:
    """Fits one block. ``said`` is what was changed, ``spilled`` the words for which it had no place."""

    def __init__(self, block_id: str) -> None:
        self._block_id = block_id
        self.said: dict[str, None] = {}  # in order, each once
        self.spilled: list[str] = []
        self.letters = 0

    def fit(self, raw: Node, shape: Shape, depth: int = 0) -> Node:
        if depth == 0:
            self._look_for_litter(raw)
        node: Node = {"type": shape.name}
        if attrs := self._attributes(raw, shape):
            node["attrs"] = attrs
        if shape.inline is not Inline.NONE:
            content = fit_inline(raw, shape.inline, self._say)
            self.letters += sum(len(run.get("text", "")) for run in content)
        else:
            content = self._fill(raw, shape, depth)
        if content:
            node["content"] = content
        return self._named_options(node) if shape.name == "choice" else node

    def _attributes(self, raw: Node, shape: Shape) -> dict[str, Any]:
        given = raw.get("attrs")
        given = given if isinstance(given, dict) else {}
        attrs = shape.defaults()
        for name, value in given.items():
            if name in shape.attributes:
                try:
                    attrs[name] = shape.attributes[name].read(value)
                except ValueError:
                    self._say_attribute(name, shape)
            elif value is not None and name not in _IGNORED:
                self._say_attribute(name, shape)
        for name, value in attrs.items():
            if isinstance(value, str):
                attrs[name] = clean(value, self._say)
        return attrs

    def _fill(self, raw: Node, shape: Shape, depth: int) -> list[Node]:
        waiting = deque(_grouped(children(raw)))
        filled: list[Node] = []
        for number, slot in enumerate(shape.slots):
            later = {kind for further in shape.slots[number + 1 :] for kind in further.kinds}
            taken = 0
            while waiting and (slot.most is None or taken < slot.most):
                if kind_name(waiting[0]) in later - set(slot.kinds):
                    break
                if fitted := self._placed(waiting.popleft(), slot, depth):
                    filled.append(fitted)
                    taken += 1
            empty = SHAPES[slot.kinds[0]]
            filled += [self.fit({}, empty, depth + 1) for _place in range(slot.least - taken)]
        for left in waiting:
            self._spill(left)
        return filled

    def _placed(self, raw: Node, slot: Slot, depth: int) -> Node | None:
        name = kind_name(raw)
        # Where running text may stand too, what lies too deep becomes that.
        is_deep = depth >= DEEPEST and "paragraph" in slot.kinds
        if name in slot.kinds and (name == "paragraph" or not is_deep):
            return self.fit(raw, SHAPES[name], depth + 1)
        if "paragraph" in slot.kinds and plain(raw).strip():
            words = {"type": "paragraph", "content": [raw]}
            return self.fit(words, SHAPES["paragraph"], depth + 1)
        if slot.kinds == ("listItem",):
            return self.fit({"type": "listItem", "content": [raw]}, SHAPES["listItem"], depth + 1)
        self._spill(raw)
        return None

    def _spill(self, raw: Node) -> None:
        words = clean(plain(raw), self._say).strip()
        self.letters += len(words)
        kind = {"kind": shorten(kind_name(raw), 40)}
        if words:
            self.spilled.append(words)
            self._say(
                _("Something of the kind “%(kind)s” did not fit; its words stand below.") % kind
            )
        else:
            self._say(_("An empty “%(kind)s” was left out.") % kind)

    def _named_options(self, node: Node) -> Node:
        seen: set[str] = set()
        for number, option in enumerate(children(node, "option")):
            given = attribute(option, "id")
            if not given or given in seen:
                option["attrs"]["id"] = derived_id(self._block_id, "option", number, len(seen))
            seen.add(option["attrs"]["id"])
        return node

    def _look_for_litter(self, raw: Node) -> None:
        """Name what no reader of nodes will ever see."""
        for here in descend(raw):
            content = here.get("content")
            if content is None or (
                isinstance(content, list | tuple) and all(isinstance(c, dict) for c in content)
            ):
                continue
            self._say(_("Something that is no block was left out."))

    def _say_attribute(self, name: object, shape: Shape) -> None:
        words = {"name": shorten(str(name), 40), "kind": shape.name}
        self._say(_("“%(name)s” of a “%(kind)s” was left out.") % words)

    def _say(self, sentence: str) -> None:
        self.said[sentence] = None


def _grouped(nodes: list[Node]) -> list[Node]:
    """Running text that stands where blocks belong, put into paragraphs."""
    grouped: list[Node] = []
    is_running = False
    for node in nodes:
        if kind_name(node) not in _RUNNING:
            grouped.append(node)
        elif is_running:
            grouped[-1]["content"].append(node)
        else:
            grouped.append({"type": "paragraph", "content": [node]})
        is_running = kind_name(node) in _RUNNING
    return grouped
