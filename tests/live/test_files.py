"""Files over the real entry point: in parts, never whole in memory, under headers that let them do nothing."""

from __future__ import annotations

import socket
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import pytest
from django.conf import settings

from manyhands.media.models import Asset
from manyhands.media.storing import store_file, store_image
from tests.factories_courses import a_draft
from tests.factories_media import a_file, a_picture

pytestmark = pytest.mark.django_db(transaction=True)
FILM = b"\x00\x00\x00\x18ftypmp42" + bytes(range(256)) * 2000
PAGE = b"<html><script>alert(1)</script></html>"


@pytest.fixture
def course(cast):
    return a_draft(cast.amara)


@pytest.fixture
def fetch(site, client_for):
    """``fetch(person, address)``: what their browser gets."""

    def get(person, address, **headers):
        key = client_for(person).cookies[settings.SESSION_COOKIE_NAME].value
        headers["Cookie"] = f"{settings.SESSION_COOKIE_NAME}={key}"
        return httpx.get(site + address, headers=headers, timeout=10)

    return get


def test_a_part_of_a_film_is_sent_where_a_part_is_asked_for(cast, course, fetch):
    film = store_file(a_file("walk.mp4", FILM), scope=course.room_key, by=cast.amara)

    whole, part = fetch(cast.amara, film.url), fetch(cast.amara, film.url, Range="bytes=100-199")

    assert (whole.status_code, whole.content) == (200, FILM)
    assert (part.status_code, part.content) == (206, FILM[100:200])
    assert part.headers["content-range"] == f"bytes 100-199/{len(FILM)}"
    assert fetch(cast.amara, film.url, Range=f"bytes={10**12}-").status_code == 416


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("both.pdf", b"%PDF-1.7\n" + PAGE),
        ("both.zip", b"PK\x03\x04" + PAGE),
        ("page.txt", PAGE),
        ("walk.mp4", FILM[:12] + PAGE),
    ],
)
def test_what_is_two_things_at_once_is_kept_but_does_nothing(cast, course, fetch, name, content):
    asset = store_file(a_file(name, content), scope=course.room_key, by=cast.amara)

    headers = fetch(cast.amara, asset.url).headers

    assert headers["content-disposition"].startswith("attachment")
    assert headers["x-content-type-options"] == "nosniff"
    assert "default-src 'none'" in headers["content-security-policy"]
    assert "sandbox" in headers["content-security-policy"]
    assert "html" not in headers["content-type"]


def test_a_script_behind_a_picture_does_not_come_along(cast, course, fetch):
    both = a_file("both.gif", a_picture("a.gif", kind="GIF").read() + b"/*" + PAGE)
    asset = store_image(both, scope=course.room_key, by=cast.amara)

    answer = fetch(cast.amara, asset.url)

    assert b"script" not in answer.content
    assert answer.headers["content-type"] == "image/gif"


def test_files_of_a_draft_are_for_its_authors(cast, course, fetch):
    film = store_file(a_file("walk.mp4", FILM), scope=course.room_key, by=cast.amara)

    assert fetch(cast.nora, film.url).status_code == 404
    assert fetch(cast.nora, film.url, Range="bytes=0-9").status_code == 404


@pytest.mark.parametrize(
    "name", ['a"b\r\nX-Evil: 1.txt', "\u202efdp.txt", "ä" * 300 + ".txt", "%0d%0aX: 1.txt"]
)
def test_a_name_never_breaks_the_headers(cast, course, fetch, name):
    asset = store_file(a_file(name, b"words"), scope=course.room_key, by=cast.amara)

    answer = fetch(cast.amara, asset.url)

    assert answer.content == b"words"
    assert not {"x-evil", "x"} & set(answer.headers)
    assert "\u202e" not in asset.name


def test_an_upload_cut_in_the_middle_leaves_nothing(cast, course, site, client_for):
    client = client_for(cast.amara)
    address = urlsplit(site)
    head = (
        f"POST /courses/{course.pk}/draft/uploads/ HTTP/1.1\r\nHost: localhost\r\n"
        f"Cookie: sessionid={client.cookies['sessionid'].value}; csrftoken={'m' * 32}\r\n"
        f"X-CSRFToken: {'m' * 32}\r\nContent-Type: multipart/form-data; boundary=mh\r\n"
        "Content-Length: 100000\r\n\r\n"
        '--mh\r\nContent-Disposition: form-data; name="file"; filename="a.zip"\r\n\r\nPK\x03\x04'
    )
    with socket.create_connection((address.hostname, address.port)) as line:
        line.sendall(head.encode())

    assert client.get(f"/courses/{course.pk}/draft/preview/").status_code == 200
    assert not Asset.objects.exists()
    assert not list(Path(settings.MEDIA_ROOT).glob("**/*"))


def test_a_form_that_ends_too_early_is_answered_and_keeps_nothing(cast, course, client_for):
    body = b'--mh\r\nContent-Disposition: form-data; name="file"; filename="a.zip"\r\n\r\nPK'
    answer = client_for(cast.amara).post(
        f"/courses/{course.pk}/draft/uploads/",
        data=body,
        content_type="multipart/form-data; boundary=mh",
    )

    assert answer.status_code == 400
    assert not Asset.objects.exists()


@pytest.mark.parametrize("content", [b"", b"MZ"])
def test_what_the_editor_sends_in_vain_is_told_in_a_sentence(cast, course, client_for, content):
    answer = client_for(cast.amara).post(
        f"/courses/{course.pk}/draft/uploads/", {"file": a_file("plan.pdf", content)}
    )

    assert answer.status_code == 400
    assert answer.json()["error"]
