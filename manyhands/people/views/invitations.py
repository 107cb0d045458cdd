"""Asking people in."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from manyhands.kernel.access import require
from manyhands.kernel.clock import now
from manyhands.people import actions, queries, rules
from manyhands.people.actions.inviting import NotInvited
from manyhands.people.addresses import MOST, read_addresses
from manyhands.people.forms import InvitationsForm
from manyhands.people.models import Invitation, Person
from manyhands.web.http import Request, go_to, members_only, show
from manyhands.web.toasts import toast

from .directory import number_of


@members_only
def invitations(request: Request) -> HttpResponse:
    """The open ones, and a form for more; lines that lead to none stay in the form, each with its reason."""
    require(rules.can_invite(request.user))
    if request.method != "POST":
        form = InvitationsForm(by=request.user, initial={"group": number_of(request, "group")})
        return _page(request, form)
    form = InvitationsForm(request.POST, by=request.user)
    if not form.is_valid():
        return _page(request, form, status=422)
    refused = _invite(request, form)
    if not refused:
        return go_to(request, reverse("people:invitations"))
    rest = request.POST.copy()
    rest["addresses"] = "\n".join(one.line for one in refused)
    return _page(request, InvitationsForm(rest, by=request.user), refused=refused, status=422)


@members_only
@require_POST
def letters(request: Request, invitation_id: int) -> HttpResponse:
    """Send one again."""
    again = actions.renew_invitation(_find(request.user, invitation_id), by=request.user)
    toast(request, _("Sent again to %(email)s.") % {"email": again.email})
    return go_to(request, reverse("people:invitations"))


@members_only
@require_POST
def revocation(request: Request, invitation_id: int) -> HttpResponse:
    """Take one back."""
    ended = actions.revoke_invitation(_find(request.user, invitation_id), by=request.user)
    toast(request, _("The link sent to %(email)s opens nothing any more.") % {"email": ended.email})
    return go_to(request, reverse("people:invitations"))


def _invite(request: Request, form: InvitationsForm) -> list[NotInvited]:
    addresses, wrong = read_addresses(form.cleaned_data["addresses"])
    refused = [NotInvited(line, _("This is no e-mail address.")) for line in wrong]
    late = addresses[MOST:]
    made, others = actions.invite_many(
        addresses[:MOST],
        group=form.cleaned_data["group"],
        role=form.cleaned_data.get("role") or "member",
        by=request.user,
    )
    if made:
        words = ngettext(
            "%(n)d invitation is on its way.", "%(n)d invitations are on their way.", len(made)
        )
        toast(request, words % {"n": len(made)})
    too_many = _("At most %(n)d at a time; send these next.") % {"n": MOST}
    return refused + others + [NotInvited(one.line, too_many) for one in late]


def _find(person: Person, invitation_id: int) -> Invitation:
    return get_object_or_404(queries.invitations_for(person), pk=invitation_id)


def _page(
    request: Request,
    form: InvitationsForm,
    *,
    refused: list[NotInvited] | None = None,
    status: int = 200,
) -> HttpResponse:
    page = number_of(request, "page") or 1
    waiting, following = queries.waiting_invitations(request.user, page)
    context = {
        "form": form,
        "refused": refused or [],
        "waiting": waiting,
        "following": following,
        "at": now(),
    }
    fragment = "rows" if page > 1 else ""
    return show(request, "people/invitations.html", context, fragment=fragment, status=status)
