"""How a mail leaves: handed to a transport, which a higher domain may replace by its outbox."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from email.header import Header
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """A mail as it is to be sent. The same ``message_id`` is the same letter.

    ``is_secret``: its words open a door (an invitation, a new password), so they are forgotten once sent.
    """

    to: str
    subject: str
    text: str
    html: str
    message_id: str
    is_secret: bool


Transport = Callable[[Letter], None]


class Post(EmailMultiAlternatives):
    """A mail whose long subject is folded with its name in mind: else the first line is empty, and it begins with a
    space.
    """

    def message(self, **options: Any) -> Any:
        written = super().message(**options)
        subject = Header(str(self.subject), self.encoding or "utf-8", header_name="Subject")
        written.replace_header("Subject", subject)
        return written


def post_mail(  # noqa: PLR0913 - a letter has these parts, all named
    *, to: str, subject: str, text: str, html: str = "", message_id: str, is_secret: bool = False
) -> None:
    """Give a mail to the transport. May raise what the transport raises; then nothing was kept."""
    _transport(
        Letter(
            to=to,
            subject=" ".join(subject.split()),
            text=text,
            html=html,
            message_id=message_id,
            is_secret=is_secret,
        )
    )


def set_transport(transport: Transport) -> None:
    """Let ``transport`` take every letter from now on (called once, at start-up)."""
    global _transport
    _transport = transport


def message_id_for(name: str) -> str:
    """A Message-ID that stays the same for the same name: "invitation-12-1" -> "<invitation-12-1@learn.example>"."""
    host = urlsplit(settings.BASE_URL).hostname or "localhost"
    return f"<{name}@{host}>"


def send_at_once(letter: Letter) -> None:
    """The transport of an installation without an outbox: Django's own mail."""
    mail = Post(
        subject=letter.subject,
        body=letter.text,
        to=[letter.to],
        headers={"Message-ID": letter.message_id, "Auto-Submitted": "auto-generated"},
    )
    if letter.html:
        mail.attach_alternative(letter.html, "text/html")
    mail.send()


_transport: Transport = send_at_once
