"""Rows that become objects without ceremony."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, Self

from django.db import models
from django.db.models.base import ModelState


class QuickToLoad(models.Model):
    """For models that lists show by the dozen.

    Django makes an object of a row by calling its class, which sends two signals, looks for defaults and sets each
    column by itself: three quarters of what a row costs. Nobody listens to these signals, and a row from the database
    needs no defaults; what was not asked for (``only``, ``defer``) is left out, which is how Django knows to fetch it.
    """

    class Meta:
        abstract = True

    @classmethod
    def from_db(  # type: ignore[override]  # newer versions say more
        cls, db: str | None, field_names: Collection[str], values: Collection[Any]
    ) -> Self:
        row = cls.__new__(cls)
        row._state = state = ModelState()
        state.adding, state.db = False, db
        row.__dict__.update(zip(field_names, values, strict=True))
        return row
