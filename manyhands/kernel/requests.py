"""Which request is being answered: its id is in every line of the log and on the page that says something failed."""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Final, ParamSpec, TypeVar

from .clock import milliseconds

P = ParamSpec("P")
R = TypeVar("R")

# What a proxy may call a request: short enough to read out, and nothing that a log or a page could take for its own.
_FROM_A_PROXY: Final = re.compile(r"[A-Za-z0-9_-]{8,64}")
# The parts of a path that are ours: words and numbers. Invitations, keys and names of files are somebody's own.
_OURS: Final = re.compile(r"[a-z-]{0,24}|[0-9]{1,18}")


@dataclass(frozen=True, slots=True)
class Following:
    """A request as the log may know it: nothing of what was asked or sent."""

    id: str
    method: str
    path: str
    began_at: int  # milliseconds since 1970


_current: ContextVar[Following | None] = ContextVar("following", default=None)


def follow(method: str, path: str, named: str = "") -> Following:
    """From now on this task answers that request; ``named`` by a proxy that is believed."""
    name = named if _FROM_A_PROXY.fullmatch(named) else secrets.token_hex(6)
    following = Following(name, method, discreet(path), milliseconds())
    _current.set(following)
    return following


def followed() -> Following | None:
    return _current.get()


def request_id() -> str:
    """ "" outside of requests."""
    following = _current.get()
    return following.id if following else ""


def request_began() -> int:
    """In milliseconds since 1970; now, outside of requests."""
    following = _current.get()
    return following.began_at if following else milliseconds()


def discreet(path: str) -> str:
    """The path without what opens a door or names somebody: "/invitation/Zx81…/" -> "/invitation/…/"."""
    return "/".join(part if _OURS.fullmatch(part) else "…" for part in path.split("/"))


def carrying(function: Callable[P, R]) -> Callable[P, R]:
    """``function`` for another thread, which then knows whose request it works for.

    The thread keeps the rest of its context: Django's caches live there, and would be made anew for each request.
    """
    following = _current.get()

    def carried(*args: P.args, **kwargs: P.kwargs) -> R:
        before = _current.set(following)
        try:
            return function(*args, **kwargs)
        finally:
            _current.reset(before)

    return carried
