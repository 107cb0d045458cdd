"""What becomes of somebody's courses when they are erased: each has a keeper at every moment."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from manyhands.people.erasing import After, Part, add_part
from manyhands.people.models import Person

from . import actions
from .models import Course


def foresee(person: Person, by: Person) -> Iterator[str]:
    for course in Course.objects.filter(keeper=person).order_by("pk"):
        heir = actions.next_keeper(course, by)
        words = (
            _("“%(title)s” will be kept by you.")
            if heir == by
            else _("“%(title)s” will be kept by %(name)s.")
        )
        yield words % {"title": course.name, "name": heir.name}


def erase(person: Person, by: Person) -> After:
    for course in Course.objects.filter(keeper=person).order_by("pk"):
        actions.pass_on_keeping(course, by=by)
    return lambda: None


add_part("courses", Part(erase, foresee))
