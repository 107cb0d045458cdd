"""The command that tries the mail server, and says in a sentence what it answered."""

from __future__ import annotations

import smtplib
import socket
import ssl
from typing import Annotated, Final

import typer

from . import installation
from .errors import Foreseen
from .options import Data

# Asked in this order: the first that fits says it best.
_REASONS: Final[tuple[tuple[type[Exception], str], ...]] = (
    (TimeoutError, "does not answer: look at MANYHANDS_EMAIL_PORT, at MANYHANDS_EMAIL_SECURITY"
     " (“tls” speaks otherwise than “starttls”), and at firewalls"),
    (smtplib.SMTPAuthenticationError, "does not let us sign in: look at MANYHANDS_EMAIL_USER and"
     " MANYHANDS_EMAIL_PASSWORD"),
    (smtplib.SMTPSenderRefused, "does not take mails from MANYHANDS_EMAIL_FROM"),
    (smtplib.SMTPRecipientsRefused, "does not take mails for this address"),
    (smtplib.SMTPNotSupportedError, "cannot do what MANYHANDS_EMAIL_SECURITY or"
     " MANYHANDS_EMAIL_USER ask for"),
    (smtplib.SMTPServerDisconnected, "hung up: look at MANYHANDS_EMAIL_SECURITY"),
    (smtplib.SMTPException, "did not take the mail"),
    (ssl.SSLCertVerificationError, "has a certificate that this machine does not trust"),
    (ssl.SSLError, "does not speak TLS here: look at MANYHANDS_EMAIL_SECURITY and"
     " MANYHANDS_EMAIL_PORT"),
    (socket.gaierror, "cannot be found: look at MANYHANDS_EMAIL_HOST"),
    (ConnectionRefusedError, "is not listening: look at MANYHANDS_EMAIL_PORT"),
    (OSError, "cannot be reached"),
)  # fmt: skip


def mail_test(
    email: Annotated[str, typer.Argument(metavar="EMAIL", help="Where the mail shall arrive.")],
    data: Data = None,
) -> None:
    """Send one mail to try the mail server, at once, and say what it answered."""
    installation.choose(data)
    installation.set_up()
    from django.conf import settings
    from django.core.exceptions import ValidationError
    from django.core.validators import validate_email

    try:
        validate_email(email)
    except ValidationError as error:
        raise Foreseen(f"{email} is not an e-mail address.") from error
    if not settings.EMAIL_HOST:
        raise Foreseen("There is no mail server yet: name it in MANYHANDS_EMAIL_HOST.")
    send_a_try(email)
    print(
        f"{_server()} took a mail for {email} from {settings.DEFAULT_FROM_EMAIL}. "
        "If it does not arrive, look among the junk there."
    )


def send_a_try(email: str) -> None:
    """Past the outbox, which would try again for a day. Raises Foreseen with what the server said."""
    from manyhands.kernel.identifiers import new_block_id
    from manyhands.web.mail import Letter, message_id_for, send_at_once

    letter = Letter(
        to=email,
        subject="A mail to try the mail server",
        text="Manyhands can send mails. Nobody needs to do anything.\n",
        html="",
        message_id=message_id_for(f"try-{new_block_id()}"),
        is_secret=False,
    )
    try:
        send_at_once(letter)
    except (smtplib.SMTPException, OSError) as error:
        raise Foreseen(_said_of(error)) from error


def _said_of(error: Exception) -> str:
    # The library tells of a silence as of a line that was cut.
    cause = error.__context__ if isinstance(error.__context__, TimeoutError) else error
    reason = next(words for kind, words in _REASONS if isinstance(cause, kind))
    return f"{_server()} {reason} ({_own_words(error)})."


def _own_words(error: Exception) -> str:
    """The server's words, or the system's, in one line."""
    said: object = error
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        said = next(iter(error.recipients.values()))
    elif isinstance(error, smtplib.SMTPResponseException):
        said = (error.smtp_code, error.smtp_error)
    if isinstance(said, tuple):
        code, words = said
        said = f"{code} {words.decode(errors='replace') if isinstance(words, bytes) else words}"
    return " ".join(str(said).split()).rstrip(".")


def _server() -> str:
    from django.conf import settings

    return f"The mail server at {settings.EMAIL_HOST}:{settings.EMAIL_PORT}"
