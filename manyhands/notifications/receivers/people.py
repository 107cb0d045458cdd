"""Who is told of comings and goings."""

from __future__ import annotations

from manyhands.journal.events import on
from manyhands.journal.models import Entry
from manyhands.notifications.models import Family
from manyhands.notifications.telling import News, address_of, tell
from manyhands.people.events import PersonJoined
from manyhands.people.models import Invitation, Person

from .needs import UNDO


@on(PersonJoined, delay=UNDO)
def tell_of_arrival(event: PersonJoined, entry: Entry) -> None:
    """Whoever invited somebody hears that they have come."""
    person = Person.objects.active().filter(pk=event.person_id).first()
    invitation = Invitation.objects.filter(pk=event.invitation_id or 0).first()
    if person and invitation:
        news = News(
            kind="person_joined",
            family=Family.AROUND,
            url=address_of(person),
            actor_id=person.pk,
        )
        tell({invitation.invited_by_id}, news, of=entry)
