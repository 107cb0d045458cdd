"""May they? Everything that people may do with what is said about courses, on one page."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from django.utils.translation import gettext as _

from manyhands.courses import rules as courses
from manyhands.courses.models import Course, CourseState
from manyhands.kernel.access import ALLOW, Verdict, deny
from manyhands.kernel.clock import now
from manyhands.people.models import Person

from .models import Comment, Item, ItemKind

# So long one may change or take back what one said.
SECOND_THOUGHTS: Final = timedelta(minutes=15)


def can_see(person: Person, item: Item) -> Verdict:
    """Whoever may read the course; what did not help somebody is for its authors, and for coaches."""
    verdict = courses.can_see(person, item.course)
    if not verdict or item.kind != ItemKind.NOT_SOLVED:
        return verdict
    if item.person_id == person.pk or can_move(person, item):
        return ALLOW
    if person.is_administrator or set(person.coached) & set(item.course.keeper.circle):
        return ALLOW
    return deny(_("This was said to the authors and coaches alone."))


def can_say(person: Person, course: Course) -> Verdict:
    """Ask, mark, suggest."""
    return courses.can_see(person, course) and is_heard(course)


def is_heard(course: Course) -> Verdict:
    """Whether anybody listens; for a page whose reader may see the course anyway."""
    if course.current_id is None:
        return deny(_("It is not released yet. Talk to its authors."))
    if course.state == CourseState.ENDED:
        return deny(
            _("This course has ended; nobody would look at it. What you wrote is not kept.")
        )
    return ALLOW


def can_react(person: Person, course: Course) -> Verdict:
    return is_reader(person, course) and can_say(person, course)


def is_reader(person: Person, course: Course) -> Verdict:
    if course.is_written_by(person):
        return deny(_("You write this course. Reactions are for its readers."))
    return ALLOW


def can_answer(person: Person, item: Item) -> Verdict:
    """Everybody who sees it may help."""
    return can_see(person, item)


def can_change_comment(person: Person, comment: Comment) -> Verdict:
    """One's own words, for a quarter of an hour."""
    if comment.person_id != person.pk:
        return deny(_("These are somebody else’s words."))
    if now() - comment.said_at > SECOND_THOUGHTS:
        return deny(_("After a quarter of an hour words stay as they are. Answer again instead."))
    return can_see(person, comment.item)


def can_take_back(person: Person, item: Item) -> Verdict:
    """One's own remark, for a quarter of an hour, while nobody has done anything about it."""
    if item.person_id != person.pk or item.kind == ItemKind.NOT_SOLVED:
        return deny(_("These are somebody else’s words."))
    if now() - item.said_at > SECOND_THOUGHTS:
        return deny(_("After a quarter of an hour it can no longer be taken back."))
    if item.comments.exclude(person=person).exists():
        return deny(_("Somebody has answered already."))
    if not item.is_open:
        return deny(_("It has been dealt with already."))
    return can_see(person, item)


def can_move(person: Person, item: Item) -> Verdict:
    """Plan, decline, open again: whoever writes the course, or looks after it when its keeper has left."""
    if not person.is_active:
        return deny(_("Your account is closed."))
    if item.course.is_written_by(person):
        return ALLOW
    if Course.objects.in_care_of(person).filter(pk=item.course_id).exists():
        return ALLOW
    return deny(
        _("Only its authors decide what becomes of it: ask %(name)s.")
        % {"name": item.course.keeper.name}
    )


def can_fold_in(person: Person, item: Item) -> Verdict:
    """Put words into the draft: whoever may write there."""
    verdict = courses.can_write(person, item.course)
    if not verdict:
        return verdict
    return (
        ALLOW if item.is_open else deny(_("It has been dealt with already. Open it again first."))
    )
