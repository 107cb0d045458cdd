"""How many needs there are in each state, kept for a minute per person: counting reads every need there is."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from django.db.models import Count, Sum

from manyhands.kernel.memory import remembered
from manyhands.people.models import Person, Topic

from .models import Need, NeedState

KEPT_SECONDS: Final = 60.0
# Beside "Needs" on every page an older count is better than none.
SHOWN_SECONDS: Final = 900.0
MOST_TOPICS: Final = 12


@dataclass(frozen=True, slots=True)
class Counts:
    """Needs by state, and the topics that cost most while they wait: (id, name), dearest first."""

    by_state: dict[str, int] = field(default_factory=dict)
    topics: tuple[tuple[int, str], ...] = ()

    @property
    def open(self) -> int:
        return self.by_state.get(NeedState.OPEN, 0)

    @property
    def claimed(self) -> int:
        return self.by_state.get(NeedState.CLAIMED, 0)

    @property
    def waiting(self) -> int:
        return self.open + self.claimed

    @property
    def answered(self) -> int:
        return self.by_state.get(NeedState.ANSWERED, 0)

    @property
    def solved(self) -> int:
        return self.by_state.get(NeedState.SOLVED, 0)


@remembered(KEPT_SECONDS, key=lambda person: person.pk)
def counts_for(person: Person) -> Counts:
    """The counts of what this person may see, at most a minute old. Two queries, or none."""
    seen = Need.objects.visible_to(person)
    by_state = dict(seen.order_by().values_list("state").annotate(n=Count("pk")))
    waiting = seen.dearest_first().order_by().values("pk")
    topics = (
        Topic.objects.filter(needs__in=waiting)
        .annotate(cost=Sum("needs__waiting_cost"))
        .order_by("-cost", "pk")
        .values_list("pk", "name")[:MOST_TOPICS]
    )
    return Counts(by_state, tuple(topics))


def counts_seen(person: Person) -> Counts | None:
    """What this person was shown within the last minutes, without asking the database."""
    return counts_for.said(SHOWN_SECONDS, person)


def forget_counts(person: Person) -> None:
    """After an act of this person's, so that they see its effect."""
    counts_for.forget(person)
