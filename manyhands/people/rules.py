"""May they? Everything that people may do to people, groups and the organisation, on one page."""

from __future__ import annotations

from datetime import timedelta

from django.utils.translation import gettext as _

from manyhands.journal.models import Entry
from manyhands.kernel.access import ALLOW, Verdict, deny
from manyhands.kernel.clock import now

from .events import AddressAsked
from .models import Group, Invitation, Membership, Organisation, Person, Role

DEEPEST = 12
# Nobody outside gets more letters because somebody here goes on asking for them.
MOST_LETTERS = 10  # of one invitation
MOST_ADDRESSES = 5  # asked for by one person in a day


# The organisation


def can_start_organisation() -> Verdict:
    if Organisation.objects.exists():
        return deny(_("The organisation has been set up already. Please sign in."))
    return ALLOW


def can_administer(person: Person) -> Verdict:
    if person.is_active and person.is_administrator:
        return ALLOW
    return deny(_("Only administrators can do this."))


# Coming in


def can_invite(person: Person) -> Verdict:
    """Whether they may invite anybody at all."""
    if person.is_administrator or person.is_manager or person.is_coach:
        return ALLOW
    return deny(_("Managers, coaches and administrators invite people. Ask one of them."))


def can_invite_to(person: Person, group: Group | None, role: str = Role.MEMBER) -> Verdict:
    if person.is_administrator:
        return ALLOW
    if group is None:
        return deny(_("Only administrators invite people without a group."))
    if group.pk in person.managed:
        return ALLOW
    if group.pk not in person.coached:
        return deny(
            _("You can invite to your own groups; %(group)s is not one of them.")
            % {"group": group.name}
        )
    if role != Role.MEMBER:
        return deny(_("Coaches invite members; a manager says who is coach or manager."))
    return ALLOW


def can_renew_invitation(person: Person, invitation: Invitation) -> Verdict:
    """Send it again: whoever may invite there today."""
    verdict = _is_unused(invitation) and can_invite_to(person, invitation.group, invitation.role)
    if verdict and invitation.letters_count >= MOST_LETTERS:
        return deny(_("It was sent %(n)d times. Call them instead.") % {"n": MOST_LETTERS})
    return verdict


def can_revoke_invitation(person: Person, invitation: Invitation) -> Verdict:
    """Take it back: also whoever sent it, and may not any more."""
    unused = _is_unused(invitation)
    if unused and invitation.invited_by_id == person.pk:
        return ALLOW
    return unused and can_invite_to(person, invitation.group, invitation.role)


def can_accept(invitation: Invitation) -> Verdict:
    if invitation.accepted_at:
        return deny(_("This invitation has been used. Sign in with the password you chose."))
    if invitation.revoked_at:
        return deny(_("This invitation was taken back. Ask whoever invited you."))
    if not invitation.is_open(now()):
        return deny(_("This invitation is too old. Ask for a new one; it takes a moment."))
    if not _may_still_invite(invitation):
        return deny(_("Whoever invited you can no longer do so. Ask somebody else who is here."))
    return ALLOW


def _is_unused(invitation: Invitation) -> Verdict:
    if invitation.accepted_at:
        return deny(_("This invitation has been used: the person is here."))
    if invitation.revoked_at:
        return deny(_("This invitation was taken back."))
    return ALLOW


def _may_still_invite(invitation: Invitation) -> bool:
    """Nobody comes in, and into no role, by the word of one who has left or may no longer say it."""
    by, group = invitation.invited_by, invitation.group
    if not by.is_active:
        return False
    return group is None or bool(can_invite_to(by, group, invitation.role))


# Leaving and returning


def can_deactivate(person: Person, other: Person) -> Verdict:
    if not can_administer(person):
        return deny(_("Only administrators can let somebody leave."))
    if not other.is_active:
        return deny(_("%(name)s has left already.") % {"name": other.name})
    if _is_last_administrator(other):
        return _last_administrator(other)
    return ALLOW


def can_let_return(person: Person, other: Person) -> Verdict:
    if not can_administer(person):
        return deny(_("Only administrators can let somebody return."))
    if other.is_active:
        return deny(_("%(name)s is here.") % {"name": other.name})
    return ALLOW


def can_erase(person: Person, other: Person) -> Verdict:
    """For good: whether they still work here does not matter."""
    if not can_administer(person):
        return deny(_("Only administrators can erase somebody."))
    if person.pk == other.pk:
        return deny(_("Ask another administrator to erase you."))
    return ALLOW


def can_make_administrator(person: Person, other: Person) -> Verdict:
    if not can_administer(person):
        return deny(_("Only administrators can make somebody an administrator."))
    if not other.is_active:
        return deny(_("%(name)s has left.") % {"name": other.name})
    return ALLOW


def can_unmake_administrator(person: Person, other: Person) -> Verdict:
    if not can_administer(person):
        return deny(_("Only administrators can do this."))
    if _is_last_administrator(other):
        return _last_administrator(other)
    return ALLOW


