from __future__ import annotations

from typing import Any

from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_GET

from manyhands.courses import catalogue as shelf
from manyhands.courses import queries
from manyhands.courses.models import Course
from manyhands.people.models import Person
from manyhands.web.http import Request, is_partial, members_only, show


@members_only
@require_GET
def catalogue(request: Request) -> HttpResponse:
    choice = shelf.Choice.read(request.GET)
    courses, has_more = shelf.page_of(request.user, choice)
    context: dict[str, Any] = {"choice": choice, "has_more": has_more}
    if is_partial(request):
        context["rows"] = shelf.rows_of(request.user, courses)
        return show(request, "courses/catalogue.html", context, fragment="rows")
    asked = list(queries.because_you_asked(request.user)) if choice.is_plain else []
    others = [course for course in courses if course not in asked]
    both = shelf.rows_of(request.user, [*asked, *others])
    context |= {"asked": both[: len(asked)], "rows": both[len(asked) :]}
    context |= _around(request, choice)
    alone = shelf.alone_for(request.user) if choice.show == "yours" else []
    context["alone"] = shelf.rows_of(request.user, alone) if alone else []
    return show(request, "courses/catalogue.html", context)


@members_only
@require_GET
def written(request: Request, person_id: int) -> HttpResponse:
    """What a colleague has written, of what one may open: a part of their profile."""
    author = get_object_or_404(Person, pk=person_id)
    readable = Course.objects.released().readable_by(request.user)
    courses = list(readable.written_by(author).select_related("keeper")[: shelf.PAGE])
    context = {"rows": shelf.rows_of(request.user, courses), "author": author}
    return show(request, "courses/written.html", context, fragment="written")


@members_only
@require_GET
def links(request: Request) -> JsonResponse:
    """Courses to link to, for the editor."""
    found = queries.courses_named(request.GET.get("q", "")[:200], request.user)
    entries = [{"title": course.title, "href": course.get_absolute_url()} for course in found]
    return JsonResponse(entries, safe=False)


def _around(request: Request, choice: shelf.Choice) -> dict[str, Any]:
    """What stands around the list: the figures of the heading and of the chips, and what a chip offers."""
    picked = request.GET.get("pick", "")
    return {
        "shelf": queries.shelf_of(request.user),
        "own_count": queries.own_count(request.user),
        "picked": picked,
        "topics": list(shelf.topics_in_use(request.user)) if picked == "topic" else [],
        "groups": list(shelf.groups_in_use(request.user)) if picked == "group" else [],
    }
