from __future__ import annotations

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from manyhands.courses import actions, rules
from manyhands.courses.forms import HALF_A_YEAR, DayForm, EndForm, FactsForm
from manyhands.courses.models import Course
from manyhands.courses.standing import standing_of
from manyhands.kernel.access import Refused, require
from manyhands.kernel.clock import today
from manyhands.people.models import Person
from manyhands.web.http import Request, go_to, members_only, show
from manyhands.web.links import url
from manyhands.web.toasts import toast

from .finding import find_course


@members_only
@require_http_methods(["GET", "HEAD", "POST"])
def facts(request: Request, course_id: int) -> HttpResponse:
    """All that is said of a course beside its words; a post sets topics and the next look."""
    course = find_course(request, course_id)
    if request.method != "POST":
        return _show(request, course, _facts_form(course, request.user))
    require(rules.can_set_facts(request.user, course))
    form = FactsForm(request.POST, has_day=not rules.can_verify(request.user, course))
    if not form.is_valid():
        return _show(request, course, form, status=422)
    check_on = form.cleaned_data.get("check_on", course.check_on)
    try:
        actions.set_facts(course, topics=form.names(), check_on=check_on, by=request.user)
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return _show(request, course, form, status=409)
    toast(request, _("Kept."))
    return go_to(request, url("courses:facts", course.pk))


@members_only
@require_POST
def verification(request: Request, course_id: int) -> HttpResponse:
    """ "Still right." """
    course = find_course(request, course_id)
    form = DayForm(request.POST)
    day = form.cleaned_data["day"] if form.is_valid() else None
    actions.verify_course(course, check_on=day or today() + HALF_A_YEAR, by=request.user)
    toast(request, _("Said to be still right."))
    return go_to(request, url("courses:facts", course.pk))


@members_only
@require_POST
def validity(request: Request, course_id: int) -> HttpResponse:
    """Until when it is valid; no day means for good."""
    course = find_course(request, course_id)
    form = DayForm(request.POST)
    if not form.is_valid():
        raise Refused(_("This is not a day. Write it like 2027-03-31."))
    day = form.cleaned_data["day"]
    actions.extend_validity(course, valid_until=day, by=request.user)
    toast(request, _("Its last day has changed.") if day else _("It is valid for good."))
    return go_to(request, url("courses:facts", course.pk))


@members_only
@require_http_methods(["GET", "HEAD", "POST"])
def end(request: Request, course_id: int) -> HttpResponse:
    """End it, with a reason and, where there is one, the course that stands in its place."""
    course = find_course(request, course_id)
    require(rules.can_end(request.user, course))
    form = EndForm(request.POST if request.method == "POST" else None)
    if not form.is_bound or not form.is_valid():
        return _show_end(request, course, form, 422 if form.is_bound else 200)
    number = form.cleaned_data["successor"] or 0
    successor = Course.objects.known_to(request.user).filter(pk=number).first()
    try:
        reason = form.cleaned_data["reason"]
        actions.end_course(course, reason=reason, successor=successor, by=request.user)
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return _show_end(request, course, form, 409)
    toast(request, _("“%(title)s” has ended.") % {"title": course.name})
    return go_to(request, url("courses:facts", course.pk))


def _facts_form(course: Course, person: Person) -> FactsForm:
    topics = ", ".join(course.topics.values_list("name", flat=True))
    has_day = not rules.can_verify(person, course)
    return FactsForm(initial={"topics": topics, "check_on": course.check_on}, has_day=has_day)


def _show(request: Request, course: Course, form: FactsForm, status: int = 200) -> HttpResponse:
    person = request.user
    context = {
        "course": course,
        "form": form,
        "standing": standing_of(course, today()),
        "groups": list(course.audience.order_by("path")),
        "guests": list(course.guests.order_by("name")),
        "half_a_year": today() + HALF_A_YEAR,
        "may": {
            "write": rules.can_write(person, course),
            "verify": rules.can_verify(person, course),
            "extend": rules.can_extend(person, course),
            "end": rules.can_end(person, course),
            "hand_over": rules.can_hand_over(person, course),
        },
    }
    return show(request, "courses/facts.html", context, status=status)


def _show_end(request: Request, course: Course, form: EndForm, status: int) -> HttpResponse:
    context = {
        "course": course,
        "form": form,
        "can_end": rules.can_end(request.user, course),
        "others": list(
            Course.objects.released()
            .readable_by(request.user)
            .exclude(pk=course.pk)
            .order_by("title")
            .values_list("pk", "title")[:200]
        ),
    }
    return show(request, "courses/end.html", context, fragment="end", status=status)
