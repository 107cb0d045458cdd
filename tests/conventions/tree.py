"""What the convention tests walk through."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "manyhands"

STAIRCASE = (
    {"kernel"},
    {"journal"},
    {"web"},
    {"media"},
    {"people"},
    {"collab"},
    {"needs"},
    {"courses"},
    {"learning"},
    {"feedback"},
    {"notifications", "search", "impact"},
    {"home"},
    {"demo"},
    {"backup"},
    {"config"},
    {"cli"},
)


def height_of(domain: str) -> int | None:
    """How far up the staircase a domain stands; None for what is not ours."""
    return next((at for at, step in enumerate(STAIRCASE) if domain in step), None)


def python_files(*folders: Path) -> list[Path]:
    found = [file for folder in folders for file in folder.rglob("*.py")]
    return sorted(file for file in found if "migrations" not in file.parts)


def templates() -> list[Path]:
    return sorted(PACKAGE.glob("*/templates/**/*.*"))


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))


def domain_of(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0]


@cache
def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


Function = ast.FunctionDef | ast.AsyncFunctionDef


def functions(path: Path) -> Iterator[Function]:
    for node in ast.walk(parsed(path)):
        if isinstance(node, Function):
            yield node
