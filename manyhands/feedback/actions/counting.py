"""What a course's row says of what was said about it, counted anew."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any, Final, NamedTuple

from django.db import transaction
from django.db.models import Count, F, QuerySet

from manyhands.courses.models import Course
from manyhands.feedback.models import Item, ItemKind, Reaction, ReactionKind, stands_on
from manyhands.kernel.kept_queries import kept_query
from manyhands.kernel.saving import update_row

ALL_KINDS: Final = tuple(ReactionKind.values)


class Said(NamedTuple):
    """``outdated`` is people: with an open remark that says so, or the reaction to the current release. ``reactions``:
    how many people gave each to the whole course, and ``useful`` once more, by which lists are ordered.
    """

    open_items: int
    outdated: int
    useful: int
    reactions: Mapping[str, int]


def said_about(courses: QuerySet[Course]) -> defaultdict[int, Said]:
    """By course."""
    items = Item.objects.filter(course__in=courses).open()
    reactions = Reaction.objects.filter(course__in=courses)
    open_items = dict(items.order_by().values_list("course").annotate(n=Count("pk")))
    outdated = defaultdict[int, set[int | None]](set)
    said = items.filter(kind=ItemKind.OUTDATED)
    shown = reactions.filter(kind=ReactionKind.OUTDATED, release=F("course__current"))
    for rows in (said, shown):
        for course_id, person_id in rows.values_list("course_id", "person_id"):
            outdated[course_id].add(person_id)
    given = defaultdict[int, dict[str, int]](dict)
    for course_id, kind, people in _people(reactions):
        given[course_id][kind] = people
    return defaultdict(
        lambda: Said(0, 0, 0, {}),
        {
            pk: Said(
                open_items.get(pk, 0), len(outdated[pk]), given[pk].get("useful", 0), given[pk]
            )
            for pk in {*open_items, *outdated, *given}
        },
    )


@transaction.atomic
def recount_feedback(course_id: int) -> None:
    """All of it."""
    recount_reactions(Course.objects.locked(course_id))


@transaction.atomic(savepoint=False)
def recount_remarks(course_id: int) -> None:
    """What is open, and who finds it outdated: after each word, by queries that are kept."""
    said = _open_items(course_id)
    outdated = {person_id for kind, person_id in said if kind == ItemKind.OUTDATED}
    outdated.update(_shown_outdated(course_id))
    update_row(Course, course_id, open_item_count=len(said), outdated_count=len(outdated))


@transaction.atomic(savepoint=False)
def recount_reactions(course: Course, kinds: Sequence[str] = ALL_KINDS) -> None:
    """Of these kinds alone: a course that everybody reads has a hundred thousand. The course is locked."""
    others = {kind: n for kind, n in course.reaction_counts.items() if kind not in kinds}
    given = {kind: n for _, kind, n in _given(course.pk, [str(kind) for kind in kinds])}
    course.reaction_counts = others | given
    course.useful_count = course.reaction_counts.get(ReactionKind.USEFUL, 0)
    update_row(
        Course,
        course.pk,
        reaction_counts=course.reaction_counts,
        useful_count=course.useful_count,
    )
    if ReactionKind.OUTDATED in kinds:
        recount_remarks(course.pk)


@kept_query
def _open_items(course_id: int) -> QuerySet[Item, Any]:
    items = Item.objects.filter(course=course_id).open()
    return items.order_by().values_list("kind", "person_id")


@kept_query
def _shown_outdated(course_id: int) -> QuerySet[Reaction, Any]:
    shown = Reaction.objects.filter(course=course_id, kind=ReactionKind.OUTDATED)
    return shown.filter(release=F("course__current")).values_list("person_id", flat=True)


@kept_query
def _given(course_id: int, kinds: list[str]) -> QuerySet[Reaction, Any]:
    return _people(Reaction.objects.filter(course=course_id, kind__in=kinds))


def _people(given: QuerySet[Reaction]) -> QuerySet[Reaction, Any]:
    """How many gave each kind to the whole of each course: course, kind, people."""
    standing = given.filter(stands_on(F("course__current")), block_id="").order_by()
    return standing.values_list("course", "kind").annotate(n=Count("person", distinct=True))
