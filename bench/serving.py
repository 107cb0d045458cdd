"""`manyhands serve` in processes of its own, over the data folder that this process stands on."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any, Final

LONGEST_START: Final = 180.0
TICKS: Final = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True, slots=True)
class Server:
    """One `manyhands serve`, with all the processes that it started."""

    port: int
    pid: int

    @property
    def address(self) -> str:
        return f"http://localhost:{self.port}"

    @property
    def processes(self) -> list[int]:
        return tree_of(self.pid)

    @property
    def cpu_seconds(self) -> float:
        return sum(cpu_of(pid) for pid in self.processes)

    @property
    def memory_mib(self) -> float:
        """What it holds of the machine: shared pages counted once among those who share them."""
        return sum(_pss(pid) for pid in self.processes)


@contextmanager
def serving(data: Path, *, processes: int = 1) -> Iterator[Server]:
    """Serve ``data``; the database is the one that MANYHANDS_DATABASE names, if it does."""
    port = free_port()
    words = ["serve", "--port", str(port), "--processes", str(processes)]
    surroundings = os.environ | {
        "MANYHANDS_DATA": str(data),
        "MANYHANDS_URL": f"http://localhost:{port}",
    }
    with (data / "server.log").open("ab") as log:
        process = subprocess.Popen(  # noqa: S603 - our own program
            [sys.executable, "-m", "manyhands.cli.main", *words],
            env=surroundings,
            stdout=log,
            stderr=log,
        )
    try:
        wait_for(f"http://localhost:{port}/static/favicon.svg", process)
        yield Server(port, process.pid)
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def wait_for(address: str, process: subprocess.Popen[bytes], *, pause: float = 0.02) -> None:
    """Until a page can be had."""
    until = time.monotonic() + LONGEST_START
    while True:
        try:
            with urllib.request.urlopen(address, timeout=10):  # noqa: S310 - our own server
                return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            if process.poll() is not None or time.monotonic() > until:
                raise SystemExit("The server does not start.") from None
            time.sleep(pause)


def session_of(person: Any) -> str:
    """The key of a session in which this person is signed in."""
    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY

    session = import_module(settings.SESSION_ENGINE).SessionStore()
    session[SESSION_KEY] = str(person.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = person.get_session_auth_hash()
    session.create()
    return str(session.session_key)


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port: int = probe.getsockname()[1]
    return port


def tree_of(pid: int) -> list[int]:
    """A process and all that it started, by Linux's list of processes."""
    parents: dict[int, list[int]] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                parent = int(_after_name(int(entry.name))[1])
            except OSError:  # it has just ended
                continue
            parents.setdefault(parent, []).append(int(entry.name))
    found = [pid]
    for one in found:
        found += parents.get(one, [])
    return found


def cpu_of(pid: int) -> float:
    """Seconds of CPU that a process has used."""
    try:
        facts = _after_name(pid)
    except OSError:
        return 0.0
    return (int(facts[11]) + int(facts[12])) / TICKS


def _after_name(pid: int) -> list[str]:
    """The fields of /proc/PID/stat behind the name, which may hold spaces."""
    return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()


def _pss(pid: int) -> float:
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0.0
    return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024
