"""May they? Everything that people may do with courses, on one page."""

from __future__ import annotations

from django.utils.translation import gettext as _

from manyhands.kernel.access import ALLOW, Verdict, deny
from manyhands.needs.models import Need
from manyhands.people.models import Person

from .models import Course, CourseState

# Reading


def can_read(person: Person, course: Course) -> Verdict:
    """What learners read: its releases, also those of a course that has ended."""
    if not person.is_active:
        return deny(_("Your account is closed."))
    if Course.objects.readable_by(person).filter(pk=course.pk).exists():
        return ALLOW
    return deny(_("This course is not open to you."))


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
