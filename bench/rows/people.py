from __future__ import annotations

from bench.words import rare_word
from bench.world import World, insert
from manyhands.demo.build_people import people_of_the_cast
from manyhands.kernel.text import fold
from manyhands.people.models import Group, Membership, Person, Relation, Topic, TopicLink

TOPICS = 120


def fill(world: World) -> None:
    """The cast first; then groups in a tree three deep, people in one to four of them, topics."""
    cast, groups = people_of_the_cast()
    world.people, world.groups = list(cast.values()), list(groups.values())
    _groups(world, groups["root"])
    people = [_stranger(world, n) for n in range(world.size.people - len(world.people))]
    strangers = insert(people)
    _memberships(world, strangers)
    world.people += strangers
    names = sorted({rare_word(world.dice) for _ in range(TOPICS * 2)})[:TOPICS]
    world.topics = list(Topic.objects.all()) + insert([Topic(name=n, folded=n) for n in names])
    _topic_links(world, strangers)


def _stranger(world: World, number: int) -> Person:
    name = f"{rare_word(world.dice).title()} {rare_word(world.dice).title()}"
    return Person(
        name=name,
        folded=fold(name),
        email=f"person{number}@size-m.example",
        joined_at=world.before(900),
        password="!",  # noqa: S106 - nobody signs in as them
    )


def _groups(world: World, root: Group) -> None:
    departments = _below(world, [root], 12)
    teams = _below(world, departments, 60)
    _below(world, teams, world.size.groups - len(world.groups))


def _below(world: World, parents: list[Group], count: int) -> list[Group]:
    made = insert(
        [
            Group(name=f"{rare_word(world.dice).title()} {n}", parent=world.dice.choice(parents))
            for n in range(count)
        ]
    )
    for group in made:
        group.path = f"{group.parent.path}{group.pk}/"
    Group.objects.bulk_update(made, ["path"], batch_size=200)
    world.groups += made
    return made


def _memberships(world: World, people: list[Person]) -> None:
    rows = []
    for person in people:
        chosen = world.dice.sample(
            world.groups, k=world.dice.choices([1, 2, 3, 4], [6, 3, 2, 1])[0]
        )
        rows += [Membership(person=person, group=group, since=person.joined_at) for group in chosen]
        person.circle = sorted({pk for group in chosen for pk in group.lineage})
        person.group_name = chosen[0].name
    insert(rows)
    Person.objects.bulk_update(people, ["circle", "group_name"], batch_size=300)
    _count(world.groups, people)


def _count(groups: list[Group], people: list[Person]) -> None:
    counted: dict[int, int] = {}
    for person in people:
        for pk in person.circle:
            counted[pk] = counted.get(pk, 0) + 1
    for group in groups:
        group.people_count += counted.get(group.pk, 0)
    Group.objects.bulk_update(groups, ["people_count"], batch_size=200)


def _topic_links(world: World, people: list[Person]) -> None:
    rows = [
        TopicLink(person=person, topic=topic, relation=world.dice.choice(Relation.values))
        for person in people
        for topic in world.dice.sample(world.topics, k=world.dice.randint(0, 3))
    ]
    insert(rows)
