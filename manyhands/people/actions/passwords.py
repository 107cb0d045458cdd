from __future__ import annotations

from django.db import transaction

from manyhands.journal.events import record
from manyhands.people.events import PasswordGiven
from manyhands.people.models import Person
from manyhands.web.live.hub import rights_changed


@transaction.atomic
def give_password(person: Person, password: str) -> Person:
    """A new password from the command line, for who is locked out. Every session they had ends."""
    person = Person.objects.locked(person.pk)
    person.set_password(password)
    person.save(update_fields=["password"])
    record(PasswordGiven(person_id=person.pk), by=None, about=person)
    rights_changed(person.pk)
    return person
