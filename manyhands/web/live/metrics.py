"""``/metrics``: how the machine does, for whoever holds the token. Nothing in it says who did what.

Loaded where a token is set and nowhere else: the library takes a fifth of a second of a start.
"""

from __future__ import annotations

import hmac
from collections.abc import Callable, Iterator
from typing import Any, Final

from django.db import DatabaseError, InterfaceError, connection
from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, Metric
from prometheus_client.core import GaugeMetricFamily, InfoMetricFamily
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.openmetrics.exposition import CONTENT_TYPE_LATEST, generate_latest
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from manyhands import __version__
from manyhands.journal.figures import job_figures

from . import processes
from .database import in_database
from .probes import NOT_KEPT

BUCKETS: Final = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0)
# Anybody can invent a method, and each label is kept for ever.
METHODS: Final = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
OTHER: Final = "other"


class Metrics:
    """What this process counts, and what is asked when somebody reads it."""

    def __init__(self, token: str, *, mails_waiting: Callable[[], int]) -> None:
        self._token = token.encode()
        self._mails_waiting = mails_waiting
        self._own = CollectorRegistry()
        self._requests = Counter(
            "manyhands_requests",
            "Pages that were answered.",
            ["method", "route", "status"],
            registry=self._own,
        )
        self._seconds = Histogram(
            "manyhands_request_seconds",
            "From a request being read to its answer being ready.",
            ["route"],
            buckets=BUCKETS,
            registry=self._own,
        )
        self.live_connections = Gauge(
            "manyhands_live_connections",
            "Open streams and sockets.",
            multiprocess_mode="livesum",
            registry=self._own,
        )
        self.rooms_open = Gauge(
            "manyhands_rooms_open",
            "Shared drafts that are open.",
            multiprocess_mode="livesum",
            registry=self._own,
        )

    def count(self, method: str, route: str, status: int, seconds: float) -> None:
        """One page was answered; ``route`` is the name of its address, never the address."""
        method = method if method in METHODS else OTHER
        self._requests.labels(method, route, f"{status // 100}xx").inc()
        self._seconds.labels(route).observe(seconds)

    async def answer(self, request: Request) -> Response:
        """Everything, as OpenMetrics text."""
        if not self._is_allowed(request):
            headers = {**NOT_KEPT, "WWW-Authenticate": "Bearer"}
            return PlainTextResponse("Please show the token.", 401, headers=headers)
        text = await in_database(self._text)
        return Response(text, media_type=CONTENT_TYPE_LATEST, headers=NOT_KEPT)

    def collect(self) -> Iterator[Metric]:
        """What is asked at the moment of reading; the library's way of asking."""
        yield InfoMetricFamily(
            "manyhands_build",
            "What runs here.",
            {"version": __version__, "database": connection.vendor},
        )
        yield from processes.families()
        yield from self._from_the_database()

    def _is_allowed(self, request: Request) -> bool:
        scheme, _, shown = request.headers.get("authorization", "").partition(" ")
        same = hmac.compare_digest(shown.strip().encode(), self._token)
        return same and scheme.lower() == "bearer"

    def _text(self) -> bytes:
        registry: Any = self._own
        if processes.folder():
            registry = CollectorRegistry()
            processes.bury()
            MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
        now = CollectorRegistry()
        now.register(self)
        return _joined(_written(registry), _written(now))

    def _from_the_database(self) -> Iterator[Metric]:
        try:
            jobs, mails = job_figures(), self._mails_waiting()
        except (DatabaseError, InterfaceError):
            yield _gauge("manyhands_database_up", "Whether the database answers.", 0)
            return
        yield _gauge("manyhands_database_up", "Whether the database answers.", 1)
        yield _gauge("manyhands_jobs_waiting", "Jobs whose time has come.", jobs.waiting)
        yield _gauge(
            "manyhands_jobs_oldest_waiting_seconds",
            "How long ago the time of the first of them came.",
            jobs.oldest_waiting_seconds,
        )
        yield _gauge("manyhands_jobs_parked", "Jobs given up after eight tries.", jobs.parked)
        done = GaugeMetricFamily(
            "manyhands_jobs_done_lately",
            "Jobs done of those whose time came within five minutes.",
            labels=["kind"],
        )
        for kind, number in sorted(jobs.done_lately.items()):
            done.add_metric([kind], number)
        yield done
        yield _gauge("manyhands_mails_waiting", "Mails that have not left.", mails)


def _gauge(name: str, documentation: str, value: float) -> Metric:
    return GaugeMetricFamily(name, documentation, value)


def _written(registry: CollectorRegistry) -> bytes:
    return bytes(generate_latest(registry))  # type: ignore[no-untyped-call]


def _joined(*texts: bytes) -> bytes:
    """Several answers as one: only the last ends."""
    return b"".join(text.removesuffix(b"# EOF\n") for text in texts) + b"# EOF\n"
