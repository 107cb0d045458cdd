"""Documents as the editor could have made them, for Hypothesis."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

Node = dict[str, Any]

MARKS: list[Node] = [
    {"type": "link", "attrs": {"href": "/courses/12/#block-a"}},
    {"type": "bold"},
    {"type": "italic"},
    {"type": "strike"},
]
IDS = st.text("abcdefghijkXYZ0123456789", min_size=12, max_size=12)
WORDS = st.text(st.sampled_from("ab é😀ß中\n\u200d\U0001f468"), min_size=1, max_size=8)


@st.composite
def inline(draw: st.DrawFn) -> list[Node]:
    """Texts with overlapping marks and hard breaks, joined as ProseMirror joins them."""
    nodes: list[Node] = []
    for _ in range(draw(st.integers(0, 5))):
        if nodes and draw(st.integers(0, 5)) == 0:
            nodes.append({"type": "hardBreak"})
            continue
        chosen = draw(st.sets(st.integers(0, len(MARKS) - 1)))
        node: Node = {"type": "text", "text": draw(WORDS)}
        if chosen:
            node["marks"] = [MARKS[i] for i in sorted(chosen)]
        last = nodes[-1] if nodes else {}
        if last.get("type") == "text" and last.get("marks") == node.get("marks"):
            last["text"] += node["text"]
        else:
            nodes.append(node)
    return nodes


def node(kind: str, content: list[Node] | None = None, **attrs: Any) -> Node:
    made: Node = {"type": kind}
    if attrs:
        made["attrs"] = attrs
    if content:
        made["content"] = content
    return made


paragraphs = inline().map(lambda words: node("paragraph", words))


def _lists(inner: st.SearchStrategy[list[Node]]) -> st.SearchStrategy[Node]:
    """``inner`` gives what stands below the words of an item."""
    items = st.builds(lambda text, nested: node("listItem", [text, *nested]), paragraphs, inner)
    return st.lists(items, min_size=1, max_size=3).flatmap(
        lambda children: st.sampled_from(
            [node("bulletList", children), node("orderedList", children, start=3)]
        )
    )


_nothing: st.SearchStrategy[list[Node]] = st.just([])
lists = _lists(st.one_of(_nothing, st.lists(_lists(_nothing), max_size=1)))
cells = st.builds(
    lambda kind, text, width: node(kind, [text], colspan=1, rowspan=2, colwidth=width),
    st.sampled_from(["tableCell", "tableHeader"]),
    paragraphs,
    st.sampled_from([[120], [80, 90]]),
)
rows = st.lists(cells, min_size=1, max_size=3).map(lambda children: node("tableRow", children))
tables = st.lists(rows, min_size=1, max_size=2).map(lambda children: node("table", children))
pictures = st.builds(
    lambda alternative, caption: node(
        "picture",
        [node("alternative", alternative), node("caption", caption)],
        media=7,
        decorative=False,
        width=640,
        height=480,
    ),
    WORDS.map(lambda text: [{"type": "text", "text": text}]),
    inline(),
)
headings = inline().map(lambda words: node("heading", words, level=2))


def _named(block: Node, block_id: str) -> Node:
    return {**block, "attrs": {**block.get("attrs", {}), "id": block_id}}


blocks = st.builds(_named, st.one_of(paragraphs, headings, lists, tables, pictures), IDS)
documents = st.lists(blocks, max_size=5, unique_by=lambda block: block["attrs"]["id"]).map(
    lambda content: {"type": "doc", "content": content}
)
