"""Who is told of what is said about courses."""

from __future__ import annotations

from manyhands.feedback import events as told
from manyhands.feedback.models import Item
from manyhands.journal.events import on
from manyhands.journal.models import Entry
from manyhands.notifications.models import Family
from manyhands.notifications.telling import News, address_of, tell

from .courses import authors_of
from .needs import UNDO


def _find(item_id: int) -> Item | None:
    return Item.objects.select_related("course").filter(pk=item_id).first()


@on(told.ItemSaid, delay=UNDO)
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
    tell(authors_of(item.course), news, of=entry, event=event, quote=item.quote[:200])


@on(told.ItemAnswered, delay=UNDO)
def tell_of_comment(event: told.ItemAnswered, entry: Entry) -> None:
    """Whoever asked, and whoever else speaks in the thread; the authors when a colleague answered."""
    item = _find(event.item_id)
    if item is None or not item.comments.filter(pk=event.comment_id).exists():
        return
    speaking = set(item.comments.values_list("person_id", flat=True))
    news = News(kind="item_answered", family=Family.MINE, url=address_of(item))
    tell({item.person_id, *speaking}, news, of=entry, event=event)
    if not event.is_by_author:
        news = News(kind="item_commented", family=Family.WRITING, url=address_of(item))
        tell(authors_of(item.course), news, of=entry, event=event)


@on(told.ItemMoved, delay=UNDO)
def tell_of_move(event: told.ItemMoved, entry: Entry) -> None:
    item = _find(event.item_id)
    if item and item.state == event.state:
        news = News(kind=f"item_{event.state}", family=Family.MINE, url=address_of(item))
        tell({item.person_id}, news, of=entry, event=event)


@on(told.ItemDone, delay=UNDO)
def tell_of_done(event: told.ItemDone, entry: Entry) -> None:
    """The loop closes: whoever spoke is led to the very place."""
    if item := _find(event.item_id):
        news = News(kind="item_done", family=Family.MINE, url=address_of(item))
        tell({item.person_id}, news, of=entry, event=event)


@on(told.ReactionGiven, delay=UNDO)
def tell_of_reaction(event: told.ReactionGiven, entry: Entry) -> None:
    from manyhands.courses.models import Course

    if course := Course.objects.filter(pk=event.course_id).first():
        news = News(
            kind=f"reaction_{event.reaction}",
            family=Family.WRITING,
            url=address_of(course, f"block-{event.block_id}" if event.block_id else ""),
        )
        tell(authors_of(course), news, of=entry, event=event)
