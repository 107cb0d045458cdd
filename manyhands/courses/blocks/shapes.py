"""What a node may hold and carry: read by the validator here and, as ProseMirror expressions, by the editor."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Any, Final


class Inline(Enum):
    """Which running text a node holds."""

    NONE = ""
    PLAIN = "text*"  # letters only
    RICH = "inline*"  # letters with marks, line breaks


@dataclass(frozen=True, slots=True)
class Attribute:
    """A value that a node carries. ``read`` gives it in its proper form, or raises ValueError."""

    default: Any
    read: Callable[[Any], Any]


@dataclass(frozen=True, slots=True)
class Slot:
    """A place in a node for ``least`` to ``most`` nodes of some kinds (``most`` None: any number)."""

    kinds: tuple[str, ...]
    least: int = 0
    most: int | None = None

    def expression(self) -> str:
        name = self.kinds[0] if len(self.kinds) == 1 else f"({' | '.join(self.kinds)})"
        if (self.least, self.most) == (1, 1):
            return name
        if (self.least, self.most) == (0, 1):
            return f"{name}?"
        if self.most is None:
            return " ".join([name] * (self.least - 1) + [f"{name}+"]) if self.least else f"{name}*"
        return f"{name}{{{self.least},{self.most}}}"


@dataclass(frozen=True, slots=True)
class Shape:
    """One node type of the schema."""

    name: str
    slots: tuple[Slot, ...] = ()
    inline: Inline = Inline.NONE
    attributes: Mapping[str, Attribute] = field(default_factory=dict)

    def content(self) -> str:
        """The content as a ProseMirror expression."""
        return self.inline.value or " ".join(slot.expression() for slot in self.slots)

    def defaults(self) -> dict[str, Any]:
        return {name: attribute.default for name, attribute in self.attributes.items()}


def _flag(value: Any) -> bool:
    if isinstance(value, bool):
        return value
    if value in ("true", "false"):
        return bool(value == "true")
    raise ValueError(value)


def whole(value: Any, least: int, most: int) -> int:
    """``value`` as an int between two bounds; shared documents give whole numbers back as floats."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
        raise ValueError(value)
    return value


def words(value: Any, longest: int) -> str:
    if not isinstance(value, str) or len(value) > longest:
        raise ValueError(value)
    return value


def flag(*, default: bool = False) -> Attribute:
    return Attribute(default, _flag)


def number(default: int | None, least: int, most: int) -> Attribute:
    def read(value: Any) -> int | None:
        return None if value is None and default is None else whole(value, least, most)

    return Attribute(default, read)


def one_of(*values: Any) -> Attribute:
    """One of a few values; the first is the default."""

    def read(value: Any) -> Any:
        if isinstance(value, float) and value.is_integer():
            value = int(value)
        if isinstance(value, bool | list | dict) or value not in values:
            raise ValueError(value)
        return value

    return Attribute(values[0], read)


def letters(default: str | None = "", longest: int = 2000) -> Attribute:
    def read(value: Any) -> str | None:
        return None if value is None and default is None else words(value, longest)

    return Attribute(default, read)


MOST_ROWS: Final = 2**31 - 1
# A stored picture or file, by its id.
MEDIA: Final = number(None, 1, 2**63 - 1)
