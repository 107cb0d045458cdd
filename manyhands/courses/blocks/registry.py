"""All kinds of block, and the schema they make together."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Any, Final

from .inline import MARKS
from .kind import BlockKind
from .kinds.attachment import FILE
from .kinds.callout import CALLOUT
from .kinds.choice import CHOICE
from .kinds.code import CODE
from .kinds.front import FOR_WHOM, GOAL, TITLE
from .kinds.lists import BULLETS, NUMBERED
from .kinds.open_question import OPEN, REFLECTION
from .kinds.picture import PICTURE
from .kinds.step import STEP
from .kinds.table import TABLE
from .kinds.video import VIDEO, video_hosts
from .kinds.words import HEADING, PARAGRAPH, RULE
from .node import Node, attribute, kind_name
from .shapes import Inline, Shape

FRONT: Final = (TITLE, GOAL, FOR_WHOM)
# In the order of the editor's menu.
BLOCKS: Final = (
    PARAGRAPH,
    HEADING,
    STEP,
    PICTURE,
    BULLETS,
    NUMBERED,
    CALLOUT,
    CHOICE,
    OPEN,
    REFLECTION,
    TABLE,
    CODE,
    FILE,
    VIDEO,
    RULE,
)
KINDS: Final[Mapping[str, BlockKind]] = MappingProxyType({k.name: k for k in (*FRONT, *BLOCKS)})
TOP: Final = frozenset(kind.name for kind in BLOCKS)
SHAPES: Final[Mapping[str, Shape]] = MappingProxyType(
    {shape.name: shape for kind in KINDS.values() for shape in kind.shapes}
)


def kind_of(node: Node) -> BlockKind:
    """The kind of a top-level block. Raises KeyError for a node that is none."""
    return KINDS[kind_name(node)]


def is_question(node: Node) -> bool:
    kind = KINDS.get(kind_name(node))
    return kind is not None and kind.question is not None


def is_required(node: Node) -> bool:
    """Must it be answered to finish the course?"""
    return is_question(node) and attribute(node, "required") is True


def schema() -> dict[str, Any]:
    """The schema as JSON for the editor. ``version`` changes whenever a document could fit differently."""
    return {
        **_grammar(),
        "kinds": [_kind_json(kind) for kind in KINDS.values()],
        "videoHosts": video_hosts(),
    }


@cache
def _grammar() -> dict[str, Any]:
    nodes = {name: _shape_json(shape) for name, shape in SHAPES.items()}
    nodes["doc"] = {
        "content": f"title goal forwhom ({' | '.join(kind.name for kind in BLOCKS)})+",
        "marks": "",
        "attrs": {},
        "top": False,
    }
    fits = {"nodes": nodes, "marks": _marks_json()}
    digest = hashlib.sha256(json.dumps(fits, sort_keys=True).encode()).hexdigest()[:12]
    return {"version": digest, **fits}


def collab_shape() -> tuple[dict[str, dict[str, Any]], tuple[str, ...]]:
    """What shared documents need to know: the defaults of each node's attributes, the order of marks."""
    attributes = {
        name: {"id": None, **shape.defaults()} if name in KINDS else shape.defaults()
        for name, shape in SHAPES.items()
        if shape.attributes
    }
    return attributes, MARKS


def _shape_json(shape: Shape) -> dict[str, Any]:
    return {
        "content": shape.content(),
        "marks": "_" if shape.inline is Inline.RICH else "",
        "attrs": {name: {"default": value} for name, value in shape.defaults().items()},
        "top": shape.name in TOP,
    }


def _marks_json() -> dict[str, Any]:
    return {
        name: {"attrs": {"href": {"default": ""}}} if name == "link" else {"attrs": {}}
        for name in MARKS
    }


def _kind_json(kind: BlockKind) -> dict[str, Any]:
    return {
        "name": kind.name,
        "label": str(kind.label),
        "purpose": str(kind.purpose),
        "icon": kind.icon,
        "keywords": kind.keywords,
        "question": kind.question is not None,
        "insertable": kind.is_insertable,
    }
