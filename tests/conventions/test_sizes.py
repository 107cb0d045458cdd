"""Files stay small enough to read in one go. A limit reached means that a noun is hiding: split by idea."""

from __future__ import annotations

import ast
from pathlib import Path

from .tree import PACKAGE, ROOT, functions, name_of, python_files, templates

PYTHON, FUNCTION, PARAMETERS, TEMPLATE, ELEMENT, STYLE = 400, 50, 6, 150, 250, 350

# What may be larger, with the reason, one to a line: "path: reason". The list only shrinks.
EXCEPTIONS = Path(__file__).with_name("larger.txt")


def _excused() -> dict[str, str]:
    lines = [line for line in EXCEPTIONS.read_text().splitlines() if line.strip()]
    return dict(line.split(": ", 1) for line in lines)


def _too_long(files: list[Path], limit: int) -> list[str]:
    sizes = {name_of(path): len(path.read_text().splitlines()) for path in files}
    return [
        f"{name}: {size} lines"
        for name, size in sizes.items()
        if size > limit and name not in _excused()
    ]


def test_python_files_can_be_read_in_one_go():
    files = python_files(PACKAGE, ROOT / "tests", ROOT / "bench")

    assert not _too_long(files, PYTHON)


def test_templates_can_be_read_in_one_go():
    assert not _too_long(templates(), TEMPLATE)


def test_elements_can_be_read_in_one_go():
    assert not _too_long(sorted((ROOT / "frontend/src/elements").rglob("*.ts")), ELEMENT)


def test_the_editors_files_can_be_read_in_one_go():
    assert not _too_long(sorted((ROOT / "frontend/src").rglob("*.ts")), PYTHON)


def test_styles_can_be_read_in_one_go():
    assert not _too_long(sorted((ROOT / "frontend/src/styles").rglob("*.css")), STYLE)


def test_functions_do_one_thing():
    long = [
        f"{name_of(path)}:{function.lineno} {function.name}: {size} lines"
        for path in python_files(PACKAGE, ROOT / "tests", ROOT / "bench")
        for function in functions(path)
        if (size := (function.end_lineno or 0) - function.lineno + 1) > FUNCTION
    ]

    assert not long


def test_functions_ask_for_little():
    greedy = [
        f"{name_of(path)}:{function.lineno} {function.name}"
        for path in python_files(PACKAGE)
        for function in functions(path)
        if _parameters(function) > PARAMETERS
    ]

    assert not greedy


def test_every_exception_is_still_one():
    kept = {name for name in _excused() if (ROOT / name).exists()}

    assert kept == set(_excused())


def _parameters(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    own = function.args
    names = [argument.arg for argument in (*own.posonlyargs, *own.args, *own.kwonlyargs)]
    return len([name for name in names if name not in ("self", "cls")])
