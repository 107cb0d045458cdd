"""The difference between what somebody read and what stands there now: two minutes instead of ten."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from markupsafe import Markup

from manyhands.courses.blocks import Answer, is_question
from manyhands.courses.differences import Change, What, compare, segments_html
from manyhands.courses.models import Release, ReleaseBlock
from manyhands.kernel.text import shorten
from manyhands.web.http import Request

from .answers import standing_answers, unanswered
from .models import Enrolment
from .reader import question
from .remarks import ChangeRemarks, reasons_between
from .words import blocks_and_minutes


@dataclass(frozen=True, slots=True)
class Changed:
    """One block that is not as it was. ``is_whole``: shown as it stands, not word by word. ``is_next``: new, right
    after another new one, with nothing more to say of it."""

    what: str
    block_id: str
    kind: str
    label: str
    reasons: Sequence[str]
    html: Markup
    is_whole: bool
    is_next: bool = False


@dataclass(frozen=True, slots=True)
class ChangesPage:
    """All that the template shows. ``questions`` still wait for an answer before one is up to date."""

    since: Release
    upto: Release
    changes: Sequence[Changed]
    unchanged_count: int
    size: str
    questions: Sequence[ReleaseBlock]
    remarks: ChangeRemarks
    is_up_to_date: bool


def changes_of(
    request: Request, since: Release, upto: Release, enrolment: Enrolment | None
) -> ChangesPage:
    old = list(ReleaseBlock.objects.filter(release=since))
    new = list(ReleaseBlock.objects.filter(release=upto))
    found = compare(old, new)
    fresh = {change.block_id for change in found.changes if change.new}
    rows = [row for row in new if row.block_id in fresh]
    answers = standing_answers(enrolment, rows)
    remarks = reasons_between(request, since, upto)
    return ChangesPage(
        since=since,
        upto=upto,
        changes=_together(
            [
                _shown(request, upto, change, answers.get(change.block_id), remarks)
                for change in found.changes
            ],
            [row.block_id for row in new],
        ),
        unchanged_count=found.unchanged_count,
        size=blocks_and_minutes(len(found.changes), found.minutes),
        questions=unanswered(rows, answers),
        remarks=remarks,
        is_up_to_date=enrolment is not None and enrolment.has_read(upto),
    )


def _together(changes: Sequence[Changed], order: Sequence[str]) -> list[Changed]:
    """New blocks in a row stand under one word."""
    before = dict(pairwise(order))
    known = {change.block_id: change for change in changes}
    after = {second: known.get(first) for first, second in before.items()}
    return [
        replace(change, is_next=_goes_on(after.get(change.block_id), change)) for change in changes
    ]


def _goes_on(former: Changed | None, change: Changed) -> bool:
    both_new = former is not None and former.what == change.what == What.NEW
    return both_new and not change.reasons


def _shown(
    request: Request,
    release: Release,
    change: Change,
    answer: Answer | None,
    remarks: ChangeRemarks,
) -> Changed:
    html, is_whole = _html(request, release, change, answer)
    return Changed(
        what=change.what,
        block_id=change.block_id,
        kind=change.kind,
        label=shorten(change.row.text.split("\n")[0], 60),
        reasons=remarks.reasons.get(change.block_id, []),
        html=html,
        is_whole=is_whole,
    )


def _html(
    request: Request, release: Release, change: Change, answer: Answer | None
) -> tuple[Markup, bool]:
    row = change.new
    if row is None:
        return segments_html(change.segments), False
    assert isinstance(row, ReleaseBlock)  # noqa: S101 - that is what we compared
    if is_question(row.node):
        return question(request, release, row, answer), True
    if change.what == What.CHANGED and change.is_reworded:
        return segments_html(change.segments), False
    return Markup(row.html), True  # noqa: S704 (made by the blocks)
