from __future__ import annotations

from django.db import transaction

from manyhands.journal.events import record
from manyhands.kernel.access import require
from manyhands.kernel.clock import now
from manyhands.people import rules
from manyhands.people.events import (
    AdministratorMade,
    AdministratorUnmade,
    PersonDeactivated,
    PersonReturned,
)
from manyhands.people.memberships import hold_the_tree, recount_groups
from manyhands.people.models import Person
from manyhands.web.live.hub import rights_changed

from .sessions import end_sessions_of


@transaction.atomic
def deactivate_person(person: Person, *, by: Person) -> Person:
    """Somebody leaves: signed out at once and everywhere. What they wrote and keep stays, under their name."""
    hold_the_tree()
    person = held_with_administrators(person)
    require(rules.can_deactivate(by, person))

    person.leave(at=now())
    person.save(update_fields=["is_active", "left_at", "next_email"])
    end_sessions_of(person)
    recount_groups(person.circle)

    record(PersonDeactivated(person_id=person.pk), by=by, about=person)
    return person


@transaction.atomic
def let_return(person: Person, *, by: Person) -> Person:
    """Somebody is back, with the groups and the password they had."""
    hold_the_tree()
    person = held_with_administrators(person)
    require(rules.can_let_return(by, person))

    person.return_()
    person.save(update_fields=["is_active", "left_at"])
    recount_groups(person.circle)

    record(PersonReturned(person_id=person.pk), by=by, about=person)
    return person


@transaction.atomic
def make_administrator(person: Person, *, by: Person) -> Person:
    person = held_with_administrators(person)
    require(rules.can_make_administrator(by, person))
    if not person.is_administrator:
        person.is_administrator = True
        person.save(update_fields=["is_administrator"])
        record(AdministratorMade(person_id=person.pk), by=by, about=person)
    return person


@transaction.atomic
def unmake_administrator(person: Person, *, by: Person) -> Person:
    person = held_with_administrators(person)
    require(rules.can_unmake_administrator(by, person))
    if person.is_administrator:
        person.is_administrator = False
        person.save(update_fields=["is_administrator"])
        record(AdministratorUnmade(person_id=person.pk), by=by, about=person)
        rights_changed(person.pk)
    return person


def held_with_administrators(person: Person) -> Person:
    """The person, with all administrators held: two of them may be unmade at the same moment."""
    list(Person.objects.administrators().select_for_update().order_by("pk").values_list("pk"))
    held: Person = Person.objects.locked(person.pk)
    return held
