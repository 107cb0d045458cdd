"""Who could answer a need: people who explain its topics."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from manyhands.people.models import Person, Relation, TopicLink

from .models import Need, NominationState, Offer

MOST: Final = 5
LOOKED_AT: Final = 200


@dataclass(frozen=True, slots=True)
class Expert:
    """Somebody, and the topics of the need that they explain."""

    person: Person
    topics: list[str]


@dataclass(frozen=True, slots=True)
class Experts:
    """Who may be asked, whether anybody at all explains the topics, and who was asked and has not replied yet."""

    to_ask: Sequence[Expert]
    is_known: bool
    asked: Sequence[Person] = ()


def experts_for(need: Need, *, asked_by: Person) -> Experts:
    """Those who explain most of its topics first; not who offered, was asked, or waits for it. Five queries at most."""
    named = list(need.nominations.select_related("nominee").order_by("pk"))
    asked = [one.nominee for one in named if one.state == NominationState.ASKED]
    topics = [part["id"] for part in need.summary["topics"]]
    if not topics:
        return Experts((), is_known=False, asked=asked)
    known = {pk for pk in (need.declarer_id, asked_by.pk) if pk}
    known |= set(Offer.objects.filter(need=need).values_list("person_id", flat=True))
    known |= {one.nominee_id for one in named}
    links = TopicLink.objects.filter(
        topic_id__in=topics, relation=Relation.EXPLAIN, person__is_active=True
    )
    explained: defaultdict[int, list[str]] = defaultdict(list)
    people: dict[int, Person] = {}
    waiting = need.backings.values("person")
    free = (
        links.exclude(person__in=known)
        .exclude(person__in=waiting)
        .select_related("person", "topic")
    )
    for link in free.order_by("person_id", "topic__name")[:LOOKED_AT]:
        people[link.person_id] = link.person
        explained[link.person_id].append(link.topic.name)
    ranked = sorted(people.values(), key=lambda p: (-len(explained[p.pk]), p.name))
    if need.is_restricted:
        ranked = [p for p in ranked if Need.objects.visible_to(p).filter(pk=need.pk).exists()][
            :MOST
        ]
    to_ask = [Expert(person, explained[person.pk]) for person in ranked[:MOST]]
    return Experts(to_ask, is_known=bool(to_ask) or links.exists(), asked=asked)
