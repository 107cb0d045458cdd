"""Sending files: after a verdict, under headers that let them do nothing."""

from __future__ import annotations

from uuid import uuid4

import pytest

from manyhands.kernel.access import ALLOW, deny
from manyhands.media import scopes, vault
from manyhands.media.models import Asset
from manyhands.media.storing import store_file, store_image
from tests.factories_courses import a_course
from tests.factories_media import a_file, a_picture


@pytest.fixture
def only_leo(cast, monkeypatch):
    """A scope whose files Leo alone may see."""

    def rule(person, pk):
        return ALLOW if person.pk == cast.leo.pk else deny("No.")

    monkeypatch.setitem(scopes._rules, "secret", rule)
    return "secret:1"


def test_a_picture_is_shown_to_whoever_may_see_it(cast, client_for, only_leo):
    asset = store_image(a_picture(), scope=only_leo, by=cast.leo)

    answer = client_for(cast.leo).get(asset.url)

    sent = b"".join(answer)
    assert sent == vault.path_of(asset.digest).read_bytes()
    assert answer.headers["Content-Type"] == "image/png"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    assert answer.headers["Cache-Control"].startswith("private")
    assert answer.headers["Content-Disposition"].startswith("inline")


@pytest.mark.parametrize("name", ["plan.pdf", "notes.txt"])
def test_what_is_no_picture_is_only_ever_downloaded(cast, client_for, only_leo, name):
    asset = store_file(a_file(name, b"%PDF-1.7"), scope=only_leo, by=cast.leo)

    answer = client_for(cast.leo).get(asset.url)

    assert answer.headers["Content-Disposition"] == f'attachment; filename="{name}"'
    assert b"".join(answer)


def test_others_do_not_learn_that_it_is_there(cast, client_for, only_leo):
    asset = store_image(a_picture(), scope=only_leo, by=cast.leo)
    client = client_for(cast.nora)

    assert client.get(asset.url).status_code == 404
    assert client.get(f"/media/{asset.pk}/").status_code == 404
    assert client.get(f"/media/{uuid4()}/gate.png").status_code == 404


def test_a_stranger_is_asked_to_sign_in_whether_it_is_there_or_not(cast, client, only_leo):
    asset = store_image(a_picture(), scope=only_leo, by=cast.leo)

    for address in (asset.url, f"/media/{uuid4()}/gate.png"):
        assert client.get(address).status_code == 302


def test_a_scope_that_nobody_answers_for_is_seen_by_nobody(cast, client_for):
    asset = store_image(a_picture(), scope="nobody:1", by=cast.leo)

    assert client_for(cast.pavel).get(asset.url).status_code == 404


def test_the_organisation_s_own_is_for_everybody(cast, client):
    asset = store_image(a_picture(), scope=scopes.PUBLIC, by=cast.pavel)

    answer = client.get(asset.url)

    assert answer.status_code == 200
    assert b"".join(answer)


def test_what_a_browser_has_already_is_not_sent_again(cast, client_for, only_leo):
    asset = store_image(a_picture(), scope=only_leo, by=cast.leo)

    answer = client_for(cast.leo).get(asset.url, headers={"If-None-Match": f'"{asset.digest}"'})

    assert answer.status_code == 304


def test_bytes_that_are_gone_are_a_page_not_found(cast, client_for, only_leo):
    asset = store_image(a_picture(), scope=only_leo, by=cast.leo)
    vault.path_of(Asset.objects.get().digest).unlink()

    assert client_for(cast.leo).get(asset.url).status_code == 404


def test_numbers_that_are_tried_show_no_reader_a_picture_of_the_draft(cast, client_for):
    course = a_course(cast.amara)
    coming = store_image(a_picture(), scope=course.room_key, by=cast.amara)
    number = f"/media/{coming.pk}/"

    assert client_for(cast.nora).get(number).status_code == 404
    for person, address in ((cast.amara, number), (cast.nora, coming.url)):
        assert b"".join(client_for(person).get(address))
