"""Running text: its marks, its links, as HTML."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, Final
from urllib.parse import urlsplit

from markupsafe import Markup, escape

from .html import tag, together
from .node import Node, children, kind_name

Links = Callable[[str], str | None]

# In the editor's order: what stands first is the outer element.
MARKS: Final = ("link", "bold", "code", "italic", "strike")
_ELEMENTS: Final = {"bold": "strong", "italic": "em", "strike": "s", "code": "code"}
_SCHEMES: Final = frozenset({"http", "https", "mailto"})
_COURSE: Final = re.compile(r"/courses/(\d{1,18})/?(?:[?#].*)?\Z")
_UNSEEN: Final = re.compile(r"[\x00-\x20\x7f-\xa0\u200b-\u200f\u2028-\u202f\u2066-\u2069\ufeff]")
LONGEST_LINK: Final = 2000


def safe_link(href: object) -> str | None:
    """``href`` if it is http, https, mailto, or leads inside this site; None for anything else."""
    if not isinstance(href, str) or not 0 < len(href) <= LONGEST_LINK:
        return None
    href = href.strip()
    if _UNSEEN.search(href.replace(" ", "%20")) or "\\" in href:
        return None
    href = href.replace(" ", "%20")
    try:
        parts = urlsplit(href)
    except ValueError:
        return None
    if parts.scheme:
        is_complete = bool(parts.netloc) if parts.scheme != "mailto" else "@" in parts.path
        return href if parts.scheme in _SCHEMES and is_complete else None
    if parts.netloc or href.startswith("//"):
        return None
    return href if href[0] in "/#?" or ":" not in href.split("/")[0] else None


def course_linked(href: str) -> int | None:
    """The id of the course that an address inside this site leads to."""
    found = _COURSE.match(href)
    return int(found[1]) if found else None


def inline_html(node: Node, links: Links) -> Markup:
    """The running text directly inside ``node``."""
    return together(_run(part, links) for part in children(node))


def _run(part: Node, links: Links) -> Markup:
    if kind_name(part) == "hardBreak":
        return tag("br")
    html = escape(part.get("text", ""))
    marks = {mark["type"]: mark for mark in marks_of(part)}
    for name in reversed(MARKS):
        if name == "link" and "link" in marks:
            html = _linked(html, marks["link"], links)
        elif name in marks:
            html = tag(_ELEMENTS[name], html)
    return html


def _linked(html: Markup, mark: dict[str, Any], links: Links) -> Markup:
    attrs = mark.get("attrs")
    href = safe_link(attrs.get("href")) if isinstance(attrs, dict) else None
    # What the page makes of an address is looked at again.
    href = safe_link(links(href)) if href else None
    if href is None:
        return html
    return tag("a", html, href=href, rel="noopener noreferrer" if urlsplit(href).netloc else None)


def marks_of(part: Node) -> list[dict[str, Any]]:
    marks = part.get("marks")
    if not isinstance(marks, list | tuple):
        return []
    return [mark for mark in marks if isinstance(mark, dict) and isinstance(mark.get("type"), str)]
