"""Who may stand at the doors that lower domains keep: shared drafts, files, live pages."""

from __future__ import annotations

from django.utils.translation import gettext as _

from manyhands.collab.rules import room_rule
from manyhands.collab.words import register_kinds
from manyhands.collab.ydoc.shape import Shape, register_shape
from manyhands.kernel.access import Verdict, deny
from manyhands.media.scopes import number_rule, scope_rule
from manyhands.people.models import Person
from manyhands.web.live.topics import topic_rule

from . import rules
from .blocks import collab_shape, schema
from .models import Course


def _find(pk: int) -> Course | None:
    return Course.objects.select_related("keeper").filter(pk=pk).first()


@room_rule("course")
def may_write_draft(person: Person, pk: int) -> Verdict:
    course = _find(pk)
    if course and (course.is_written_by(person) or rules.can_see(person, course)):
        return rules.can_write(person, course)
    return deny(_("Only its authors write here."))


@scope_rule("course")
def may_see_files(person: Person, pk: int) -> Verdict:
    course = _find(pk)
    return rules.can_see(person, course) if course else _not_open()


@number_rule("course")
def may_see_files_of_draft(person: Person, pk: int) -> Verdict:
    """Its draft names them so: a picture of the next release is for whoever writes that."""
    course = _find(pk)
    return rules.can_write(person, course) if course else _not_open()


@topic_rule("course")
def may_follow(person: Person, pk: int) -> Verdict:
    course = _find(pk)
    return rules.can_see(person, course) if course else _not_open()


def _not_open() -> Verdict:
    """In the words for a course that is not theirs to see: whether there is one is not told."""
    return deny(_("This course is not open to you."))


def describe_drafts() -> None:
    """Tell shared drafts what a course's document is made of, and the editor what may be added."""
    attributes, marks = collab_shape()
    register_shape("course", Shape(attributes=attributes, marks=marks))
    register_kinds("course", lambda: schema()["kinds"])
    register_kinds("course", lambda: schema()["kinds"])
