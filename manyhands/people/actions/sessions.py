from __future__ import annotations

from django.db import transaction

from manyhands.journal.events import record
from manyhands.kernel.access import require
from manyhands.people import rules
from manyhands.people.events import SessionsEnded
from manyhands.people.models import Person, Session
from manyhands.web.live.hub import rights_changed


@transaction.atomic
def end_session(session: Session) -> None:
    """Sign out one browser; the pages open in it are told at once."""
    person_id = session.person_id
    session.delete()
    if person_id:
        rights_changed(person_id)


@transaction.atomic
def sign_out_elsewhere(person: Person, *, keeping: str = "") -> Person:
    """End every session of one's own; the page that asked keeps its own by signing it anew."""
    person = Person.objects.locked(person.pk)
    end_sessions_of(person, but=keeping)
    return person


@transaction.atomic
def sign_out_person(person: Person, *, by: Person) -> Person:
    """End every session of somebody else's, as when a laptop was stolen."""
    person = Person.objects.locked(person.pk)
    require(rules.can_end_sessions(by, person))
    end_sessions_of(person)
    record(SessionsEnded(person_id=person.pk), by=by, about=person)
    return person


def end_sessions_of(person: Person, *, but: str = "") -> None:
    """What was signed in has to sign in again; ``but``, by its digest, only to be signed anew."""
    person.end_sessions()
    person.save(update_fields=["session_round"])
    Session.objects.of(person).exclude(pk=but).end()
    rights_changed(person.pk)
