"""What the editor in the browser knows by heart is what the server says.

``frontend/test/editor/*.json`` are the server's words for the tests there; when they differ from today's, run this
file with MANYHANDS_WRITE_FIXTURES=1.
"""

from __future__ import annotations

import base64
import json
import os
import re
from pathlib import Path
from typing import Any

from pycrdt import Doc

from manyhands.collab.live.door import Code
from manyhands.collab.models import SCHEMA_VERSION
from manyhands.collab.words import EDITOR_WORDS, editor_facts
from manyhands.collab.ydoc import Shape, read_document, write_document
from manyhands.courses import blocks
from manyhands.courses.blocks import build

FRONTEND = Path(__file__).parents[2] / "frontend"
WRITES = "MANYHANDS_WRITE_FIXTURES" in os.environ
SOURCES = sorted((FRONTEND / "src/editor").rglob("*.ts"))


def test_every_sentence_of_the_editor_is_translated_here() -> None:
    said = {
        sentence
        for source in SOURCES
        for sentence in re.findall(r'\bt\(\s*"([^"]+)"', source.read_text())
    }
    assert said == set(EDITOR_WORDS)


def test_codes_and_version_are_the_same() -> None:
    codes = (FRONTEND / "src/editor/codes.ts").read_text()
    told = dict(re.findall(r"(\w+): (\d{4})", codes))
    ours = {code.name.title().replace("_", ""): str(code.value) for code in Code if code >= 4000}
    assert told == ours
    assert f"SCHEMA_VERSION = {SCHEMA_VERSION}\n" in codes


def test_the_kinds_of_block_are_those_of_the_registry() -> None:
    facts = editor_facts("course:1")
    assert {kind["name"] for kind in facts["kinds"]} == set(blocks.KINDS)
    assert all(isinstance(kind["label"], str) for kind in facts["kinds"])
    assert editor_facts("nothing:1")["kinds"] == []


def test_the_schema_in_the_editors_tests_is_todays() -> None:
    schema = blocks.schema()
    nodes = {name: _defaults(node) for name, node in schema["nodes"].items()}
    marks = [[name, _defaults(mark)] for name, mark in schema["marks"].items()]
    _is_kept("schema.json", {"nodes": nodes, "marks": marks})


def test_the_documents_in_the_editors_tests_are_read_so_today() -> None:
    attributes, marks = blocks.collab_shape()
    shape = Shape(attributes=attributes, marks=marks)
    file = FRONTEND / "test/editor/documents.json"
    if WRITES:
        _write(file, [_written(name, document, shape) for name, document in _documents().items()])
    for one in json.loads(file.read_text()):
        doc: Doc[Any] = Doc()
        doc.apply_update(base64.b64decode(one["update"]))
        assert read_document(doc, shape) == one["document"]


def _written(name: str, document: dict[str, Any], shape: Shape) -> dict[str, Any]:
    doc = write_document(document)
    update = base64.b64encode(doc.get_update()).decode()
    return {"name": name, "document": read_document(doc, shape), "update": update}


def _documents() -> dict[str, Any]:
    words = [
        build.paragraph(
            "é😀 ", build.bold("bold"), " and ", build.link("there", "/courses/3/"), id="p1"
        ),
        build.heading("A part", level=3, id="h1"),
        build.bullets("one", "two", id="l1"),
        build.numbered("first", "second", id="l2"),
        build.code("ls -l", language="sh", id="k1"),
        build.rule(id="r1"),
    ]
    boxes = [
        build.callout("Mind the gap", tone="warning", id="c1"),
        build.step(
            "Open it", id="s1", picture=build.picture(media=3, alternative="A door", id="n1")
        ),
        build.picture(media=4, alternative="", caption="A lorry", decorative=True, id="n2"),
        build.table([["a", "b"], ["1", "2"]], id="t1"),
        build.file(5, "The form", id="f1"),
        build.video("https://vimeo.com/1", "Two minutes", id="v1"),
    ]
    questions = [
        build.choice("When?", [("Six", "late", False), ("Five", "", True)], required=True, id="q1"),
        build.open_question("Why?", id="q2"),
        build.reflection("And you?", id="q3"),
    ]
    named = {"words": words, "boxes": boxes, "questions": questions}
    return {
        name: build.document("Title", goal="do it", for_whom="all", blocks=content)
        for name, content in named.items()
    }


def _defaults(spec: dict[str, Any]) -> dict[str, Any]:
    return {name: attribute["default"] for name, attribute in spec["attrs"].items()}


def _is_kept(name: str, content: Any) -> None:
    file = FRONTEND / "test/editor" / name
    if WRITES:
        _write(file, content)
    assert json.loads(file.read_text()) == content


def _write(file: Path, content: Any) -> None:
    file.write_text(json.dumps(content, indent=2, ensure_ascii=False) + "\n")
