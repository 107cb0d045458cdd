"""What pages about people and groups show of needs."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from manyhands.needs import queries
from manyhands.people.models import Group, Person
from manyhands.web.http import Request, members_only, show


@members_only
@require_safe
def answered_by(request: Request, person_id: int) -> HttpResponse:
    """The needs that somebody offered to answer and that have their answer."""
    person = get_object_or_404(Person, pk=person_id)
    context = {
        "title": _("Needs that %(name)s answered") % {"name": person.name},
        "needs": queries.answered_by(person, reader=request.user),
        "nothing": _("None yet."),
    }
    return show(request, "needs/elsewhere.html", context, fragment="needs")


@members_only
@require_safe
def of_group(request: Request, group_id: int) -> HttpResponse:
    """What waits for an answer in a group, dearest first."""
    group = get_object_or_404(Group, pk=group_id)
    context = {
        "title": _("Needs of %(name)s") % {"name": group.name},
        "needs": queries.waiting_in(group, reader=request.user),
        "nothing": _("Nothing waits for an answer here."),
    }
    return show(request, "needs/elsewhere.html", context, fragment="needs")
