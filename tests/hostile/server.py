"""The real server on a made-up organisation, and the sessions of those who ask."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from .line import Sent, ask

PEOPLE: Final = {"member": "nora", "author": "amara", "coach": "hana", "administrator": "pavel"}
FAILURES: Final = ("Internal Server Error", "Exception in ASGI", "MemoryError", "Task exception")
STRANGER: Final = "stranger"


@dataclass(frozen=True, slots=True)
class Running:
    port: int
    log: Path
    process: subprocess.Popen[bytes]

    @property
    def memory(self) -> int:
        """Bytes that it holds now, as Linux counts them."""
        said = Path(f"/proc/{self.process.pid}/statm").read_text()
        return int(said.split()[1]) * os.sysconf("SC_PAGE_SIZE")

    def errors(self) -> list[str]:
        """What it logged that nobody had foreseen; a request that cannot be read is logged too, and none."""
        lines = self.log.read_text(errors="replace").splitlines()
        return [line for line in lines if any(failure in line for failure in FAILURES)]


def fill(folder: Path) -> None:
    """The demo's organisation in ``folder``, once; afterwards Django is set up for it in this process."""
    from manyhands.cli import installation

    os.environ["MANYHANDS_LOG_LEVEL"] = "ERROR"
    installation.choose(folder, address="http://localhost")
    installation.set_up()
    installation.bring_up_to_date()
    from manyhands.demo.build import fill_demo
    from manyhands.people.models import Person

    if not Person.objects.exists():
        fill_demo()


@contextmanager
def serving(folder: Path) -> Iterator[Running]:
    log = folder / "server.log"
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "manyhands.cli.main", "serve", "--port", str(port)]
    with log.open("wb") as out:
        process = subprocess.Popen(
            [*command, "--data", str(folder)], stdout=out, stderr=subprocess.STDOUT
        )
        try:
            _wait_for(port, process)
            yield Running(port, log, process)
        finally:
            process.terminate()
            process.wait(20)


def cookies_of(who: str) -> dict[str, str]:
    """A session of theirs, also when they were deactivated or signed out meanwhile."""
    from django.test import Client

    from manyhands.people.models import Person

    csrf = {"csrftoken": "m" * 32}
    if who == STRANGER:
        return csrf
    people: Any = Person.objects.filter(email=f"{PEOPLE[who]}@ferrow.example")
    people.update(is_active=True, is_administrator=who == "administrator")
    client = Client()
    client.force_login(people.get())
    return csrf | {"sessionid": client.cookies["sessionid"].value}


def _wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until and process.poll() is None:
        try:
            if ask(port, Sent("GET", "/account/login/", [("Host", "localhost")])).status == 200:
                return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError("The server does not answer.")
