"""What a higher domain says about a text, shown in the reader's own page.

The higher domain hands over ready pieces, so that marked words stand in the first HTML and the page asks once.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from markupsafe import Markup

if TYPE_CHECKING:
    from manyhands.courses.models import Release
    from manyhands.web.http import Request

NOTHING: Final = Markup("")


def _unmarked(_block_id: str, html: str) -> Markup:
    return Markup(html)  # noqa: S704 (made by the blocks)


def _nothing_below(_block_id: str) -> Markup:
    return NOTHING


@dataclass(frozen=True, slots=True)
class PageRemarks:
    """``mark(block_id, html)`` marks words in a block, ``below(block_id)`` ends it, ``margin`` stands beside the
    text, ``end`` after it; ``say_url`` is where somebody says something about chosen words."""

    mark: Callable[[str, str], Markup] = _unmarked
    below: Callable[[str], Markup] = _nothing_below
    margin: Markup = NOTHING
    end: Markup = NOTHING
    say_url: str = ""


@dataclass(frozen=True, slots=True)
class ChangeRemarks:
    """``reasons`` say, by block, why it changed ("from Leo's question"), ``credit`` whose words led to it;
    ``margin`` stands beside the changes."""

    reasons: Mapping[str, list[str]] = field(default_factory=dict)
    credit: str = ""
    margin: Markup = NOTHING


def _no_remarks(_request: Request, _release: Release, _order: Sequence[str]) -> PageRemarks:
    return PageRemarks()


def _no_reasons(_request: Request, _since: Release, _upto: Release) -> ChangeRemarks:
    return ChangeRemarks()


@dataclass(frozen=True, slots=True)
class Remarks:
    """Who knows what is said: about a release (told the ids of its blocks in reading order), and about the way from
    one release to another."""

    on_page: Callable[[Request, Release, Sequence[str]], PageRemarks] = _no_remarks
    on_changes: Callable[[Request, Release, Release], ChangeRemarks] = _no_reasons


_known = Remarks()


def know_remarks(remarks: Remarks) -> None:
    global _known
    _known = remarks


def remarks_on(request: Request, release: Release, order: Sequence[str]) -> PageRemarks:
    return _known.on_page(request, release, order)


def reasons_between(request: Request, since: Release, upto: Release) -> ChangeRemarks:
    return _known.on_changes(request, since, upto)