def can_change_address(person: Person, other: Person) -> Verdict:
    """Their own; an administrator anybody's, who may have lost the former mailbox."""
    if not other.is_active:
        return deny(_("%(name)s has left.") % {"name": other.name})
    return ALLOW if person.pk == other.pk else can_administer(person)


def can_ask_for_address(person: Person, other: Person) -> Verdict:
    """Each time a letter goes to whatever address was written; administrators answer for many."""
    if can_administer(person):
        return can_change_address(person, other)
    day_ago = now() - timedelta(days=1)
    asked = Entry.objects.filter(kind=AddressAsked.kind, actor_id=person.pk)
    if asked.filter(happened_at__gt=day_ago)[:MOST_ADDRESSES].count() >= MOST_ADDRESSES:
        return deny(_("That is enough for a day. Try again tomorrow."))
    return can_change_address(person, other)


def can_take_address(person: Person, email: str) -> Verdict:
    """Whether a link sent to ``email`` still counts."""
    if person.is_active and email and person.next_email == email:
        return ALLOW
    return deny(_("This link has been used, was taken back, or is too old."))


def can_reset_second_step(person: Person, other: Person) -> Verdict:
    if not can_administer(person):
        return deny(_("Only administrators can do this."))
    if person.pk == other.pk:
        return deny(_("Switch your own off in your settings, or ask another administrator."))
    return ALLOW


def can_end_sessions(person: Person, other: Person) -> Verdict:
    if not can_administer(person):
        return deny(_("Only administrators can do this."))
    if person.pk == other.pk:
        return deny(_("Your own you end in your settings, under “Signing in”."))
    return ALLOW


def can_see_email(person: Person, other: Person) -> Verdict:
    """Addresses tell people of the same name apart, for those who look after them."""
    if person.pk == other.pk or person.is_administrator or set(person.managed) & set(other.circle):
        return ALLOW
    return deny(_("Only administrators and managers see addresses."))


# Groups


def can_change_groups(person: Person) -> Verdict:
    """Whether they may change any group at all."""
    if person.is_administrator or person.is_manager:
        return ALLOW
    return deny(_("Managers and administrators look after groups."))


def can_manage_group(person: Person, group: Group) -> Verdict:
    """Its name, its members, what lies below it."""
    if person.is_administrator or group.pk in person.managed:
        return ALLOW
    return deny(_("Only managers of %(group)s can do this.") % {"group": group.name})


def can_make_group(person: Person, parent: Group) -> Verdict:
    verdict = can_manage_group(person, parent)
    if verdict and parent.depth + 1 >= DEEPEST:
        return deny(_("Groups lie at most %(n)d deep.") % {"n": DEEPEST})
    return verdict


def can_move_group(person: Person, group: Group, parent: Group) -> Verdict:
    if group.parent_id is None:
        return deny(_("The whole organisation cannot be moved."))
    if group.pk in parent.lineage:
        return deny(_("A group cannot lie below itself."))
    for place in (group, parent):
        if not (verdict := can_manage_group(person, place)):
            return verdict
    if not person.is_administrator and _is_own_top(person, group):
        return deny(_("Only a manager of the group above can move this one."))
    return ALLOW


def can_delete_group(person: Person, group: Group) -> Verdict:
    if group.parent_id is None:
        return deny(_("The whole organisation cannot be deleted."))
    if not (verdict := can_manage_group(person, group)):
        return verdict
    if not person.is_administrator and _is_own_top(person, group):
        return deny(_("Only a manager of the group above can delete this one."))
    if group.children.exists() or group.memberships.exists():
        return deny(_("Only an empty group can be deleted: move its people and groups first."))
    if _is_an_audience(group):
        return deny(_("Needs or courses are meant for this group, so it cannot be deleted."))
    return ALLOW


def can_put_in_group(person: Person, other: Person, group: Group) -> Verdict:
    if not other.is_active:
        return deny(_("%(name)s has left.") % {"name": other.name})
    return can_manage_group(person, group)


def can_take_out_of_group(person: Person, membership: Membership) -> Verdict:
    """Everybody may leave a group themselves, unless they answer for it."""
    if can_manage_group(person, membership.group):
        return ALLOW
    if membership.person_id == person.pk and membership.role == Role.MEMBER:
        return ALLOW
    return deny(_("Only managers of %(group)s can do this.") % {"group": membership.group.name})


def _is_own_top(person: Person, group: Group) -> bool:
    """Whether this manager's rights begin at this very group."""
    return group.parent_id not in person.managed


def _is_an_audience(group: Group) -> bool:
    """Whether anything of the domains above is meant for it: they name it, we need not know them."""
    meant = [relation for relation in Group._meta.related_objects if relation.many_to_many]
    return any(getattr(group, str(r.get_accessor_name())).exists() for r in meant)


def _is_last_administrator(person: Person) -> bool:
    others = Person.objects.administrators().exclude(pk=person.pk)
    return person.is_administrator and person.is_active and not others.exists()


def _last_administrator(person: Person) -> Verdict:
    return deny(
        _("%(name)s is the only administrator. Make somebody else one first.")
        % {"name": person.name}
    )
