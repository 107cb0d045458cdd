"""The six reactions as one person sees them on one text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.db.models import Count, QuerySet

from manyhands.courses.models import Release
from manyhands.kernel.kept_queries import kept_query
from manyhands.people.models import Person

from .models import Reaction, ReactionKind, stands_on

ICONS: Final[dict[str, str]] = {
    ReactionKind.USEFUL: "check",
    ReactionKind.LEARNED: "lightbulb",
    ReactionKind.CLEAR: "sun",
    ReactionKind.LOST_ME: "circle-question-mark",
    ReactionKind.OUTDATED: "clock-alert",
    ReactionKind.NOT_USEFUL: "minus",
}
# These ask at once where and what.
ASKING: Final = (ReactionKind.LOST_ME, ReactionKind.OUTDATED)


@dataclass(frozen=True, slots=True)
class Shown:
    """One reaction: how many people gave it, and whether oneself did."""

    name: str
    label: str
    icon: str
    count: int
    mine: bool


def reactions_on(release: Release, person: Person, block_id: str = "") -> list[Shown]:
    """What speaks of the text counts for this release only. One query for the whole of what is current, whose counts
    are kept; two for anything else."""
    course = release.course
    is_kept = not block_id and release.pk == course.current_id
    given = (release.pk, course.pk, block_id)
    counts = course.reaction_counts if is_kept else dict(_counted(*given))
    mine = set(_given_by(person, *given))
    return [
        Shown(
            name=kind.value,
            label=str(kind.label),
            icon=ICONS[kind],
            count=counts.get(kind.value, 0),
            mine=kind.value in mine,
        )
        for kind in ReactionKind
    ]


@kept_query
def _counted(release_id: int, course_id: int, block_id: str) -> QuerySet[Reaction, tuple[str, int]]:
    given = Reaction.objects.filter(stands_on(release_id), course=course_id, block_id=block_id)
    kinds = given.order_by().values_list("kind")
    return kinds.annotate(people=Count("person_id", distinct=True))


@kept_query
def _given_by(
    person: Person, release_id: int, course_id: int, block_id: str
) -> QuerySet[Reaction, str]:
    # The kinds are named, all of them, so that the index leads to this person's own.
    mine = Reaction.objects.filter(course=course_id, block_id=block_id, person=person)
    mine = mine.filter(stands_on(release_id), kind__in=ReactionKind.values)
    return mine.values_list("kind", flat=True)
