"""The table leaves no address out and invents none."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import Resolver404, URLPattern, URLResolver, get_resolver, resolve

from manyhands.config.asgi import application

from .asking import ask
from .page import LIVE, doors
from .world import a_world

METHODS = {"GET", "POST"}


def routes(resolver: URLResolver, before: str = "") -> Iterator[str]:
    for part in resolver.url_patterns:
        path = before + str(part.pattern)
        if isinstance(part, URLPattern):
            yield path.replace("^", "")
        else:
            yield from routes(part, path)


def route_of(address: str) -> str:
    """The pattern that answers an address of the table, its braces filled with a number."""
    numbered = address.split("?")[0]
    for name in ("token", "stop_token", "address_token", "picture_uuid"):
        numbered = numbered.replace(f"{{{name}}}", "00000000-0000-4000-8000-000000000000")
    while "{" in numbered:
        before, _, rest = numbered.partition("{")
        numbered = before + "1" + rest.partition("}")[2]
    try:
        return str(resolve(numbered).route)
    except Resolver404:
        return f"{address}, which nobody answers"


def test_every_address_is_in_the_table_and_nothing_else():
    told = {route_of(door.address) for door in doors() if door.section != LIVE}

    assert told == set(routes(get_resolver()))


def test_every_address_of_the_live_side_is_in_the_table():
    told = {door.address.split("?")[0].split("/")[2] for door in doors() if door.section == LIVE}
    live, *_probes = application._app._live.routes
    held = {str(route.path).split("/")[1] for route in live.routes}

    assert told == held


def test_a_method_that_is_not_listed_is_answered_by_nobody(cast, deliver):
    world = a_world(cast, deliver)
    listed = {(route_of(door.address), door.method) for door in doors() if door.section != LIVE}
    first = {route_of(door.address): door.address for door in doors() if door.section != LIVE}

    for route, address in first.items():
        for method in METHODS - {method for known, method in listed if known == route}:
            assert set(ask(world, method, address)) <= {"405", "login", "404"}, (method, address)
