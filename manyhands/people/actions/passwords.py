from __future__ import annotations

from django.db import transaction

from manyhands.journal.events import record
from manyhands.people.events import PasswordGiven
from manyhands.people.models import Person
from manyhands.web.live.hub import rights_changed


@transaction.atomic
def give_password(person: Person, password: str) -> Person:
    """A new password from whoever runs the machine; every session of that person ends."""
    person = Person.objects.locked(person.pk)
    person.set_password(password)
    person.end_sessions()
    person.save(update_fields=["password", "session_round"])
    record(PasswordGiven(person_id=person.pk), by=None, about=person)
    rights_changed(person.pk)
    return person


@transaction.atomic
def sign_out_elsewhere(person: Person) -> Person:
    """End every session of one's own; the page that asked keeps its own by signing it anew."""
    person = Person.objects.locked(person.pk)
    person.end_sessions()
    person.save(update_fields=["session_round"])
    rights_changed(person.pk)
    return person
