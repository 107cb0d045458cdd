from __future__ import annotations

import ast
from collections.abc import Iterator

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

from .tree import PACKAGE, functions, name_of, parsed, python_files

WRITES = {
    "save",
    "create",
    "bulk_create",
    "get_or_create",
    "update_or_create",
    "bulk_update",
    "delete",
}
VIEWS = [p for p in python_files(PACKAGE) if "views" in (p.stem, p.parent.name)]
LONGEST_VIEW = 20


@pytest.mark.parametrize("path", VIEWS, ids=name_of)
def test_views_never_write(path):
    calls = [node.func for node in ast.walk(parsed(path)) if isinstance(node, ast.Call)]
    writes = {call.attr for call in calls if isinstance(call, ast.Attribute)} & WRITES

    assert not writes, "call an action instead"


@pytest.mark.parametrize("path", VIEWS, ids=name_of)
def test_a_view_has_three_beats(path):
    long = [
        f"{function.name}: {_lines(function)} lines"
        for function in functions(path)
        if _is_a_view(function) and _lines(function) > LONGEST_VIEW
    ]

    assert not long, f"find, act, show: at most {LONGEST_VIEW} lines"


def test_every_url_says_who_may_open_it():
    silent = [
        f"{pattern.name or pattern.pattern}"
        for pattern in _patterns(get_resolver())
        if not hasattr(pattern.callback, "access")
    ]

    assert not silent, "members_only, open_to_all …"


def _lines(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    return (function.end_lineno or 0) - function.lineno + 1


def _is_a_view(function: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    """It says who may open it, by a decorator."""
    takes_a_request = bool(function.args.args) and function.args.args[0].arg == "request"
    return takes_a_request and bool(function.decorator_list)


def _patterns(resolver: URLResolver) -> Iterator[URLPattern]:
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            yield from _patterns(entry)
        else:
            yield entry
