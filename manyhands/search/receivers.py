"""The index follows the journal."""

from __future__ import annotations

from manyhands.courses import events as courses
from manyhands.feedback import events as feedback
from manyhands.journal.events import on
from manyhands.journal.models import Entry
from manyhands.needs import events as needs
from manyhands.people import events as people

from . import indexing


@on(
    needs.NeedDeclared,
    needs.NeedChanged,
    needs.NeedDeclined,
    needs.NeedWithdrawn,
    needs.NeedMerged,
    needs.NeedJoined,
    needs.NeedReopened,
)
def index_need(event: needs.NeedEvent, entry: Entry) -> None:
    indexing.NEEDS.index(event.need_id)


@on(courses.CourseReleased, courses.CourseEnded, courses.CourseFactsSet)
def index_course(event: courses.CourseEvent, entry: Entry) -> None:
    indexing.COURSES.index(event.course_id)


@on(feedback.ItemSaid, feedback.ItemAnswered)
def index_item(event: feedback.ItemSaid, entry: Entry) -> None:
    indexing.QUESTIONS.index(event.item_id)


@on(
    people.PersonJoined,
    people.PersonChanged,
    people.PersonDeactivated,
    people.PersonReturned,
    people.TopicsSaid,
    people.MembershipChanged,
    people.MembershipEnded,
)
def index_person(event: people.PersonEvent, entry: Entry) -> None:
    indexing.PEOPLE.index(event.person_id)
