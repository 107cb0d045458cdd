from __future__ import annotations

import ast

from .tree import PACKAGE, ROOT, functions, name_of, parsed, python_files

EMPTY_WORDS = {"Service", "Manager", "Helper", "Utils", "Handler", "Processor"}
EMPTY_FILES = {"utils", "helpers", "misc", "common", "base", "services", "managers"}
# Django's own way of making a person needs a class of this name, and an engine of a database a file of this one.
NAMED_BY_DJANGO = {"PersonManager", "sqlite/base.py", "postgresql/base.py"}


def test_a_test_is_named_by_what_it_says():
    mute = [
        f"{name_of(path)}: {function.name}"
        for path in python_files(ROOT / "tests")
        if path.name.startswith("test_")
        for function in functions(path)
        if function.name.startswith("test_") and len(function.name.split("_")) < 3
    ]

    assert not mute, "say what is true, in words"


def test_no_file_is_a_drawer_for_odds_and_ends():
    drawers = [p for p in python_files(PACKAGE) if p.stem in EMPTY_FILES]
    assert not [name_of(p) for p in drawers if f"{p.parent.name}/{p.name}" not in NAMED_BY_DJANGO]


def test_no_class_is_named_by_an_empty_word():
    empty = [
        f"{name_of(path)}: {node.name}"
        for path in python_files(PACKAGE)
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.ClassDef)
        if any(node.name.endswith(word) for word in EMPTY_WORDS)
        and node.name not in NAMED_BY_DJANGO
    ]

    assert not empty


def test_every_module_has_its_annotations_from_the_future():
    without = [
        name_of(path)
        for path in python_files(PACKAGE)
        if parsed(path).body and not _is_a_list_of_names(path)
        if "from __future__ import annotations" not in path.read_text()
    ]

    assert not without


def _is_a_list_of_names(path) -> bool:
    return path.name == "__init__.py"
