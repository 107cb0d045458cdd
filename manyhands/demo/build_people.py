"""The organisation of the demo: its groups and its people, made as the actions would make them."""

from __future__ import annotations

from datetime import timedelta

from django.contrib.auth.hashers import make_password

from manyhands.kernel.clock import now
from manyhands.kernel.text import fold
from manyhands.people.memberships import recount
from manyhands.people.models import (
    Group,
    Membership,
    Organisation,
    Person,
    Relation,
    Topic,
    TopicLink,
)
from manyhands.people.organisation import forget_organisation
from manyhands.people.topics import find_or_make_topic

from .cast import CAST, GROUPS, ORGANISATION_NAME, PASSWORD, PersonPart
from .story.people import OTHERS


def people_of_the_cast() -> tuple[dict[str, Person], dict[str, Group]]:
    """Everybody by their short names, and their groups."""
    Organisation.objects.update_or_create(
        pk=1,
        defaults={
            "name": ORGANISATION_NAME,
            "made_at": now() - timedelta(days=200),
            "time_zone": "Europe/Vienna",
        },
    )
    forget_organisation()
    groups: dict[str, Group] = {}
    for part in GROUPS:
        parent = groups.get(part.parent)
        group = Group.objects.create(name=part.name, kind=part.kind, parent=parent)
        group.path = f"{parent.path if parent else '/'}{group.pk}/"
        group.save(update_fields=["path"])
        groups[part.key] = group
    password = make_password(PASSWORD)
    people = {part.key: _person(part, groups, password) for part in (*CAST, *OTHERS)}
    return people, groups


def _person(part: PersonPart, groups: dict[str, Group], password: str) -> Person:
    joined = now() - timedelta(days=3 if part.key == "nora" else 190)
    person: Person = Person.objects.create(
        name=part.name,
        folded=fold(part.name),
        email=part.email,
        about=part.about,
        is_administrator=part.is_administrator,
        joined_at=joined,
        password=password,
    )
    Membership.objects.bulk_create(
        Membership(person=person, group=groups[key], role=role, since=joined)
        for key, role in part.groups.items()
    )
    for relation, names in ((Relation.EXPLAIN, part.explains), (Relation.LEARN, part.learns)):
        TopicLink.objects.bulk_create(
            TopicLink(person=person, topic=_topic(name), relation=relation) for name in names
        )
    recount(person)
    return person


def _topic(name: str) -> Topic:
    return find_or_make_topic(name)
