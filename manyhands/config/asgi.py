"""The entry point: ``uvicorn manyhands.config.asgi:application``."""

from __future__ import annotations

import os

import django
from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "manyhands.config.settings")
django.setup(set_prefix=False)

from manyhands.collab.live import routes as room_routes  # noqa: E402
from manyhands.collab.live.rooms import rooms  # noqa: E402
from manyhands.notifications.models import Mail  # noqa: E402
from manyhands.web.live.events import routes as event_routes  # noqa: E402
from manyhands.web.live.following import Followed  # noqa: E402
from manyhands.web.live.pages import Pages  # noqa: E402
from manyhands.web.live.site import Site  # noqa: E402
from manyhands.web.live.static import StaticFiles  # noqa: E402

# Two: the second so that a password's hash does not hold everybody up; more only fight for the interpreter.
PAGE_THREADS = 2
ROOM_FOR_A_FORM = 1024 * 1024

metrics = None
if settings.METRICS_TOKEN:
    from manyhands.web.live.metrics import Metrics

    metrics = Metrics(settings.METRICS_TOKEN, mails_waiting=Mail.objects.count_waiting)
    rooms.tell = metrics.rooms_open.set

application = Followed(
    Site(
        pages=Pages(
            WSGIHandler(),
            threads=PAGE_THREADS,
            largest_body=settings.MEDIA_UPLOAD_MAX_SIZE + ROOM_FOR_A_FORM,
            compress=not settings.ENV.behind_proxy,
            count=metrics.count if metrics else None,
        ),
        static=StaticFiles(
            settings.HERE / "web" / "static", prefix=settings.STATIC_URL, watch=settings.DEBUG
        ),
        live=[*event_routes, *room_routes],
        work=settings.EMBEDDED_WORKER,
        metrics=metrics,
    ),
    believe_proxy=settings.ENV.behind_proxy,
)
