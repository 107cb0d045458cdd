from __future__ import annotations

from manyhands.journal.events import on
from manyhands.journal.models import Entry
from manyhands.people.events import GroupChanged, PersonChanged, PersonDeactivated, PersonReturned
from manyhands.people.models import Person

from . import actions, pairs
from .events import NeedChanged, NeedDeclared, NeedReopened
from .keeping import refresh_all
from .models import Need


@on(PersonDeactivated)
def hand_on_needs(event: PersonDeactivated, entry: Entry) -> None:
    """What somebody asked is spoken for by the earliest backer."""
    person = Person.objects.filter(pk=event.person_id, is_active=False).first()
    if person is not None:
        actions.hand_on_needs(person)


@on(PersonReturned)
def take_back_needs(event: PersonReturned, entry: Entry) -> None:
    person = Person.objects.active().filter(pk=event.person_id).first()
    if person is not None:
        actions.take_back_needs(person)


@on(PersonChanged)
def show_person_anew(event: PersonChanged, entry: Entry) -> None:
    """Names and faces stand in the summaries of needs."""
    person = Person.objects.filter(pk=event.person_id).first()
    if person is not None:
        actions.count_again(person)


@on(GroupChanged)
def show_group_anew(event: GroupChanged, entry: Entry) -> None:
    refresh_all(Need.objects.filter(audience=event.group_id))


@on(NeedDeclared, NeedChanged, NeedReopened)
def look_for_its_like(event: NeedDeclared | NeedChanged | NeedReopened, entry: Entry) -> None:
    """It may be the same as another that waits."""
    need = Need.objects.filter(pk=event.need_id).first()
    if need is not None:
        pairs.look_again(need)
