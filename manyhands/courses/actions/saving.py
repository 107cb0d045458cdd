from __future__ import annotations

from datetime import timedelta
from typing import Final

from django.db import transaction

from manyhands.collab import drafts
from manyhands.collab.followers import when_stored
from manyhands.courses.blocks import minutes_of, repair
from manyhands.courses.models import Course, CourseState
from manyhands.journal.models import Delivery
from manyhands.journal.queue import job, schedule
from manyhands.kernel.clock import now
from manyhands.web.live.hub import publish

# So long words may stand in the draft alone before title and goal follow in the lists.
PAUSE: Final = timedelta(seconds=3)


@job
@transaction.atomic
def save_draft_mirror(course_id: int) -> None:
    """Title, goal and "for whom" of the draft as columns, so that lists can show and sort them.

    Once released, learners' pages show what was released: then only the time of the last edit follows.
    """
    course = Course.objects.select_for_update(of=("self",)).filter(pk=course_id).first()
    if course is None:
        return
    room = drafts.room(course.room_key)
    course.edited_at = max(room.touched_at or course.edited_at, course.edited_at)
    changed = ["edited_at"]
    if course.state == CourseState.DRAFT:
        for column, said in mirror_of(course).items():
            setattr(course, column, said)
            changed.append(column)
    course.save(update_fields=changed)
    publish(f"course:{course_id}", "draft")


def mirror_of(course: Course) -> dict[str, str | int]:
    """What lists show of a draft, read from its document."""
    document, _repairs = repair(drafts.read_document(course.room_key))
    return {
        "title": document.title_text,
        "goal": document.goal_text,
        "for_whom": document.for_whom_text,
        "minutes": minutes_of(document),
    }


@when_stored("course")
def mirror_soon(course_id: int) -> None:
    """Once for many key strokes: a mirror that is still to come will see these words too."""
    subject = f"draft:{course_id}"
    moment = now()
    coming = Delivery.objects.open().filter(
        receiver="courses.save_draft_mirror",
        subject=subject,
        run_at__gt=moment,
        # Later ones were set by a clock that ran ahead.
        run_at__lte=moment + PAUSE,
    )
    if not coming.exists():
        schedule(
            save_draft_mirror,
            subject=subject,
            payload={"course_id": course_id},
            run_at=moment + PAUSE,
        )
