from __future__ import annotations

import socket

from manyhands.cli.listening import Listening


def test_answers_leave_at_once_from_several_processes_too():
    config = Listening("manyhands.config.asgi:application", port=0, workers=2, log_level="error")
    with config.bind_socket() as bound:
        bound.listen()
        with socket.create_connection(bound.getsockname()):
            line, _address = bound.accept()
            with line:
                assert line.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)
