"""Files over the real entry point: in parts, never whole in memory, under headers that let them do nothing."""

from __future__ import annotations

import httpx
import pytest
from django.conf import settings

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
