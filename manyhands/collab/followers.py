"""What follows when words were kept in a shared document: each domain says it for its own rooms."""

from __future__ import annotations

from collections.abc import Callable

# pk of the thing the room belongs to
Follow = Callable[[int], None]
_followers: dict[str, Follow] = {}


def when_stored(kind: str) -> Callable[[Follow], Follow]:
    """Call the function below in the transaction that keeps changes of a room ``kind:pk``.

    It is called often, while people type: it should only schedule what is to be done, once for many changes.
    """

    def register(follow: Follow) -> Follow:
        _followers[kind] = follow
        return follow

    return register


def tell_followers(key: str) -> None:
    kind, _colon, pk = key.partition(":")
    if kind in _followers and pk.isdecimal():
        _followers[kind](int(pk))
