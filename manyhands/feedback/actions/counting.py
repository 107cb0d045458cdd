"""What a course's row says of what was said about it, counted anew."""

from __future__ import annotations

from django.db import transaction

from manyhands.courses.models import Course
from manyhands.feedback.models import Item, ItemKind, Reaction, ReactionKind


@transaction.atomic
def recount_feedback(course_id: int) -> None:
    """``outdated_count`` is people: with an open remark that says so, or the reaction to the current release."""
    items = Item.objects.filter(course=course_id).open()
    reactions = Reaction.objects.filter(course=course_id)
    useful = reactions.filter(kind=ReactionKind.USEFUL, block_id="")
    current = Course.objects.values_list("current_id", flat=True).get(pk=course_id)
    said = items.filter(kind=ItemKind.OUTDATED).values_list("person_id")
    shown = reactions.filter(kind=ReactionKind.OUTDATED, release=current).values_list("person_id")
    Course.objects.filter(pk=course_id).update(
        open_item_count=items.count(),
        outdated_count=said.union(shown).count(),
        useful_count=useful.values("person_id").distinct().count(),
    )
