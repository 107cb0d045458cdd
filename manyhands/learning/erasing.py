"""Reading and private answers go with the person; what courses count of their learners is counted anew."""

from __future__ import annotations

from manyhands.courses.models import Course
from manyhands.needs.models import CheckIn
from manyhands.people.erasing import After, Part, add_part
from manyhands.people.models import Person

from .actions.counting import recount_learners, recount_solved
from .models import Enrolment


def erase(person: Person, by: Person) -> After:
    read = set(Enrolment.objects.filter(person=person).values_list("course", flat=True))
    asked = CheckIn.objects.filter(person=person).values("need")
    replied = set(Course.objects.filter(links__need__in=asked).values_list("pk", flat=True))

    def count_anew() -> None:
        for course_id in sorted(read):
            recount_learners(course_id)
        for course_id in sorted(replied):
            recount_solved(course_id)

    return count_anew


add_part("learning", Part(erase))
