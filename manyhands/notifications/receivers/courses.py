"""Who is told of what happens to courses."""

from __future__ import annotations

from manyhands.courses import events as told
from manyhands.courses.models import Course
from manyhands.feedback.models import Item
from manyhands.journal.events import on
from manyhands.journal.models import Entry
from manyhands.learning.events import OpenAnswerGiven
from manyhands.learning.models import Enrolment
from manyhands.notifications.models import Family
from manyhands.notifications.telling import News, address_of, tell
from manyhands.web.links import url

from .needs import UNDO, waiting_people


def authors_of(course: Course) -> set[int]:
    return {course.keeper_id, *course.coauthors.values_list("person_id", flat=True)}


def _find(course_id: int) -> Course | None:
    return Course.objects.filter(pk=course_id).first()


@on(told.CoAuthorInvited, delay=UNDO)
def tell_coauthor(event: told.CoAuthorInvited, entry: Entry) -> None:
    course = _find(event.course_id)
    if course and course.coauthors.filter(person_id=event.person_id).exists():
        news = News(
            kind="coauthor_invited", family=Family.WAITS, url=url("courses:draft", course.pk)
        )
        tell({event.person_id}, news, of=entry, event=event)


@on(told.KeeperChanged, delay=UNDO)
def tell_keeper(event: told.KeeperChanged, entry: Entry) -> None:
    if course := _find(event.course_id):
        news = News(kind="keeper_changed", family=Family.WRITING, url=address_of(course))
        tell({event.keeper_id, event.former_keeper_id}, news, of=entry, event=event)


@on(told.CourseReleased, delay=UNDO)
def tell_readers(event: told.CourseReleased, entry: Entry) -> None:
    """A major release is offered to those who have read an earlier one; a minor one disturbs nobody.

    Whose item it settles, and who waits for a need that it answers, hears that instead.
    """
    course = _find(event.course_id)
    if course is None or not event.is_major or event.number == 1:
        return
    readers = Enrolment.objects.filter(course=course, finished__isnull=False)
    spoken = Item.objects.filter(done_in_id=event.release_id).values_list("person_id", flat=True)
    told_already = set(spoken) | authors_of(course)
    people = set(readers.values_list("person_id", flat=True)) - told_already
    news = News(
        kind="course_released", family=Family.LEARNING, url=url("learning:changes", course.pk)
    )
    tell(people, news, of=entry, event=event)


@on(told.CourseReleased, delay=UNDO)
def tell_fellow_authors(event: told.CourseReleased, entry: Entry) -> None:
    if course := _find(event.course_id):
        news = News(kind="release_by_coauthor", family=Family.WRITING, url=address_of(course))
        tell(authors_of(course), news, of=entry, event=event)


@on(told.CourseEnded, delay=UNDO)
def tell_of_end(event: told.CourseEnded, entry: Entry) -> None:
    course = _find(event.course_id)
    if course is None:
        return
    reading = set(Enrolment.objects.filter(course=course).values_list("person_id", flat=True))
    waiting = {pk for need in course.needs.all() for pk in waiting_people(need)}
    news = News(kind="course_ended", family=Family.LEARNING, url=address_of(course))
    tell(reading | waiting | authors_of(course), news, of=entry, event=event)


@on(told.CourseEndsSoon)
def tell_keeper_of_coming_end(event: told.CourseEndsSoon, entry: Entry) -> None:
    if course := _find(event.course_id):
        news = News(kind="course_ends_soon", family=Family.WAITS, url=address_of(course))
        tell({course.keeper_id}, news, of=entry, event=event)


@on(OpenAnswerGiven, delay=UNDO)
def tell_of_open_answer(event: OpenAnswerGiven, entry: Entry) -> None:
    if course := _find(event.course_id):
        news = News(
            kind="open_answer",
            family=Family.WRITING,
            url=address_of(course, f"block-{event.block_id}"),
        )
        tell(authors_of(course), news, of=entry, event=event)
