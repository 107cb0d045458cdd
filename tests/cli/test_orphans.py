"""A parent that is killed with -9 leaves no children behind that go on without it."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest

from tests.journal.work import database_address
from tests.journeys.installation import free_port

PATIENCE = 120.0  # two processes start slowly on a machine that builds


@pytest.fixture
def begin(transactional_db, tmp_path):
    running = []

    def start(*words: str) -> subprocess.Popen[bytes]:
        process = subprocess.Popen(
            [sys.executable, "-m", "manyhands.cli.main", *words],
            env={
                **os.environ,
                "MANYHANDS_DATA": str(tmp_path),
                "MANYHANDS_DATABASE": database_address(),
            },
            start_new_session=True,
        )
        running.append(process)
        return process

    yield start
    for process in running:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


@pytest.mark.slow
def test_workers_leave_with_the_process_that_began_them(begin):
    parent = begin("worker", "--processes", "2")
    assert _soon(lambda: len(_working_under(parent.pid)) == 2)
    children = _working_under(parent.pid)

    parent.kill()
    parent.wait()

    assert _soon(lambda: not any(map(_is_alive, children)))


@pytest.mark.slow
def test_servers_leave_the_port_with_the_process_that_began_them(begin):
    port = free_port()
    parent = begin("serve", "--port", str(port), "--processes", "2")
    assert _soon(lambda: _answers(port))
    children = _working_under(parent.pid)
    assert len(children) == 2

    parent.kill()
    parent.wait()
    assert _soon(lambda: not any(map(_is_alive, children)))
    begin("serve", "--port", str(port), "--processes", "2")

    assert _soon(lambda: _answers(port))


def _soon(happened) -> bool:
    deadline = time.monotonic() + PATIENCE
    while not happened() and time.monotonic() < deadline:
        time.sleep(0.05)
    return bool(happened())


def _working_under(pid: int) -> list[int]:
    """The children that a parent has spawned to do its work."""
    listed = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [int(child) for child in listed if b"spawn_main" in _command_of(int(child))]


def _command_of(pid: int) -> bytes:
    with suppress(OSError):
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    return b""


def _is_alive(pid: int) -> bool:
    return b"spawn_main" in _command_of(pid)


def _answers(port: int) -> bool:
    with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=2) as line:
        line.settimeout(2)
        line.sendall(b"GET /static/favicon.svg HTTP/1.0\r\n\r\n")
        return line.recv(12).startswith(b"HTTP/1")
    return False
