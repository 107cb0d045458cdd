"""What the container's linter does not know: nobody runs as root, and what is copied in is named."""

from __future__ import annotations

from .tree import ROOT

LINES = (ROOT / "Containerfile").read_text().splitlines()


def said(instruction: str) -> list[str]:
    return [line.split(" ", 1)[1] for line in LINES if line.startswith(f"{instruction} ")]


def test_it_runs_as_nobody_in_particular():
    assert said("USER") == ["10001:10001"]


def test_both_stages_stand_on_one_python_whose_version_is_said():
    bases = {line.split()[0] for line in said("FROM")}

    assert len(bases) == 1
    assert ":3." in bases.pop()


def test_what_is_not_named_stays_outside():
    rules = [
        line
        for line in (ROOT / ".dockerignore").read_text().splitlines()
        if line and not line.startswith("#")
    ]
    wanted = [rule.removeprefix("!") for rule in rules if rule.startswith("!")]

    assert rules[0] == "*"
    assert [name for name in wanted if not (ROOT / name).exists()] == []
