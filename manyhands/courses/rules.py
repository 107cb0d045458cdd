"""May they? Everything that people may do with courses, on one page."""

from __future__ import annotations

from datetime import timedelta

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from manyhands.kernel.access import ALLOW, Verdict, deny
from manyhands.kernel.clock import now
from manyhands.kernel.kept_queries import kept_query
from manyhands.needs.models import Need
from manyhands.people.models import Group, Person

from .models import DOUBTFUL_FROM, SLEEPING_DAYS, Course, CourseState, KeeperLetter

# Reading


def can_read(person: Person, course: Course) -> Verdict:
    """What learners read: its releases, also those of a course that has ended."""
    if not person.is_active:
        return deny(_("Your account is closed."))
    if _readable(course.pk, person):
        return ALLOW
    return deny(_("This course is not open to you."))


@kept_query
def _readable(course_id: int, person: Person) -> QuerySet[Course, int]:
    """This course, if it is: every page and every act of a reader asks."""
    readable = Course.objects.readable_by(person).filter(pk=course_id)
    return readable.values_list("pk", flat=True)


def can_see(person: Person, course: Course) -> Verdict:
    """Its readers, and those who write it or look after it."""
    readable = can_read(person, course)
    if readable or (person.is_active and _is_in_care_of(person, course)):
        return ALLOW
    return readable


# Writing


def can_start(person: Person, need: Need | None = None) -> Verdict:
    """Anybody may write; for a need only where they see it and it still waits."""
    if not person.is_active:
        return deny(_("Your account is closed."))
    if need is None:
        return ALLOW
    if not Need.objects.visible_to(person).filter(pk=need.pk).exists():
        return deny(_("There is no such need."))
    if not need.is_waiting:
        return deny(_("This need no longer waits for an answer."))
    return ALLOW


def can_write(person: Person, course: Course) -> Verdict:
    if not person.is_active:
        return deny(_("Your account is closed."))
    if course.is_written_by(person):
        return ALLOW
    return deny(
        _("Only its authors write here. Suggest a change on the page, or ask %(name)s.")
        % {"name": course.keeper.name}
    )


def can_release(person: Person, course: Course) -> Verdict:
    """Whether they may, whatever is in the draft; the checklist says whether it can."""
    return can_write(person, course)


def can_set_facts(person: Person, course: Course) -> Verdict:
    return can_write(person, course)


def can_link_need(person: Person, course: Course, need: Need) -> Verdict:
    """Say that this draft is being written for a need."""
    return can_start(person, need) and can_write(person, course)


# Authors


def can_invite(person: Person, course: Course) -> Verdict:
    return _keeps(person, course, _("invites co-authors"))


def can_be_invited(other: Person, course: Course) -> Verdict:
    if not other.is_active:
        return deny(_("%(name)s has left.") % {"name": other.name})
    if course.is_written_by(other):
        return deny(_("%(name)s writes it already.") % {"name": other.name})
    return ALLOW


def can_remove_coauthor(person: Person, course: Course, other: Person) -> Verdict:
    """The keeper; and everybody may leave."""
    return ALLOW if person.pk == other.pk else _keeps(person, course, _("removes co-authors"))


def can_leave(person: Person, course: Course) -> Verdict:
    if course.keeper_id == person.pk:
        return deny(_("You keep this course. Hand it over first."))
    if course.is_written_by(person):
        return ALLOW
    return deny(_("You are not one of its authors."))


def can_hand_over(person: Person, course: Course) -> Verdict:
    """The keeper alone; when they have left, a coach of theirs or an administrator."""
    return _keeps(person, course, _("hands it over"))


def can_receive_keeping(other: Person, course: Course) -> Verdict:
    if not other.is_active:
        return deny(_("%(name)s has left.") % {"name": other.name})
    if other.pk == course.keeper_id:
        return deny(_("%(name)s keeps it already.") % {"name": other.name})
    return ALLOW


# Keeping it right


def can_verify(person: Person, course: Course) -> Verdict:
    if not course.is_released:
        return deny(_("Only what is released can be said to be still right."))
    return _keeps(person, course, _("says that it is still right"))


def can_extend(person: Person, course: Course) -> Verdict:
    if not course.is_released:
        return deny(_("It is not released. Release it again with new dates."))
    return _keeps(person, course, _("says how long it is valid"))


def can_end(person: Person, course: Course) -> Verdict:
    if course.state == CourseState.DRAFT:
        return deny(_("It was never released, so there is nothing to end."))
    if course.state == CourseState.ENDED:
        return deny(_("It has ended already."))
    return _keeps(person, course, _("ends it"))


# Helping its keeper


def can_know_its_keeping(person: Person, course: Course) -> bool:
    """Coaches of its keeper's groups see in their hour that it sleeps or is doubted."""
    if not (person.is_active and person.coached):
        return False
    if set(person.coached) & set(course.keeper.circle):
        return True
    return Group.objects.filter(parent=None, pk__in=person.coached).exists()


def can_write_to_keeper(person: Person, course: Course) -> Verdict:
    """Those coaches, where something waits for the keeper; one letter a day is enough."""
    name = {"name": course.keeper.name}
    if not can_know_its_keeping(person, course):
        return deny(_("Only a coach of %(name)s’s groups writes about it.") % name)
    if person.pk == course.keeper_id:
        return deny(_("You keep it yourself."))
    if not course.keeper.is_active:
        return deny(_("%(name)s has left.") % name)
    if not _waits_for_its_keeper(course, person):
        return deny(_("Nothing of it waits for %(name)s any more.") % name)
    if letters_of_today(course).exists():
        return deny(_("%(name)s was written to about it today.") % name)
    return ALLOW


def letters_of_today(course: Course) -> QuerySet[KeeperLetter]:
    """What its keeper was written within a day."""
    day_ago = now() - timedelta(days=1)
    return KeeperLetter.objects.filter(
        course=course, keeper=course.keeper_id, written_at__gt=day_ago
    )


def _waits_for_its_keeper(course: Course, coach: Person) -> bool:
    """A draft that sleeps while somebody waits for it, as far as the coach may know, or a course that readers doubt."""
    if course.state != CourseState.DRAFT:
        return course.is_released and course.outdated_count >= DOUBTFUL_FROM
    asleep = course.edited_at < now() - timedelta(days=SLEEPING_DAYS)
    waiting = Need.objects.visible_to(coach).waiting().filter(links__course=course)
    return asleep and waiting.exists()


def _keeps(person: Person, course: Course, what: str) -> Verdict:
    if not person.is_active:
        return deny(_("Your account is closed."))
    if course.keeper_id == person.pk:
        return ALLOW
    if not course.keeper.is_active:
        # Groups stay written beside the name of somebody who left.
        if person.is_administrator or set(person.coached) & set(course.keeper.circle):
            return ALLOW
        return deny(
            _("%(name)s kept it and has left. Ask a coach who keeps it now.")
            % {"name": course.keeper.name}
        )
    return deny(
        _("Only its keeper %(what)s: ask %(name)s.") % {"what": what, "name": course.keeper.name}
    )


def _is_in_care_of(person: Person, course: Course) -> bool:
    return Course.objects.in_care_of(person).filter(pk=course.pk).exists()
