"""What courses keep of their learners."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial

from django.db import transaction
from django.db.models import Exists, OuterRef

from manyhands.courses.models import Course, NeedLink
from manyhands.journal.checking import Difference, check, mending, on_its_way

from . import actions
from .actions.counting import readers_of, solved_by
from .models import Attempt, Enrolment


@check("Courses")
def learners() -> Iterator[Difference]:
    right = readers_of(Course.objects.all())
    for course in Course.objects.order_by("pk").iterator():
        opened, finished = right[course.pk]
        if (course.learner_count, course.finished_count) != (opened, finished):
            yield Difference(
                where=f"Course {course.pk} “{course.name}”",
                what=f"It says that {course.learner_count} opened it and {course.finished_count} "
                f"finished it; it was {opened} and {finished}.",
                mend=mending("Counted anew.", actions.recount_learners, course.pk),
            )


@check("Courses")
def solved() -> Iterator[Difference]:
    """Replies are counted once the journal has told of them."""
    coming = _numbers(on_its_way("learning.count_replies", "courses.move_links"))
    still = set(NeedLink.objects.filter(need__in=coming).values_list("course_id", flat=True))
    still |= _numbers(on_its_way("learning.count_earlier_replies"))
    right = solved_by(Course.objects.all())
    for course in Course.objects.exclude(pk__in=still).order_by("pk").iterator():
        asked, yes = right[course.pk]
        if (course.solved_asked_count, course.solved_yes_count) != (asked, yes):
            yield Difference(
                where=f"Course {course.pk} “{course.name}”",
                what=f"It says that it helped {course.solved_yes_count} of "
                f"{course.solved_asked_count} who replied; it was {yes} of {asked}.",
                mend=mending("Counted anew from the replies.", actions.recount_solved, course.pk),
            )


@check("Courses")
def finished() -> Iterator[Difference]:
    """A finished attempt is a fact: whoever made it has finished the course."""
    done = Attempt.objects.filter(enrolment=OuterRef("pk"), finished_at__isnull=False)
    for enrolment in Enrolment.objects.filter(Exists(done), finished_at=None).order_by("pk"):
        yield Difference(
            where=f"Course {enrolment.course_id}, read by person {enrolment.person_id}",
            what="They finished it, and it does not say so.",
            mend=partial(_finish, enrolment.pk),
        )


def _numbers(lines: Iterable[str]) -> set[int]:
    """The numbers of the things that these lines are about."""
    return {int(line.partition(":")[2]) for line in lines}


@transaction.atomic
def _finish(enrolment_id: int) -> str:
    enrolment = Enrolment.objects.select_for_update().get(pk=enrolment_id)
    done = enrolment.attempts.filter(finished_at__isnull=False).select_related("release")
    for attempt in done.order_by("finished_at"):
        if attempt.finished_at:
            enrolment.finish(attempt.release, at=attempt.finished_at)
    enrolment.save(update_fields=["finished", "finished_at"])
    actions.recount_learners(enrolment.course_id)
    return "It says so now."
