from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from manyhands.courses import notes, rules
from manyhands.courses.audience import Audience
from manyhands.courses.blocks import minutes_of, rows_of
from manyhands.courses.checklist import CheckState
from manyhands.courses.events import CourseReleased
from manyhands.courses.models import Course, Release, ReleaseBlock, ReleaseSize
from manyhands.courses.outline import outline_of
from manyhands.courses.plan import ReleasePlan
from manyhands.courses.readiness import Draft, check_draft, draft_of, page_for
from manyhands.journal.events import record
from manyhands.kernel.access import Refused, require
from manyhands.kernel.clock import now, today
from manyhands.kernel.text import squeeze
from manyhands.people.models import Group, Person
from manyhands.web.live.hub import publish

from .answering import answer_when_it_begins, let_in_who_waits

LONGEST_NOTE = 500


@transaction.atomic
def release_course(course: Course, *, plan: ReleasePlan, by: Person) -> Release:
    """Freeze the draft as the next release: for good, numbered, readable at once by its audience.

    The draft is read under the lock on the course, with every word kept so far; words typed meanwhile belong to
    the next release. Needs that it was written for are answered.
    """
    course = Course.objects.locked(course.pk)
    require(rules.can_release(by, course))
    _require_still_expected(course, plan)
    groups = _require_readers(plan)
    _require_dates(plan)
    _require_nobody_reads_it_yet(course, plan)
    draft = draft_of(course)
    _require_content(course, draft, plan)

    moment = now()
    release = _freeze(course, draft, plan, by, moment)
    _open_to(course, groups, plan)
    let_in_who_waits(course, refused=plan.refused)
    _follow(course, release, plan, moment)
    answer_when_it_begins(course, release, by=by)
    notes.settle(course, release, frozenset(plan.settled), by)

    fact = CourseReleased(
        course_id=course.pk,
        title=course.title,
        release_id=release.pk,
        number=release.number,
        is_major=plan.is_major,
        note=release.note,
    )
    record(fact, by=by, about=course)
    publish(f"course:{course.pk}", "released", {"number": release.number})
    return release


def _require_still_expected(course: Course, plan: ReleasePlan) -> None:
    if plan.expected is None or plan.expected == course.release_count:
        return
    last = course.current
    name = last.released_by.name if last and last.released_by else _("Somebody")
    raise Refused(
        _("%(name)s has released %(number)d meanwhile. Nothing is lost: look, then release again.")
        % {"name": name, "number": course.release_count}
    )


def _require_readers(plan: ReleasePlan) -> list[Group]:
    groups = list(Group.objects.filter(pk__in=plan.groups))
    if not plan.is_for_everybody and not groups:
        raise Refused(_("Choose who can open it: everybody, or at least one group."))
    return groups


def _require_dates(plan: ReleasePlan) -> None:
    if plan.valid_until and plan.valid_until < today():
        raise Refused(_("The last day of its validity has passed already."))
    if plan.valid_from and plan.valid_until and plan.valid_until < plan.valid_from:
        raise Refused(_("It cannot end before it begins."))
    if plan.check_on and plan.check_on <= today():
        raise Refused(_("Choose a day to come for the next look."))
    if plan.size not in ReleaseSize.values:
        raise Refused(_("A release is minor or major."))


def _require_nobody_reads_it_yet(course: Course, plan: ReleasePlan) -> None:
    """Before a first day to come."""
    begins_later = plan.valid_from is not None and plan.valid_from > today()
    if begins_later and course.is_released and course.has_begun():
        raise Refused(
            _("It is being read already; a first day to come would take it away. Leave that empty.")
        )


def _require_content(course: Course, draft: Draft, plan: ReleasePlan) -> None:
    """The list advises; only emptiness stands in the way."""
    audience = Audience(is_for_everybody=True)
    checks = check_draft(course, draft, audience=audience, check_on=plan.check_on)
    missing = [line for line in checks if line.state == CheckState.BLOCKING]
    if missing:
        raise Refused(" ".join(f"{line.sentence} {line.fix}" for line in missing))


def _freeze(
    course: Course, draft: Draft, plan: ReleasePlan, by: Person, moment: datetime
) -> Release:
    document = draft.document
    release = Release.objects.create(
        course=course,
        number=course.release_count + 1,
        size=plan.size,
        note=squeeze(plan.note)[:LONGEST_NOTE],
        title=document.title_text,
        goal=document.goal_text,
        for_whom=document.for_whom_text,
        minutes=minutes_of(document),
        document=document.as_json(),
        outline=outline_of(document),
        released_by=by,
        released_at=moment,
    )
    rows = rows_of(document, page_for(course, document))
    ReleaseBlock.objects.bulk_create(ReleaseBlock(release=release, **row._asdict()) for row in rows)
    return release


def _open_to(course: Course, groups: list[Group], plan: ReleasePlan) -> None:
    course.audience.set(groups)
    course.is_for_everybody = plan.is_for_everybody


def _follow(course: Course, release: Release, plan: ReleasePlan, moment: datetime) -> None:
    """What the course's own row says of its current release."""
    course.release(at=moment)
    course.current, course.release_count = release, release.number
    course.title, course.goal, course.for_whom = release.title, release.goal, release.for_whom
    course.minutes = release.minutes
    course.valid_from, course.valid_until = plan.valid_from, plan.valid_until
    course.check_on, course.verified_at, course.successor = plan.check_on, moment, None
    course.save(
        update_fields=[
            *("state", "released_at", "ended_at", "end_reason", "current", "release_count"),
            *("title", "goal", "for_whom", "minutes", "valid_from", "valid_until", "check_on"),
            *("verified_at", "successor", "is_for_everybody"),
        ]
    )
