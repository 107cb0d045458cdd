"""Who is on the other end of a live connection: the same session cookie as everywhere."""

from __future__ import annotations

from importlib import import_module
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth import get_user
from django.http import HttpRequest
from starlette.requests import HTTPConnection

from .database import in_database


async def person_of(connection: HTTPConnection) -> Any | None:
    """The active person signed in by this connection's cookie; None when there is none, or no longer."""
    return await in_database(person_by_session, session_key(connection))


def session_key(connection: HTTPConnection) -> str:
    """What the session cookie says; empty without one."""
    return connection.cookies.get(settings.SESSION_COOKIE_NAME, "")


def person_by_session(key: str) -> Any | None:
    """The active person whose session this is; None for none, or who may not go on yet. For database threads."""
    if not key:
        return None
    request = HttpRequest()
    request.session = import_module(settings.SESSION_ENGINE).SessionStore(key)
    person = get_user(request)
    if not (person.is_authenticated and person.is_active):
        return None
    return None if person.owes_second_step else person


def same_origin(connection: HTTPConnection) -> bool:
    """Whether the page that opens this connection is ours: browsers send cookies with sockets from anywhere."""
    origin = connection.headers.get("origin")
    if origin is None:
        return True
    try:
        said = urlsplit(origin).netloc
    except ValueError:  # no address at all
        return False
    return bool(said) and said in {
        connection.headers.get("host"),
        urlsplit(settings.BASE_URL).netloc,
    }
