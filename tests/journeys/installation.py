"""A real installation for one journey: its own data, its own database, `manyhands serve` in a process.

Migrating and telling a beginning take seconds, so a ``House`` is made once in a run and copied for each journey.
"""

from __future__ import annotations

import fcntl
import json
import os
import shutil
import signal
import subprocess
import sys
import time
import uuid
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import httpx

from bench.serving import free_port

ROOT = Path(__file__).resolve().parents[2]
LONGEST_START = 60
# How many processes serve on SQLite.
ON_SQLITE = os.environ.get("JOURNEY_PROCESSES", "1")


@dataclass(slots=True)
class Installation:
    """``settings`` are MANYHANDS_* variables beyond the usual ones; ``known`` is what its beginning told of itself."""

    data: Path
    settings: dict[str, str]
    known: dict[str, Any] = field(default_factory=dict)
    port: int = 0
    was_away: bool = False
    _server: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"http://localhost:{self.port}"

    def start(self) -> None:
        """Serve, and wait until the first page can be had; on PostgreSQL, or where asked for, in two processes."""
        self.port = self.port or free_port()
        words = ["serve", "--port", str(self.port)]
        processes = "2" if "MANYHANDS_DATABASE" in self.settings else ON_SQLITE
        words += ["--processes", processes]
        with (self.data / "server.log").open("ab") as log:
            self._server = subprocess.Popen(
                [sys.executable, "-m", "manyhands.cli.main", *words],
                env=self.environment(),
                cwd=ROOT,
                stdout=log,
                stderr=log,
                start_new_session=True,  # so that a kill hits all its processes
            )
        deadline = time.monotonic() + LONGEST_START
        while not self._answers():
            if self._server.poll() is not None or time.monotonic() > deadline:
                raise AssertionError(f"The server does not start:\n{self.log()}")
            time.sleep(0.1)

    def stop(self) -> None:
        if self._server is not None:
            self._server.terminate()
            with suppress(subprocess.TimeoutExpired):
                self._server.wait(20)
            self._end()

    def kill(self) -> None:
        """As a power cut would."""
        self.was_away = True
        self._end()

    def run(self, *words: str, said: str = "") -> str:
        """A command of this installation, as who runs it would give it. Returns what it prints."""
        return self.execute("manyhands.cli.main", *words, said=said)

    def execute(self, module: str, *words: str, said: str = "") -> str:
        """Run a Python module over this installation's settings. Returns what it prints."""
        ended = subprocess.run(
            [sys.executable, "-m", module, *words],
            env=self.environment() | {"DJANGO_SETTINGS_MODULE": "manyhands.config.settings"},
            cwd=ROOT,
            input=said,
            capture_output=True,
            text=True,
            timeout=300,
        )
        assert ended.returncode == 0, ended.stderr
        return ended.stdout

    def travel(self, **span: float) -> None:
        """Move its clock: ``travel(days=30)``."""
        file = self.data / "clock-offset"
        before = float(file.read_text()) if file.exists() else 0.0
        whole = file.with_suffix(".new")
        whole.write_text(str(before + timedelta(**span).total_seconds()))
        whole.replace(file)

    def log(self) -> str:
        return (self.data / "server.log").read_text(errors="replace")[-4000:]

    def _end(self) -> None:
        if self._server is not None:
            with suppress(ProcessLookupError):
                os.killpg(self._server.pid, signal.SIGKILL)
            self._server.wait(20)
            self._server = None

    def _answers(self) -> bool:
        try:
            return httpx.get(f"{self.url}/static/favicon.svg", timeout=5).status_code < 500
        except httpx.HTTPError:
            return False

    def environment(self) -> dict[str, str]:
        own = ("MANYHANDS_", "DJANGO_")
        clean = {name: value for name, value in os.environ.items() if not name.startswith(own)}
        return {
            **clean,
            "MANYHANDS_DATA": str(self.data),
            "MANYHANDS_URL": self.url,
            "MANYHANDS_TIME_TRAVEL": "1",
            **self.settings,
        }


@dataclass(frozen=True, slots=True)
class House:
    """An installation that nobody serves: copied, it begins a journey."""

    data: Path
    settings: dict[str, str]
    known: dict[str, Any]

    @classmethod
    def shared(cls, data: Path, *, beginning: str, like: House | None = None) -> House:
        """Built by the first process of a run that asks for it; the others wait, and use the same."""
        kept = data.with_suffix(".json")
        with data.with_suffix(".lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if kept.exists():
                return cls(data, **json.loads(kept.read_text()))
            house = cls.build(data, beginning=beginning, like=like)
            kept.write_text(json.dumps({"settings": house.settings, "known": house.known}))
            return house

    @classmethod
    def build(cls, data: Path, *, beginning: str, like: House | None = None) -> House:
        """Let ``tests.journeys.beginnings`` tell this beginning, on top of another house or of nothing."""
        made = like.copied_to(data) if like else Installation(data, new_database())
        told = made.execute("tests.journeys.beginnings", beginning)
        return cls(data, made.settings, json.loads(told))

    def copied_to(self, data: Path) -> Installation:
        """To be served; what is ``known`` of it is known of the copy."""
        shutil.copytree(self.data, data, dirs_exist_ok=True)
        return Installation(data, new_database(like=self.settings), self.known)


def new_database(like: dict[str, str] | None = None) -> dict[str, str]:
    """A database of its own where the suite runs on PostgreSQL; else SQLite in the data folder."""
    address = os.environ.get("MANYHANDS_DATABASE", "")
    if not address.startswith("postgres"):
        return {}
    name = f"journey_{uuid.uuid4().hex[:12]}"
    template = f' TEMPLATE "{_name_in(like)}"' if like else ""
    _tell_postgresql(f'CREATE DATABASE "{name}"{template}')
    return {"MANYHANDS_DATABASE": urlunsplit(urlsplit(address)._replace(path=f"/{name}"))}


def take_down(houses: Path) -> None:
    """The houses that a run shared in this folder."""
    for kept in houses.glob("*.json"):
        drop_database(json.loads(kept.read_text())["settings"])
    shutil.rmtree(houses)


def drop_database(settings: dict[str, str]) -> None:
    if settings.get("MANYHANDS_DATABASE"):
        _tell_postgresql(f'DROP DATABASE IF EXISTS "{_name_in(settings)}" WITH (FORCE)')


def _name_in(settings: dict[str, str]) -> str:
    return urlsplit(settings["MANYHANDS_DATABASE"]).path.lstrip("/")


def _tell_postgresql(order: str) -> None:
    import psycopg

    with psycopg.connect(os.environ["MANYHANDS_DATABASE"], autocommit=True) as link:
        link.execute(order)  # type: ignore[call-overload]
