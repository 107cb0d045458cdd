from __future__ import annotations

from allauth.account.models import EmailAddress
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from manyhands.journal.events import record
from manyhands.journal.queue import schedule
from manyhands.kernel.access import Refused, require
from manyhands.kernel.identifiers import new_token
from manyhands.people import rules
from manyhands.people.events import AddressAsked, AddressChanged
from manyhands.people.letters import post_changed_address
from manyhands.people.models import Person
from manyhands.people.tasks import send_new_address


@transaction.atomic
def ask_for_address(person: Person, email: str, *, by: Person) -> Person:
    """Another address to sign in with: it counts once the link sent there is opened.

    Whether somebody else has it is told to administrators, who see addresses; to others nothing comes of it.
    """
    person = Person.objects.locked(person.pk)
    require(rules.can_ask_for_address(by, person))
    email = email.strip().lower()
    if email == person.email.lower():
        raise Refused(_("This is the address already."))
    if by.is_administrator and _is_taken(email, person):
        raise Refused(_("Somebody else signs in with this address."))
    person.next_email = email
    person.save(update_fields=["next_email"])
    record(AddressAsked(person_id=person.pk), by=by, about=person)
    schedule(
        send_new_address,
        subject=f"new-address:{person.pk}",
        payload={"person_id": person.pk, "letter": new_token()[:12]},
    )
    return person


@transaction.atomic
def take_back_address(person: Person, *, by: Person) -> Person:
    """The link that was sent opens nothing any more."""
    person = Person.objects.locked(person.pk)
    require(rules.can_change_address(by, person))
    person.next_email = ""
    person.save(update_fields=["next_email"])
    return person


@transaction.atomic
def change_address(person: Person, email: str) -> Person:
    """Somebody opened the link sent to ``email``: from now on it is theirs. The former address is told."""
    person = Person.objects.locked(person.pk)
    require(rules.can_take_address(person, email))
    if _is_taken(email, person):
        raise Refused(_("Somebody else signs in with this address."))
    former, person.email, person.next_email = person.email, email, ""
    try:
        with transaction.atomic():
            person.save(update_fields=["email", "next_email"])
    except IntegrityError as error:  # somebody else took it in this moment
        raise Refused(_("Somebody else signs in with this address.")) from error
    EmailAddress.objects.filter(
        user_id=person.pk
    ).delete()  # what allauth may have noted of the former
    entry = record(AddressChanged(person_id=person.pk), by=person, about=person)
    post_changed_address(person, former=former, mark=entry.pk)
    return person


def _is_taken(email: str, person: Person) -> bool:
    return bool(Person.objects.filter(email__iexact=email).exclude(pk=person.pk).exists())
