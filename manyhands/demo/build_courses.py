"""The lives of the demo's courses, put on stage: started, written, released, changed."""

from __future__ import annotations

from copy import deepcopy
from datetime import timedelta
from functools import partial

from manyhands.collab import drafts
from manyhands.collab.ydoc.draft import Draft
from manyhands.courses import actions
from manyhands.courses.blocks import build
from manyhands.courses.models import Course, ReleaseSize
from manyhands.courses.plan import ReleasePlan
from manyhands.needs.models import Need

from .build_needs import stage_replies
from .story.parts import CoursePart, NeedPart, ReleasePart
from .teller import Stage


def stage_course(stage: Stage, part: CoursePart, need: NeedPart | None) -> None:
    """``need`` is the one for which it is written, if any."""
    begun = stage.ago(need.days_ago - need.draft_after if need else part.started)
    stage.at(begun, lambda: _start(stage, part, need))
    for number, release in enumerate(part.releases, start=1):
        stage.at(
            stage.ago(release.days_ago),
            partial(_release, stage, part, release, number, need),
        )


def _start(stage: Stage, part: CoursePart, need: NeedPart | None) -> None:
    keeper = stage.people[part.keeper]
    wanted = Need.objects.get(pk=stage.needs[need.key].pk) if need else None
    course = actions.start_course(part.intention, need=wanted, title=part.title, by=keeper)
    document = build.document(
        part.title, goal=part.goal, for_whom=part.for_whom, blocks=deepcopy(list(part.blocks))
    )
    drafts.change_document(course.room_key, lambda draft: draft.become(document), by=keeper)
    for key in part.coauthors:
        actions.invite_coauthor(course, stage.people[key], by=keeper)
    actions.save_draft_mirror(course.pk)
    actions.set_facts(course, topics=list(part.topics), check_on=None, by=keeper)
    stage.courses[part.key] = course


def _release(
    stage: Stage, part: CoursePart, release: ReleasePart, number: int, need: NeedPart | None
) -> None:
    course = Course.objects.get(pk=stage.courses[part.key].pk)
    keeper = stage.people[part.keeper]
    if release.reworded or release.added:
        drafts.change_document(
            course.room_key, lambda draft: _reword(draft, part, release), by=keeper
        )
    actions.release_course(course, plan=_plan(stage, part, release, number), by=keeper)
    stage.courses[part.key] = Course.objects.get(pk=course.pk)
    if number == 1 and need:
        stage_replies(stage, need)


def _plan(stage: Stage, part: CoursePart, release: ReleasePart, number: int) -> ReleasePlan:
    is_last = number == len(part.releases)
    check = None if part.check_in is None else (stage.today + timedelta(days=part.check_in)).date()
    until = (
        None if part.valid_for is None else (stage.today + timedelta(days=part.valid_for)).date()
    )
    return ReleasePlan(
        size=ReleaseSize.MAJOR if release.is_major else ReleaseSize.MINOR,
        note=release.note,
        groups=stage.group_ids(part.groups),
        is_for_everybody=not part.groups,
        check_on=check if is_last and part.check_in and part.check_in > 0 else None,
        valid_until=until,
        settled=tuple(stage.taken_in.get((part.key, number), ())),
    )


def _reword(draft: Draft, part: CoursePart, release: ReleasePart) -> None:
    for position, block in release.reworded.items():
        block_id = part.blocks[position]["attrs"]["id"]
        reworded = deepcopy(block)
        reworded["attrs"]["id"] = block_id
        draft.replace(block_id, reworded)
    draft.append(*deepcopy(list(release.added)))
