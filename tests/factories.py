"""Rows for tests, made as the actions would leave them."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from manyhands.demo.cast import PASSWORD, PersonPart
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


def make_organisation(name: str) -> Organisation:
    organisation, _ = Organisation.objects.get_or_create(
        pk=1, defaults={"name": name, "made_at": now() - timedelta(days=365)}
    )
    return organisation


def make_group(name: str, kind: str = "team", parent: Group | None = None) -> Group:
    group = Group.objects.create(name=name, kind=kind, parent=parent)
    group.path = f"{parent.path if parent else '/'}{group.pk}/"
    group.save(update_fields=["path"])
    return group


def make_person(part: PersonPart, groups: dict[str, Group]) -> Person:
    person = Person.objects.create(
        name=part.name,
        folded=fold(part.name),
        email=part.email,
        about=part.about,
        is_administrator=part.is_administrator,
        joined_at=now() - timedelta(days=300),
        password=_hash_once(),
    )
    for key, role in part.groups.items():
        Membership.objects.create(person=person, group=groups[key], role=role, since=now())
    for relation, names in ((Relation.EXPLAIN, part.explains), (Relation.LEARN, part.learns)):
        for name in names:
            TopicLink.objects.create(person=person, topic=make_topic(name), relation=relation)
    recount(person)
    return person


def make_topic(name: str) -> Topic:
    topic, _ = Topic.objects.get_or_create(folded=fold(name), defaults={"name": name})
    return topic


def someone(name: str, *groups: Group, **fields: Any) -> Person:
    """A person outside the cast."""
    email = fields.pop("email", f"{fold(name).replace(' ', '.')}@ferrow.example")
    person = Person.objects.create(
        name=name, folded=fold(name), email=email, joined_at=now(), **fields
    )
    for group in groups:
        Membership.objects.create(person=person, group=group, since=now())
    recount(person)
    return person


_kept_hash = ""


def _hash_once() -> str:
    """Argon2 is slow on purpose: once for the whole run is enough."""
    global _kept_hash
    if not _kept_hash:
        from django.contrib.auth.hashers import make_password

        _kept_hash = make_password(PASSWORD)
    return _kept_hash
