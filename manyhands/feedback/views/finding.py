"""How the pages of this domain find what they show: 404 for what one may not know."""

from __future__ import annotations

from django.http import Http404
from django.shortcuts import get_object_or_404

from manyhands.courses import queries
from manyhands.courses.models import Course, Release
from manyhands.feedback.models import Comment, Item
from manyhands.web.http import Request


def find_course(request: Request, course_id: int) -> Course:
    """A course that this person may know, with its authors."""
    course = queries.find_known(course_id, request.user)
    if course is None:
        raise Http404
    return course


def find_release(request: Request, course_id: int, number: int) -> Release:
    """Any release of a course that this person may know."""
    release = queries.find_release(course_id, number, request.user)
    if release is None:
        raise Http404
    return release


def find_item(request: Request, item_id: int) -> Item:
    seen = Item.objects.filter(course__in=Course.objects.known_to(request.user).values("pk"))
    wanted = seen.shown_to(request.user).select_related(
        "course__keeper", "course__current", "person", "release", "done_in"
    )
    long = ("course__current__document", "release__document", "done_in__document")
    return get_object_or_404(wanted.defer(*long), pk=item_id)


def find_comment(request: Request, comment_id: int) -> Comment:
    comment = get_object_or_404(Comment.objects.select_related("person"), pk=comment_id)
    comment.item = find_item(request, comment.item_id)
    return comment
