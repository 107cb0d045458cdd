"""What a kind of document says of itself that Yjs does not keep: default attributes and the order of marks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

Node = dict[str, Any]
Document = dict[str, Any]

FRAGMENT: Final = "default"


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """The attributes that each node and mark has, with their defaults; marks in the editor's order.

    A node type that is not named keeps whatever attributes it carries.
    """

    attributes: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    marks: tuple[str, ...] = ("link", "bold", "code", "italic", "strike")

    def complete(self, name: str, carried: Mapping[str, Any]) -> dict[str, Any]:
        """``carried`` with the defaults of what is absent, and without what the type does not know.

        An id is no matter of the type: any node may carry one.
        """
        known = self.attributes.get(name)
        if known is None:
            return dict(carried)
        completed = {key: carried.get(key, default) for key, default in known.items()}
        return {"id": carried["id"], **completed} if "id" in carried else completed

    def rank(self, mark: str) -> tuple[int, str]:
        """Where a mark stands among those of one text."""
        place = self.marks.index(mark) if mark in self.marks else len(self.marks)
        return place, mark


_shapes: dict[str, Shape] = {}
_PLAIN: Final = Shape()


def register_shape(kind: str, shape: Shape) -> None:
    """Say how the documents of rooms ``kind:…`` look."""
    _shapes[kind] = shape


def shape_of(key: str) -> Shape:
    """The shape of the document in a room; a plain one where nobody registered any."""
    return _shapes.get(key.partition(":")[0], _PLAIN)
