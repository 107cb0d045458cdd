from __future__ import annotations

from django.db import transaction

from manyhands.journal.events import record
from manyhands.journal.queue import schedule
from manyhands.kernel.identifiers import new_token
from manyhands.people.events import PasswordChosen, PasswordGiven
from manyhands.people.models import Person
from manyhands.people.tasks import send_new_password

from .sessions import end_sessions_of


@transaction.atomic
def give_password(person: Person, password: str) -> Person:
    """A new password from whoever runs the machine; every session of that person ends."""
    person = Person.objects.locked(person.pk)
    _set(person, password)
    end_sessions_of(person)
    record(PasswordGiven(person_id=person.pk), by=None, about=person)
    return person


@transaction.atomic
def choose_password(person: Person, password: str, *, keeping: str = "") -> None:
    """Another password of one's own. Every session but ``keeping``, by its digest, ends.

    ``person`` is the object the request holds: its session is signed anew with it.
    """
    Person.objects.locked(person.pk)
    _set(person, password)
    end_sessions_of(person, but=keeping)
    record(PasswordChosen(person_id=person.pk), by=person, about=person)


def _set(person: Person, password: str) -> None:
    """Another address that was asked for goes with the former password: whoever knew that may have asked."""
    person.set_password(password)
    person.next_email = ""
    person.save(update_fields=["password", "next_email"])


@transaction.atomic
def ask_for_password(person: Person | None) -> None:
    """Have the link to a new password sent. For nobody (an unknown address) the same job, which then does nothing."""
    number = person.pk if person else 0
    payload = {"person_id": number, "letter": new_token()[:12]}
    schedule(send_new_password, subject=f"new-password:{number}", payload=payload)
