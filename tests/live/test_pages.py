from __future__ import annotations

import gzip
import socket
import time
from contextlib import ExitStack
from urllib.parse import urlsplit

import httpx
import pytest

from manyhands.web.live.pages import Pages


def echo(environ, start_response):
    """Answers with what arrived."""
    body = environ["wsgi.input"].read()
    cookie = ("Set-Cookie", " session=1")  # as Django writes it
    start_response("200 OK", [("Content-Type", "text/plain"), ("Vary", "Cookie"), cookie])
    return [environ["REQUEST_METHOD"].encode(), b" ", body, environ.get("HTTP_X_A", "").encode()]


@pytest.fixture
async def browser():
    pages = Pages(echo, threads=1, largest_body=2000, compress=True)
    transport = httpx.ASGITransport(app=pages)
    async with httpx.AsyncClient(transport=transport, base_url="http://test") as client:
        yield client


async def test_a_body_arrives_whole(browser):
    answer = await browser.post("/", content=b"hello")

    assert answer.text == "POST hello"
    assert answer.headers["set-cookie"] == "session=1"


async def test_a_long_text_is_compressed(browser):
    answer = await browser.post("/", content=b"o" * 1500)

    assert answer.headers["content-encoding"] == "gzip"
    assert answer.headers["vary"] == "Cookie, Accept-Encoding"
    assert int(answer.headers["content-length"]) < 200
    assert answer.text == "POST " + "o" * 1500


@pytest.mark.parametrize("accepted", ["identity", "br"])
async def test_only_who_asks_gets_it_compressed(browser, accepted):
    headers = {"accept-encoding": accepted}
    answer = await browser.post("/", content=b"o" * 1500, headers=headers)

    assert "content-encoding" not in answer.headers


async def test_a_short_text_is_left_alone(browser):
    assert "content-encoding" not in (await browser.get("/")).headers


async def test_too_large_a_body_is_refused_with_a_sentence(browser):
    answer = await browser.post("/", content=b"o" * 2001)

    assert answer.status_code == 413
    assert "too large" in answer.text


async def test_too_large_a_body_is_refused_before_it_is_read():
    """By what it says of its length; and without it, when the limit is passed."""
    pages = Pages(echo, threads=1, largest_body=2000, compress=True)

    for headers, most in (([(b"content-length", b"2147483648")], 0), ([], 3)):
        read, answers = 0, []

        async def receive():
            nonlocal read
            read += 1
            return {"type": "http.request", "body": b"x" * 1000, "more_body": True}

        async def send(message, answers=answers):
            answers.append(message)

        scope = {"type": "http", "method": "POST", "headers": headers}
        await pages(scope, receive, send)

        assert read <= most
        assert answers[0]["status"] == 413


async def test_a_header_that_only_looks_like_a_proxys_is_dropped(browser):
    answer = await browser.get("/", headers={"x_a": "forged"})

    assert answer.text == "GET "


def test_a_slow_upload_holds_nobody_up(site):
    """More slow uploads than page threads, and pages are still answered."""
    address = urlsplit(site).hostname, urlsplit(site).port
    with ExitStack() as slow:
        for _ in range(4):
            line = slow.enter_context(socket.create_connection(address))
            line.sendall(b"POST /nowhere/ HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\nbegun")
        time.sleep(0.2)

        answer = httpx.get(f"{site}/nowhere/", timeout=10)

    assert answer.status_code in (302, 404)


def test_the_compressed_twin_of_a_file_is_sent(site, tmp_path):
    style = b"a{}" * 500
    (tmp_path / "styles-abcdefgh.css").write_bytes(style)
    (tmp_path / "styles-abcdefgh.css.gz").write_bytes(gzip.compress(style))

    answer = httpx.get(f"{site}/static/styles-abcdefgh.css")

    assert answer.content == style
    assert answer.headers["content-encoding"] == "gzip"
    assert "immutable" in answer.headers["cache-control"]


@pytest.mark.parametrize("path", ["/static/", "/static/none.css", "/static/..%2f..%2fetc/passwd"])
def test_a_file_that_is_not_there_is_not_found(site, path):
    assert httpx.get(site + path).status_code == 404
