"""A copy of everything that is kept about a person, for that person.

It follows the keys that point to people, so no table can be forgotten: rows that belong to somebody with all that hangs
on them, rows that others share as far as they name them.
"""

from __future__ import annotations

import io
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final
from zipfile import ZIP_DEFLATED, ZipFile

from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import CASCADE, BinaryField, Field, ForeignObjectRel, Model

from manyhands.journal.models import Entry
from manyhands.media import vault

from .models import Person

# What opens a door, or is of use to the program alone.
HIDDEN: Final = frozenset(
    {
        "password",
        "session_data",
        "session_key",
        "session_round",
        "seed",
        "token_digest",
        "key",
        "data",
    }
)
Told = dict[str, Any]


def everything_about(person: Person) -> Told:
    """By table, each row with its columns; a row that is named is named in words."""
    told: Told = {"person": _told(person)}
    for relation in _relations(Person):
        if rows := _rows(relation, person):
            told[_name(relation)] = rows
    acts = Entry.objects.filter(actor_id=person.pk).order_by("pk")
    told["what you did"] = list(acts.values("kind", "happened_at", "subject_type", "subject_id"))
    return told


def copy_for(person: Person) -> bytes:
    """The same as a zip: a file of JSON, and the photo."""
    out = io.BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as packed:
        words = json.dumps(
            everything_about(person), cls=DjangoJSONEncoder, ensure_ascii=False, indent=2
        )
        packed.writestr("everything.json", words)
        if person.photo is not None and (face := vault.path_of(person.photo.digest)).exists():
            packed.write(face, f"photo{Path(person.photo.name).suffix}")
    return out.getvalue()


def _relations(model: type[Model]) -> list[ForeignObjectRel]:
    """The keys of other tables that point here. Those of many to many are tables too, by their through."""
    return [
        relation
        for relation in model._meta.get_fields(include_hidden=True)
        if isinstance(relation, ForeignObjectRel) and (relation.one_to_many or relation.one_to_one)
    ]


def _rows(relation: ForeignObjectRel, one: Model) -> list[Told]:
    model = relation.related_model
    rows = model._base_manager.filter(**{relation.field.name: one.pk}).order_by("pk")
    belongs = getattr(relation, "on_delete", None) is CASCADE
    return [_told(row, with_parts=belongs) for row in rows]


def _told(row: Model, *, with_parts: bool = False) -> Told:
    fields: Iterable[Field[Any, Any]] = row._meta.local_concrete_fields
    told = {f.name: _value(row, f) for f in fields if not _is_hidden(f)}
    for relation in _relations(type(row)) if with_parts else ():
        if getattr(relation, "on_delete", None) is CASCADE and (parts := _rows(relation, row)):
            told[_name(relation)] = parts
    return told


def _is_hidden(field: Field[Any, Any]) -> bool:
    return field.name in HIDDEN or isinstance(field, BinaryField)


def _value(row: Model, field: Field[Any, Any]) -> Any:
    if not field.is_relation:
        return field.value_from_object(row)
    other = getattr(row, field.name)
    return None if other is None else {"id": other.pk, "what": str(other)}


def _name(relation: ForeignObjectRel) -> str:
    """ "needs: offer, by person"."""
    meta = relation.related_model._meta
    return f"{meta.app_label}: {meta.verbose_name}, by {relation.field.name}"
