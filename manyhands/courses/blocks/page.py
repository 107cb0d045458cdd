"""What rendering must be told: where files lie, where links lead, what was answered."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from markupsafe import Markup

from .inline import Links


@dataclass(frozen=True, slots=True)
class MediaFile:
    """A stored picture or file, as a page shows it."""

    url: str
    name: str
    size: int = 0  # bytes
    width: int | None = None  # pixels
    height: int | None = None
    content_type: str = ""


def _nowhere(_id: int) -> MediaFile | None:
    return None


def _unchanged(href: str) -> str | None:
    return href


@dataclass(frozen=True, slots=True)
class Page:
    """The surroundings of a block.

    ``links`` may turn an address into another one, or into None: then the words stay and the link goes.
    ``peertube`` are hosts of this organisation's choice whose videos may be shown.
    """

    media: Callable[[int], MediaFile | None] = _nowhere
    links: Links = _unchanged
    peertube: tuple[str, ...] = ()


class AnswerError(ValueError):
    """This is no answer to the question. The message is a sentence for the learner."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What somebody answered: options of a choice, or words."""

    options: tuple[str, ...] = ()
    text: str = ""

    def as_json(self) -> dict[str, Any]:
        return {"options": list(self.options)} if self.options else {"text": self.text}

    @classmethod
    def from_json(cls, value: object) -> Answer:
        """What ``as_json`` gave; anything else reads as an empty answer."""
        if not isinstance(value, dict):
            return cls()
        options, text = value.get("options", ()), value.get("text", "")
        return cls(
            tuple(o for o in options if isinstance(o, str)) if isinstance(options, list) else (),
            text if isinstance(text, str) else "",
        )


@dataclass(frozen=True, slots=True)
class Judgement:
    """``is_right`` None: there is no right or wrong. Explanations are of the chosen options, by their id."""

    is_right: bool | None = None
    explanations: dict[str, str] = field(default_factory=dict)
    right: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Refusal:
    """What was sent just now, and in a sentence why it answers nothing."""

    words: str
    sent: Answer


@dataclass(frozen=True, slots=True)
class Asked:
    """A question put to one person: where answers go, and what they answered before.

    ``is_open`` False shows it without a way to answer, as in a preview.
    """

    url: str
    csrf: Markup
    answer: Answer | None = None
    is_open: bool = True
    refusal: Refusal | None = None
