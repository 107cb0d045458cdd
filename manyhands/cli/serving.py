"""The commands that keep running: serve, demo, worker."""

from __future__ import annotations

import multiprocessing
import os
import signal
import time
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from rich.console import Console

from . import installation
from .errors import Foreseen
from .options import Data, Host, Port, Processes

if TYPE_CHECKING:
    from collections.abc import Iterator
    from multiprocessing.process import BaseProcess
    from types import FrameType

DEMO_DATA = Path("manyhands-demo")
SECONDS_TO_FINISH = 5
# Twice what a draft takes at once, so that who says too much is still told why.
LONGEST_FRAME = 8 * 1024 * 1024
# How long one process of several may be silent before it is replaced. On a busy machine uvicorn's own five seconds kill
# processes that only start or work, and each new start makes it busier.
LONGEST_SILENCE = 30
LONGEST_GOODBYE = 2.0


def serve(
    data: Data = None, host: Host = "127.0.0.1", port: Port = 8000, processes: Processes = 1
) -> None:
    """Run Manyhands: pages, live updates and jobs, all in one.

    Makes its data folder the first time and brings its database up to date. Stop it with Ctrl+C.
    """
    installation.choose(data, address=installation.address_of(host, port))
    installation.set_up()
    installation.require_free(host, port)
    installation.bring_up_to_date()
    _require_sharing_is_possible(processes)
    _greet()
    _run(host, port, processes)


def demo(data: Data = DEMO_DATA, host: Host = "127.0.0.1", port: Port = 8000) -> None:
    """Show Manyhands with a made-up organisation, which you can enter as any of five people.

    Fills its data folder the first time; delete the folder to begin again.
    """
    folder = data or DEMO_DATA
    installation.choose(folder, demo=True, address=installation.address_of(host, port))
    installation.set_up()
    installation.require_free(host, port)
    installation.bring_up_to_date()
    _fill_once(folder)
    _greet()
    _run(host, port, 1)


def worker(data: Data = None, processes: Processes = 1) -> None:
    """Do the jobs that wait: notices, mails, questions that fall due. For installations at scale.

    `manyhands serve` does them itself unless MANYHANDS_EMBEDDED_WORKER is off.
    """
    installation.choose(data)
    installation.set_up()
    _require_database_of_this_version()
    if processes == 1:
        _work()
    else:
        _keep_working(processes)


def _require_database_of_this_version() -> None:
    from django.db import OperationalError

    # A database that is away for now is waited for, as ever.
    with suppress(OperationalError):
        installation.require_present_database()


def _require_sharing_is_possible(processes: int) -> None:
    from manyhands.journal.between import neighbours_can_hear

    if processes > 1 and not neighbours_can_hear():
        raise Foreseen(
            "The disk of the database holds no named pipes, by which processes tell each other what changed: leave "
            "--processes out, or move the data to a disk of this machine."
        )


def _fill_once(folder: Path) -> None:
    """The demo's door lets anybody in, so it must never stand before a real organisation."""
    from django.db import transaction

    from manyhands.demo.build import fill_demo
    from manyhands.people.models import Person

    mark = folder / "this-is-a-demo"
    if Person.objects.exists():
        if not mark.exists():
            raise Foreseen(
                f"The folder {folder} holds an organisation that is not the demo: choose another with --data."
            )
        return
    mark.unlink(missing_ok=True)
    # Only a story told to its end marks the folder: who interrupts it may serve a real organisation there.
    with Console().status("Telling the story of Ferrow Freight…"), transaction.atomic():
        if fill_demo():
            mark.touch()


def _greet() -> None:
    from django.conf import settings
    from django.urls import reverse

    from manyhands.people.models import Organisation

    console, address = Console(highlight=False, soft_wrap=True), settings.BASE_URL
    if Organisation.objects.exists():
        console.print(f"Manyhands is at {address}/")
    else:
        console.print(f"Open {address}{reverse('people:first_run')} to set up your organisation.")
    console.print(f"[dim]Data in {settings.DATA_DIR}. Stop with Ctrl+C.[/]")


def _run(host: str, port: int, processes: int) -> None:
    from django.conf import settings

    from .listening import Listening, run

    config = Listening(
        "manyhands.config.asgi:application",
        host=host,
        port=port,
        workers=processes,
        log_config=None,  # the server's own lines go where ours go, in the same form
        log_level="warning",
        access_log=False,
        server_header=False,
        proxy_headers=settings.ENV.behind_proxy,
        forwarded_allow_ips="*" if settings.ENV.behind_proxy else None,
        lifespan="on",
        ws="websockets-sansio",
        ws_max_size=LONGEST_FRAME,
        timeout_graceful_shutdown=SECONDS_TO_FINISH,
        timeout_worker_healthcheck=LONGEST_SILENCE,
    )
    with _counting_together(processes):
        run(config)


@contextmanager
def _counting_together(processes: int) -> Iterator[None]:
    """A folder in which several processes count, so that /metrics tells of all, whichever answers."""
    from django.conf import settings

    if processes == 1 or not settings.METRICS_TOKEN:
        yield
        return
    with TemporaryDirectory(prefix="manyhands-metrics-") as folder:
        os.environ["PROMETHEUS_MULTIPROC_DIR"] = folder
        yield


def _work() -> None:
    from manyhands.journal.between import Listener
    from manyhands.journal.worker import Worker

    working = Worker()

    def leave(_number: int, _frame: FrameType | None) -> None:
        working.stop()

    signal.signal(signal.SIGTERM, leave)
    signal.signal(signal.SIGINT, leave)
    listener = Listener()
    listener.start()
    working.run()
    listener.stop()
    listener.join(LONGEST_GOODBYE)


def _keep_working(processes: int) -> None:
    """One process for each worker; one that dies is replaced."""
    running = [_begin_worker() for _ in range(processes)]

    def leave(_number: int, _frame: FrameType | None) -> None:
        raise SystemExit(0)

    signal.signal(signal.SIGTERM, leave)
    signal.signal(signal.SIGINT, leave)
    try:
        while True:
            time.sleep(1)
            running = [one if one.is_alive() else _begin_worker() for one in running]
    finally:
        for one in running:
            one.terminate()
        for one in running:
            one.join()


def _begin_worker() -> BaseProcess:
    process = multiprocessing.get_context("spawn").Process(target=_work_beside)
    process.start()
    return process


def _work_beside() -> None:
    """In a process of its own: what the settings say stands in the environment."""
    from manyhands.kernel.processes import leave_with_parent

    installation.choose(None)
    installation.set_up()
    leave_with_parent()
    _work()
