"""A mail server that hangs holds up the mails behind it, and nothing else."""

from __future__ import annotations

import threading
import time

import pytest
from django.db import transaction

from manyhands.journal import queue
from manyhands.journal.models import Delivery
from manyhands.journal.worker import Worker
from manyhands.notifications.models import Mail, MailState
from manyhands.web.mail import post_mail

from .postbox import free_port, open_postbox
from .silent import open_silent_server

done: list[int] = []


@queue.job
def note_beside_mails(number: int) -> None:
    done.append(number)


@queue.outward_job(lane=queue.Lane.LONG)
def import_beside_mails(number: int) -> None:
    done.append(number)


@pytest.fixture(autouse=True)
def nothing_done_yet():
    done.clear()


@pytest.fixture
def silent(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST = "127.0.0.1"
    settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
    settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
    settings.EMAIL_TIMEOUT = 60
    with open_silent_server() as server:
        settings.EMAIL_PORT = server.port
        yield server


@pytest.fixture
def at_work(transactional_db, silent):
    """A worker in a thread, as the server embeds it; a mail of its is in the hands of the silent server."""
    worker = Worker()
    thread = threading.Thread(target=worker.run, daemon=True)
    thread.start()
    post_mail(to="leo@ferrow.example", subject="Hello", text="-", message_id="<1@b.example>")
    assert silent.was_called.wait(10)
    yield worker
    silent.close()
    worker.stop()
    thread.join(10)
    assert not thread.is_alive()


def _soon(happened) -> bool:
    deadline = time.monotonic() + 10
    while not happened() and time.monotonic() < deadline:
        time.sleep(0.01)
    return bool(happened())


@pytest.mark.usefixtures("at_work")
def test_notices_and_imports_go_on_while_a_mail_hangs():
    with transaction.atomic():
        queue.schedule(note_beside_mails, subject="line:1", payload={"number": 1})
        queue.schedule(import_beside_mails, subject="line:1", payload={"number": 2})

    assert _soon(lambda: sorted(done) == [1, 2])
    assert Mail.objects.get().state == MailState.WAITING


def test_what_hung_goes_out_when_the_server_is_well(at_work, silent, settings, travel):
    port = free_port()
    with open_postbox(port) as box:
        settings.EMAIL_PORT = port
        silent.close()
        assert _soon(lambda: Delivery.objects.open().filter(attempts=1).exists())
        travel(seconds=11)
        assert _soon(lambda: box.mails)

    assert _soon(lambda: Mail.objects.get().state == MailState.SENT)
    assert [mail["Message-ID"] for mail in box.mails] == ["<1@b.example>"]
