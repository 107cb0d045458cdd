"""Every address that there is, with the numbers of things that exist, and with numbers of nothing."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from random import Random
from typing import Final
from urllib.parse import quote

from django.apps import apps
from django.urls import get_resolver

from tests.bad_input.addresses import paths

from .values import NUMBERS, anything

# What the entry point answers beside Django's addresses.
BESIDE: Final = (
    *("live/events", "live/rooms/<str:key>", "live/<str:any>", "static/<path:name>", "<path:any>"),
    *("media/<uuid:uuid>/<path:name>", "static/app.js", "favicon.ico", "robots.txt"),
)
_PART: Final = re.compile(r"<(?:(\w+):)?(\w+)>")
_GROUP: Final = re.compile(r"\(\?P<\w+>[^)]*\)")


@cache
def every_route() -> tuple[str, ...]:
    found = [path.lstrip("^").rstrip("$") for path in paths(get_resolver())]
    return (*found, *BESIDE)


def an_address(chance: Random, route: str) -> str:
    """A route filled in: mostly with what exists, otherwise with anything."""
    route = _GROUP.sub(lambda _: quote(anything(chance)[:200] or "x", safe=""), route).replace(
        "^", ""
    )
    filled = _PART.sub(lambda part: _value(chance, part[1] or "str", part[2]), route)
    return f"/{filled}"


def _value(chance: Random, kind: str, name: str) -> str:
    if chance.random() < 0.25:
        return (
            quote(chance.choice((anything(chance), chance.choice(NUMBERS)))[:3000], safe="") or "x"
        )
    return quote(str(chance.choice(_existing(name))), safe="")


@cache
def _existing(name: str) -> tuple[object, ...]:
    """Numbers, or names, of things that this part of an address may stand for."""
    if name in _SPECIAL:
        return tuple(_SPECIAL[name]()) or ("x",)
    model = _models().get(name.removesuffix("_id"))
    found = tuple(model.objects.values_list("pk", flat=True)[:40]) if model else ()  # type: ignore[attr-defined]
    return found or (1,)


@cache
def _models() -> dict[str, type]:
    return {str(model._meta.model_name): model for model in apps.get_models()} | {
        "asset": apps.get_model("media", "Asset"),
        "run": apps.get_model("courses", "ImportRun"),
    }


def _uuids() -> list[object]:
    return list(apps.get_model("media", "Asset").objects.values_list("uuid", flat=True)[:20])


def _blocks() -> list[object]:
    blocks = apps.get_model("courses", "ReleaseBlock").objects
    return list(blocks.values_list("block_id", flat=True)[:40])


_SPECIAL: Final[dict[str, Callable[[], list[object]]]] = {
    "uuid": _uuids,
    "block_id": _blocks,
    "number": lambda: [1, 2, 3],
    "key": lambda: ["course:1", "course:2", "course:x", "note:1"],
    "name": lambda: ["x.png", "a b.pdf"],
}
