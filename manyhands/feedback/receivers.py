from __future__ import annotations

from manyhands.courses.events import CourseReleased
from manyhands.courses.models import Course, Release
from manyhands.journal.events import on
from manyhands.journal.models import Entry
from manyhands.needs.events import CheckInReplied
from manyhands.needs.models import CheckIn, Reply

from . import actions


@on(CourseReleased)
def place_the_rest(event: CourseReleased, entry: Entry) -> None:
    """Old remarks that the release itself did not wait for."""
    release = Release.objects.filter(pk=event.release_id).first()
    if release is not None:
        actions.place_items(release)


@on(CheckInReplied)
def take_as_feedback(event: CheckInReplied, entry: Entry) -> None:
    """ "Partly", and a backer's "no", are for the authors of the answer. A declarer's "no" reopens the need."""
    checkin = CheckIn.objects.select_related("person").filter(pk=event.checkin_id).first()
    if checkin is None or checkin.reply != event.reply or not _is_feedback(event):
        return
    courses = Course.objects.released().filter(links__need=event.need_id)
    for course in courses.select_related("current", "keeper"):
        actions.say_not_solved(course, checkin)


def _is_feedback(event: CheckInReplied) -> bool:
    return event.reply == Reply.PARTLY or (event.reply == Reply.NO and not event.is_declarer)
