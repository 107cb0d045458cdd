"""Faces: drawn dozens of times on a page, so written by hand as icons are; a macro costs ten times as much.

A face's person is a Person, a dict with name, initials, tint (photo_url), or None for a former colleague.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import islice
from typing import Any, Final

from markupsafe import Markup, escape

from manyhands.kernel.words import gettext as _
from manyhands.kernel.words import ngettext

SIZES: Final = {"": "", "large": " is-large", "huge": " is-huge"}


def face(
    person: Any, large: bool = False, huge: bool = False, alone: bool = False, titled: bool = True
) -> Markup:
    """The photo, else initials on the person's tint. Beside a name it is silent; ``alone`` says the name."""
    size = SIZES["huge" if huge else "large" if large else ""]
    name = escape(name_of(person))
    title = f' title="{name}"' if titled else ""
    photo = _of(person, "photo_url") if person else ""
    if photo:
        return Markup(  # noqa: S704 - each part is escaped
            f'<img class="face{size}" src="{escape(photo)}" alt="{name if alone else ""}"{title} '
            'width="40" height="40" loading="lazy">'
        )
    tint = f" tint-{_of(person, 'tint')}" if person else ""
    heard = f' role="img" aria-label="{name}"' if alone else ' aria-hidden="true"' if titled else ""
    initials = escape(_of(person, "initials")) if person else "–"
    return Markup(f'<span class="face{size}{tint}"{title}{heard}>{initials}</span>')  # noqa: S704


def hands(people: Iterable[Any], count: int | None = None, limit: int = 4) -> Markup:
    """Overlapping faces, one picture of which their names are the title; "and 5 more" of ``count`` in all."""
    listed = list(people)
    shown = list(islice(listed, limit))
    rest = (len(listed) if count is None else count) - len(shown)
    if not shown and rest <= 0:
        return Markup("")
    faces = more = ""
    if shown:
        names = escape(", ".join(name_of(person) for person in shown))
        drawn = "".join(face(person, titled=False) for person in shown)
        faces = f'<span role="img" title="{names}">{drawn}</span>'
    if rest > 0:
        said = (
            ngettext("and %(num)s more", "and %(num)s more", rest)
            if shown
            else ngettext("%(num)s person", "%(num)s people", rest)
        )
        more = f'<span class="more">{escape(said % {"num": rest})}</span>'
    return Markup(f'<span class="hands">{faces}{more}</span>')  # noqa: S704


def name_of(person: Any) -> str:
    return str(_of(person, "name")) if person else _("A former colleague")


def _of(person: Any, what: str) -> Any:
    if isinstance(person, Mapping):
        return person.get(what, "")
    return getattr(person, what, "")
