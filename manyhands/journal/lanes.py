"""Who does a job: each lane has its own threads, so that what hangs in one holds up no other."""

from __future__ import annotations

from enum import StrEnum


class Lane(StrEnum):
    DESK = "desk"  # whatever happens in the database
    LONG = "long"  # takes many seconds of work
    POST = "post"  # waits for another machine
