"""What happens to people, groups and the organisation, in the past tense."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from manyhands.journal.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganisationMade(Event):
    kind: ClassVar[str] = "people.organisation.made"
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganisationChanged(Event):
    """Its name, colour, logo or time zone."""

    kind: ClassVar[str] = "people.organisation.changed"
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonInvited(Event):
    """Without the token: it stands in the mail alone."""

    kind: ClassVar[str] = "people.person.invited"
    invitation_id: int
    group_id: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class InvitationRenewed(Event):
    kind: ClassVar[str] = "people.invitation.renewed"
    invitation_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class InvitationRevoked(Event):
    kind: ClassVar[str] = "people.invitation.revoked"
    invitation_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonEvent(Event):
    """What every fact about a person carries: the id alone, since names must be able to go."""

    person_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonJoined(PersonEvent):
    """Somebody came in; by invitation unless ``invitation_id`` is None."""

    kind: ClassVar[str] = "people.person.joined"
    invitation_id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonChanged(PersonEvent):
    """Their own words about themselves: name, what they do, photo."""

    kind: ClassVar[str] = "people.person.changed"


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicsSaid(PersonEvent):
    """What they can explain or want to learn."""

    kind: ClassVar[str] = "people.topics.said"


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonDeactivated(PersonEvent):
    kind: ClassVar[str] = "people.person.deactivated"


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonReturned(PersonEvent):
    kind: ClassVar[str] = "people.person.returned"


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonErased(PersonEvent):
    """Gone for good: whoever kept their name, face or address lets go of it."""

    kind: ClassVar[str] = "people.person.erased"


@dataclass(frozen=True, slots=True, kw_only=True)
class PasswordGiven(PersonEvent):
    """A new password from whoever runs the machine, at the command line."""

    kind: ClassVar[str] = "people.password.given"


@dataclass(frozen=True, slots=True, kw_only=True)
class PasswordChosen(PersonEvent):
    """A new password of their own: changed in the settings, or by the link in a mail."""

    kind: ClassVar[str] = "people.password.chosen"


@dataclass(frozen=True, slots=True, kw_only=True)
class AddressAsked(PersonEvent):
    """Another address is wanted; the link to confirm it goes there. The address itself stands nowhere here."""

    kind: ClassVar[str] = "people.address.asked"


@dataclass(frozen=True, slots=True, kw_only=True)
class AddressChanged(PersonEvent):
    """They sign in with another address, confirmed from there."""

    kind: ClassVar[str] = "people.address.changed"


@dataclass(frozen=True, slots=True, kw_only=True)
class SecondStepOn(PersonEvent):
    """Signing in asks for a code from now on."""

    kind: ClassVar[str] = "people.second_step.on"


@dataclass(frozen=True, slots=True, kw_only=True)
class SecondStepOff(PersonEvent):
    """By themselves; the password alone is enough again."""

    kind: ClassVar[str] = "people.second_step.off"


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionsEnded(PersonEvent):
    """By an administrator: somebody else might have been signed in as them."""

    kind: ClassVar[str] = "people.sessions.ended"


@dataclass(frozen=True, slots=True, kw_only=True)
class SecondStepReset(PersonEvent):
    """By an administrator, or at the command line: the phone was lost."""

    kind: ClassVar[str] = "people.second_step.reset"


@dataclass(frozen=True, slots=True, kw_only=True)
class RecoveryCodesMade(PersonEvent):
    """New codes for a lost phone; the old ones open nothing any more."""

    kind: ClassVar[str] = "people.recovery_codes.made"


@dataclass(frozen=True, slots=True, kw_only=True)
class AdministratorMade(PersonEvent):
    kind: ClassVar[str] = "people.administrator.made"


@dataclass(frozen=True, slots=True, kw_only=True)
class AdministratorUnmade(PersonEvent):
    kind: ClassVar[str] = "people.administrator.unmade"


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupEvent(Event):
    """What every fact about a group carries; ``name`` outlives the row."""

    group_id: int
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupMade(GroupEvent):
    kind: ClassVar[str] = "people.group.made"


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupChanged(GroupEvent):
    kind: ClassVar[str] = "people.group.changed"


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupMoved(GroupEvent):
    kind: ClassVar[str] = "people.group.moved"


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupDeleted(GroupEvent):
    kind: ClassVar[str] = "people.group.deleted"


@dataclass(frozen=True, slots=True, kw_only=True)
class MembershipChanged(PersonEvent):
    """Somebody came into a group, or is something else there now."""

    kind: ClassVar[str] = "people.membership.changed"
    group_id: int
    role: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MembershipEnded(PersonEvent):
    kind: ClassVar[str] = "people.membership.ended"
    group_id: int
