from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from manyhands.courses import actions, rules
from manyhands.courses.models import Course
from manyhands.people.choosing import looked_for
from manyhands.people.models import Person
from manyhands.web.http import Request, back_to, go_to, members_only, show
from manyhands.web.links import url
from manyhands.web.toasts import toast

from .finding import find_course


@members_only
@require_http_methods(["GET", "HEAD", "POST"])
def authors(request: Request, course_id: int) -> HttpResponse:
    """Who writes it; a post invites somebody."""
    course = find_course(request, course_id)
    if request.method == "POST":
        person = _find_person(request.POST.get("person", ""))
        actions.invite_coauthor(course, person, by=request.user)
        toast(request, _("%(name)s writes with you now.") % {"name": person.name})
        return _back(request, course_id)
    return _show(request, course)


@members_only
@require_POST
def author(request: Request, course_id: int, person_id: int) -> HttpResponse:
    """Take a co-author off; oneself: leave."""
    course = find_course(request, course_id)
    person = get_object_or_404(Person, pk=person_id)
    if person.pk == request.user.pk:
        actions.leave_course(course, by=request.user)
        toast(request, _("You no longer write “%(title)s”.") % {"title": course.name})
        return go_to(request, url("courses:catalogue", show="yours"))
    actions.remove_coauthor(course, person, by=request.user)
    toast(request, _("%(name)s no longer writes it.") % {"name": person.name})
    return _back(request, course_id)


@members_only
@require_http_methods(["GET", "HEAD", "POST"])
def keeping(request: Request, course_id: int) -> HttpResponse:
    """Who answers for it; a post hands it over."""
    course = find_course(request, course_id)
    if request.method == "POST":
        person = _find_person(request.POST.get("person", ""))
        actions.hand_over_keeping(course, to=person, by=request.user)
        toast(request, _("%(name)s keeps it now.") % {"name": person.name})
        return go_to(request, url("courses:facts", course.pk))
    context = {
        "course": course,
        "can_hand_over": rules.can_hand_over(request.user, course),
        **looked_for(request),
    }
    return show(request, "courses/keeping.html", context, fragment="keeping")


def _back(request: Request, course_id: int) -> HttpResponse:
    here = url("courses:authors", course_id)
    return back_to(request, here, lambda: _show(request, find_course(request, course_id)))


def _show(request: Request, course: Course) -> HttpResponse:
    context = {
        "course": course,
        "coauthors": [coauthor.person for coauthor in course.coauthors.all()],
        "can_invite": rules.can_invite(request.user, course),
        "can_hand_over": rules.can_hand_over(request.user, course),
        **looked_for(request),
    }
    return show(request, "courses/authors.html", context, fragment="authors")


def _find_person(text: str) -> Person:
    """Chosen from the list, by number."""
    number = int(text) if text.isdecimal() and len(text) < 19 else 0
    person: Person = get_object_or_404(Person.objects.active(), pk=number)
    return person
