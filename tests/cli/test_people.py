from __future__ import annotations

import io

import pytest
from allauth.mfa.models import Authenticator

from manyhands.cli import people
from manyhands.cli.errors import Foreseen
from manyhands.people.models import Person
from manyhands.web.live.session import person_by_session

GOOD = "seven lorries before breakfast"


@pytest.fixture
def say(monkeypatch):
    """What is piped into the command."""
    return lambda text: monkeypatch.setattr("sys.stdin", io.StringIO(text + "\n"))


def test_a_person_is_added_with_a_password(cast, say, capsys):
    say(GOOD)
    people.add("rosa@ferrow.example", name="Rosa Lind")

    assert Person.objects.get(email="rosa@ferrow.example").check_password(GOOD)
    assert "Rosa Lind" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("email", "name", "password"),
    [("rosa", "Rosa", GOOD), ("rosa@x.example", " ", GOOD), ("rosa@x.example", "Rosa", "short")],
)
def test_a_person_without_address_name_or_good_password_is_not_added(
    cast, say, email, name, password
):
    say(password)
    with pytest.raises(Foreseen):
        people.add(email, name=name)

    assert not Person.objects.filter(email__startswith="rosa").exists()


def test_who_is_locked_out_is_let_in_again(cast, say, client_for):
    session = client_for(cast.nora).cookies["sessionid"].value
    say(GOOD)
    people.reset_password(cast.nora.email.upper())

    cast.nora.refresh_from_db()
    assert cast.nora.check_password(GOOD)
    assert person_by_session(session) is None


def test_nobody_and_who_has_left_get_no_password(cast, say):
    cast.nora.is_active = False
    cast.nora.save(update_fields=["is_active"])

    for email in ("nobody@x.example", cast.nora.email):
        with pytest.raises(Foreseen):
            people.reset_password(email)


def test_who_lost_the_phone_signs_in_by_the_password_alone(cast, capsys):
    Authenticator.objects.create(user=cast.nora, type=Authenticator.Type.TOTP, data={"secret": "x"})

    people.reset_two_factor(cast.nora.email)

    assert "by the password alone" in capsys.readouterr().out
    assert not Authenticator.objects.filter(user=cast.nora).exists()
    with pytest.raises(Foreseen, match="already"):
        people.reset_two_factor(cast.nora.email)
