"""Headers under which an answer can do nothing, for whatever has not chosen its own: news, files, refusals."""

from __future__ import annotations

from typing import Final

from django.conf import settings
from starlette.datastructures import MutableHeaders
from starlette.types import Message, Send

NOTHING: Final = {
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


def under_headers(send: Send) -> Send:
    """``send``, with each answer begun under headers that forbid everything which it does not allow itself."""

    async def sent(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in NOTHING.items():
                headers.setdefault(name, value)
            if settings.SECURE_HSTS_SECONDS:  # heard by browsers on a safe line alone
                seconds = f"max-age={settings.SECURE_HSTS_SECONDS}"
                headers.setdefault("Strict-Transport-Security", seconds)
        await send(message)

    return sent
