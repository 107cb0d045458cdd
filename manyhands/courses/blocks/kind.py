"""One entry of the registry: everything that is known of a kind of block."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from markupsafe import Markup

from .node import Node, plain
from .page import Answer, Asked, Judgement, Page
from .shapes import Shape

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

# Words a minute that an adult reads silently. Brysbaert (2019), "How many words do we read per minute?", Journal of
# Memory and Language 109, finds 238 in English prose for first-language readers; colleagues read in a second
# language too, at work, so a little less.
WORDS_PER_MINUTE: Final = 220


def reading_seconds(text: str) -> float:
    return len(text.split()) * 60 / WORDS_PER_MINUTE


@dataclass(frozen=True, slots=True)
class Finding:
    """Something worth mending before a release: advice, never a wall."""

    key: str
    sentence: str
    fix: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """How a kind of block is asked and answered. ``judge`` gets an answer that ``read`` accepted."""

    html: Callable[[Node, Asked], Markup]
    read: Callable[[Node, Iterable[str], str], Answer]
    judge: Callable[[Node, Answer], Judgement]


def _no_findings(_node: Node) -> Iterable[Finding]:
    return ()


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockKind:
    """A kind of block. ``shapes`` are its own node, first, and those that only it holds.

    ``text`` is what a learner can read before answering anything; ``wording`` also what appears afterwards, for
    differences and digests. ``seconds`` is the time it takes beyond reading its text.
    """

    name: str
    label: StrPromise
    purpose: StrPromise
    icon: str  # of the Lucide set
    shapes: tuple[Shape, ...]
    html: Callable[[Node, Page], Markup]
    text: Callable[[Node], str] = plain
    wording: Callable[[Node], str] | None = None
    checks: Callable[[Node], Iterable[Finding]] = _no_findings
    seconds: Callable[[Node], float] = lambda _node: 0.0
    question: Question | None = None
    keywords: str = ""  # further words that find it in the editor's menu
    is_insertable: bool = True

    @property
    def shape(self) -> Shape:
        return self.shapes[0]
