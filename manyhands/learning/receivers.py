from __future__ import annotations

from manyhands.courses.events import CourseLinked
from manyhands.courses.models import NeedLink
from manyhands.journal.events import on
from manyhands.journal.models import Entry
from manyhands.needs.events import CheckInReplied

from . import actions


@on(CheckInReplied)
def count_replies(event: CheckInReplied, entry: Entry) -> None:
    """A reply about a need speaks of the courses that answer it."""
    linked = NeedLink.objects.filter(need=event.need_id)
    for course_id in linked.values_list("course_id", flat=True):
        actions.recount_solved(course_id)


@on(CourseLinked)
def count_earlier_replies(event: CourseLinked, entry: Entry) -> None:
    """People may have replied about the need before this course was linked to it."""
    actions.recount_solved(event.course_id)
