"""What bin/audit makes of the answers it gets."""

from __future__ import annotations

import json
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

import pytest

FILE = Path(__file__).resolve().parents[2] / "bin/_audit.py"


@pytest.fixture
def audit(monkeypatch):
    spec = spec_from_file_location("audit", FILE)
    module = module_from_spec(spec)
    monkeypatch.setitem(__import__("sys").modules, "audit", module)
    spec.loader.exec_module(module)
    monkeypatch.delenv("MANYHANDS_AUDIT", raising=False)
    monkeypatch.setattr("sys.argv", ["audit"])
    return module


HOLE = {"id": "PYSEC-1", "aliases": ["GHSA-a"], "fix_versions": ["2.0"]}
PYTHON = {"dependencies": [{"name": "ice", "version": "1.0", "vulns": [HOLE]}]}
NODE = {
    "vulnerabilities": {
        "sea": {
            "via": [
                "ice",
                {"url": "https://x/GHSA-b", "name": "sea", "range": "<2", "title": "Leaks"},
            ]
        }
    }
}
SKIPPED = {"dependencies": [{"name": "ice", "skip_reason": "not found"}]}


def answered(audit, monkeypatch, python: object, node: object, known: str = "") -> int:
    said = {"pip-audit": json.dumps(python), "npm": json.dumps(node)}
    monkeypatch.setattr(audit, "ask", lambda tool, *_rest, **_where: said[Path(tool).name])
    monkeypatch.setattr(audit, "read_known", lambda text, read=audit.read_known: read(known))
    return audit.main()


def test_a_known_hole_fails_and_says_what_mends_it(audit, monkeypatch, capsys):
    assert answered(audit, monkeypatch, PYTHON, NODE) == 1

    said = capsys.readouterr().err
    assert "ice 1.0: GHSA-a, PYSEC-1. Mended in 2.0." in said
    assert "sea <2: GHSA-b. Leaks." in said


def test_one_that_does_not_concern_us_is_passed_over_by_any_of_its_names(audit, monkeypatch):
    known = "GHSA-a  2026-11-26  Only where ice melts.\nGHSA-b 2026-11-26 We never go to sea."

    assert answered(audit, monkeypatch, PYTHON, NODE, known) == 0


@pytest.mark.parametrize("line", ["GHSA-a", "GHSA-a 2026-11-26", "GHSA-a because of reasons"])
def test_without_a_day_and_a_reason_nothing_is_passed_over(audit, line):
    with pytest.raises(SystemExit):
        audit.read_known(line)


@pytest.mark.parametrize("python", ["no answer", SKIPPED])
def test_a_service_that_is_away_is_said_and_no_failure(audit, monkeypatch, capsys, python):
    assert answered(audit, monkeypatch, python, {"message": "405"}) == 0
    assert capsys.readouterr().out.count("Not asked: ") == 2


def test_where_one_is_strict_it_is_one(audit, monkeypatch):
    monkeypatch.setenv("MANYHANDS_AUDIT", "strict")

    assert answered(audit, monkeypatch, SKIPPED, NODE | {"vulnerabilities": {}}) == 1


def test_the_file_of_the_project_can_be_read(audit):
    audit.read_known(audit.KNOWN.read_text())
