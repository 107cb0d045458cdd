"""Processes that tell each other what changed."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
from django.db import connection

from manyhands.journal.between import pipes
from manyhands.web.live.hub import publish
from tests.journal.work import database_address

PUBLISH = """
import sys, django
django.setup()
from manyhands.journal.between import pipes
from manyhands.web.live.hub import publish
publish(sys.argv[1], "from afar")
"""


@pytest.mark.slow
def test_what_another_process_says_is_heard(cast, listen):
    topic = f"person:{cast.nora.pk}"
    settings = {
        "DJANGO_SETTINGS_MODULE": "tests.settings",
        "MANYHANDS_DATABASE": database_address(),
    }
    with listen(cast.nora, topic) as stream:
        command = [sys.executable, "-c", PUBLISH, topic]
        subprocess.run(command, env={**os.environ, **settings}, check=True)
        heard = stream.next()

    assert heard.data["name"] == "from afar"


@pytest.mark.postgresql
@pytest.mark.skipif(connection.vendor != "postgresql", reason="On SQLite there is no such line")
def test_a_lost_line_to_the_database_is_made_again_and_said(cast, listen):
    topic = f"person:{cast.nora.pk}"
    with listen(cast.nora, topic) as stream:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE query LIKE 'LISTEN%' AND datname = current_database()"
            )
        told = stream.next()
        publish(topic, "afterwards")
        heard = stream.next()

    assert told.name == "resync"
    assert heard.data["name"] == "afterwards"


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL says it with the commit")
def test_after_a_process_died_pages_ask_again(cast, listen):
    """It may have been killed between its commit and its word."""
    with listen(cast.nora, f"person:{cast.nora.pk}") as stream:
        os.mkfifo(pipes.folder() / "somebody-killed")
        publish("person:0", "something else")
        told = stream.next()

    assert told.name == "resync"
    assert not (pipes.folder() / "somebody-killed").exists()
