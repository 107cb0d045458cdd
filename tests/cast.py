"""The cast of the demo, as tests meet it: made once in a run, then set down again row by row.

Making ten people as the actions would asks the database some three hundred times; most tests want them.
"""

from __future__ import annotations

from copy import deepcopy
from types import SimpleNamespace
from typing import Any

from django.db.models import Model

from manyhands.demo.cast import CAST, GROUPS, ORGANISATION_NAME
from manyhands.people.models import Group, Membership, Person, Topic, TopicLink

from .factories import make_group, make_organisation, make_person


class Cast(SimpleNamespace):
    """The ten people and nine groups of the demo, by their short names."""


# In the order in which rows may be written; what a test changes in one of them stays in that test.
_MODELS: tuple[type[Model], ...] = (Group, Person, Topic, Membership, TopicLink)
_rows: dict[type[Model], list[dict[str, Any]]] = {}
_keys: dict[str, tuple[type[Model], int]] = {}


def set_down() -> Cast:
    """Everybody in the database, and at hand."""
    make_organisation(ORGANISATION_NAME)
    if any(model._default_manager.exists() for model in (Group, Person, Topic)):
        return Cast(**_made())  # somebody else came first: their ids may be those of the rows kept
    if not _rows:
        _keep(_made())
        return _at_hand({model: _fresh(model) for model in (Group, Person)})
    written = {model: _fresh(model) for model in _MODELS}
    for model, rows in written.items():
        model._default_manager.bulk_create(rows)
    return _at_hand(written)


def _made() -> dict[str, Model]:
    groups: dict[str, Group] = {}
    for part in GROUPS:
        groups[part.key] = make_group(part.name, part.kind, groups.get(part.parent))
    people = {part.key: make_person(part, groups) for part in CAST}
    for group in groups.values():
        group.refresh_from_db()
    return {**groups, **people}


def _keep(made: dict[str, Model]) -> None:
    _keys.update({key: (type(one), one.pk) for key, one in made.items()})
    for model in _MODELS:
        _rows[model] = list(model._default_manager.order_by("pk").values())


def _fresh(model: type[Model]) -> list[Model]:
    return [
        model.from_db("default", list(row), list(deepcopy(row).values())) for row in _rows[model]
    ]


def _at_hand(written: dict[type[Model], list[Model]]) -> Cast:
    by_id = {(model, row.pk): row for model, rows in written.items() for row in rows}
    return Cast(**{key: by_id[where] for key, where in _keys.items()})
