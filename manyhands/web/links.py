"""Addresses by route name, with the pattern of each route looked up once."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from django.urls import NoReverseMatch, get_resolver, reverse
from django.utils.http import urlencode


def url(name: str, *args: Any, **query: Any) -> str:
    """The address of a route: ``url("needs:need", 12, tab="offers")`` -> "/needs/12/?tab=offers".

    Query values that are None or "" are left out.
    """
    template = _template(name, len(args))
    path = template % args if template else reverse(name, args=args)
    kept = {key: value for key, value in query.items() if value not in (None, "")}
    return f"{path}?{urlencode(kept, doseq=True)}" if kept else path


@lru_cache(maxsize=256)
def has_url(name: str) -> bool:
    """Whether a route of this name exists, with any number of parts."""
    return any(_reversible(name, count) for count in range(4))


def _reversible(name: str, count: int) -> bool:
    try:
        reverse(name, args=[1] * count)
    except NoReverseMatch:
        return False
    return True


@lru_cache(maxsize=512)
def _template(name: str, count: int) -> str:
    """The route as a %-pattern, or "" where its parts are more than plain numbers."""
    if count == 0:
        return reverse(name).replace("%", "%%")
    marks = [10_000_019 + i for i in range(count)]
    try:
        path = reverse(name, args=marks)
    except NoReverseMatch:
        return ""
    if not _takes_integers(name, marks):
        return ""
    path = path.replace("%", "%%")
    for mark in marks:
        path = path.replace(str(mark), "%d", 1)
    return path


def _takes_integers(name: str, marks: list[int]) -> bool:
    """Whether the route's converters turn the parts into integers (a word part must be quoted by reverse)."""
    match = get_resolver().resolve(reverse(name, args=marks))
    parts = match.args or tuple(match.kwargs.values())
    return all(isinstance(part, int) for part in parts)
