from __future__ import annotations

from django.db import transaction
from django.db.models import Q

from manyhands.journal.events import record
from manyhands.journal.models import Entry
from manyhands.kernel.access import require
from manyhands.kernel.clock import now
from manyhands.media.events import FileStored
from manyhands.media.models import Asset
from manyhands.media.removing import remove_asset
from manyhands.people import rules
from manyhands.people.erasing import parts
from manyhands.people.events import PersonErased
from manyhands.people.memberships import hold_the_tree, recount_groups
from manyhands.people.models import Invitation, Person

from .leaving import held_with_administrators
from .sessions import end_sessions_of


@transaction.atomic
def erase_person(person: Person, *, by: Person) -> None:
    """All that tells who they were goes for good; what they wrote for others stays, by a former colleague."""
    hold_the_tree()
    person = held_with_administrators(person)
    require(rules.can_erase(by, person))
    if person.is_active:
        person.leave(at=now())
        person.save(update_fields=["is_active", "left_at"])
    end_sessions_of(person)
    circle = list(person.circle)

    record(PersonErased(person_id=person.pk), by=by, about=person)
    left_to_do = [part.erase(person, by) for part in parts()]
    _forget_face(person)
    Invitation.objects.filter(Q(email__iexact=person.email) | Q(accepted_by=person)).delete()
    person.delete()

    for finish in left_to_do:
        finish()
    recount_groups(circle)


def _forget_face(person: Person) -> None:
    """Their photos, also earlier ones; the journal keeps no names of such files either."""
    scope = f"person:{person.pk}"
    for asset in Asset.objects.filter(scope=scope):
        remove_asset(asset)
    told = Entry.objects.filter(kind=FileStored.kind, facts__scope=scope)
    for entry in told:
        entry.facts = {**entry.facts, "name": ""}
    Entry.objects.bulk_update(told, ["facts"])
