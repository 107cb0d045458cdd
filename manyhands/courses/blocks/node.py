"""Reading a ProseMirror node without trusting it: whatever is missing or of another type reads as empty."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from typing import Any

Node = dict[str, Any]


def kind_name(node: Mapping[str, Any]) -> str:
    name = node.get("type")
    return name if isinstance(name, str) else ""


def children(node: Mapping[str, Any], *kinds: str) -> list[Node]:
    """The nodes inside ``node``; only those of ``kinds`` where some are given."""
    content = node.get("content")
    if not isinstance(content, list | tuple):
        return []
    inside = [child for child in content if isinstance(child, dict)]
    return [child for child in inside if kind_name(child) in kinds] if kinds else inside


def child(node: Mapping[str, Any], kind: str) -> Node:
    """The first ``kind`` inside ``node``, or an empty one."""
    return next(iter(children(node, kind)), {"type": kind})


def attribute(node: Mapping[str, Any], name: str, default: Any = None) -> Any:
    attrs = node.get("attrs")
    return attrs.get(name, default) if isinstance(attrs, dict) else default


def block_id(node: Mapping[str, Any]) -> str:
    found = attribute(node, "id", "")
    return found if isinstance(found, str) else ""


def descend(node: Node) -> Iterator[Node]:
    """``node`` and everything inside it, in reading order, however deep."""
    waiting = [node]
    while waiting:
        here = waiting.pop()
        yield here
        waiting.extend(reversed(children(here)))


def plain(node: Mapping[str, Any]) -> str:
    """The letters inside ``node``, run together; a line break is a new line."""
    parts: list[str] = []
    for here in descend(dict(node)):
        if kind_name(here) == "hardBreak":
            parts.append("\n")
        elif isinstance(words := here.get("text"), str):
            parts.append(words)
    return "".join(parts)


def derived_id(*seeds: object) -> str:
    """A block id that is the same for the same seeds: 16 characters, safe in URLs and selectors."""
    return (
        "b" + hashlib.sha256("\x1f".join(map(str, seeds)).encode(errors="replace")).hexdigest()[:15]
    )
