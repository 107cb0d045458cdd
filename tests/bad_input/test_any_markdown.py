"""Pages to be imported, however they are written: courses that fit come of them, and links that are safe."""

from __future__ import annotations

import zipfile
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from manyhands.courses.blocks import parse_document
from manyhands.courses.blocks.inline import marks_of, safe_link
from manyhands.courses.blocks.node import attribute, descend, kind_name
from manyhands.courses.importing import ImportRefused, Source, convert, picture_bytes, read_source

from .any_words import ANY

MANY = 3000
PIECES = (
    *(
        "# ",
        "- ",
        "1. ",
        "> ",
        "```",
        "|a|b|\n|-|-|\n|c|d|\n",
        "**",
        "_",
        "~~",
        "`",
        "[",
        "](",
        "![",
        ")",
    ),
    *(
        "\n",
        "\n\n",
        "    ",
        "---\n",
        "title: ",
        "<!--",
        "-->",
        "<table><tr><td>",
        "</td>",
        "<li>",
        "<div>",
    ),
    *(
        "<img src=x onerror=mhevil()>",
        "<a href='javascript:mhevil()'>",
        "<iframe src=//e>",
        "{{",
        "}}",
        "&#0;",
    ),
    *(
        "<pre><code class='language-x'>",
        "<ol start=99999999>",
        "<td colspan=9999 rowspan=9999>",
        "[x](#x)",
    ),
    *(
        "[x](p.md)",
        "[x](../../etc/passwd)",
        "[x]: x\n",
        "<svg>",
        "<h1>",
        "\\",
        "<",
        "\x00",
        "\ud800",
    ),
)


def imported(text: str) -> list[dict[str, Any]]:
    source = Source("site", pages={"p.md": text})
    return [course.document(media={}, courses={"p.md": 7}) for course in convert(source).courses]


@settings(max_examples=150)
@given(st.lists(st.sampled_from(PIECES) | ANY.map(lambda words: words[:300]), max_size=30))
def test_any_page_becomes_a_course_that_fits(pieces: list[str]) -> None:
    [document] = imported("".join(pieces))

    assert parse_document(document).as_json() == document
    for node in descend(document):
        for mark in marks_of(node):
            href = attribute(mark, "href")
            assert href is None or safe_link(href) == href


@pytest.mark.parametrize("piece", PIECES)
def test_the_same_piece_thousands_of_times_is_borne(piece: str) -> None:
    text = piece * MANY
    [document] = imported(text)

    assert sum(1 for _ in descend(document)) < 20 * len(text)
    assert parse_document(document).as_json() == document


def test_few_broad_rows_among_many_narrow_ones_are_not_filled_up() -> None:
    text = "<table><tr>" + "<td>a" * 50 + "</tr>" + "<tr><td>b" * 2000 + "</table>"
    [document] = imported(text)

    assert sum(kind_name(node) == "tableCell" for node in descend(document)) < 2100


UNFOLDING = "\n".join(
    f"a{n}: &a{n} {{<<: [{', '.join([f'*a{n - 1}'] * 10)}]}}" if n else "a0: &a0 {k: v}"
    for n in range(9)
)


@pytest.mark.parametrize(
    "head",
    [
        UNFOLDING,
        "title: 0x" + "f" * 20_000,
        "title: 1" + ":59" * 5000,
        "title: !!python/object/apply:os.system ['id']",
        "title: " + "[" * 10_000,
        "title: 9999-99-99",
        "? [a, b]\n: c",
        "title: .nan\ngoal: .inf",
    ],
    ids=["unfolding", "hexadecimal", "sixties", "python", "deep", "date", "key", "nan"],
)
def test_a_head_that_means_harm_is_passed_over(head: str) -> None:
    [document] = imported(f"---\n{head}\n---\n# Night shift\n\nHand over the keys.\n")

    assert "Hand over the keys." in str(document)


@pytest.mark.parametrize("broken", ["method", "checksum", "bytes", "nested"])
def test_a_zip_that_is_broken_inside_is_refused_in_a_sentence(tmp_path, broken: str) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as zipped:
        zipped.writestr("good.md", "# Good\n\n![key](key.png)")
        zipped.writestr("key.png", b"PK\x05\x06" + bytes(range(256)) * 4)
        zipped.writestr("inner.zip", b"PK\x03\x04")
    data = bytearray(path.read_bytes())
    at = data.rindex(b"key.png") - 46 if broken != "bytes" else data.index(b"key.png") + 20
    if broken == "method":
        data[at + 10] = 99
    elif broken == "checksum":
        data[at + 16] ^= 255
    elif broken == "bytes":
        data[at : at + 30] = b"\xff" * 30
    path.write_bytes(data)

    source = read_source(path)

    assert "inner.zip" not in source.pages
    if broken != "nested":
        with pytest.raises(ImportRefused):
            picture_bytes(source, "key.png")


def test_of_two_entries_of_one_name_one_counts(tmp_path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as zipped:
        zipped.writestr("a.md", "# First")
        with pytest.warns(UserWarning, match="Duplicate"):
            zipped.writestr("a.md", "# Second")

    assert len(convert(read_source(path)).courses) == 1
