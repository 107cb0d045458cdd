"""Pages of Markdown become courses; what has no place is named."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from manyhands.courses.blocks import Node, Page, children, parse_document, rows_of, text_of
from manyhands.courses.importing import (
    Category,
    ImportResult,
    Source,
    StoredPicture,
    convert,
    keep_ids,
    picture_bytes,
)


def _of(text: str, **files: str) -> ImportResult:
    pages = {"page.md": text} | {
        name.replace("__", "/") + ".md": words for name, words in files.items()
    }
    return convert(Source("test", pages))


def _blocks(text: str) -> list[Node]:
    course = _of(text).courses[0]
    document = course.document(media={}, courses={"page.md": 1})
    return list(parse_document(document).blocks)


def _kinds(text: str) -> list[str]:
    return [block["type"] for block in _blocks(text)]


@pytest.fixture
def sample(source: Source) -> dict[str, list[Node]]:
    """The blocks of each page of the sample, once everything is stored."""
    result = convert(source)
    ids = {course.path: number for number, course in enumerate(result.courses, start=1)}
    media = {"../images/key.png": StoredPicture(5, 8, 6), "../images/yard.pdf": StoredPicture(6)}
    documents = {c.path: c.document(media=media, courses=ids) for c in result.courses}
    return {path: list(parse_document(document).blocks) for path, document in documents.items()}


def test_title_and_goal_come_from_the_head(source: Source) -> None:
    course = {course.path: course for course in convert(source).courses}["index.md"]
    assert course.title == "Working at the gate"
    assert course.goal == "Let a lorry in and out without a queue"
    assert course.links == ("gate/opening.md", "gate/stuck.md")
    assert course.files == ("../images/yard.pdf",)


def test_a_heading_is_the_title_where_there_is_no_head(source: Source) -> None:
    titles = [course.title for course in convert(source).courses]
    assert titles == ["Working at the gate", "Opening the gate", "When the gate stays shut"]


def test_links_between_pages_become_links_between_courses(sample: dict[str, list[Node]]) -> None:
    html = _html(sample["index.md"])
    lamp = next(b for b in sample["gate/stuck.md"] if text_of(b) == "The lamp is red")
    assert '<a href="/courses/2/">Opening the gate</a>' in html
    assert f'<a href="/courses/3/#block-{lamp["attrs"]["id"]}">What to do' in html
    assert '<a href="/courses/3/">The short way there</a>' in html
    assert "<p>A page that was never written</p>" in html
    assert "<p>An agreement</p>" in html
    assert 'href="mailto:gate@ferrow.example"' in html


def test_a_link_to_a_file_becomes_a_file(sample: dict[str, list[Node]]) -> None:
    last = sample["index.md"][-1]
    assert (last["type"], last["attrs"]["media"], text_of(last)) == (
        "file",
        6,
        "The plan of the yard",
    )


def test_a_numbered_list_with_pictures_becomes_steps(sample: dict[str, list[Node]]) -> None:
    steps = [block for block in sample["gate/opening.md"] if block["type"] == "step"]
    assert [[part["type"] for part in children(step)] for step in steps] == [
        ["paragraph", "picture"],
        ["paragraph", "codeBlock"],
        ["paragraph", "bulletList"],
    ]
    picture = children(steps[0], "picture")[0]
    assert picture["attrs"] == {"media": 5, "decorative": False, "width": 8, "height": 6}
    assert text_of(steps[0]) == "Turn the key to the right.\nThe key in its lock"


def test_the_rest_of_the_page(sample: dict[str, list[Node]]) -> None:
    kinds = [block["type"] for block in sample["gate/opening.md"]]
    assert [kind for kind in kinds if kind != "step"] == [
        *("paragraph", "heading", "heading", "table", "callout", "paragraph", "picture", "picture")
    ]
    words = "\n".join(map(text_of, sample["gate/opening.md"]))
    assert "Ask <your shift leader> first." in words
    assert "{{" not in words
    assert "Red | Stuck" in words


def test_html_is_reduced_to_blocks(sample: dict[str, list[Node]]) -> None:
    blocks = sample["gate/stuck.md"]
    assert [block["type"] for block in blocks] == [
        *("paragraph", "bulletList", "heading", "paragraph", "table", "video"),
        *("orderedList", "codeBlock", "orderedList", "paragraph"),
    ]
    html = _html(blocks)
    assert "<strong>The lamp is green</strong>" in html
    assert "<br>They come at once." in html
    assert '<ol start="2">' in html
    assert "alert" not in html
    assert "color" not in html
    called = blocks[3]["attrs"]["id"]
    assert f'<a href="/courses/3/#block-{called}">the call</a>' in html
    assert '<a href="/courses/2/">nowhere</a>' in html


def test_everything_without_a_place_is_in_the_report(source: Source) -> None:
    report = convert(source).report
    found = {(entry.category, entry.page, entry.detail) for entry in report.entries}
    for expected in (
        (Category.LINK_DEAD, "index.md", "/gate/painting/"),
        (Category.LINK_UNSAFE, "index.md", "javascript:alert(1)"),
        (Category.LINK_BY_NAME, "index.md", "/stuck → gate/stuck.md"),
        (Category.TEMPLATE, "gate/opening.md", "{{ site.notice }}"),
        (Category.TEMPLATE, "gate/opening.md", "{% include footer.html %}"),
        (Category.UNKNOWN_TAG, "gate/opening.md", "<your shift leader>"),
        (Category.PICTURE_MISSING, "gate/opening.md", "../../images/gone.png"),
        (Category.NO_ALTERNATIVE, "gate/opening.md", "../../images/gone.png"),
        (Category.PICTURE_ELSEWHERE, "gate/opening.md", "https://elsewhere.example/gate.png"),
        (Category.HTML, "gate/stuck.md", "<style>"),
        (Category.HTML, "gate/stuck.md", "<script>"),
        (Category.PLACE_LOST, "gate/stuck.md", "gate/opening.md#missing"),
        (Category.MOVED, "gate/stuck.md", "codeBlock, list"),
    ):
        assert expected in found
    assert all(category.label for category in report.counts())
    assert set(report.by_page()) == {"index.md", "gate/opening.md", "gate/stuck.md"}


def test_the_same_page_gives_the_same_document(source: Source) -> None:
    assert convert(source).courses == convert(source).courses


def test_an_edited_page_keeps_the_names_of_its_blocks() -> None:
    one = "# T\n\nFirst words here.\n\nSecond words of it.\n\n## Part\n\nThird."
    former = _of(one).courses[0].document(media={}, courses={})
    edited = one.replace("Second words of it", "Second words of this").replace(
        "## Part", "New.\n\n## Part"
    )
    new = keep_ids(_of(edited).courses[0].document(media={}, courses={}), former)
    before = {text_of(b): b["attrs"]["id"] for b in parse_document(former).blocks}
    after = {text_of(b): b["attrs"]["id"] for b in parse_document(new).blocks}
    assert after["First words here."] == before["First words here."]
    assert after["Second words of this."] == before["Second words of it."]
    assert after["Third."] == before["Third."]
    assert after["New."] not in before.values()


def test_pictures_are_read_when_they_are_stored(source: Source) -> None:
    picture = picture_bytes(source, "../images/key.png")
    assert picture.name == "key.png"
    assert picture.data.startswith(b"\x89PNG")


@pytest.mark.parametrize(
    ("markdown", "kinds"),
    [
        ("", ["paragraph"]),
        ("~~gone~~ text", ["paragraph"]),
        ("a\n\n---\n\nb", ["paragraph", "horizontalRule", "paragraph"]),
        ("#### deep\n\n##### deeper", ["heading", "heading"]),
        ("text ![alt](x.png) more", ["paragraph", "picture", "paragraph"]),
        ("> a\n>\n> ```\n> b\n> ```", ["callout", "codeBlock"]),
        ("<div><div><p>deep</p></div></div>", ["paragraph"]),
        ("<p>one<p>two", ["paragraph", "paragraph"]),
        ("<ul><li>a<li>b</ul>", ["bulletList"]),
        ("</div></table>loose", ["paragraph"]),
        ("<figure><img src='x' alt='a'><figcaption>Of it</figcaption></figure>", ["picture"]),
        ("<iframe src='https://evil.example/'></iframe>", ["paragraph"]),
        ("<table></table>", ["paragraph"]),
        ("<dl><dt>Word</dt><dd>Meaning</dd></dl>", ["paragraph", "paragraph"]),
        ("- a\n\n  b\n\n  - c", ["bulletList"]),
    ],
)
def test_small_pages(markdown: str, kinds: list[str]) -> None:
    assert _kinds(markdown) == kinds


def test_heading_levels_are_two() -> None:
    levels = [b["attrs"]["level"] for b in _blocks("### a\n\n#### b\n\n### c\n\n###### d")]
    assert levels == [2, 3, 2, 3]


@pytest.mark.parametrize(
    "head", ["title: [", "title: !!python/object:os.system x", "a: " + "x" * 70_000]
)
def test_a_broken_head_costs_nothing(head: str) -> None:
    course = _of(f"---\n{head}\n---\n\n# Good\n\nWords.").courses[0]
    assert course.title == "Good"


def test_a_line_above_a_list_is_no_head() -> None:
    assert _kinds("---\n- a list\n---\n\nWords.") == [
        *("horizontalRule", "bulletList", "horizontalRule", "paragraph")
    ]


def test_a_page_without_a_title_takes_the_name_of_its_file() -> None:
    result = _of("Words.")
    assert result.courses[0].title == "Page"
    assert result.report.counts() == {Category.NO_TITLE: 1}


def test_the_sites_own_name_leads_inside() -> None:
    pages = {"page.md": "[x](https://hand.example/other/)", "other.md": "# Other"}
    course = convert(Source("test", pages), hosts=["hand.example"]).courses[0]
    assert course.links == ("other.md",)


MARKUP = st.sampled_from(
    ["<div>", "</div>", "<table>", "<tr>", "<td>", "<li>", "<ul>", "</ul>", "<script>", "<b>", "<img src=x>", "<p>",
     "# ", "- ", "1. ", "> ", "```\n", "| a | b |\n|---|---|\n", "\n\n", "![x](y)", "[x](/y#z)", "{{ x }}", "<x y>",
     "<details>", "<summary>", "<!--", "&lt;script&gt;", "\x00", "\ud800", "---\n"]
)  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(st.lists(MARKUP | st.text(max_size=5), max_size=25))
def test_any_page_becomes_a_course(parts: list[str]) -> None:
    course = _of("".join(parts)).courses[0]
    document: Any = course.document(media={}, courses={"page.md": 1})
    rows = rows_of(parse_document(document), Page())
    assert "<script" not in "".join(row.html for row in rows)


@pytest.mark.parametrize(
    "markdown",
    [
        "> " * 3000,
        "".join("  " * depth + "- x\n" for depth in range(500)),
        "<div>" * 20_000,
        "<table>" + "<tr><td>" * 20_000,
        "{{" * 50_000,
        "[" * 50_000,
        "&" * 100_000,
        "<" * 100_000,
    ],
)
def test_hostile_pages_end_soon(markdown: str) -> None:
    assert _blocks(markdown)


def test_a_whole_site_in_one_folder_beside_a_readme() -> None:
    pages = {"README.md": "# Read me", "site/a.md": "[b](/sub/b/)", "site/sub/b.md": "# B"}
    result = convert(Source("test", pages))
    assert result.courses[1].links == ("site/sub/b.md",)
    assert not result.report.counts().keys() & {Category.LINK_BY_NAME, Category.LINK_DEAD}


def _html(blocks: list[Node]) -> str:
    document = parse_document({"type": "doc", "content": blocks})
    return "".join(row.html for row in rows_of(document, Page()))
