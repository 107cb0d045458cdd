"""One person: who they are, what they know, their face."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from manyhands.kernel.access import require
from manyhands.media import serving, thumbnails
from manyhands.people import actions, queries, rules
from manyhands.people.confirming import require_confirmed
from manyhands.people.erasing import foreseen
from manyhands.people.forms import AddressForm
from manyhands.people.models import Person
from manyhands.people.sections import ON_PERSON, sections
from manyhands.web.http import Request, go_to, members_only, show
from manyhands.web.toasts import toast


@members_only
@require_safe
def person(request: Request, person_id: int) -> HttpResponse:
    return page_of(request, get_object_or_404(Person, pk=person_id))


def page_of(request: Request, shown: Person) -> HttpResponse:
    """Somebody's page, one's own included."""
    explains, learns = queries.topics_of(shown)
    context = {
        "person": shown,
        "is_me": shown.pk == request.user.pk,
        "explains": explains,
        "learns": learns,
        "memberships": shown.memberships.select_related("group").order_by("since", "pk"),
        "sections": sections(ON_PERSON),
        "sees_email": rules.can_see_email(request.user, shown),
        "can_administer": rules.can_administer(request.user),
        "address_form": AddressForm(auto_id="id_address_%s"),
        "has_second_step": bool(
            rules.can_reset_second_step(request.user, shown) and queries.second_step_of(shown).is_on
        ),
    }
    return show(request, "people/person.html", context)


@members_only
@require_safe
def photo(request: Request, person_id: int, asset_id: int) -> HttpResponse:
    return _face(request, person_id, asset_id, thumbnails.SMALL)


@members_only
@require_safe
def portrait(request: Request, person_id: int, asset_id: int) -> HttpResponse:
    return _face(request, person_id, asset_id, thumbnails.LARGE)


def _face(request: Request, person_id: int, asset_id: int, size: int) -> HttpResponse:
    shown = get_object_or_404(
        Person.objects.select_related("photo"), pk=person_id, photo_id=asset_id
    )
    if shown.photo is None:
        raise Http404
    try:
        return serving.send_square(request, shown.photo, thumbnails.square(shown.photo, size))
    except FileNotFoundError as error:
        raise Http404 from error


@members_only
@require_POST
def leaving(request: Request, person_id: int) -> HttpResponse:
    """Deactivate somebody."""
    gone = actions.deactivate_person(get_object_or_404(Person, pk=person_id), by=request.user)
    words = _("%(name)s can’t sign in any more. What they wrote stays.") % {"name": gone.name}
    return _told(request, gone, words)


@members_only
@require_POST
def returning(request: Request, person_id: int) -> HttpResponse:
    back = actions.let_return(get_object_or_404(Person, pk=person_id), by=request.user)
    return _told(request, back, _("%(name)s can sign in again.") % {"name": back.name})


@members_only
def erasure(request: Request, person_id: int) -> HttpResponse:
    """What erasing somebody means, and doing it."""
    found = get_object_or_404(Person, pk=person_id)
    require(rules.can_erase(request.user, found))
    if request.method == "POST":
        require_confirmed(request)
        actions.erase_person(found, by=request.user)
        toast(request, _("Erased. What they wrote stays, by a former colleague."))
        return go_to(request, reverse("people:directory"))
    return show(
        request,
        "people/erasure.html",
        {"person": found, "foreseen": foreseen(found, request.user)},
    )


@members_only
@require_POST
def administrating(request: Request, person_id: int) -> HttpResponse:
    """Make somebody an administrator, or not any more."""
    found = get_object_or_404(Person, pk=person_id)
    require(rules.can_administer(request.user))
    require_confirmed(request)
    if request.POST.get("is_administrator") == "yes":
        changed = actions.make_administrator(found, by=request.user)
        words = _("%(name)s is an administrator now.")
    else:
        changed = actions.unmake_administrator(found, by=request.user)
        words = _("%(name)s is no administrator any more.")
    return _told(request, changed, words % {"name": changed.name})


@members_only
@require_POST
def sessions(request: Request, person_id: int) -> HttpResponse:
    """Sign somebody out of every browser."""
    found = get_object_or_404(Person, pk=person_id)
    require(rules.can_end_sessions(request.user, found))
    require_confirmed(request)
    actions.sign_out_person(found, by=request.user)
    return _told(request, found, _("%(name)s is signed out everywhere.") % {"name": found.name})


@members_only
@require_POST
def second_step(request: Request, person_id: int) -> HttpResponse:
    """Take the second step off somebody who lost their phone."""
    found = get_object_or_404(Person, pk=person_id)
    require(rules.can_reset_second_step(request.user, found))
    require_confirmed(request)
    actions.reset_second_step(found, by=request.user)
    words = _("%(name)s signs in by the password alone, and reads so in a mail.")
    return _told(request, found, words % {"name": found.name})


def _told(request: Request, about: Person, words: str) -> HttpResponse:
    toast(request, words)
    return go_to(request, about.get_absolute_url())
