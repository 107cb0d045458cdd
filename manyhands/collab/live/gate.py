"""What an update is made of, looked at before the library reads it.

The library follows what lies inside one another by calling itself: an update of some hundred kilobytes that nests deep
enough would end the whole process. So what the editor never sends is refused here, byte by byte, without applying it.
The format is that of Yjs, version 1.
"""

from __future__ import annotations

from typing import Any, Final

from pycrdt import Doc, XmlElement, XmlFragment, XmlText

from manyhands.collab.ydoc.shape import FRAGMENT

from .protocol import Garbage, Reader

DEEPEST_VALUE: Final = 16  # lists and objects in an attribute
DEEPEST_DOCUMENT: Final = 100  # elements inside one another; our schema needs some ten
# Elements in one update. The library bears some thirty thousand inside one another.
MOST_ELEMENTS: Final = 10_000
_LARGEST: Final = 2**53

_GC, _DELETED, _STRING, _FORMAT, _TYPE, _ANY, _SKIP = 0, 1, 4, 6, 7, 8, 10
_XML_ELEMENT: Final = 3
_TYPES: Final = frozenset({_XML_ELEMENT, 4, 6})  # element, fragment, text
_HAS_LEFT, _HAS_RIGHT, _HAS_KEY = 0x80, 0x40, 0x20


def elements_in(update: bytes) -> int:
    """How many elements and texts ``update`` brings. Raises Garbage for what our editor never sends."""
    reader = Reader(update)
    found = 0
    for _client in range(_count(reader)):
        structs = _count(reader)
        _size(reader), _size(reader)  # client, clock
        for _struct in range(structs):
            found += _read_struct(reader)
            if found > MOST_ELEMENTS:
                raise Garbage("Too many elements at once.")
    _read_deletions(reader)
    if not reader.is_at_end:
        raise Garbage("Something hangs behind an update.")
    return found


def require_shallow(doc: Doc[Any]) -> None:
    """Raises Garbage when elements lie too deep in one another, or somewhere else than in the document."""
    waiting: list[tuple[Any, int]] = [(doc.get(FRAGMENT, type=XmlFragment), 0)]
    seen = 0
    while waiting:
        parent, depth = waiting.pop()
        if depth > DEEPEST_DOCUMENT:
            raise Garbage("Elements lie too deep in one another.")
        for child in parent.children:
            seen += 1
            if isinstance(child, XmlElement | XmlFragment) and not isinstance(child, XmlText):
                waiting.append((child, depth + 1))
    if elements_in_whole(doc.get_update()) > seen:
        raise Garbage("Elements hide outside the document.")


def elements_in_whole(update: bytes) -> int:
    """As ``elements_in``, of a whole document, which may hold more than one update may bring."""
    reader = Reader(update)
    found = 0
    for _client in range(_count(reader)):
        structs = _count(reader)
        _size(reader), _size(reader)
        found += sum(_read_struct(reader) for _struct in range(structs))
    return found


def _read_struct(reader: Reader) -> int:
    """One piece of history. Returns 1 where it is an element or a text."""
    info = reader.byte()
    kind = info & 31
    if kind in (_GC, _SKIP):
        _size(reader)
        return 0
    _read_place(reader, info)
    if kind == _DELETED:
        _size(reader)
    elif kind == _STRING:
        reader.block()
    elif kind == _FORMAT:
        reader.block(), reader.block()
    elif kind == _ANY:
        for _value in range(_count(reader)):
            _read_value(reader)
    elif kind == _TYPE:
        _read_type(reader)
        return 1
    else:
        raise Garbage("A kind of content that no editor sends.")
    return 0


def _read_place(reader: Reader, info: int) -> None:
    """Beside what it stands; or, where it is the first, inside what."""
    sides = (info & _HAS_LEFT > 0) + (info & _HAS_RIGHT > 0)
    for _side in range(sides):
        _size(reader), _size(reader)
    if sides:
        return
    if reader.number() == 1:
        if reader.block() != FRAGMENT.encode():
            raise Garbage("Another document.")
    else:
        _size(reader), _size(reader)
    if info & _HAS_KEY:
        reader.block()


def _read_type(reader: Reader) -> None:
    kind = reader.number()
    if kind not in _TYPES:
        raise Garbage("A kind of type that no editor sends.")
    if kind == _XML_ELEMENT:
        reader.block()


def _read_value(reader: Reader) -> None:
    """One value of an attribute, with all that is in it."""
    open_at: list[tuple[int, bool]] = [(1, False)]  # how many values are to come, and whether named
    while open_at:
        left, is_named = open_at.pop()
        if left == 0:
            continue
        open_at.append((left - 1, is_named))
        if is_named:
            reader.block()
        if (inside := _read_plain(reader)) is not None:
            open_at.append(inside)
            if len(open_at) > DEEPEST_VALUE:
                raise Garbage("A value nests too deep.")


_FIXED: Final = {127: 0, 126: 0, 124: 4, 123: 8, 122: 8, 121: 0, 120: 0}


def _read_plain(reader: Reader) -> tuple[int, bool] | None:
    """A value that holds no others; of a list or object only its size, and whether its values are named."""
    tag = reader.byte()
    if tag in _FIXED:
        reader.skip(_FIXED[tag])
    elif tag == 125:
        reader.number()
    elif tag in (119, 116):
        reader.block()
    elif tag in (118, 117):
        return _count(reader), tag == 118
    else:
        raise Garbage("A value of no kind.")
    return None


def _read_deletions(reader: Reader) -> None:
    for _client in range(_count(reader)):
        _size(reader)
        for _range in range(_count(reader)):
            _size(reader), _size(reader)


def _count(reader: Reader) -> int:
    """How many things follow; each takes at least a byte."""
    count = reader.number()
    if count > reader.left:
        raise Garbage("It says that more follows than does.")
    return count


def _size(reader: Reader) -> int:
    size = reader.number()
    if size > _LARGEST:
        raise Garbage("A number is too large.")
    return size
