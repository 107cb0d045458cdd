"""Making running text fit: known marks, safe links, letters that can be shown."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, Final

from django.utils.translation import gettext as _

from manyhands.kernel.text import shorten

from .inline import MARKS, marks_of, safe_link
from .node import Node, descend, kind_name
from .shapes import Inline

Say = Callable[[str], None]

_UNSHOWN: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def fit_inline(raw: Node, inline: Inline, say: Say) -> list[Node]:
    """The running text inside ``raw``, however it is wrapped."""
    runs: list[Node] = []
    for here in descend(raw):
        _take(here, runs, inline, say, is_root=here is raw)
    if inline is Inline.RICH:
        return runs
    if any(run.get("marks") for run in runs):
        say(_("Bold words or links became plain ones where only plain ones can stand."))
    letters = "".join(run["text"] for run in runs)
    return [{"type": "text", "text": letters}] if letters else []


def _take(here: Node, runs: list[Node], inline: Inline, say: Say, *, is_root: bool) -> None:
    name = kind_name(here)
    if name == "text":
        _add(runs, clean(here.get("text"), say), fit_marks(here, say))
    elif name == "hardBreak" and inline is Inline.RICH:
        runs.append({"type": "hardBreak"})
    elif name == "hardBreak":
        _add(runs, "\n", [])
    elif not is_root:
        say(_("Something of the kind “%(kind)s” became plain text.") % {"kind": shorten(name, 40)})
        _add(runs, " " if runs else "", [])
        _add(runs, clean(here.get("text"), say), [])


def _add(runs: list[Node], words: str, marks: list[dict[str, Any]]) -> None:
    """Put ``words`` at the end; words with equal marks are one text."""
    if not words:
        return
    if runs and "text" in runs[-1] and runs[-1].get("marks", []) == marks:
        runs[-1]["text"] += words
        return
    runs.append({"type": "text", "text": words, **({"marks": marks} if marks else {})})


def clean(words: object, say: Say) -> str:
    if not isinstance(words, str):
        return ""
    words = words.replace("\r\n", "\n").replace("\r", "\n")
    shown = _UNSHOWN.sub("", words)
    if shown != words:
        say(_("Characters that cannot be shown were left out."))
    return shown


def fit_marks(part: Node, say: Say) -> list[dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {}
    for mark in marks_of(part):
        name = mark["type"]
        if name not in MARKS:
            say(
                _("The mark “%(mark)s” was left out; its words stay.") % {"mark": shorten(name, 40)}
            )
        elif name == "link":
            attrs = mark.get("attrs")
            href = attrs.get("href") if isinstance(attrs, dict) else None
            if safe := safe_link(href):
                found[name] = {"type": name, "attrs": {"href": safe}}
            else:
                where = shorten(href, 60) if isinstance(href, str) else ""
                say(_("A link to “%(href)s” was left out; its words stay.") % {"href": where})
        else:
            found[name] = {"type": name}
    return [found[name] for name in MARKS if name in found]
