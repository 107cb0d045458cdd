"""How the reader's pages find what they show."""

from __future__ import annotations

from django.http import Http404

from manyhands.courses import queries
from manyhands.courses.models import Course, Release
from manyhands.web.http import Request


def find_course(request: Request, course_id: int) -> Course:
    """A course that this person may know, with its authors."""
    course = queries.find_known(course_id, request.user)
    if course is None:
        raise Http404
    return course


def current_of(course: Course) -> Release:
    if course.current is None:
        raise Http404
    course.current.course = course
    return course.current


def find_release(request: Request, course_id: int, number: int) -> Release:
    """Any release of a course that this person may know."""
    release = queries.find_release(course_id, number, request.user)
    if release is None:
        raise Http404
    return release
