"""The tree of groups, and one of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from manyhands.kernel.access import Refused, require
from manyhands.kernel.text import numbers_in
from manyhands.people import actions, queries, rules
from manyhands.people.choosing import looked_for
from manyhands.people.forms import GroupForm, PlaceForm
from manyhands.people.models import Group, Person, Role
from manyhands.people.sections import ON_GROUP, sections
from manyhands.web.http import Request, go_to, members_only, show
from manyhands.web.toasts import toast

from .directory import number_of


@members_only
@require_safe
def groups(request: Request) -> HttpResponse:
    context = {"branches": queries.tree(), "can_change": rules.can_change_groups(request.user)}
    return show(request, "people/groups.html", context)


@members_only
@require_safe
def group(request: Request, group_id: int) -> HttpResponse:
    found = get_object_or_404(Group, pk=group_id)
    return _page(request, found, fragment="rows" if request.GET.get("page") else "")


@members_only
@require_POST
def groups_below(request: Request, group_id: int) -> HttpResponse:
    """A new group below this one."""
    parent, form = get_object_or_404(Group, pk=group_id), GroupForm(request.POST)

    def make() -> None:
        made = actions.make_group(**form.cleaned_data, parent=parent, by=request.user)
        toast(request, _("%(group)s is there.") % {"group": made.name})

    return _formed(request, parent, form, make, named="new_form")


@members_only
@require_POST
def name(request: Request, group_id: int) -> HttpResponse:
    """Another name or kind."""
    found, form = get_object_or_404(Group, pk=group_id), GroupForm(request.POST)

    def change() -> None:
        actions.change_group(found, **form.cleaned_data, by=request.user)
        toast(request, _("Kept."))

    return _formed(request, found, form, change, named="name_form")


@members_only
@require_POST
def place(request: Request, group_id: int) -> HttpResponse:
    """Another place in the tree."""
    found, form = get_object_or_404(Group, pk=group_id), PlaceForm(request.POST)

    def move() -> None:
        moved = actions.move_group(found, **form.cleaned_data, by=request.user)
        toast(request, _("%(group)s lies there now.") % {"group": moved.name})

    return _formed(request, found, form, move, named="place_form")


@members_only
@require_POST
def deletion(request: Request, group_id: int) -> HttpResponse:
    found = get_object_or_404(Group, pk=group_id)
    actions.delete_group(found, by=request.user)
    toast(request, _("%(group)s is gone.") % {"group": found.name})
    return go_to(request, reverse("people:groups"))


@members_only
@require_POST
def members(request: Request, group_id: int) -> HttpResponse:
    """Put people in, say what they are there, or take them out: one or many."""
    found = get_object_or_404(Group, pk=group_id)
    ids = numbers_in(request.POST.getlist("people"))[:200]
    people = list(Person.objects.filter(pk__in=ids))
    if not people:
        require(rules.can_manage_group(request.user, found))
        toast(request, _("Choose at least one person."))
        return _page(request, found, status=422)
    asked = request.POST.get("role", Role.MEMBER)
    role = asked if asked in Role else None
    actions.change_members(found, people, role=role, by=request.user)
    toast(request, _said_of(request.user, found, len(people), role))
    return go_to(request, reverse("people:group", args=[found.pk]))


def _said_of(person: Person, group: Group, count: int, role: str | None) -> str:
    """What was done; and to whoever thereby gave the group out of their own hands, that they did."""
    if not rules.can_manage_group(Person.objects.get(pk=person.pk), group):
        return _("You no longer manage %(group)s. An administrator can give it back to you.") % {
            "group": group.name
        }
    if role:
        return _("Kept.")
    words = ngettext(
        "%(num)s person is no longer in %(group)s.",
        "%(num)s people are no longer in %(group)s.",
        count,
    )
    return words % {"num": count, "group": group.name}


def _formed(
    request: Request,
    found: Group,
    form: GroupForm | PlaceForm,
    act: Callable[[], None],
    *,
    named: str,
) -> HttpResponse:
    """Act on a form and come back; what cannot be done is said beside its first field, with all that was written."""
    require(rules.can_manage_group(request.user, found))
    if form.is_valid():
        try:
            act()
            return go_to(request, reverse("people:group", args=[found.pk]))
        except Refused as reason:
            form.add_error(next(iter(form.fields)), str(reason))
    return _page(request, found, status=422, forms={named: form})


def _page(
    request: Request,
    found: Group,
    *,
    fragment: str = "",
    status: int = 200,
    forms: Mapping[str, object] | None = None,
) -> HttpResponse:
    shown, following = queries.members(found, number_of(request, "page") or 1)
    is_mine = rules.can_manage_group(request.user, found)
    context = {
        "group": found,
        "above": queries.lineage(found),
        "below": found.children.order_by("name"),
        "memberships": shown,
        "following": following,
        "roles": Role.choices,
        "sections": sections(ON_GROUP),
        "can_manage": is_mine,
        "can_delete": rules.can_delete_group(request.user, found) if is_mine else is_mine,
        "can_invite": rules.can_invite_to(request.user, found),
        "new_form": GroupForm(auto_id="id_new_%s"),
        "name_form": GroupForm(initial={"name": found.name, "kind": found.kind}),
        "place_form": PlaceForm(initial={"parent": found.parent_id}) if found.parent_id else None,
        **looked_for(request),
    }
    return show(
        request, "people/group.html", context | dict(forms or {}), fragment=fragment, status=status
    )
