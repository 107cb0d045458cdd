"""What higher domains show on pages about people: parts that come in by their address.

A domain says at start-up: ``add_section(ON_PERSON, title=_("Needs answered"), url_name="needs:answered_by")``.
The route takes the id of the person or group and answers with a fragment for htmx (without a head: the title is
ours), a page for a plain link.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Any, Final

from django.utils.functional import Promise

ON_PERSON: Final = "person"
ON_GROUP: Final = "group"
ON_ADMINISTRATION: Final = "administration"


@dataclass(frozen=True, slots=True, order=True)
class Section:
    """One such part; those of lower ``order`` come first."""

    order: int
    url_name: str
    title: str | Promise


_sections: Final[defaultdict[str, dict[str, Section]]] = defaultdict(dict)


def add_section(on: str, *, title: str | Promise, url_name: str, order: int = 50) -> None:
    """Let the part at ``url_name`` appear on pages of the kind ``on``."""
    _sections[on][url_name] = Section(order=order, url_name=url_name, title=title)


def sections(on: str) -> list[Section]:
    """The parts of such pages, in order."""

    def place(section: Section) -> tuple[Any, ...]:
        return section.order, section.url_name

    return sorted(_sections[on].values(), key=place)
