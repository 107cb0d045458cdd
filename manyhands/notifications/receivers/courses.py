"""Who is told of what happens to courses."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from manyhands.courses import events as told
from manyhands.courses.models import CoAuthor, Course, CourseState, KeeperLetter
from manyhands.feedback.models import Item
from manyhands.journal.events import on
from manyhands.journal.models import Entry
from manyhands.kernel.kept_queries import kept_query
from manyhands.learning.events import OpenAnswerGiven
from manyhands.learning.models import Enrolment
from manyhands.notifications.models import Family
from manyhands.notifications.sight import who_may_open
from manyhands.notifications.telling import News, address_of, tell
from manyhands.web.links import url

from .needs import UNDO, waiting_people


def find_course(course_id: int) -> Course | None:
    return next(iter(_course(course_id)), None)


@kept_query
def _course(course_id: int) -> QuerySet[Course]:
    return Course.objects.filter(pk=course_id)


def authors_of(course: Course) -> set[int]:
    return {course.keeper_id, *_coauthors(course.pk)}


@kept_query
def _coauthors(course_id: int) -> QuerySet[CoAuthor, Any]:
    return CoAuthor.objects.filter(course=course_id).order_by().values_list("person_id", flat=True)


@on(told.CoAuthorInvited, delay=UNDO)
def tell_coauthor(event: told.CoAuthorInvited, entry: Entry) -> None:
    course = find_course(event.course_id)
    if course and course.coauthors.filter(person_id=event.person_id).exists():
        draft = url("courses:draft", course.pk)
        news = News(kind="coauthor_invited", family=Family.WAITS, url=draft)
        tell({event.person_id}, news, of=entry, title=course.name)


@on(told.CoAuthorLeft, delay=UNDO)
def tell_of_coauthor_gone(event: told.CoAuthorLeft, entry: Entry) -> None:
    """Who was taken off meets no closed door unprepared; who leaves is missed by the keeper."""
    course = find_course(event.course_id)
    if course is None or event.person_id in authors_of(course):
        return
    if entry.actor_id == event.person_id:
        news = News(kind="coauthor_left", family=Family.WRITING, url=_page_of(course))
        tell({course.keeper_id}, news, of=entry, title=course.name)
        return
    yours = url("courses:catalogue", show="yours")
    page = address_of(course) if who_may_open(course, {event.person_id}) else yours
    news = News(kind="coauthor_taken_off", family=Family.WRITING, url=page)
    tell({event.person_id}, news, of=entry, title=event.title)


@on(told.KeeperChanged, delay=UNDO)
def tell_keeper(event: told.KeeperChanged, entry: Entry) -> None:
    course = find_course(event.course_id)
    if course is None:
        return
    draft = url("courses:draft", course.pk)
    news = News(kind="keeping_given", family=Family.WAITS, url=draft)
    tell({event.keeper_id}, news, of=entry, title=course.name)
    if event.former_keeper_id in who_may_open(course, {event.former_keeper_id}):
        news = News(kind="keeping_taken", family=Family.WRITING, url=_page_of(course))
        tell({event.former_keeper_id}, news, of=entry, title=course.name)


@on(told.KeeperWrittenTo)
def tell_keeper_of_letter(event: told.KeeperWrittenTo, entry: Entry) -> None:
    """With the coach's words; whoever no longer keeps it is left alone."""
    letter = KeeperLetter.objects.select_related("course").filter(pk=event.letter_id).first()
    if letter is None or letter.keeper_id != letter.course.keeper_id:
        return
    course = letter.course
    kind = "help_offered" if course.state == CourseState.DRAFT else "look_asked"
    news = News(kind=kind, family=Family.WAITS, url=_page_of(course))
    tell({letter.keeper_id}, news, of=entry, title=course.name, words=letter.words)


@on(told.CourseReleased, delay=UNDO)
def tell_of_release(event: told.CourseReleased, entry: Entry) -> None:
    """Who writes it too; a major one also those who have read an earlier one. A minor one disturbs nobody else.

    Whose words it settles hears that instead.
    """
    course = find_course(event.course_id)
    if course is None:
        return
    authors = authors_of(course)
    by_coauthor = News(kind="release_by_coauthor", family=Family.WRITING, url=address_of(course))
    tell(authors, by_coauthor, of=entry)
    if not event.is_major or event.number == 1:
        return
    readers = Enrolment.objects.filter(course=course, finished__number__lt=event.number)
    spoken = Item.objects.filter(done_in_id=event.release_id).values_list("person_id", flat=True)
    people = set(readers.values_list("person_id", flat=True)) - set(spoken) - authors
    changes = url("learning:changes", course.pk)
    news = News(kind="course_released", family=Family.LEARNING, url=changes)
    tell(who_may_open(course, people), news, of=entry)


@on(told.CourseEnded, delay=UNDO)
def tell_of_end(event: told.CourseEnded, entry: Entry) -> None:
    """Whoever has begun it or waited for it, and its authors."""
    course = find_course(event.course_id)
    if course is None or course.state != CourseState.ENDED:
        return
    reading = set(Enrolment.objects.filter(course=course).values_list("person_id", flat=True))
    waiting = {pk for need in course.needs.all() for pk in waiting_people(need)}
    people = who_may_open(course, reading | waiting | authors_of(course))
    kind = "course_ended_why" if event.reason else "course_ended"
    tell(people, News(kind=kind, family=Family.LEARNING, url=address_of(course)), of=entry)


@on(told.CourseEndsSoon)
def tell_keeper_of_coming_end(event: told.CourseEndsSoon, entry: Entry) -> None:
    course = find_course(event.course_id)
    if course and course.is_released:
        news = News(kind="course_ends_soon", family=Family.WAITS, url=address_of(course))
        tell({course.keeper_id}, news, of=entry)


@on(OpenAnswerGiven, delay=UNDO, only_adds=True)
def tell_of_open_answer(event: OpenAnswerGiven, entry: Entry) -> None:
    if course := find_course(event.course_id):
        answers = url("learning:answers", course.pk)
        tell(
            authors_of(course),
            News(kind="open_answer", family=Family.WRITING, url=answers),
            of=entry,
        )


def _page_of(course: Course) -> str:
    is_draft = course.state == CourseState.DRAFT
    return url("courses:draft", course.pk) if is_draft else address_of(course)
