from __future__ import annotations

from datetime import timedelta
from typing import Final

from manyhands.journal.queue import every
from manyhands.kernel.clock import today

from .actions.keeping import end_when_over, tell_of_end
from .models import Course

NEAR: Final = timedelta(days=7)


@every(minutes=60)
def look_at_last_days() -> None:
    """End what is over; tell keepers of what ends within a week."""
    for course in Course.objects.released().filter(valid_until__lt=today()):
        end_when_over(course)
    near = Course.objects.released().filter(
        valid_until__gte=today(), valid_until__lte=today() + NEAR
    )
    for course in near:
        if course.end_told_for != course.valid_until:
            tell_of_end(course)
