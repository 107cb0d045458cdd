"""What is wrong with an answer, whatever was asked."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final
from urllib.parse import urlsplit

from .line import Answer, Sent
from .values import ELSEWHERE, executed

CHECKS: Final = (
    "server errors",
    "stack traces",
    "markup that runs",
    "ways out",
    "headers made by us",
    "no content policy",
    "no nosniff",
    "no answer",
)
_TRACES: Final = (
    "Traceback (most recent",
    "jinja2.exceptions",
    "django.db.utils",
    "sqlite3.",
    "psycopg.",
)
_LEADS: Final = ("location", "hx-redirect", "hx-location", "refresh", "content-location")


def wrong_with(sent: Sent, answer: Answer) -> Iterator[tuple[str, str]]:
    """Each check that fails, with what was seen."""
    if answer.status == 0:
        yield "no answer", answer.why
        return
    if answer.status >= 500:
        yield "server errors", str(answer.status)
    if any(trace in answer.text for trace in _TRACES):
        yield "stack traces", ""
    if answer.is_page:
        yield from (("markup that runs", seen) for seen in executed(answer.text))
    for name in _LEADS:
        if leads_away(answer.headers.get(name, "")):
            yield "ways out", answer.headers[name]
    if any("mhinjected" in name for name in answer.headers):
        yield "headers made by us", ""
    yield from _lacking(answer)


def leads_away(address: str) -> bool:
    """Whether a browser that follows ``address`` leaves this site."""
    if not address:
        return False
    plain = address.replace("\\", "/").strip().translate(dict.fromkeys(range(33)))
    try:
        parts = urlsplit(plain)
    except ValueError:
        return True
    # "https:evil.example" and "///evil.example" are other hosts to a browser.
    return (
        (bool(parts.scheme) and not parts.netloc)
        or parts.netloc.endswith(ELSEWHERE)
        or plain.startswith("//")
    )


def _lacking(answer: Answer) -> Iterator[tuple[str, str]]:
    if answer.status == 400 and answer.headers.get("connection") == "close":
        return  # the server's own, before any application is asked
    kind = answer.headers.get("content-type", "")
    if "content-security-policy" not in answer.headers and answer.status != 304:
        yield "no content policy", f"{answer.status} {kind}"
    if answer.headers.get("x-content-type-options") != "nosniff" and answer.status != 304:
        yield "no nosniff", f"{answer.status} {kind}"
