"""What a learner gets to see: words escaped, structure kept."""

from __future__ import annotations

import html
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from manyhands.courses.blocks import (
    Answer,
    Asked,
    MediaFile,
    Node,
    Page,
    Piece,
    assemble,
    build,
    frame_hosts,
    read_video,
    render_block,
    render_question,
    render_static,
)
from tests.courses.blocks.test_repair import EVERY_KIND

FILE = MediaFile("/media/7/", "list.png", size=2048, width=640, height=480)
PAGE = Page(media=lambda _id: FILE)
EVIL = "<script>alert('x')</script> & \"quotes\""


class Reading(HTMLParser):
    """The elements and the words of some HTML."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.words = ""
        self.feed(source)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)

    def handle_data(self, data: str) -> None:
        self.words += data


@pytest.mark.parametrize(
    ("node", "expected"),
    [
        (build.paragraph("a ", build.bold("b"), build.line_break()), "<p>a <strong>b</strong><br></p>"),
        (build.heading("Part", level=3), "<h3>Part</h3>"),
        (build.numbered("x", start=3), '<ol start="3"><li><p>x</p></li></ol>'),
        (build.code("a < b", language="c"), "a &lt; b"),
        (build.table([["h"], ["c"]]), '<thead><tr><th scope="col">h</th></tr></thead>'),
        (build.picture(7, "A list"), 'alt="A list" width="640" height="480"'),
        (build.picture(7, "A list", decorative=True), 'alt=""'),
        (build.file(7, "The form"), 'download="list.png"'),
        (build.callout("Mind", tone="warning"), 'class="callout is-warning"'),
        (build.video("https://youtu.be/abc"), 'data-embed="https://www.youtube-nocookie.com/embed/abc"'),
        (build.video("https://evil.example/x"), '<a href="https://evil.example/x"'),
        (build.video("javascript:x"), "not there"),
    ],
)  # fmt: skip
def test_blocks_as_html(node: Node, expected: str) -> None:
    assert expected in render_static(node, PAGE)


def test_a_missing_picture_says_what_it_showed() -> None:
    assert '<p class="missing">A list</p>' in render_static(build.picture(99, "A list"), Page())


@given(st.text())
def test_no_text_becomes_markup(words: str) -> None:
    node = build.table([[words, words]])
    read = Reading(render_static(node, PAGE))
    assert set(read.tags) <= {"div", "table", "thead", "tr", "th"}
    quoted = render_static(build.picture(7, words), PAGE)
    assert (
        f'alt="{html.escape(words.strip()).replace("&quot;", "&#34;").replace("&#x27;", "&#39;")}"'
        in quoted
    )


def test_every_kind_escapes_what_people_write() -> None:
    evil = [
        build.paragraph(EVIL),
        build.picture(None, EVIL, EVIL),
        build.file(None, EVIL),
        build.video(EVIL, EVIL),
        build.step(EVIL),
        build.code(EVIL, language=EVIL),
    ]
    for node in evil:
        assert "<script" not in render_block(node, Page())
    asked = Asked(url='/x"><script>', csrf=Markup(""), answer=Answer(text=EVIL))
    assert "<script" not in render_question(build.open_question(EVIL), asked)
    choice = build.choice(EVIL, [(EVIL, EVIL, True), (EVIL, EVIL, False)])
    assert "<script" not in render_question(choice, asked)


def test_links_may_be_changed_or_taken_away_by_the_page() -> None:
    node = build.paragraph(build.link("there", "/courses/3/"))
    moved = render_static(node, Page(links=lambda _href: "/elsewhere/"))
    assert moved == '<p><a href="/elsewhere/">there</a></p>'
    assert render_static(node, Page(links=lambda _href: None)) == "<p>there</p>"
    assert render_static(node, Page(links=lambda _href: "javascript:x")) == "<p>there</p>"


def test_steps_in_a_row_share_one_list() -> None:
    nodes = [build.step("one"), build.step("two"), build.paragraph("!"), build.step("three")]
    pieces = [Piece(node["attrs"]["id"], node["type"], render_static(node, PAGE)) for node in nodes]
    column = assemble(pieces, after=lambda block_id: f"<{block_id}")
    assert Reading(column).tags.count("ol") == 2
    first = nodes[0]["attrs"]["id"]
    assert f'<li class="block is-step" id="block-{first}" data-block-id="{first}"' in column
    assert f"&lt;{first}" in column


def test_each_block_can_be_linked_to() -> None:
    for node in EVERY_KIND:
        assert f'id="block-{node["attrs"]["id"]}"' in render_block(node, PAGE)


@pytest.mark.parametrize(
    ("url", "embed"),
    [
        ("https://www.youtube.com/watch?v=a-_1&t=3", "https://www.youtube-nocookie.com/embed/a-_1"),
        ("https://youtu.be/a1?si=x", "https://www.youtube-nocookie.com/embed/a1"),
        ("https://www.youtube.com/shorts/a1", "https://www.youtube-nocookie.com/embed/a1"),
        ("https://vimeo.com/123", "https://player.vimeo.com/video/123?dnt=1"),
        ("https://www.dailymotion.com/video/x9", "https://www.dailymotion.com/embed/video/x9"),
        ("https://films.example/w/ab-12", "https://films.example/videos/embed/ab-12"),
        ("https://youtube.com.evil.example/watch?v=a1", None),
        ("https://www.youtube.com/watch?v=<script>", None),
        ("https://other.example/w/a", None),
        ("ftp://youtu.be/a1", None),
        (None, None),
    ],
)
def test_videos_from_the_list_only(url: str | None, embed: str | None) -> None:
    video = read_video(url, peertube=("films.example",))
    assert (video.embed if video else None) == embed


def test_frames_are_allowed_from_the_same_list() -> None:
    hosts = frame_hosts(("films.example",))
    assert hosts == (
        "https://www.youtube-nocookie.com",
        "https://player.vimeo.com",
        "https://www.dailymotion.com",
        "https://films.example",
    )
