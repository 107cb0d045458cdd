"""How commands explain themselves: a switch is not followed by a type, and a number by a word."""

from __future__ import annotations

from typing import Any

from typer.core import TyperCommand, TyperGroup


class _Plain:
    def get_params(self, ctx: Any) -> list[Any]:
        params: list[Any] = super().get_params(ctx)  # type: ignore[misc]
        for param in params:
            if getattr(param, "is_flag", False) and param.metavar is None:
                param.metavar = ""
        return params


class Command(_Plain, TyperCommand):
    """One command."""


class Group(_Plain, TyperGroup):
    """Several commands under one name."""
