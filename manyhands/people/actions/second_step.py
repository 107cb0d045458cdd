from __future__ import annotations

from allauth.mfa.models import Authenticator
from django.db import transaction

from manyhands.journal.events import record
from manyhands.kernel.access import require
from manyhands.people import rules
from manyhands.people.events import PersonEvent, SecondStepReset
from manyhands.people.letters import post_second_step
from manyhands.people.models import Person


@transaction.atomic
def note_second_step(person: Person, event: type[PersonEvent]) -> None:
    """Keep what allauth did for somebody, and tell them by mail: it may not have been them."""
    fact = event(person_id=person.pk)
    entry = record(fact, by=person, about=person)
    post_second_step(person, fact, mark=entry.pk)


@transaction.atomic
def reset_second_step(person: Person, *, by: Person | None) -> bool:
    """Let somebody who lost phone and codes in by the password alone. ``by`` None: whoever runs the machine."""
    person = Person.objects.locked(person.pk)
    if by is not None:
        require(rules.can_reset_second_step(by, person))
    gone, _kinds = Authenticator.objects.filter(user_id=person.pk).delete()
    if gone:
        fact = SecondStepReset(person_id=person.pk)
        entry = record(fact, by=by, about=person)
        post_second_step(person, fact, mark=entry.pk)
    return bool(gone)
