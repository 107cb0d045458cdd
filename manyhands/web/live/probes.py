"""``/healthz`` and ``/readyz``: for whoever watches the machine, by any host name and without signing in."""

from __future__ import annotations

from typing import Final

from django.db import connection
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from .database import in_database

NOT_KEPT: Final = {"Cache-Control": "no-store"}


async def is_alive(request: Request) -> Response:
    """The process answers; it asks nothing else, so that an outage of the database restarts nobody."""
    return PlainTextResponse("alive", headers=NOT_KEPT)


async def is_ready(request: Request) -> Response:
    """The database answers too; where it does not, the site says so with a 503."""
    await in_database(_ask_the_database)
    return PlainTextResponse("ready", headers=NOT_KEPT)


METRICS: Final = "/metrics"
routes: Final = [Route("/healthz", is_alive), Route("/readyz", is_ready)]
# Where nobody may read the metrics, they are nobody's page either.
PATHS: Final = frozenset({METRICS, *(route.path for route in routes)})


def _ask_the_database() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
