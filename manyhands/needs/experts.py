"""Who could answer a need: people who explain its topics."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from manyhands.people.models import Person, Relation, TopicLink

from .models import Need, Nomination, Offer

MOST: Final = 5
LOOKED_AT: Final = 200


@dataclass(frozen=True, slots=True)
class Expert:
    """Somebody, and the topics of the need that they explain."""

    person: Person
    topics: list[str]


@dataclass(frozen=True, slots=True)
class Experts:
    """Who may be asked, and whether anybody at all explains the topics: they may have offered or been asked already."""

    to_ask: Sequence[Expert]
    is_known: bool


def experts_for(need: Need, *, asked_by: Person) -> Experts:
    """Those who explain most of its topics first; not who offered, was asked, or waits for it. Five queries at most."""
    topics = [part["id"] for part in need.summary["topics"]]
    if not topics:
        return Experts((), is_known=False)
    known = {pk for pk in (need.declarer_id, asked_by.pk) if pk}
    known |= set(Offer.objects.filter(need=need).values_list("person_id", flat=True))
    known |= set(Nomination.objects.filter(need=need).values_list("nominee_id", flat=True))
    known |= set(need.backings.values_list("person_id", flat=True))
    links = TopicLink.objects.filter(
        topic_id__in=topics, relation=Relation.EXPLAIN, person__is_active=True
    )
    explained: defaultdict[int, list[str]] = defaultdict(list)
    people: dict[int, Person] = {}
    free = links.exclude(person_id__in=known).select_related("person", "topic")
    for link in free.order_by("person_id", "topic__name")[:LOOKED_AT]:
        people[link.person_id] = link.person
        explained[link.person_id].append(link.topic.name)
    ranked = sorted(people.values(), key=lambda p: (-len(explained[p.pk]), p.name))
    if need.is_restricted:
        ranked = [p for p in ranked if Need.objects.visible_to(p).filter(pk=need.pk).exists()][
            :MOST
        ]
    to_ask = [Expert(person, explained[person.pk]) for person in ranked[:MOST]]
    return Experts(to_ask, is_known=bool(to_ask) or links.exists())
