"""Each measuring command starts and knows its options; one runs whole, on the smallest data."""

from __future__ import annotations

import asyncio
import importlib
import sys
from pathlib import Path

import pytest

from bench import importing, load, searching
from bench.load import Ask
from tests.conventions.tree import ROOT

COMMANDS = {
    path.name: path.read_text().rsplit("-m bench.", 1)[1].split()[0]
    for path in sorted((ROOT / "bench").iterdir())
    if path.is_file() and not path.suffix
}


@pytest.mark.parametrize("command", COMMANDS)
def test_it_says_what_it_measures(command, monkeypatch, capsys):
    module = importlib.import_module(f"bench.{COMMANDS[command]}")
    monkeypatch.setattr(sys, "argv", [command, "--help"])

    with pytest.raises(SystemExit) as ended:
        module.main()

    assert ended.value.code == 0
    assert f"usage: bench/{command}" in capsys.readouterr().out or command == "pages"


def test_an_import_is_measured(cast, tmp_path):
    (tmp_path / "gate.md").write_text("# Gate nine\n\nOpen it at six.\n")

    figures = {one.what: one for one in importing._measure(tmp_path, written=1)}

    assert figures["pages that became a draft"].is_met
    assert figures["of these, left as they were"].value == 1


def test_each_label_names_a_part_of_a_page():
    labels = searching._labels()

    assert len(labels) >= 200
    assert {label.kind for label in labels} == {"words", "otherwise", "typo", "part"}
    assert len({label.query for label in labels}) == len(labels)


def test_a_part_goes_to_the_next_heading_that_is_not_below_it():
    def block(kind: str, id_: str, words: str = "", level: int = 2) -> dict[str, object]:
        content = [{"type": "text", "text": words}]
        return {"type": kind, "attrs": {"id": id_, "level": level}, "content": content}

    sections = searching._sections(
        [
            block("heading", "a", "Leave"),
            block("paragraph", "b"),
            block("heading", "c", "Sick leave:", level=3),
            block("paragraph", "d"),
            block("heading", "e", "Pay"),
        ]
    )

    assert sections["leave"] == {"a", "b", "c", "d"}
    assert sections["sick leave"] == {"c", "d"}
    assert sections["pay"] == {"e"}


async def test_the_crowd_asks_and_counts():
    heard: list[bytes] = []

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while head := await reader.readuntil(b"\r\n\r\n"):
            length = int(head.partition(b"Content-Length: ")[2].split(b"\r\n")[0] or 0)
            heard.append(head + await reader.readexactly(length))
            status = b"404 Not Found" if b"/gone" in head else b"200 OK"
            writer.write(b"HTTP/1.1 " + status + b"\r\ncontent-length: 2\r\n\r\nok")
            if len(heard) == 2:
                break
        writer.close()

    server = await asyncio.start_server(answer, "127.0.0.1", 0)
    asks = iter([Ask("/page", "key", name="page"), Ask("/gone", "key", {"a": "b c"}, "act")])
    async with server:
        told = await load.crowd(
            server.sockets[0].getsockname()[1], asks, at_once=1, seconds=30, most=2
        )

    assert {name: len(times) for name, times in told.times.items()} == {"page": 1, "act": 1}
    assert told.failures == ["404 /gone: b'ok'"]
    assert b"X-CSRFToken" in heard[1]
    assert heard[1].endswith(b"a=b+c")


def test_memory_and_cpu_of_this_very_process():
    from bench import serving

    own = serving.Server(port=0, pid=int(Path("/proc/self").readlink().name))

    assert own.pid in own.processes
    assert own.memory_mib > 1
    assert own.cpu_seconds > 0
