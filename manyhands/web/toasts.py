"""Short words after an act, with a way to undo it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest

from .templating import csrf_input, jinja


def toast(request: HttpRequest, words: str, *, undo: str = "") -> None:
    """Say ``words`` on the next page or fragment; ``undo`` is the address to which undoing is posted."""
    messages.success(request, words, extra_tags=undo)


def waiting_toasts(request: HttpRequest) -> str:
    """The toasts that wait, as an out-of-band fragment; "" when there are none."""
    waiting = list(messages.get_messages(request))
    if not waiting:
        return ""
    template = jinja().get_template("ui/toasts_oob.html")
    return template.render(toasts=waiting, csrf_input=csrf_input(request))
