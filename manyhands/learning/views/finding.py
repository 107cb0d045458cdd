"""How the reader's pages find what they show."""

from __future__ import annotations

from django.http import Http404
from django.shortcuts import get_object_or_404

from manyhands.courses.models import Course, Release
from manyhands.courses.queries import find_known
from manyhands.web.http import Request


def find_course(request: Request, course_id: int) -> Course:
    """A course that this person may know, with its authors."""
    course = find_known(course_id, request.user)
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
    course = find_course(request, course_id)
    if course.current is not None and course.current.number == number:
        return current_of(course)
    release = get_object_or_404(
        Release.objects.filter(course=course).defer("document"), number=number
    )
    release.course = course
    return release
