"""SQLite's way: each process that listens has a named pipe in a folder beside the database; who tells writes to all.

The kernel keeps lines whole up to ``PIPE_BUF`` and says whether somebody reads: a pipe without a reader was left by a
process that was killed, perhaps between its commit and its word, so that whoever finds one says that something was
missed. Nobody ever waits for a full pipe: its reader sees how full it was.
"""

from __future__ import annotations

import errno
import fcntl
import logging
import os
import secrets
import select
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import Final

from django.db import connection, transaction

from .words import OWN_NAME, SOMETHING_MISSED, pass_on

log = logging.getLogger(__name__)

WIDE: Final = 1024 * 1024  # bytes that may wait; Linux gives 64 KiB without being asked
NARROW: Final = 16 * 1024  # what any system gives
LOOK_UP: Final = 500  # milliseconds between looks at whether to stop


def tell(line: str) -> None:
    transaction.on_commit(partial(_tell_all, folder(), line))


def is_possible() -> bool:
    """Some file systems hold no pipes."""
    try:
        with ear():
            return True
    except OSError:
        return False


def folder() -> Path:
    """Beside the database, as SQLite's own ``-wal`` and ``-shm`` are: who opens that file finds it."""
    return Path(f"{connection.settings_dict['NAME']}-processes")


@contextmanager
def ear() -> Iterator[Callable[[], Iterator[str]]]:
    """What gives the lines that came within a moment. Raises OSError where there can be no pipe."""
    place = folder()
    place.mkdir(mode=0o700, exist_ok=True)
    path, pipe = _made_in(place)
    try:
        _bury(place, [other for other in _neighbours_in(place) if not _write(other, b"")])
        yield partial(_lines, pipe, _how_full_is_too_full(pipe))
    finally:
        path.unlink(missing_ok=True)  # first: who finds it without a reader takes us for dead
        os.close(pipe)


def _made_in(place: Path) -> tuple[Path, int]:
    """Shown under its name when somebody reads from it already."""
    name = f"{OWN_NAME}-{secrets.token_hex(4)}"
    hidden, path = place / f".{name}", place / name
    os.mkfifo(hidden, 0o600)
    try:
        # For writing too: so it never ends when the last who wrote closes it.
        pipe = os.open(hidden, os.O_RDWR | os.O_NONBLOCK)
        hidden.rename(path)
    except OSError:
        hidden.unlink(missing_ok=True)
        raise
    return path, pipe


def _how_full_is_too_full(pipe: int) -> int:
    """Bytes from which on somebody's line may have found no room: pages of the pipe are at least half full."""
    with suppress(AttributeError, OSError):  # other systems than Linux have no such call
        fcntl.fcntl(pipe, fcntl.F_SETPIPE_SZ, WIDE)
    try:
        room = fcntl.fcntl(pipe, fcntl.F_GETPIPE_SZ)
    except (AttributeError, OSError):
        room = NARROW
    return room // 2 - select.PIPE_BUF


def _lines(pipe: int, too_full: int) -> Iterator[str]:
    looking = select.poll()
    looking.register(pipe, select.POLLIN)
    if not looking.poll(LOOK_UP):
        return
    came = os.read(pipe, WIDE)
    if len(came) >= too_full:
        yield SOMETHING_MISSED
    yield from came.decode(errors="replace").rstrip("\n").split("\n")


def _tell_all(place: Path, line: str) -> None:
    if not line.startswith(OWN_NAME):
        pass_on(line)
    _tell_neighbours(place, line)


def _tell_neighbours(place: Path, line: str) -> None:
    """Never raises: what they should know is committed."""
    said = f"{line}\n".encode()
    if len(said) > select.PIPE_BUF:
        said = f"{SOMETHING_MISSED}\n".encode()
    _bury(place, [path for path in _neighbours_in(place) if not _write(path, said)])


def _bury(place: Path, dead: list[Path]) -> None:
    """Whoever takes their pipes away says that something was missed, and nobody else does."""
    buried = [path for path in dead if _taken_away(path)]
    if buried:
        pass_on(SOMETHING_MISSED)
        for path in _neighbours_in(place):
            _write(path, f"{SOMETHING_MISSED}\n".encode())


def _neighbours_in(place: Path) -> list[Path]:
    try:
        names = os.listdir(place)
    except FileNotFoundError:  # nobody has ever listened
        return []
    except OSError as error:
        log.warning("The other processes cannot be told what changed: %s", error)
        return []
    return [place / name for name in names if not name.startswith((OWN_NAME, "."))]


def _write(path: Path, said: bytes) -> bool:
    """False when nobody reads there. Where there is no room the reader will see that it was full."""
    try:
        pipe = os.open(path, os.O_WRONLY | os.O_NONBLOCK)
    except FileNotFoundError:  # it left just now
        return True
    except OSError as error:
        if error.errno != errno.ENXIO:
            log.warning("A process cannot be told what changed: %s", error)
        return error.errno != errno.ENXIO
    try:
        os.write(pipe, said)
    except BlockingIOError:
        log.info("The process of %s does not keep up.", path.name)
    except BrokenPipeError:
        return False
    finally:
        os.close(pipe)
    return True


def _taken_away(path: Path) -> bool:
    try:
        path.unlink()
    except OSError:
        return False
    return True
