"""A real installation for one journey: its own data, its own database, `manyhands serve` in a process."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import uuid
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import httpx

ROOT = Path(__file__).resolve().parents[2]
LONGEST_START = 60


@dataclass(slots=True)
class Installation:
    """``settings`` are MANYHANDS_* variables beyond the usual ones."""

    data: Path
    settings: dict[str, str]
    port: int = 0
    _server: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"http://localhost:{self.port}"

    def start(self) -> None:
        """Serve, and wait until the first page can be had."""
        self.port = self.port or _free_port()
        log = (self.data / "server.log").open("ab")
        with log:
            self._server = subprocess.Popen(
                [sys.executable, "-m", "manyhands.cli.main", "serve", "--port", str(self.port)],
                env=self.environment(),
                cwd=ROOT,
                stdout=log,
                stderr=log,
            )
        deadline = time.monotonic() + LONGEST_START
        while not self._answers():
            if self._server.poll() is not None or time.monotonic() > deadline:
                raise AssertionError(f"The server does not start:\n{self.log()}")
            time.sleep(0.1)

    def stop(self) -> None:
        self._end(signal.SIGTERM)

    def kill(self) -> None:
        """As a power cut would."""
        self._end(signal.SIGKILL)

    def run(self, *words: str, said: str = "") -> str:
        """A command of this installation, as who runs it would give it. Returns what it prints."""
        ended = subprocess.run(
            [sys.executable, "-m", "manyhands.cli.main", *words],
            env=self.environment(),
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

    def _end(self, how: signal.Signals) -> None:
        if self._server is not None:
            self._server.send_signal(how)
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


def new_database() -> dict[str, str]:
    """A database of its own where the suite runs on PostgreSQL; else SQLite in the data folder."""
    address = os.environ.get("MANYHANDS_DATABASE", "")
    if not address.startswith("postgres"):
        return {}
    import psycopg

    name = f"journey_{uuid.uuid4().hex[:12]}"
    with psycopg.connect(address, autocommit=True) as link:
        link.execute(f'CREATE DATABASE "{name}"')
    return {"MANYHANDS_DATABASE": urlunsplit(urlsplit(address)._replace(path=f"/{name}"))}


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port: int = probe.getsockname()[1]
    return port
