"""Asking at a door: what somebody of each part is answered there."""

from __future__ import annotations

from http.cookies import SimpleCookie
from typing import Any, Final

from django.conf import settings
from django.core.cache import cache
from django.db import transaction
from django.http import HttpResponse
from django.test import Client

from .forms import form_for
from .world import PARTS, World

LED_TO: Final = {settings.LOGIN_URL: "login", "/account/again/": "again"}


def ask(world: World, method: str, address: str) -> tuple[str, ...]:
    """The answer to each part. Whatever the asking changed is undone."""
    path = address.format(**world.things)
    form = {key: value.format(**world.things) for key, value in form_for(address).items()}
    return tuple(_ask(world.cookies[part], method, path, form) for part in PARTS)


def _ask(cookie: str, method: str, path: str, form: dict[str, Any]) -> str:
    cache.clear()  # nobody has tried anything yet
    client = Client(raise_request_exception=False)
    client.cookies = SimpleCookie({settings.SESSION_COOKIE_NAME: cookie} if cookie else {})
    with transaction.atomic():
        answer = client.post(path, form) if method == "POST" else client.get(path)
        transaction.set_rollback(True)
    if answer.streaming:
        b"".join(answer.streaming_content)  # which closes the file
    return _word(answer)


def _word(answer: HttpResponse) -> str:
    if answer.status_code == 403:
        assert b'id="notice"' in answer.content, "a refusal gives its reason"
    if answer.status_code == 302:
        place = answer.headers["Location"].split("?")[0]
        return LED_TO.get(place, "302")
    return str(answer.status_code)
