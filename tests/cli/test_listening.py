from __future__ import annotations

import asyncio
import socket
from collections.abc import Callable, Iterator
from contextlib import ExitStack, suppress

import pytest

from manyhands.cli import listening
from manyhands.cli.listening import Listening, TakingTurns

APPLICATION = "manyhands.config.asgi:application"


def test_answers_leave_at_once_from_several_processes_too():
    config = Listening(APPLICATION, port=0, workers=2, log_level="error")
    with config.bind_socket() as bound:
        bound.listen()
        with socket.create_connection(bound.getsockname()):
            line, _address = bound.accept()
            with line:
                assert line.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)


@pytest.mark.parametrize(("workers", "takes_turns"), [(1, False), (2, True)])
def test_only_who_shares_the_door_takes_turns(workers, takes_turns):
    make = Listening(APPLICATION, workers=workers, log_level="error").get_loop_factory()
    assert (make is TakingTurns) == takes_turns


def test_a_crowd_is_left_to_the_other_processes_too():
    loop = TakingTurns()
    with ExitStack() as held, socket.create_server(("127.0.0.1", 0)) as door:
        held.callback(loop.close)
        left = loop.create_future()
        opening = loop.create_server(lambda: Visit(left), sock=door, backlog=100)
        server = loop.run_until_complete(opening)
        for _ in range(5):
            held.enter_context(socket.create_connection(door.getsockname()))
        loop.call_soon(loop.stop)
        loop.run_forever()  # one turn
        others = list(_let_in(door))
        assert len(others) == 4
        for other in others:
            other.close()
        loop.run_until_complete(asyncio.wait_for(left, 10))
        server.close()


def test_who_holds_lines_leaves_the_next_to_others(monkeypatch):
    monkeypatch.setattr(listening, "FOR_EACH_LINE", 60.0)
    monkeypatch.setattr(listening, "LONGEST_PAUSE", 60.0)
    loop, lines = TakingTurns(), []
    with ExitStack() as held, socket.create_server(("127.0.0.1", 0)) as door:
        held.callback(loop.close)
        opening = loop.create_server(lambda: Stay(lines), sock=door, backlog=100)
        server = loop.run_until_complete(opening)
        for come in (1, 2):  # the first finds it with none, the second with one
            held.enter_context(socket.create_connection(door.getsockname()))
            loop.run_until_complete(_until(lambda come=come: len(lines) == come))
        held.enter_context(socket.create_connection(door.getsockname()))
        loop.run_until_complete(_turns(5))
        others = list(_let_in(door))
        assert len(others) == 1
        for line in (*lines, *others):
            line.close()
        server.close()
        loop.run_until_complete(_turns(5))


class Stay(asyncio.Protocol):
    def __init__(self, lines: list[asyncio.BaseTransport]) -> None:
        self._lines = lines

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._lines.append(transport)


async def _until(is_so: Callable[[], bool]) -> None:
    async with asyncio.timeout(10):
        while not is_so():
            await asyncio.sleep(0)


async def _turns(number: int) -> None:
    for _ in range(number):
        await asyncio.sleep(0)


class Visit(asyncio.Protocol):
    def __init__(self, left: asyncio.Future[None]) -> None:
        self._left = left

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        transport.close()

    def connection_lost(self, exc: Exception | None) -> None:
        self._left.set_result(None)


def _let_in(door: socket.socket) -> Iterator[socket.socket]:
    """As another process that shares the door: whoever still waits there."""
    door.setblocking(False)
    with suppress(BlockingIOError):
        while True:
            yield door.accept()[0]
