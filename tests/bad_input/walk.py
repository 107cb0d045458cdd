"""Walking through the pages as a person would: every link, from home on."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator
from html import unescape
from io import BytesIO
from typing import Final
from zipfile import ZipFile

from django.http import HttpResponse
from django.test import Client

LINK: Final = re.compile(r'(?:href|hx-get|src)="(/[^"]*)"')
# What leads away from the pages, ends the walk, or shows only itself.
LEFT_OUT: Final = ("/static/", "/account/logout", "/live/", "/styleguide/", "/demo/", "/brand.css")
MOST: Final = 400


def walk(client: Client, *starts: str) -> Iterator[tuple[str, HttpResponse]]:
    """Each page once that can be reached by links and lazy parts, with what it answered."""
    waiting = deque(("/", *starts))
    seen = set(waiting)
    while waiting and len(seen) < MOST:
        address = waiting.popleft()
        answer = client.get(address)
        yield address, answer
        if not answer.get("Content-Type", "").startswith("text/html") or answer.status_code != 200:
            continue
        for link in LINK.findall(answer.content.decode()):
            path = unescape(link).split("#")[0]
            if path not in seen and not path.startswith(LEFT_OUT):
                seen.add(path)
                waiting.append(path)


def body(answer: HttpResponse) -> str:
    """All that was answered, in words; of a zip, what is in it."""
    whole = (
        b"".join(answer.streaming_content)
        if getattr(answer, "streaming", False)
        else answer.content
    )
    if whole.startswith(b"PK"):
        with ZipFile(BytesIO(whole)) as packed:
            whole = b"".join(packed.read(name) for name in packed.namelist())
    return whole.decode("utf-8", "replace")
