"""Making a document fit the schema: what does not is turned into text or named, never silently lost."""

from __future__ import annotations

import re
from collections import Counter
from typing import Final, NamedTuple

from django.utils.translation import gettext as _

from manyhands.kernel.text import shorten

from .document import Document, DocumentError
from .fitting import Fitter
from .inline_repair import clean
from .node import Node, attribute, children, derived_id, kind_name, plain
from .registry import FRONT, SHAPES, TOP

MOST_BLOCKS: Final = 2000
MOST_LETTERS: Final = 2_000_000
MOST_SPILLED: Final = 100  # texts that one block leaves behind; what else it spills is one text
_ID: Final = re.compile(r"[A-Za-z0-9_-]{1,40}\Z")
_FRONT: Final = frozenset(kind.name for kind in FRONT)


class Repair(NamedTuple):
    """What was changed so that the document fits. Quiet ones concern nobody but us."""

    sentence: str
    block_id: str = ""
    is_quiet: bool = False


class Repaired(NamedTuple):
    document: Document
    repairs: tuple[Repair, ...]


def parse_document(raw: object) -> Document:
    """``raw`` as a document, when it fits as it is. Raises DocumentError naming the first thing that does not."""
    document, repairs = repair(raw)
    if repairs:
        raise DocumentError(repairs[0].sentence)
    return document


def repair(raw: object) -> Repaired:
    """``raw`` as a document that fits, and what had to be changed. Linear in its size, whatever is in it.

    Missing attributes are filled with their defaults without a word. Raises DocumentError only when ``raw`` is no
    document at all.
    """
    if isinstance(raw, Document):
        raw = raw.as_json()
    if not isinstance(raw, dict) or raw.get("type") != "doc":
        raise DocumentError(_("This is not a course's document."))
    return _Mender().mend(raw)


class _Mender:
    def __init__(self) -> None:
        self._front: dict[str, Node] = {}
        self._blocks: list[Node] = []
        self._seen: set[str] = set(_FRONT)
        self._repairs: dict[Repair, None] = {}
        self._letters = 0
        self._numbers: Counter[tuple[str, ...]] = (
            Counter()
        )  # how many names were made of these seeds

    def mend(self, raw: Node) -> Repaired:
        content = raw.get("content")
        entries = content if isinstance(content, list | tuple) else []
        for number, entry in enumerate(entries):
            if len(self._blocks) >= MOST_BLOCKS or self._letters > MOST_LETTERS:
                left = len(entries) - number
                self._say(
                    _("It is too long: %(left)s blocks at its end were left out.") % {"left": left}
                )
                break
            if isinstance(entry, dict):
                self._take(entry)
            elif words := clean(entry, lambda _words: None).strip():
                self._say(_("Loose words became a text."))
                self._append({"type": "paragraph", "content": [{"type": "text", "text": words}]})
            else:
                self._say(_("Something that is no block was left out."))
        return Repaired(self._document(), tuple(self._repairs))

    def _take(self, raw: Node) -> None:
        name = kind_name(raw)
        if name in _FRONT and name not in self._front:
            self._front[name], _none = self._fitted(raw, name)
        elif name in TOP:
            self._append(raw)
        elif not plain(raw).strip():
            self._say(_("An empty “%(kind)s” was left out.") % {"kind": shorten(name, 40)})
        else:
            self._say(
                _("A block of the kind “%(kind)s” became a text.") % {"kind": shorten(name, 40)}
            )
            inside = [raw] if name == "text" else children(raw)
            self._append({"type": "paragraph", "content": inside}, is_known=False)

    def _append(self, raw: Node, *, is_known: bool = True) -> None:
        block_id = self._id_for(raw)
        # The kinds inside an unknown block have just been named together.
        node, spilled = self._fitted(raw, block_id, is_quiet=not is_known)
        if len(spilled) > MOST_SPILLED:
            spilled = [*spilled[:MOST_SPILLED], "\n".join(spilled[MOST_SPILLED:])]
        self._blocks += [node, *(self._text(words, block_id) for words in spilled)]

    def _fitted(
        self, raw: Node, block_id: str, *, is_quiet: bool = False
    ) -> tuple[Node, list[str]]:
        """``raw`` as a block of its kind, and the words for which it has no place."""
        fitter = Fitter(block_id)
        node = fitter.fit(raw, SHAPES[kind_name(raw)])
        node["attrs"] = {"id": block_id, **node.get("attrs", {})}
        for sentence in fitter.said:
            self._say(sentence, block_id, is_quiet=is_quiet)
        self._letters += fitter.letters
        return node, fitter.spilled

    def _text(self, words: str, near: str) -> Node:
        attrs = {"id": self._new_id(near, words)}
        return {"type": "paragraph", "attrs": attrs, "content": [{"type": "text", "text": words}]}

    def _id_for(self, raw: Node) -> str:
        given = attribute(raw, "id")
        if isinstance(given, str) and _ID.match(given) and given not in self._seen:
            self._seen.add(given)
            return given
        reason = (
            _("A block had no name of its own.") if not given else _("Two blocks had one name.")
        )
        new = self._new_id(given, kind_name(raw), plain(raw)[:1000])
        self._say(reason, new, is_quiet=True)
        return new

    def _new_id(self, *seeds: object) -> str:
        """Derived, so that looking twice at the same draft gives the same names."""
        made_of = tuple(map(str, seeds))
        number = self._numbers[made_of]
        while (new := derived_id(*seeds, number)) in self._seen:
            number += 1
        self._numbers[made_of] = number + 1
        self._seen.add(new)
        return new

    def _say(self, sentence: str, block_id: str = "", *, is_quiet: bool = False) -> None:
        self._repairs[Repair(sentence, block_id, is_quiet)] = None

    def _document(self) -> Document:
        for kind in FRONT:
            if kind.name not in self._front:
                self._front[kind.name] = {"type": kind.name, "attrs": {"id": kind.name}}
        if not self._blocks:
            self._append({"type": "paragraph", "attrs": {"id": self._new_id("first")}})
        title, goal, for_whom = (self._front[kind.name] for kind in FRONT)
        return Document(title, goal, for_whom, tuple(self._blocks))
