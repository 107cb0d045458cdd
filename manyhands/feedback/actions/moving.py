from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from manyhands.courses.models import Course
from manyhands.feedback import rules
from manyhands.feedback.events import ItemMoved
from manyhands.feedback.models import IllegalMove, Item, ItemState
from manyhands.feedback.models.item import OPEN
from manyhands.journal.events import record
from manyhands.journal.models import Entry
from manyhands.kernel.access import Refused, require
from manyhands.kernel.clock import now
from manyhands.kernel.text import squeeze
from manyhands.people.models import Person
from manyhands.web.live.hub import publish

from .counting import recount_remarks

LONGEST_REASON = 1000
UNDONE = (ItemState.PLANNED, ItemState.DECLINED)


def plan_item(item: Item, *, by: Person) -> Item:
    """ "I will see to it"; whoever spoke is told."""
    return _decide(item, ItemState.PLANNED, by=by)


def decline_item(item: Item, *, reason: str, by: Person) -> Item:
    """Leave the course as it is, with a reason that whoever spoke can read."""
    reason = squeeze(reason)
    if not reason:
        raise Refused(_("Say in a sentence why it stays as it is; whoever said it will read it."))
    return _decide(item, ItemState.DECLINED, reason=reason[:LONGEST_REASON], by=by)


def reopen_item(item: Item, *, by: Person) -> Item:
    """Look at it again."""
    return _decide(item, ItemState.NEW, by=by)


@transaction.atomic
def undo_decision(item: Item, *, by: Person) -> Item:
    """Planning or declining taken back: it stands again where it stood, with the words that the draft holds."""
    item = held(item)
    require(rules.can_move(by, item))
    if item.state not in UNDONE:
        return item
    before = _state_before(item)
    move(item, ItemState.NEW if before == item.state else before, by=by, is_undo=True)
    return item


def _state_before(item: Item) -> str:
    """Where it stood before its last move, as the journal tells."""
    moves = Entry.objects.about(item).filter(kind=ItemMoved.kind).order_by("-pk")
    states = [entry.facts["state"] for entry in moves[:2]]
    return states[1] if len(states) == 2 and states[1] in OPEN else ItemState.NEW


@transaction.atomic
def _decide(item: Item, state: str, *, by: Person, reason: str = "") -> Item:
    item = held(item)
    require(rules.can_move(by, item))
    if item.state == state:
        return item
    move(item, state, by=by, reason=reason)
    return item


def held(item: Item) -> Item:
    """Its course first, then the item: in the same order as a release, so that neither waits for the other."""
    Course.objects.locked(item.course_id)
    return Item.objects.locked(item.pk)


def move(item: Item, state: str, *, by: Person, reason: str = "", is_undo: bool = False) -> None:
    """The move itself, for actions that have asked their own rule. An undo leads over new, since it may be closed."""
    try:
        for step in [ItemState.NEW, state] if is_undo and state != ItemState.NEW else [state]:
            item.move_to(step, at=now())
    except IllegalMove as error:
        raise Refused(_("It has been dealt with already. Open it again first.")) from error
    item.reason = reason
    if state == ItemState.NEW:
        item.done_in, item.folded_into = None, ""
    item.save(update_fields=["state", "moved_at", "reason", "done_in", "folded_into"])
    recount_remarks(item.course_id)
    fact = ItemMoved(
        course_id=item.course_id,
        title=item.course.title,
        item_id=item.pk,
        state=state,
        reason=reason,
    )
    record(fact, by=by, about=item)
    publish(f"course:{item.course_id}", "feedback", {"item": item.pk})
