"""A test mail leaves at once, and what the mail server says comes back as a sentence."""

from __future__ import annotations

import socket

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult

from manyhands.cli.errors import Foreseen
from manyhands.cli.mailing import send_a_try
from tests.notifications.postbox import Postbox, free_port, open_postbox

from .test_commands import is_one_sentence, manyhands

TO = "nora@ferrow.example"


def mail_test(data, port: int, **settings: str):
    where = {"MANYHANDS_EMAIL_HOST": "127.0.0.1", "MANYHANDS_EMAIL_PORT": str(port)}
    return manyhands("mail-test", TO, data=data, **(where | settings))


@pytest.mark.slow
def test_a_mail_arrives_and_it_is_said(tmp_path):
    with open_postbox(port := free_port()) as box:
        ended = mail_test(tmp_path, port)

    assert ended.returncode == 0, ended.stderr
    assert f"took a mail for {TO}" in ended.stdout
    (mail,) = box.mails
    assert (mail["To"], mail["Subject"]) == (TO, "A mail to try the mail server")


@pytest.mark.slow
def test_a_refusal_is_one_sentence_with_the_servers_words(tmp_path):
    with open_postbox(port := free_port()) as box:
        box.answer = "554 No spam here"
        ended = mail_test(tmp_path, port)

    assert ended.returncode == 2
    assert "did not take the mail (554 No spam here)" in ended.stderr
    assert is_one_sentence(ended.stderr)


@pytest.mark.slow
def test_without_a_mail_server_it_says_which_setting_names_one(tmp_path):
    ended = manyhands("mail-test", TO, data=tmp_path)

    assert ended.returncode == 2
    assert "MANYHANDS_EMAIL_HOST" in ended.stderr
    assert is_one_sentence(ended.stderr)


@pytest.fixture
def post(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", free_port()
    return settings


def said() -> str:
    with pytest.raises(Foreseen) as refusal:
        send_a_try(TO)
    sentence = refusal.value.format_message()
    assert is_one_sentence(sentence)
    return sentence


def test_nobody_listening_is_said(post):
    assert "is not listening: look at MANYHANDS_EMAIL_PORT" in said()


def test_a_server_that_hangs_is_said(post):
    post.EMAIL_TIMEOUT = 0.2
    with socket.create_server(("127.0.0.1", post.EMAIL_PORT)):
        assert "does not answer" in said()


@pytest.mark.slow
def test_a_wrong_sign_in_is_said_without_the_password(tmp_path):
    door = Controller(
        Postbox(),
        hostname="127.0.0.1",
        port=free_port(),
        auth_require_tls=False,
        authenticator=lambda *_asked: AuthResult(success=False, handled=False),
    )
    door.start()
    try:
        ended = mail_test(
            tmp_path,
            door.port,
            MANYHANDS_EMAIL_USER="manyhands",
            MANYHANDS_EMAIL_PASSWORD="not-the-word",
        )
    finally:
        door.stop()

    assert "does not let us sign in" in ended.stderr
    assert is_one_sentence(ended.stderr)
    assert "not-the-word" not in ended.stderr


@pytest.mark.slow
@pytest.mark.parametrize("way", ["starttls", "tls"])
def test_a_server_without_tls_is_said(tmp_path, way):
    with open_postbox(port := free_port()):
        ended = mail_test(tmp_path, port, MANYHANDS_EMAIL_SECURITY=way)

    assert "MANYHANDS_EMAIL_SECURITY" in ended.stderr
    assert is_one_sentence(ended.stderr)


def test_a_host_that_is_none_is_said(post):
    post.EMAIL_HOST = "nowhere.invalid"

    assert "cannot be found: look at MANYHANDS_EMAIL_HOST" in said()
