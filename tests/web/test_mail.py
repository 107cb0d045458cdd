"""How a mail is written down: its subject arrives as it was meant, however long."""

from __future__ import annotations

import email
from email.policy import default

import pytest

from manyhands.web.mail import Post

LONG = "“I need to invoice a customer outside the EU” has its answer: “Invoice them”. And 1 more"
PLAIN = "I need to hand over a night shift without losing any open case, today and tomorrow too"


@pytest.mark.parametrize("subject", [LONG, PLAIN, "Hello", "Žluťoučký kůň " * 9 + "končí"])
def test_a_subject_arrives_as_it_was_written(settings, subject):
    raw = Post(subject=subject, body="-", to=["leo@ferrow.example"]).message().as_bytes()
    first = next(line for line in raw.splitlines() if line.startswith(b"Subject:"))

    assert first.removeprefix(b"Subject:").strip()
    assert all(len(line) <= 78 for line in raw.splitlines())
    assert email.message_from_bytes(raw, policy=default)["Subject"] == subject
