"""Updates written byte by byte, as no library would write them."""

from __future__ import annotations

from manyhands.collab.live.protocol import block, number

CLIENT = 5
LIST, NOTHING = b"u\x01", b"~"


def update(*structs: bytes, clock: int = 0) -> bytes:
    head = number(1) + number(len(structs)) + number(CLIENT) + number(clock)
    return head + b"".join(structs) + number(0)


def element(inside: int | None = None, root: str = "default") -> bytes:
    """An element inside the ``inside``-th struct of the same client, or in the document itself."""
    where = number(1) + block(root.encode()) if inside is None else inside_of(inside)
    return b"\x07" + where + number(3) + block(b"blockquote")


def attribute(value: bytes, inside: int = 0) -> bytes:
    return b"\x28" + inside_of(inside) + block(b"id") + number(1) + value


def inside_of(struct: int) -> bytes:
    return number(0) + number(CLIENT) + number(struct)


def nested(depth: int, *, clock: int = 0) -> bytes:
    """So many elements, each inside the one before."""
    first = clock - 1 if clock else None
    return update(*(element(clock + i - 1 if i else first) for i in range(depth)), clock=clock)


def of_content(kind: int, content: bytes) -> bytes:
    return update(bytes([kind]) + number(1) + block(b"default") + content)
