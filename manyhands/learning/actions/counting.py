"""What a course's row says of its learners, counted anew from the facts."""

from __future__ import annotations

from collections import defaultdict
from typing import NamedTuple

from django.db import transaction
from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from manyhands.courses.models import Course
from manyhands.learning.models import Enrolment
from manyhands.needs.models import CheckIn, Reply


class Readers(NamedTuple):
    """How many opened a course, and how many read it to its end."""

    opened: int = 0
    finished: int = 0


class Solved(NamedTuple):
    """Of how many who replied it solved the need."""

    asked: int = 0
    yes: int = 0


def readers_of(courses: QuerySet[Course]) -> defaultdict[int, Readers]:
    """By course."""
    done = Count("pk", filter=Q(finished_at__isnull=False))
    rows = Enrolment.objects.filter(course__in=courses).order_by().values_list("course")
    counted = {pk: Readers(*n) for pk, *n in rows.annotate(opened=Count("pk"), read=done)}
    return defaultdict(Readers, counted)


def solved_by(courses: QuerySet[Course]) -> defaultdict[int, Solved]:
    """By course: of those who replied about a need that it answers, how many said yes last.

    Each person counts once a need.
    """
    after = Q(replied_at__gt=OuterRef("replied_at"))
    after |= Q(replied_at=OuterRef("replied_at"), pk__gt=OuterRef("pk"))
    later = CheckIn.objects.replied().filter(
        after, need=OuterRef("need"), person=OuterRef("person")
    )
    last = CheckIn.objects.replied().filter(~Exists(later), need__links__course__in=courses)
    rows = last.order_by().values_list("need__links__course")
    yes = Count("pk", filter=Q(reply=Reply.YES))
    counted = {pk: Solved(*n) for pk, *n in rows.annotate(asked=Count("pk"), yes=yes)}
    return defaultdict(Solved, counted)


@transaction.atomic
def recount_learners(course_id: int) -> None:
    course = Course.objects.filter(pk=course_id)
    readers = readers_of(course)[course_id]
    course.update(learner_count=readers.opened, finished_count=readers.finished)


@transaction.atomic
def recount_solved(course_id: int) -> None:
    course = Course.objects.filter(pk=course_id)
    solved = solved_by(course)[course_id]
    course.update(solved_asked_count=solved.asked, solved_yes_count=solved.yes)
