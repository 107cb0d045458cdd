from __future__ import annotations

from django.db import transaction

from manyhands.collab import drafts
from manyhands.courses import rules
from manyhands.courses.events import CoAuthorInvited, CoAuthorLeft, KeeperChanged
from manyhands.courses.models import CoAuthor, Course
from manyhands.journal.events import record
from manyhands.kernel.access import require
from manyhands.kernel.clock import now
from manyhands.people.models import Person
from manyhands.web.live.hub import publish


@transaction.atomic
def invite_coauthor(course: Course, person: Person, *, by: Person) -> CoAuthor:
    """They may write, release and answer from now on; they need not accept."""
    course = Course.objects.locked(course.pk)
    require(rules.can_invite(by, course))
    require(rules.can_be_invited(person, course))

    coauthor = CoAuthor.objects.create(
        course=course, person=person, invited_by=by, invited_at=now()
    )

    record(
        CoAuthorInvited(course_id=course.pk, title=course.name, person_id=person.pk),
        by=by,
        about=course,
    )
    publish(f"course:{course.pk}", "authors")
    return coauthor


@transaction.atomic
def remove_coauthor(course: Course, person: Person, *, by: Person) -> None:
    """The keeper takes a co-author off; whoever has the draft open there is shown out."""
    course = Course.objects.locked(course.pk)
    require(rules.can_remove_coauthor(by, course, person))
    _take_off(course, person, by)


@transaction.atomic
def leave_course(course: Course, *, by: Person) -> None:
    course = Course.objects.locked(course.pk)
    require(rules.can_leave(by, course))
    _take_off(course, by, by)


@transaction.atomic
def hand_over_keeping(course: Course, *, to: Person, by: Person) -> None:
    """Somebody else answers for it from now on; who kept it stays a co-author, unless they have left."""
    course = Course.objects.locked(course.pk)
    require(rules.can_hand_over(by, course))
    require(rules.can_receive_keeping(to, course))

    former = course.keeper
    course.keeper = to
    course.save(update_fields=["keeper"])
    CoAuthor.objects.filter(course=course, person=to).delete()
    if former.is_active:
        CoAuthor.objects.create(course=course, person=former, invited_by=to, invited_at=now())

    record(
        KeeperChanged(
            course_id=course.pk, title=course.name, keeper_id=to.pk, former_keeper_id=former.pk
        ),
        by=by,
        about=course,
    )
    publish(f"course:{course.pk}", "authors")


def next_keeper(course: Course, by: Person) -> Person:
    """Who would keep it if its keeper were erased: the first co-author who works here, else who erases."""
    authors = course.coauthors.filter(person__is_active=True).exclude(person=course.keeper)
    first = authors.select_related("person").order_by("invited_at", "pk").first()
    return first.person if first else by


@transaction.atomic
def pass_on_keeping(course: Course, *, by: Person) -> None:
    """Its keeper is about to be erased: the next one keeps it."""
    course = Course.objects.locked(course.pk)
    former, course.keeper = course.keeper, next_keeper(course, by)
    course.save(update_fields=["keeper"])
    CoAuthor.objects.filter(course=course, person__in=(former, course.keeper)).delete()

    record(
        KeeperChanged(
            course_id=course.pk,
            title=course.name,
            keeper_id=course.keeper.pk,
            former_keeper_id=former.pk,
        ),
        by=by,
        about=course,
    )
    publish(f"course:{course.pk}", "authors")


def _take_off(course: Course, person: Person, by: Person) -> None:
    taken, _rows = CoAuthor.objects.filter(course=course, person=person).delete()
    if not taken:  # gone already: the same act from two windows
        return
    record(
        CoAuthorLeft(course_id=course.pk, title=course.name, person_id=person.pk),
        by=by,
        about=course,
    )
    drafts.check_rights(course.room_key, person.pk)
    publish(f"course:{course.pk}", "authors")
