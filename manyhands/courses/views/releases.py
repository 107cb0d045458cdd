from __future__ import annotations

from typing import Any

from django.db.models import prefetch_related_objects
from django.http import HttpResponse, QueryDict
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from manyhands.courses import actions, notes, queries, rules
from manyhands.courses.forms import ReleaseForm, first_guess, group_choices
from manyhands.courses.models import Course
from manyhands.courses.notes import NoteLine
from manyhands.courses.releasing import MOST_GROUPS, near_groups, reach_of
from manyhands.kernel.access import Refused
from manyhands.people.models import Group, Person
from manyhands.web.http import Request, go_to, members_only, show
from manyhands.web.toasts import toast

from .finding import find_course, find_written


@members_only
@require_GET
def release(request: Request, course_id: int) -> HttpResponse:
    """What to decide before the next release. Asked again, by htmx, when its readers are changed."""
    course = find_written(request, course_id)
    prefetch_related_objects([course], "audience", "guests")
    lines = notes.lines_for(course)
    if "size" in request.GET:
        form = ReleaseForm(request.GET)
        return _show(request, course, form, lines)
    form = ReleaseForm(initial=first_guess(course, lines))
    return _show(request, course, form, lines)


@members_only
@require_http_methods(["GET", "HEAD", "POST"])
def releases(request: Request, course_id: int) -> HttpResponse:
    """What was released so far; a post makes the next one."""
    if request.method == "POST":
        return _release(request, find_written(request, course_id))
    course = find_course(request, course_id)
    context = {
        "course": course,
        "releases": queries.releases_of(course),
        "can_write": rules.can_write(request.user, course),
    }
    return show(request, "courses/releases.html", context)


def _release(request: Request, course: Course) -> HttpResponse:
    prefetch_related_objects([course], "audience", "guests")
    lines = notes.lines_for(course)
    form = ReleaseForm(request.POST)
    context = _context(request, course, form, lines)
    if not form.is_valid():
        return show(request, "courses/release.html", context, fragment="release", status=422)
    unasked = {person.pk for person in context["reach"].left_out} - set(form.cleaned_data["asked"])
    if unasked:  # readers were changed without us hearing of it: name those people first
        return show(request, "courses/release.html", context, fragment="release", status=422)
    if _is_sent_twice(course, form, request.user):
        return go_to(request, course.get_absolute_url())
    try:
        made = actions.release_course(course, plan=form.plan(), by=request.user)
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return show(request, "courses/release.html", context, fragment="release", status=409)
    toast(request, _("Release %(number)d is out.") % {"number": made.number})
    return go_to(request, course.get_absolute_url())


def _is_sent_twice(course: Course, form: ReleaseForm, person: Person) -> bool:
    """The same form again: the release that it made is there already."""
    expected, last = form.cleaned_data["expected"], course.current
    return (
        last is not None
        and expected == course.release_count - 1
        and last.released_by_id == person.pk
        and last.note == form.cleaned_data["note"].strip()
    )


def _show(
    request: Request, course: Course, form: ReleaseForm, lines: list[NoteLine]
) -> HttpResponse:
    context = _context(request, course, form, lines)
    fragment = "readers" if form.is_bound else "release"
    return show(request, "courses/release.html", context, fragment=fragment)


def _context(
    request: Request, course: Course, form: ReleaseForm, lines: list[NoteLine]
) -> dict[str, Any]:
    groups = list(Group.objects.order_by("path")[:MOST_GROUPS])
    people = Person.objects.in_bulk({line.person_id for line in lines if line.person_id})
    data: QueryDict | None = form.data if form.is_bound else None  # type: ignore[assignment]
    chosen = _numbers(data.getlist("groups")) if data else form.initial["groups"]
    everybody = "is_for_everybody" in data if data else form.initial["is_for_everybody"]
    reach = reach_of(course, groups=chosen, is_for_everybody=bool(everybody))
    form.choose_from(
        groups=group_choices(groups),
        lines=[(line.item_id, line.label) for line in lines],
        people=[(person.pk, person.name) for person in reach.waiting],
    )
    # The whole organisation is everybody: offered once, unless it was chosen as a group.
    offered = [group for group in groups if group.parent_id or group.pk in chosen]
    near = near_groups(offered, course, request.user)
    return {
        "course": course,
        "form": form,
        "reach": reach,
        "chosen_groups": set(chosen),
        "is_for_everybody": bool(everybody),
        "near": near,
        "far": [group for group in offered if group not in near],
        "lines": [(line, people.get(line.person_id or 0)) for line in lines],
        "settled": set(_numbers(data.getlist("settled")) if data else form.initial["settled"]),
        "refused": _refused(data),
    }


def _refused(data: QueryDict | None) -> set[int]:
    if data is None:
        return set()
    return set(_numbers(data.getlist("asked"))) - set(_numbers(data.getlist("let_in")))


def _numbers(values: list[str]) -> list[int]:
    return [int(value) for value in values if value.isdecimal() and len(value) < 19]
