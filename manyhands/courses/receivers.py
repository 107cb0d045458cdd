from __future__ import annotations

from manyhands.journal.events import on
from manyhands.journal.models import Entry
from manyhands.needs.events import NeedAnswered, NeedMerged
from manyhands.people.models import Person

from . import actions


@on(NeedAnswered)
def link_found_course(event: NeedAnswered, entry: Entry) -> None:
    """ "This already answers it", confirmed."""
    if event.is_found:
        by = Person.objects.filter(pk=entry.actor_id).first()
        actions.link_found_course(event.need_id, event.answer_id, by=by)


@on(NeedMerged)
def move_links(event: NeedMerged, entry: Entry) -> None:
    actions.move_links(event.need_id, to=event.survivor_id)
