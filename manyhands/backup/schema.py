"""The tables of a database as they stand there: older than this code, as long as nobody has migrated it."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path
from typing import Final

from django.apps import apps
from django.db import connections
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.db.migrations.state import ProjectState
from django.db.models import AutoField, Model

Migrations = dict[str, list[str]]
# Apps that older versions had: their tables are left behind, and no sign of a newer version.
GIVEN_UP: Final = frozenset({"sessions"})


def has_tables() -> bool:
    """Whether there is any database at all; looking does not make one."""
    connection = connections["default"]
    if connection.vendor == "sqlite" and not Path(connection.settings_dict["NAME"]).exists():
        return False
    return bool(connection.introspection.table_names())


def applied_migrations(alias: str = "default") -> Migrations:
    """The names of the migrations applied to a database, by app."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for app, name in sorted(MigrationRecorder(connections[alias]).applied_migrations()):
        if app not in GIVEN_UP:
            found[app].append(name)
    return dict(found)


def unknown_migrations(applied: Migrations) -> list[str]:
    """Those that this code has never heard of: a newer Manyhands made them.

    What other packages number anew among themselves is theirs; an app that is not here at all is newer.
    """
    known = set(MigrationLoader(None).disk_migrations)
    ours = {config.label: config.name.startswith("manyhands.") for config in apps.get_app_configs()}
    return [
        f"{app}.{name}"
        for app, names in applied.items()
        if ours.get(app, True)
        for name in names
        if (app, name) not in known
    ]


def newest_of(applied: Migrations) -> list[tuple[str, str]]:
    """For each app the last of its applied migrations: where an empty database has to be brought to."""
    nodes = MigrationLoader(None).graph.node_map
    known = {(app, name) for app, names in applied.items() for name in names} & set(nodes)
    return sorted(
        key
        for key in known
        if not any(child.key in known and child.key[0] == key[0] for child in nodes[key].children)
    )


def state_of(applied: Migrations) -> ProjectState:
    loader = MigrationLoader(None)
    return loader.project_state(newest_of(applied))


def models_of(state: ProjectState) -> list[type[Model]]:
    """A model for each table, with the columns it has in that state."""
    found = state.apps.get_models(include_auto_created=True)
    tables = {m._meta.db_table: m for m in found if m._meta.managed and not m._meta.proxy}
    return [tables[name] for name in sorted(tables)]


def is_numbered(model: type[Model]) -> bool:
    """Whether the database counts its keys."""
    return isinstance(model._meta.pk, AutoField)
