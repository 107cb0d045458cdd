"""What a course's row says of what was said about it, counted anew."""

from __future__ import annotations

from collections import defaultdict
from typing import Any, NamedTuple

from django.db import transaction
from django.db.models import Count, F, QuerySet

from manyhands.courses.models import Course
from manyhands.feedback.models import Item, ItemKind, Reaction, ReactionKind
from manyhands.kernel.kept_queries import kept_query
from manyhands.kernel.saving import update_row


class Said(NamedTuple):
    """``outdated`` is people: with an open remark that says so, or the reaction to the current release."""

    open_items: int = 0
    outdated: int = 0
    useful: int = 0


def said_about(courses: QuerySet[Course]) -> defaultdict[int, Said]:
    """By course."""
    items = Item.objects.filter(course__in=courses).open()
    reactions = Reaction.objects.filter(course__in=courses)
    useful = reactions.filter(kind=ReactionKind.USEFUL, block_id="")
    open_items = _by_course(items, Count("pk"))
    useful_people = _by_course(useful, Count("person", distinct=True))
    outdated = defaultdict[int, set[int | None]](set)
    said = items.filter(kind=ItemKind.OUTDATED)
    shown = reactions.filter(kind=ReactionKind.OUTDATED, release=F("course__current"))
    for rows in (said, shown):
        for course_id, person_id in rows.values_list("course_id", "person_id"):
            outdated[course_id].add(person_id)
    return defaultdict(
        Said,
        {
            pk: Said(open_items.get(pk, 0), len(outdated[pk]), useful_people.get(pk, 0))
            for pk in {*open_items, *useful_people, *outdated}
        },
    )


@transaction.atomic(savepoint=False)
def recount_feedback(course_id: int) -> None:
    """The same for one course, after each word and each reaction: by queries that are kept."""
    said = _open_items(course_id)
    outdated = {person_id for kind, person_id in said if kind == ItemKind.OUTDATED}
    outdated.update(_shown_outdated(course_id))
    update_row(
        Course,
        course_id,
        open_item_count=len(said),
        outdated_count=len(outdated),
        useful_count=sum(_useful_people(course_id)),
    )


@kept_query
def _open_items(course_id: int) -> QuerySet[Item, Any]:
    items = Item.objects.filter(course=course_id).open()
    return items.order_by().values_list("kind", "person_id")


@kept_query
def _shown_outdated(course_id: int) -> QuerySet[Reaction, Any]:
    shown = Reaction.objects.filter(course=course_id, kind=ReactionKind.OUTDATED)
    return shown.filter(release=F("course__current")).values_list("person_id", flat=True)


@kept_query
def _useful_people(course_id: int) -> QuerySet[Reaction, Any]:
    """One number, or none."""
    useful = Reaction.objects.filter(course=course_id, kind=ReactionKind.USEFUL, block_id="")
    counted = useful.order_by().values("course").annotate(n=Count("person", distinct=True))
    return counted.values_list("n", flat=True)


def _by_course(rows: QuerySet[Any], number: Count) -> dict[int, int]:
    return dict(rows.order_by().values_list("course").annotate(n=number))
