from __future__ import annotations

from django.db import transaction

from manyhands.journal.events import record
from manyhands.people.events import PasswordChosen, PasswordGiven
from manyhands.people.models import Person

from .sessions import end_sessions_of


@transaction.atomic
def give_password(person: Person, password: str) -> Person:
    """A new password from whoever runs the machine; every session of that person ends."""
    person = Person.objects.locked(person.pk)
    person.set_password(password)
    person.save(update_fields=["password"])
    end_sessions_of(person)
    record(PasswordGiven(person_id=person.pk), by=None, about=person)
    return person


@transaction.atomic
def choose_password(person: Person, password: str, *, keeping: str = "") -> None:
    """Another password of one's own. Every session but ``keeping``, by its digest, ends.

    ``person`` is the object the request holds: its session is signed anew with it.
    """
    Person.objects.locked(person.pk)
    person.set_password(password)
    person.save(update_fields=["password"])
    end_sessions_of(person, but=keeping)
    record(PasswordChosen(person_id=person.pk), by=person, about=person)
