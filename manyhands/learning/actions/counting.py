"""What a course's row says of its learners, counted anew from the facts."""

from __future__ import annotations

from django.db import transaction

from manyhands.courses.models import Course
from manyhands.learning.models import Enrolment
from manyhands.needs.models import CheckIn, Reply


@transaction.atomic
def recount_learners(course_id: int) -> None:
    reading = Enrolment.objects.filter(course=course_id)
    Course.objects.filter(pk=course_id).update(
        learner_count=reading.count(),
        finished_count=reading.filter(finished_at__isnull=False).count(),
    )


@transaction.atomic
def recount_solved(course_id: int) -> None:
    """Of those who replied about a need that it answers, how many said yes last: each person counts once a need."""
    replies = CheckIn.objects.replied().filter(need__links__course=course_id)
    rows = replies.order_by("replied_at", "pk").values_list("need_id", "person_id", "reply")
    latest = {(need, person): reply for need, person, reply in rows}
    Course.objects.filter(pk=course_id).update(
        solved_asked_count=len(latest),
        solved_yes_count=sum(reply == Reply.YES for reply in latest.values()),
    )
