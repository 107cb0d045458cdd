"""HTML as a small tree: tolerant of what people write, deaf to what browsers would run."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Final

DEEPEST: Final = 80
EMPTY: Final = frozenset(
    [
        "area",
        "base",
        "br",
        "col",
        "embed",
        "hr",
        "img",
        "input",
        "link",
        "meta",
        "source",
        "track",
        "wbr",
    ]
)
# Nothing in these is text of the page.
SILENT: Final = frozenset(
    ["script", "style", "noscript", "template", "svg", "math", "object", "applet", "head", "title"]
)
_INLINE: Final = (
    "a abbr acronym b bdi bdo big button cite code data del dfn em font i ins kbd label mark q s samp small span "
    "strike strong sub sup time tt u var"
)
_BLOCK: Final = (
    "address article aside audio blockquote body caption center dd details dialog div dl dt fieldset figcaption "
    "figure footer form frame h1 h2 h3 h4 h5 h6 header hgroup html iframe legend li main menu nav ol option p pre "
    "section select summary table tbody td textarea tfoot th thead tr ul video"
)
BLOCK: Final = frozenset(_BLOCK.split())
KNOWN: Final = BLOCK | EMPTY | SILENT | frozenset(_INLINE.split())
# What ends when one of these begins.
_ENDS: Final = {
    "li": ("li",),
    "dt": ("dt", "dd"),
    "dd": ("dt", "dd"),
    "tr": ("tr", "td", "th"),
    "td": ("td", "th"),
    "th": ("td", "th"),
    "tbody": ("thead", "tbody", "tr", "td", "th"),
    "option": ("option",),
}
# What a beginning never ends beyond.
_HOLDS: Final = frozenset(
    {"ul", "ol", "table", "dl", "td", "th", "select", "blockquote", "details"}
)


@dataclass(slots=True)
class Element:
    tag: str
    attrs: dict[str, str] = field(default_factory=dict)
    inside: list[Element | str] = field(default_factory=list)

    def elements(self, *tags: str) -> list[Element]:
        found = [part for part in self.inside if isinstance(part, Element)]
        return [part for part in found if part.tag in tags] if tags else found

    def words(self) -> str:
        """All text inside, on one line."""
        parts: list[str] = []
        waiting: list[Element | str] = [self]
        while waiting:
            here = waiting.pop()
            if isinstance(here, str):
                parts.append(here)
            elif here.tag not in SILENT:
                parts.append(" " if here.tag in BLOCK or here.tag == "br" else "")
                waiting.extend(reversed(here.inside))
        return " ".join("".join(parts).split())


def read_html(html: str, unknown: Callable[[str], None]) -> Element:
    """``html`` as a tree. Tags that HTML does not know ("<your name>") are words; ``unknown`` is told of each."""
    reader = _Reader(unknown)
    reader.feed(_without_open_comments(html))
    reader.close()
    return reader.root


def _without_open_comments(html: str) -> str:
    """Comments that never end are words: the parser looks for the end of each to the end of the page."""
    end = html.rfind("-->") + 3 if "-->" in html else 0
    return html[:end] + html[end:].replace("<!--", "&lt;!--")


class _Reader(HTMLParser):
    def __init__(self, unknown: Callable[[str], None]) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Element("body")
        self._open = [self.root]
        self._unknown = unknown

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in KNOWN:
            words = self.get_starttag_text() or ""
            self._unknown(words)
            self._open[-1].inside.append(words)
            return
        self._end_what_ends(tag)
        element = Element(tag, {name: value or "" for name, value in attrs})
        self._open[-1].inside.append(element)
        if tag not in EMPTY and len(self._open) < DEEPEST:
            self._open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        # "<div/>" opens a div, as in a browser.
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        for depth in range(len(self._open) - 1, 0, -1):
            if self._open[depth].tag == tag:
                del self._open[depth:]
                return
            if self._open[depth].tag in ("td", "th", "table") and tag not in (
                "table",
                "tr",
                "tbody",
                "thead",
            ):
                return

    def handle_data(self, data: str) -> None:
        self._open[-1].inside.append(data)

    def _end_what_ends(self, tag: str) -> None:
        if tag in BLOCK and self._open[-1].tag == "p":
            self._open.pop()
        ends = _ENDS.get(tag, ())
        for depth in range(len(self._open) - 1, 0, -1):
            here = self._open[depth].tag
            if here in ends:
                del self._open[depth:]
            elif here in _HOLDS:
                return
