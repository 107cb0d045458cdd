"""Who is told of what is said about courses."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from manyhands.feedback import events as told
from manyhands.feedback.models import Item, ItemState, Placement, Reaction
from manyhands.journal.events import on
from manyhands.journal.models import Entry
from manyhands.kernel.kept_queries import kept_query
from manyhands.notifications.models import Family
from manyhands.notifications.sight import who_may_open
from manyhands.notifications.telling import News, address_of, tell

from .courses import authors_of, find_course
from .needs import UNDO


def _find(item_id: int) -> Item | None:
    return Item.objects.select_related("course").filter(pk=item_id).first()


@on(told.ItemSaid, delay=UNDO, only_adds=True)
def tell_authors_of_item(event: told.ItemSaid, entry: Entry) -> None:
    item = _find(event.item_id)
    if item is None:
        return
    news = News(
        kind=f"item_{event.item_kind}",
        family=Family.WAITS,
        url=address_of(item),
        is_nameless=item.is_nameless,
    )
    tell(authors_of(item.course) - {item.person_id}, news, of=entry)


@on(told.ItemAnswered, delay=UNDO, only_adds=True)
def tell_of_comment(event: told.ItemAnswered, entry: Entry) -> None:
    """Whoever said it, and whoever else speaks in the thread; the authors when a colleague answered."""
    item = _find(event.item_id)
    if item is None or not item.comments.filter(pk=event.comment_id).exists():
        return
    speaking = set(item.comments.values_list("person_id", flat=True))
    authors = authors_of(item.course)
    link = address_of(item)
    for people, kind, family in (
        ({item.person_id}, "item_answered", Family.MINE),
        (speaking - authors - {item.person_id}, "item_discussed", Family.MINE),
        (authors - {item.person_id}, "item_commented", Family.WRITING),
    ):
        news = News(kind=kind, family=family, url=link)
        tell(who_may_open(item.course, people), news, of=entry)


@on(told.ItemMoved, delay=UNDO, only_adds=True)
def tell_of_move(event: told.ItemMoved, entry: Entry) -> None:
    """Whoever said it, unless it has moved on meanwhile."""
    item = _find(event.item_id)
    if item is None or _was_taken_back(event, entry, item):
        return
    if item.state == event.state and event.state != ItemState.DONE:
        news = News(kind=f"item_{event.state}", family=Family.MINE, url=address_of(item))
        tell(who_may_open(item.course, {item.person_id}), news, of=entry)


def _was_taken_back(event: told.ItemMoved, entry: Entry, item: Item) -> bool:
    """It went away and came back before anybody was told: for whoever spoke nothing has happened."""
    moves = Entry.objects.about(item).filter(kind=event.kind, pk__lt=entry.pk).order_by("-pk")
    went, *before = [*moves[:2]] or [entry]
    stood = before[0].facts["state"] if before else ItemState.NEW
    return stood == event.state and entry.happened_at - went.happened_at < UNDO


@on(told.ItemDone, delay=UNDO, only_adds=True)
def tell_of_done(event: told.ItemDone, entry: Entry) -> None:
    """The loop closes: whoever spoke is led to the very place."""
    if item := _find(event.item_id):
        news = News(kind="item_done", family=Family.MINE, url=_place_of(item, event.release_id))
        tell(who_may_open(item.course, {item.person_id}), news, of=entry)


@on(told.ReactionGiven, delay=UNDO, only_adds=True)
def tell_of_reaction(event: told.ReactionGiven, entry: Entry) -> None:
    """Unless it was taken back."""
    course = find_course(event.course_id)
    if course and _given(event.course_id, entry.actor_id, event.reaction, event.block_id):
        place = f"block-{event.block_id}" if event.block_id else ""
        news = News(
            kind=f"reaction_{event.reaction}",
            family=Family.WRITING,
            url=address_of(course, place),
        )
        tell(authors_of(course), news, of=entry)


@kept_query
def _given(
    course_id: int, person_id: int | None, kind: str, block_id: str
) -> QuerySet[Reaction, Any]:
    given = Reaction.objects.filter(course=course_id, person=person_id, kind=kind)
    return given.filter(block_id=block_id).values_list("pk", flat=True)[:1]


def _place_of(item: Item, release_id: int) -> str:
    """Where its words stand on the release that dealt with it; the thread where they cannot be placed."""
    placement = Placement.objects.filter(item=item, release=release_id).exclude(block_id="").first()
    if placement is None:
        return address_of(item)
    return address_of(item.course, f"block-{placement.block_id}")
