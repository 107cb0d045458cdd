"""What courses keep of what was said about them."""

from __future__ import annotations

from collections.abc import Iterator

from manyhands.courses.models import Course
from manyhands.journal.checking import Difference, check, mending

from . import actions
from .actions.counting import Said, said_about


@check("Courses")
def said() -> Iterator[Difference]:
    right = said_about(Course.objects.all())
    for course in Course.objects.order_by("pk").iterator():
        kept = Said(
            course.open_item_count,
            course.outdated_count,
            course.useful_count,
            course.reaction_counts,
        )
        if kept != right[course.pk]:
            yield Difference(
                where=f"Course {course.pk} “{course.name}”",
                what=f"It says {_in_words(kept)}; it is {_in_words(right[course.pk])}.",
                mend=mending("Counted anew.", actions.recount_feedback, course.pk),
            )


def _in_words(said: Said) -> str:
    return (
        f"{said.open_items} open remarks, {said.outdated} who find it outdated, "
        f"{said.useful} who find it useful and {sum(said.reactions.values())} reactions"
    )
