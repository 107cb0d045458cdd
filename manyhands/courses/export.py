"""A document as a file: JSON as it is kept, or Markdown that any editor reads."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from typing import Final

from .blocks import Document, attribute, children, kind_name, text_of
from .blocks.node import Node, plain

_MARKS: Final = {"bold": "**", "italic": "*", "strike": "~~", "code": "`"}


def as_json(document: Document) -> str:
    return json.dumps(document.as_json(), ensure_ascii=False, indent=2)


def as_markdown(document: Document) -> str:
    """Words and order, not looks: questions become lists, pictures their words."""
    front = [f"# {document.title_text}"]
    front += [text for text in (document.goal_text, document.for_whom_text) if text]
    parts, number = front, 0
    for node in document.blocks:
        number = number + 1 if kind_name(node) == "step" else 0
        parts.append(_block(node, number))
    return "\n\n".join(part for part in parts if part.strip()) + "\n"


def _block(node: Node, number: int = 0) -> str:
    if kind_name(node) == "step":
        return _indented(f"{number}. ", "\n\n".join(map(_block, children(node))))
    write = _WRITERS.get(kind_name(node))
    return write(node) if write else text_of(node)


def _inline(node: Node) -> str:
    return "".join(_run(part) for part in children(node))


def _run(part: Node) -> str:
    if kind_name(part) == "hardBreak":
        return "  \n"
    words = str(part.get("text", ""))
    for mark in part.get("marks", ()):
        sign = _MARKS.get(mark["type"], "")
        words = f"{sign}{words}{sign}"
        if mark["type"] == "link":
            words = f"[{words}]({mark['attrs']['href']})"
    return words


def _heading(node: Node) -> str:
    return f"{'#' * int(attribute(node, 'level') or 2)} {_inline(node)}"


def _list(node: Node) -> str:
    start = attribute(node, "start") or 1
    is_ordered = kind_name(node) == "orderedList"
    signs = (f"{start + i}. " if is_ordered else "- " for i in range(len(children(node))))
    items = ("\n".join(map(_block, children(item))) for item in children(node))
    return "\n".join(_indented(sign, item) for sign, item in zip(signs, items, strict=False))


def _callout(node: Node) -> str:
    inside = "\n\n".join(map(_block, children(node)))
    return "\n".join(f"> {line}".rstrip() for line in inside.splitlines())


def _code(node: Node) -> str:
    return f"```{attribute(node, 'language') or ''}\n{text_of(node)}\n```"


def _table(node: Node) -> str:
    rows = [[_cell(cell) for cell in children(row)] for row in children(node)]
    if not rows:
        return ""
    ruled = [rows[0], ["---"] * len(rows[0]), *rows[1:]]
    return "\n".join(f"| {' | '.join(row)} |" for row in ruled)


def _cell(node: Node) -> str:
    return " ".join(plain(node).split()).replace("|", "\\|")


def _picture(node: Node) -> str:
    alternative, *caption = (plain(part) for part in children(node))
    return "\n\n".join([f"![{alternative}](media-{attribute(node, 'media')})", *caption]).strip()


def _choice(node: Node) -> str:
    question, *options = children(node)
    return "\n".join([_inline(question), "", *map(_option, options)])


def _option(node: Node) -> str:
    answer, because = (plain(part) for part in children(node))
    sign = "x" if attribute(node, "right") else " "
    return f"- [{sign}] {answer}" + (f" ({because})" if because else "")


def _indented(sign: str, text: str) -> str:
    head, *rest = text.splitlines() or [""]
    return "\n".join([f"{sign}{head}", *_moved(rest, len(sign))])


def _moved(lines: Iterable[str], by: int) -> list[str]:
    return [f"{' ' * by}{line}" if line else "" for line in lines]


_WRITERS: Final[dict[str, Callable[[Node], str]]] = {
    "paragraph": _inline,
    "heading": _heading,
    "bulletList": _list,
    "orderedList": _list,
    "callout": _callout,
    "codeBlock": _code,
    "table": _table,
    "picture": _picture,
    "choice": _choice,
    "horizontalRule": lambda _node: "---",
}
