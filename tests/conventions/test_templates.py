from __future__ import annotations

import re

import pytest

from manyhands.web.templating import jinja

from .tree import name_of, templates

FORBIDDEN = {
    "an inline style": re.compile(r"<[^>]*\sstyle\s*=", re.IGNORECASE),
    "an inline handler": re.compile(r"<[^>]*\son[a-z]+\s*=", re.IGNORECASE),
    "an inline script": re.compile(
        r"<script(?![^>]*\b(src|type=\"(application|text)/(json|plain))\b)", re.IGNORECASE
    ),
    "unescaped words": re.compile(r"\|\s*safe\b"),
}
JINJA = [path for path in templates() if path.suffix == ".html"]


@pytest.mark.parametrize("path", JINJA, ids=name_of)
def test_a_template_compiles(path):
    jinja().compile(path.read_text(), filename=str(path))


LOADED = re.compile(r"<script\b[^>]*\bsrc=[^>]*>", re.IGNORECASE)


@pytest.mark.parametrize("path", JINJA, ids=name_of)
def test_a_script_leaves_the_line_to_what_is_drawn_first(path):
    assert all('fetchpriority="low"' in script for script in LOADED.findall(path.read_text()))


@pytest.mark.parametrize("path", JINJA, ids=name_of)
def test_a_template_holds_nothing_that_the_browser_must_refuse(path):
    text = re.sub(r"\{#.*?#\}", "", path.read_text(), flags=re.DOTALL)
    found = [what for what, pattern in FORBIDDEN.items() if pattern.search(text)]

    assert not found
