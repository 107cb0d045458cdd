"""The demo organisation, built by doing what its people did, in the order in which they did it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, time, timedelta
from typing import Final

from django.db import transaction
from django.utils import timezone

from manyhands.impact.actions import refresh_figures
from manyhands.kernel.clock import now
from manyhands.notifications.models import Notice
from manyhands.people.models import Person
from manyhands.search.indexing import index_everything

from .build_courses import stage_course
from .build_needs import stage_need
from .build_people import people_of_the_cast
from .build_reading import stage_days, stage_reading, stage_remarks
from .story.courses_care import CARE_COURSES
from .story.courses_road import ROAD_COURSES
from .story.courses_shift import SHIFT_COURSES
from .story.needs import NEEDS
from .story.parts import NeedPart
from .teller import Stage

COURSES: Final = (*SHIFT_COURSES, *CARE_COURSES, *ROAD_COURSES)
NEWS_KEPT: Final = timedelta(days=2)


@transaction.atomic
def fill_demo(progress: Callable[[int, int], None] | None = None) -> bool:
    """Fill an empty database with six months at Ferrow Freight. False when somebody is here already.

    ``progress`` is told how many acts are done, of how many.
    """
    if Person.objects.exists():
        return False
    people, groups = people_of_the_cast()
    stage = Stage(people, groups, today=_ten_in_the_morning())
    written_for = _needs_by_course()
    for course in COURSES:
        stage_course(stage, course, written_for.get(course.key))
        stage_reading(stage, course)
    for need in NEEDS:
        stage_need(stage, need)
    stage_remarks(stage, COURSES)
    stage_days(stage)
    stage.perform(progress)
    _settle_down()
    return True


def _needs_by_course() -> dict[str, NeedPart]:
    return {need.course: need for need in NEEDS if need.course and not need.found}


def _ten_in_the_morning() -> datetime:
    """The last ten o'clock that lies an hour back: the newest remarks are minutes younger."""
    latest = timezone.localtime(now() - timedelta(hours=1))
    ten = datetime.combine(latest.date(), time(10), latest.tzinfo)
    return ten if ten <= latest else ten - timedelta(days=1)


def _settle_down() -> None:
    """What six quiet months leave: old notices read, their mails long gone, figures and index made."""
    old = Notice.objects.filter(told_at__lt=now() - NEWS_KEPT)
    old.update(read_at=now() - NEWS_KEPT, mail_wanted=False)
    index_everything()
    refresh_figures()
