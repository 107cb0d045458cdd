from __future__ import annotations

from datetime import timedelta
from typing import Final

from django.db import transaction
from django.utils.translation import gettext as _

from manyhands.feedback import rules
from manyhands.feedback.events import ItemAnswered
from manyhands.feedback.models import Comment, Item
from manyhands.journal.events import record
from manyhands.journal.models import Entry
from manyhands.journal.queue import cancel
from manyhands.kernel.access import Refused, require
from manyhands.kernel.clock import now
from manyhands.people.models import Person
from manyhands.web.live.hub import publish

from .remark import tidy_words

TWICE: Final = timedelta(minutes=10)


@transaction.atomic
def answer_item(item: Item, *, text: str, by: Person) -> Comment:
    """Answer, or add something. Whoever asked, and whoever spoke in the thread, is told."""
    item = Item.objects.locked(item.pk)
    require(rules.can_answer(by, item))
    words = _words(text)
    recent = item.comments.filter(person=by, text=words, said_at__gte=now() - TWICE)
    if (known := recent.first()) is not None:
        return known

    comment = Comment.objects.create(item=item, person=by, text=words, said_at=now())
    is_by_author = item.course.is_written_by(by)
    if by.pk != item.person_id and item.answered_at is None:
        item.answered_at = comment.said_at
        item.save(update_fields=["answered_at"])
    _tell(item, comment, is_by_author=is_by_author, by=by)
    return comment


@transaction.atomic
def change_comment(comment: Comment, *, text: str, by: Person) -> Comment:
    comment = _held(comment)
    require(rules.can_change_comment(by, comment))
    comment.text, comment.edited_at = _words(text), now()
    comment.save(update_fields=["text", "edited_at"])
    publish(f"course:{comment.item.course_id}", "feedback", {"item": comment.item_id})
    return comment


@transaction.atomic
def remove_comment(comment: Comment, *, by: Person) -> None:
    """Take back one's words; who was not told yet is not told."""
    comment = _held(comment)
    require(rules.can_change_comment(by, comment))
    item = comment.item
    for entry in Entry.objects.about(item).filter(kind=ItemAnswered.kind, actor_id=by.pk):
        if entry.facts.get("comment_id") == comment.pk:
            cancel(entry)
    comment.delete()
    first = item.comments.exclude(person=item.person_id).order_by("pk").first()
    item.answered_at = first.said_at if first else None
    item.save(update_fields=["answered_at"])
    publish(f"course:{item.course_id}", "feedback", {"item": item.pk})


def _held(comment: Comment) -> Comment:
    """As it is now, with its item held. Raises Refused where another window took it back."""
    item = Item.objects.locked(comment.item_id)
    found = item.comments.filter(pk=comment.pk).first()
    if found is None:
        raise Refused(_("These words were taken back meanwhile."))
    found.item = item
    return found


def _words(text: str) -> str:
    words = tidy_words(text)
    if not words:
        raise Refused(_("Write your answer first."))
    return words


def _tell(item: Item, comment: Comment, *, is_by_author: bool, by: Person) -> None:
    fact = ItemAnswered(
        course_id=item.course_id,
        title=item.course.title,
        item_id=item.pk,
        comment_id=comment.pk,
        is_by_author=is_by_author,
    )
    record(fact, by=by, about=item)
    publish(f"course:{item.course_id}", "feedback", {"item": item.pk})
