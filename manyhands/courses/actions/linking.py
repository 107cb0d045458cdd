"""What the needs decide, followed here."""

from __future__ import annotations

from django.db import transaction

from manyhands.courses.events import CourseLinked
from manyhands.courses.models import Course, NeedLink
from manyhands.journal.events import record
from manyhands.kernel.clock import now
from manyhands.needs.models import Need
from manyhands.people.models import Person


@transaction.atomic
def link_found_course(need_id: int, course_id: int, *, by: Person | None) -> NeedLink | None:
    """The course that was there already answers the need. Saying it twice changes nothing."""
    course = Course.objects.filter(pk=course_id).first()
    if course is None or not Need.objects.filter(pk=need_id).exists():
        return None
    link, is_new = NeedLink.objects.get_or_create(
        need_id=need_id,
        course=course,
        defaults={"is_made_for_it": False, "linked_by": by, "linked_at": now()},
    )
    if is_new:
        record(
            CourseLinked(course_id=course.pk, title=course.name, need_id=need_id),
            by=by,
            about=course,
        )
    return link


@transaction.atomic
def move_links(need_id: int, *, to: int) -> None:
    """After a merge the survivor is what the courses are written for."""
    known = NeedLink.objects.filter(need_id=to).values("course_id")
    moving = NeedLink.objects.filter(need_id=need_id).exclude(course_id__in=known)
    for link in list(moving.select_related("course")):
        link.need_id = to
        link.save(update_fields=["need"])
        record(
            CourseLinked(course_id=link.course_id, title=link.course.name, need_id=to),
            by=None,
            about=link.course,
        )
