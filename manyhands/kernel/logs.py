"""How a line of the log is written: for people, or as one JSON object for programs that gather them."""

from __future__ import annotations

import json
import logging
from datetime import UTC, datetime
from typing import Final

from .requests import discreet, followed

_FACTS: Final = ("request_id", "method", "path", "status", "milliseconds")
# Django names the whole path of what it could not answer.
_NAMES_PATHS: Final = ("django.request", "django.security.csrf")


class WithRequest(logging.Filter):
    """Writes the request that is being answered into each record, and keeps paths discreet."""

    def filter(self, record: logging.LogRecord) -> bool:
        following = followed()
        record.request_id = following.id if following else "-"
        if following:
            record.method, record.path = following.method, following.path
        if record.name in _NAMES_PATHS and isinstance(record.args, tuple):
            record.args = tuple(
                discreet(one) if isinstance(one, str) and one.startswith("/") else one
                for one in record.args
            )
        return True


class JsonLines(logging.Formatter):
    """One object to a line; a trace stands inside it, its line ends escaped."""

    def format(self, record: logging.LogRecord) -> str:
        told = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
        }
        known = record.__dict__
        told.update({name: known[name] for name in _FACTS if known.get(name, "-") != "-"})
        if record.exc_info:
            told["exception"] = self.formatException(record.exc_info)
        return json.dumps(told, ensure_ascii=False, default=str)
