"""Another address to sign in with: asked for, confirmed by a link sent there, taken back."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from manyhands.kernel.access import Refused, require
from manyhands.people import actions, rules
from manyhands.people.confirming import require_confirmed
from manyhands.people.forms import AddressForm
from manyhands.people.models import Person
from manyhands.people.new_addresses import read_address_token
from manyhands.web.http import Request, go_to, members_only, open_to_all, show
from manyhands.web.toasts import toast


@members_only
@require_http_methods(["GET", "HEAD", "POST"])
def address(request: Request) -> HttpResponse:
    """Ask for another address of one's own."""
    require_confirmed(request)
    form = AddressForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid() and _ask(request, request.user, form):
        return go_to(request, reverse("people:signing_in"))
    return show(
        request, "people/address.html", {"form": form}, status=422 if form.is_bound else 200
    )


@members_only
@require_POST
def address_withdrawn(request: Request) -> HttpResponse:
    """Stay with the present one."""
    actions.take_back_address(request.user, by=request.user)
    toast(request, _("The link we sent opens nothing any more."))
    return go_to(request, reverse("people:signing_in"))


@members_only
@require_POST
def address_of(request: Request, person_id: int) -> HttpResponse:
    """An administrator, for somebody whose mailbox is another."""
    found = get_object_or_404(Person, pk=person_id)
    require(rules.can_administer(request.user))
    require_confirmed(request)
    form = AddressForm(request.POST)
    if not form.is_valid():
        raise Refused(_("This is no e-mail address."))
    actions.ask_for_address(found, form.cleaned_data["email"], by=request.user)
    words = _("A link is on its way to %(email)s; once it is opened, it counts.")
    toast(request, words % {"email": form.cleaned_data["email"]})
    return go_to(request, found.get_absolute_url())


@open_to_all
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def new_address(request: HttpRequest, token: str) -> HttpResponse:
    """Where the link leads; only pressing the button changes anything, since programs open links too."""
    person = read_address_token(token)
    if person is None:
        return show(request, "people/new_address.html", {"person": None}, status=404)
    if request.method != "POST":
        return show(request, "people/new_address.html", {"person": person})
    actions.change_address(person, person.next_email)
    if request.user.is_authenticated:
        toast(request, _("From now on you sign in with your new address."))
        return go_to(request, reverse("people:signing_in"))
    return go_to(request, settings.LOGIN_URL)


def _ask(request: Request, person: Person, form: AddressForm) -> bool:
    try:
        actions.ask_for_address(person, form.cleaned_data["email"], by=request.user)
    except Refused as reason:
        form.add_error("email", str(reason))
        return False
    toast(request, _("Look into that mailbox: a link is on its way."))
    return True
