"""The six reactions as one person sees them on one text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from django.db.models import Count, Q, QuerySet

from manyhands.courses.models import Release
from manyhands.kernel.kept_queries import kept_query
from manyhands.people.models import Person

from .actions.reacting import LASTING
from .models import Reaction, ReactionKind

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
    """One query. What speaks of the text counts for this release only."""
    found = {row["kind"]: row for row in _counted(release.pk, release.course_id, person, block_id)}
    return [
        Shown(
            name=kind.value,
            label=str(kind.label),
            icon=ICONS[kind],
            count=found[kind]["people"] if kind in found else 0,
            mine=bool(found[kind]["own"]) if kind in found else False,
        )
        for kind in ReactionKind
    ]


@kept_query
def _counted(
    release_id: int, course_id: int, person: Person, block_id: str
) -> QuerySet[Reaction, Any]:
    given = Reaction.objects.filter(course=course_id, block_id=block_id)
    given = given.filter(Q(kind__in=LASTING) | Q(release=release_id))
    counted = given.values("kind").annotate(
        people=Count("person_id", distinct=True), own=Count("person_id", filter=Q(person=person))
    )
    return counted.order_by()
