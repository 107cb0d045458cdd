"""The machine that is hit: servers, a worker and a database, each in processes of its own."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any
from urllib.parse import urlsplit

import httpx
import psycopg

from tests.journeys.installation import ROOT, Installation, free_port

from .disk import Disk

LONGEST_START = 180.0


@dataclass(slots=True)
class Estate(Installation):
    """An installation: one process of all, or at scale two serving processes and a worker beside them."""

    blows: dict[str, int] = field(default_factory=dict)
    starts: int = 0  # how often something of it was started
    disks: list[Disk] = field(default_factory=list)  # the first holds the data folder
    _worker: subprocess.Popen[bytes] | None = None

    @property
    def log_file(self) -> Path:
        """Beside the data, whose disk may be full."""
        return self.data.with_name(f"{self.data.name}.log")

    def log(self) -> str:
        return self.log_file.read_text(errors="replace")[-4000:]

    @property
    def is_postgresql(self) -> bool:
        return bool(self.settings.get("MANYHANDS_DATABASE"))

    @property
    def is_at_scale(self) -> bool:
        return self.settings.get("MANYHANDS_EMBEDDED_WORKER") == "off"

    @property
    def targets(self) -> list[str]:
        if not self.is_at_scale:
            return ["server"]
        database = ["database"] if self.is_postgresql else []
        return ["server", *database, "worker", "one process of two", "parent of two"]

    def lie_on_small_disks(self) -> None:
        """Files on one, the rows of PostgreSQL on another; nothing where nothing may be mounted."""
        disk = Disk.mounted_at(self.data, megabytes=120)
        if disk is None:
            return
        self.disks.append(disk)
        rows = Disk.mounted_at(self.data.with_name("rows"), megabytes=160)
        if rows is not None:
            self.disks.append(rows)
            if self.is_postgresql:
                _move_rows(self.settings["MANYHANDS_DATABASE"], rows.folder)

    def leave_disks(self) -> None:
        for disk in self.disks:
            disk.unmount()

    def forbid_writing(self, *, over: bool = False) -> None:
        """Let the database only be read, as a stand-by that took over is."""
        with psycopg.connect(os.environ["MANYHANDS_DATABASE"], autocommit=True) as link:
            link.execute("SET default_transaction_read_only = off")
            said = "RESET" if over else "SET"
            value = "" if over else " = on"
            link.execute(f"ALTER SYSTEM {said} default_transaction_read_only{value}")
            link.execute("SELECT pg_reload_conf()")

    def start(self) -> None:
        """Serve, and wait until pages can be had."""
        self.port = self.port or free_port()
        self._server = self._begin("serve", "--port", str(self.port), *self._many)
        if self.is_at_scale:
            self._worker = self._begin("worker")
        self.wait_until_it_answers()

    def wait_until_it_answers(self) -> None:
        deadline = time.monotonic() + LONGEST_START
        while self.status_of("/account/login/") != 200:
            if time.monotonic() > deadline:
                raise AssertionError(f"The server does not answer:\n{self.log()}")
            time.sleep(0.1)

    def stop(self) -> None:
        for process in (self._server, self._worker):
            if process is not None:
                _signal_all(process, signal.SIGTERM)
                with suppress(subprocess.TimeoutExpired):
                    process.wait(20)
                _signal_all(process, signal.SIGKILL)

    def begin_backup(self, file: Path) -> subprocess.Popen[str]:
        """As the operator would, beside the load. Says all that it has to say on its standard output."""
        return subprocess.Popen(
            [sys.executable, "-m", "manyhands.cli.main", "backup", str(file)],
            env=self.environment(),
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

    def blow(self, target: str, random: Random) -> None:
        """Kill it, leave it lying for a moment, and let it be started again, as a supervisor would."""
        self.blows[target] = self.blows.get(target, 0) + 1
        down = random.uniform(0, 1.5)
        if target == "server":
            self._kill(self._server)
            time.sleep(down)
            self._server = self._begin("serve", "--port", str(self.port), *self._many)
        elif target == "parent of two":
            self._kill_parent()
            time.sleep(down)
            self._begin_until_it_stays()
        elif target == "one process of two":
            os.kill(random.choice(self._children()), signal.SIGKILL)
        elif target == "worker":
            self._kill(self._worker)
            time.sleep(down)
            self._worker = self._begin("worker")
        else:
            database("stop", "-m", "immediate")
            time.sleep(down)
            database("start")
        self.wait_until_it_answers()

    def status_of(self, path: str) -> int:
        """0 while nobody answers."""
        try:
            return httpx.get(f"{self.url}{path}", timeout=10).status_code
        except httpx.HTTPError:
            return 0

    @property
    def _many(self) -> list[str]:
        return ["--processes", "2"] if self.is_at_scale else []

    def _begin(self, *words: str) -> subprocess.Popen[bytes]:
        """In a process group of its own, so that one blow can hit it whole."""
        self.starts += 1
        with self.log_file.open("ab") as log:
            return subprocess.Popen(
                [sys.executable, "-m", "manyhands.cli.main", *words],
                env=self.environment() | {"PYTHONUNBUFFERED": "1"},
                cwd=ROOT,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )

    def _kill(self, process: subprocess.Popen[bytes] | None) -> None:
        assert process is not None
        _signal_all(process, signal.SIGKILL)
        process.wait()

    def _kill_parent(self) -> None:
        """Nobody tells its children: they have to notice by themselves, and leave the port."""
        assert self._server is not None
        self._server.kill()
        self._server.wait()

    def _begin_until_it_stays(self) -> None:
        """As a supervisor does: the port may still be taken for a moment."""
        deadline = time.monotonic() + LONGEST_START
        while True:
            server = self._begin("serve", "--port", str(self.port), *self._many)
            with suppress(subprocess.TimeoutExpired):
                server.wait(8)
            if server.poll() is None:
                self._server = server
                return
            if time.monotonic() > deadline:
                raise AssertionError(f"The port is never free again:\n{self.log()}")

    def _children(self) -> list[int]:
        assert self._server is not None
        listed = Path(f"/proc/{self._server.pid}/task/{self._server.pid}/children").read_text()
        serving = [int(pid) for pid in listed.split() if b"spawn_main" in _command_of(int(pid))]
        return serving or [self._server.pid]


def _command_of(pid: int) -> bytes:
    with suppress(OSError):
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    return b""


def _signal_all(process: subprocess.Popen[Any], number: signal.Signals) -> None:
    with suppress(ProcessLookupError):
        os.killpg(process.pid, number)


def _move_rows(address: str, folder: Path) -> None:
    """Let this database lie in that folder."""
    for place in (folder.parent, folder):
        place.chmod(0o755)
    inner = folder / "rows"
    inner.mkdir(mode=0o700)
    shutil.chown(inner, "postgres")
    name = urlsplit(address).path.lstrip("/")
    with psycopg.connect(os.environ["MANYHANDS_DATABASE"], autocommit=True) as link:
        link.execute(f"CREATE TABLESPACE small LOCATION '{inner}'")
        link.execute(f'ALTER DATABASE "{name}" SET TABLESPACE small')


def database(*order: str) -> None:
    """Tell the PostgreSQL that bin/blows has started."""
    folder, programs = os.environ["BLOWS_POSTGRESQL"], os.environ["BLOWS_PROGRAMS"]
    command = [f"{programs}/pg_ctl", "-D", f"{folder}/data", "-w", "-l", f"{folder}/log", *order]
    if os.geteuid() == 0:
        command = ["runuser", "-u", "postgres", "--", *command]
    subprocess.run(command, check=True, capture_output=True, cwd=folder, timeout=120)
