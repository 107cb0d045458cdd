from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from manyhands.collab import drafts
from manyhands.courses import rules
from manyhands.courses.blocks import repair
from manyhands.courses.events import CourseLinked, CourseStarted
from manyhands.courses.intentions import guide_for
from manyhands.courses.models import Course, Intention, NeedLink
from manyhands.journal.events import record
from manyhands.kernel.access import Refused, require
from manyhands.kernel.clock import now
from manyhands.kernel.text import shorten
from manyhands.needs import actions as needs
from manyhands.needs.models import Need
from manyhands.people.models import Person


@transaction.atomic
def start_course(
    intention: str, *, need: Need | None = None, title: str = "", by: Person
) -> Course:
    """Open a draft with the skeleton of an intention. For a need in sight it is an offer, too."""
    require(rules.can_start(by, need))
    if intention not in Intention.values:
        raise Refused(_("There is no such beginning. Choose one of the list."))

    title = shorten(title or (_as_title(need) if need else ""), 200)
    skeleton, _repairs = repair(guide_for(intention).skeleton(title=title))
    moment = now()
    course = Course.objects.create(
        title=title,
        goal=skeleton.goal_text,
        for_whom=skeleton.for_whom_text,
        intention=intention,
        keeper=by,
        started_at=moment,
        edited_at=moment,
    )
    drafts.create_room(course.room_key, skeleton.as_json(), by=by)

    need_id = need.pk if need else None
    record(
        CourseStarted(course_id=course.pk, title=course.name, need_id=need_id), by=by, about=course
    )
    if need is not None:
        _write_for(course, need, by)
    return course


@transaction.atomic
def link_need(course: Course, need: Need, *, is_made_for_it: bool = True, by: Person) -> NeedLink:
    """Say that this draft is being written for a need."""
    course = Course.objects.locked(course.pk)
    require(rules.can_link_need(by, course, need))
    link, is_new = NeedLink.objects.get_or_create(
        need=need,
        course=course,
        defaults={"is_made_for_it": is_made_for_it, "linked_by": by, "linked_at": now()},
    )
    if is_new:
        record(
            CourseLinked(course_id=course.pk, title=course.name, need_id=need.pk),
            by=by,
            about=course,
        )
    return link


def _write_for(course: Course, need: Need, by: Person) -> None:
    _copy_facts(course, need)
    link_need(course, need, by=by)
    needs.start_draft(need, answer_id=course.pk, by=by)


def _copy_facts(course: Course, need: Need) -> None:
    """Its audience and topics are the first guess for the course's own."""
    course.topics.set(need.topics.all())
    course.audience.set(need.audience.all())
    course.is_for_everybody = need.is_for_everybody
    course.save(update_fields=["is_for_everybody"])


def _as_title(need: Need) -> str:
    """ "hand over a night shift" -> "Hand over a night shift"."""
    statement = need.statement.strip().rstrip(".")
    return statement[:1].upper() + statement[1:]
