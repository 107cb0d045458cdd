from __future__ import annotations

import json

import pytest

from manyhands.courses.blocks import Node, build, parse_document
from manyhands.courses.export import as_json, as_markdown


def markdown(*blocks: Node) -> str:
    document = parse_document(build.document("Gate", goal="open it", blocks=blocks))
    return as_markdown(document).split("open it\n\n")[1].strip()


@pytest.mark.parametrize(
    ("block", "text"),
    [
        (build.heading("Sunday", level=3), "### Sunday"),
        (build.paragraph("Ring ", build.bold("twice")), "Ring **twice**"),
        (build.paragraph(build.link("there", "/courses/3/")), "[there](/courses/3/)"),
        (build.bullets("a", "b"), "- a\n- b"),
        (build.numbered("a", "b"), "1. a\n2. b"),
        (build.callout("Look out", tone="warning"), "> Look out"),
        (build.code("ls -l", language="sh"), "```sh\nls -l\n```"),
        (build.table([["h", "i"], ["a|b", "c"]]), "| h | i |\n| --- | --- |\n| a\\|b | c |"),
        (build.picture(media=3, alternative="The gate"), "![The gate](media-3)"),
        (
            build.choice("Now?", [("Ring", "Loud", True), ("Go", "", False)]),
            "Now?\n\n- [x] Ring (Loud)\n- [ ] Go",
        ),
        (build.rule(), "---"),
    ],
)
def test_each_kind_is_written_as_markdown(block, text):
    assert markdown(block) == text


def test_steps_that_follow_each_other_are_counted():
    assert markdown(build.step("Open"), build.step("Close")) == "1. Open\n\n2. Close"


def test_json_is_the_document_itself():
    document = parse_document(build.document("Gäte 😀", blocks=[build.paragraph("x")]))

    assert json.loads(as_json(document)) == document.as_json()
