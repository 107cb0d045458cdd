"""A block that was moved while somebody typed into it keeps their words.

Yjs has no move: who moves a block, or gives it another kind, deletes it and puts a new one with the same id elsewhere.
Words that they did not know yet would go with the old one. Here they are put into the new one, and a block that two
people moved at once stands once again.
"""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any, Final

from pycrdt import (
    ContentAttribute,
    Doc,
    IdMap,
    IdSet,
    XmlElement,
    XmlFragment,
    XmlText,
    merge_updates,
)
from pycrdt import get_update as lacking

from .patching import Letter, letters_of, runs_of
from .reading import attributes_of, read_text
from .shape import FRAGMENT, Shape
from .writing import insert_runs

NOTHING: Final = b"\x00"
_SOMETHING: Final = ContentAttribute("deleted", True)
# Signs that are no letters: here begins a text, here a line is broken.
_BEGINNING: Final[Letter] = ("", (("beginning", True),))
_BREAK: Final[Letter] = ("", (("break", True),))


def may_exchange(update: bytes) -> bool:
    """Whether this update both writes and deletes, as every move does; typing on does not.

    Its first number counts who wrote something, its last one ends the deletions, or says that there are none.
    """
    return not update.startswith(NOTHING) and not update.endswith(NOTHING)


def apply_keeping_words(doc: Doc[Any], update: bytes, shape: Shape) -> bytes:
    """Apply ``update``. Returns what is to be kept and passed on in its place: itself, and the words it would lose."""
    before = doc.get_update()
    gone: list[bytes] = []
    fresh: set[str] = set()
    fragment = doc.get(FRAGMENT, type=XmlFragment)
    watching_all = doc.observe(lambda event: gone.append(event.delete_set))
    watching = fragment.observe(lambda event: fresh.update(_ids_inserted(event.delta)))
    doc.apply_update(update)
    fragment.unobserve(watching)
    doc.unobserve(watching_all)
    if not fresh:
        return update
    doubled = {block_id for block_id in fresh if len(_elements(fragment, block_id)) > 1}
    lost = fresh - doubled if _is_more(gone, lacking(update, doc.get_state())) else set()
    if not lost and not doubled:
        return update
    former: Doc[Any] = Doc()
    former.apply_update(before)
    kept = [update]
    watching_all = doc.observe(lambda event: kept.append(event.update))
    with doc.transaction():
        for block_id in lost:
            for old in _elements(former.get(FRAGMENT, type=XmlFragment), block_id):
                _put_words(_elements(fragment, block_id)[0], _Text.of(old, shape), shape)
        for block_id in doubled:
            _unite(fragment, block_id, shape)
    doc.unobserve(watching_all)
    return merge_updates(*kept)


def _is_more(gone: list[bytes], update: bytes) -> bool:
    """Whether something went that the maker of the update had not heard of: it is not among their own deletions."""
    unknown = IdMap.merge_many([IdMap.from_set(IdSet.decode(it), [_SOMETHING]) for it in gone])
    unknown.diff_with(IdSet.decode(update.removeprefix(NOTHING)))
    return not unknown.is_empty()


def _ids_inserted(delta: list[dict[str, Any]]) -> set[str]:
    inserted = [child for part in delta for child in part.get("insert", [])]
    return {_id(child) for child in inserted if isinstance(child, XmlElement)} - {""}


def _elements(fragment: XmlFragment, block_id: str) -> list[XmlElement]:
    return [c for c in fragment.children if isinstance(c, XmlElement) and _id(c) == block_id]


def _id(element: XmlElement) -> str:
    return str(attributes_of(element).get("id", ""))


def _unite(fragment: XmlFragment, block_id: str, shape: Shape) -> None:
    """Two people moved it: it stands where it comes first, with the words of both."""
    first, *others = _elements(fragment, block_id)
    for other in others:
        _put_words(first, _Text.of(other, shape), shape)
    places = [n for n, c in enumerate(fragment.children) if isinstance(c, XmlElement)]
    for place in [n for n in places if _id(_element_at(fragment, n)) == block_id][:0:-1]:
        del fragment.children[place]


def _element_at(fragment: XmlFragment, place: int) -> XmlElement:
    element = fragment.children[place]
    assert isinstance(element, XmlElement)  # noqa: S101 - the places were those of elements
    return element


@dataclass(slots=True)
class _Text:
    """All letters of a block in order; ``places`` says where each stands: its parent, its text, and where in it."""

    letters: list[Letter]
    places: list[tuple[XmlElement, XmlText | None, int]]

    @classmethod
    def of(cls, element: XmlElement, shape: Shape) -> _Text:
        text = cls([], [])
        text._add(element, shape)
        return text

    def _add(self, element: XmlElement, shape: Shape) -> None:
        children = list(element.children)
        inside = [c for c in children if isinstance(c, XmlElement) and c.tag != "hardBreak"]
        if not inside:
            self._add_line(element, children, shape)
        for child in inside:
            self._add(child, shape)

    def _add_line(self, element: XmlElement, children: list[Any], shape: Shape) -> None:
        self.letters.append(_BEGINNING)
        self.places.append((element, None, 0))
        for number, child in enumerate(children, 1):
            if not isinstance(child, XmlText):
                self.letters.append(_BREAK)
                self.places.append((element, None, number))
                continue
            offset = 0
            for letter in letters_of(read_text(child, shape)):
                offset += len(letter[0].encode())
                self.letters.append(letter)
                self.places.append((element, child, offset))

    def insert_after(self, index: int, letters: list[Letter]) -> None:
        """Put letters behind the one at ``index``; to be done from the end on."""
        element, text, at = self.places[index]
        if text is None:
            follower = element.children[at] if at < len(element.children) else None
            text = follower if isinstance(follower, XmlText) else XmlText()
            if text is not follower:
                element.children.insert(at, text)
            at = 0
        insert_runs(text, at, runs_of(letters))


def _put_words(element: XmlElement, lost: _Text, shape: Shape) -> None:
    """Give ``element`` the letters of ``lost`` that it has not, at their place."""
    text = _Text.of(element, shape)
    old, new = _signs(lost.letters), _signs(text.letters)
    shortest = min(len(old), len(new))
    head = next((n for n in range(shortest) if old[n] != new[n]), shortest)
    shortest -= head
    tail = next((n for n in range(shortest) if old[-1 - n] != new[-1 - n]), shortest)
    middle = SequenceMatcher(
        None, new[head : len(new) - tail], old[head : len(old) - tail], autojunk=False
    )
    for kind, _, end, first, last in reversed(middle.get_opcodes()):
        letters = [letter for letter in lost.letters[head + first : head + last] if letter[0]]
        if kind in {"insert", "replace"} and letters:
            text.insert_after(max(head + end - 1, 0), letters)


def _signs(letters: list[Letter]) -> list[str]:
    """What is compared: the characters without their marks."""
    return [character or marks[0][0] for character, marks in letters]
