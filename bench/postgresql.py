"""A PostgreSQL of our own in a data folder, with the settings it comes with: what is written is safe on the disk.

It listens on a socket in a temporary folder only, so that no port can be taken. The server refuses root: then it runs
as the user that its package made.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

# Larger than the smallest machine's, and a journal that fits a bulk load.
OPTIONS = "-c listen_addresses='' -c shared_buffers=512MB -c max_wal_size=4GB -c max_connections=60"


@contextmanager
def own_postgresql(folder: Path) -> Iterator[str]:
    """Serve the databases of ``folder``, made at the first time. Yields the address of “manyhands”."""
    programs, cluster = _programs(), folder.resolve() / "postgresql"
    is_new = not (cluster / "PG_VERSION").exists()
    if is_new:
        cluster.mkdir(parents=True, exist_ok=True)
        if os.geteuid() == 0:
            shutil.chown(cluster, "postgres")
        _run(programs / "initdb", "-D", cluster, "-U", "postgres", "-A", "trust", "-E", "UTF8")
    with tempfile.TemporaryDirectory(prefix="manyhands-bench-") as socket:
        Path(socket).chmod(0o777)
        options = f"{OPTIONS} -c unix_socket_directories='{socket}'"
        _run(
            programs / "pg_ctl", "-D", cluster, "-w", "-l", cluster / "log", "start", "-o", options
        )
        try:
            if is_new:
                _run(programs / "createdb", "-h", socket, "-U", "postgres", "manyhands")
            yield f"postgresql://postgres@/manyhands?host={socket}"
        finally:
            _run(programs / "pg_ctl", "-D", cluster, "-w", "-m", "fast", "stop")


@contextmanager
def copied_database(address: str, name: str) -> Iterator[str]:
    """A copy of the database at ``address``, for as long as it lasts; nobody may be connected to the original."""
    import psycopg

    own = address.replace("/manyhands?", f"/{name}?")
    door = address.replace("/manyhands?", "/postgres?")
    with psycopg.connect(door, autocommit=True) as link:
        link.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')  # type: ignore[call-overload]
        link.execute(f'CREATE DATABASE "{name}" TEMPLATE manyhands')  # type: ignore[call-overload]
    try:
        yield own
    finally:
        with psycopg.connect(door, autocommit=True) as link:
            link.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')  # type: ignore[call-overload]


def backends_cpu() -> float | None:
    """Seconds of CPU that the database's server has used for those who are connected; None without a server."""
    from django.db import connection

    if connection.vendor != "postgresql":
        return None
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pid FROM pg_stat_activity "
            "WHERE datname = current_database() AND backend_type = 'client backend'"
        )
        nanoseconds = [Path(f"/proc/{pid}/schedstat").read_text().split()[0] for (pid,) in cursor]
    return sum(map(int, nanoseconds)) / 1e9


def _programs() -> Path:
    known = sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    on_path = shutil.which("initdb")
    for folder in [*known, *([Path(on_path).parent] if on_path else [])]:
        if (folder / "initdb").exists() and (folder / "pg_ctl").exists():
            return folder
    raise SystemExit("This needs PostgreSQL's server (on Debian: apt install postgresql).")


def _run(*command: object) -> None:
    words = [str(word) for word in command]
    if os.geteuid() == 0:
        words = ["runuser", "-u", "postgres", "--", *words]
    subprocess.run(words, check=True, cwd="/", stdout=subprocess.DEVNULL)  # noqa: S603 - our own words
