"""What the measuring commands print; what they measure is never asserted."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from bench import measuring, reporting
from bench.measuring import Figure, Measurement


@pytest.fixture
def before() -> Measurement:
    figures = [Figure("a page", 10.0, "ms", target=8), Figure("writes", 250, "a second", 200, True)]
    return Measurement("pages", "size M", figures, seconds=1.0, calibration_ms=40.0)


def test_a_ceiling_and_a_floor():
    assert Figure("a page", 8.0, "ms", target=8).is_met
    assert not Figure("writes", 199, "a second", target=200, at_least=True).is_met
    assert Figure("memory", 120, "MiB").is_met is None
    assert Figure("writes", 1, "a second", target=1500, at_least=True).target_words == (
        "≥ 1,500 a second"
    )


def test_three_digits_that_matter():
    numbers = (0.0412, 8.314, 52.26, 12345.6, 3.0)

    assert [measuring.amount(one) for one in numbers] == ["0.041", "8.31", "52.3", "12,346", "3"]


def test_the_part_below_which_most_lie():
    assert measuring.share(range(100), 0.95) == 95
    assert measuring.share([7.0], 0.95) == 7.0


def test_a_measurement_as_json_comes_back_the_same(capsys, before):
    made = measuring.publish("pages", "size M", lambda: before.figures, as_json=True)

    assert Measurement.from_json(json.loads(capsys.readouterr().out)) == made


def test_a_table_says_what_was_missed(capsys, before):
    measuring.publish("pages", "size M", lambda: before.figures, as_json=False)

    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[-1] for line in lines if "≤" in line or "≥" in line] == ["MISSED", "met"]


def test_the_report_compares_with_the_last_one(before):
    plan = reporting.Plan(quick=False, handbook=None, only=())
    now = Measurement(
        "pages", "size M", [Figure("a page", 8.0, "ms", 8)], seconds=1.0, calibration_ms=41.0
    )
    plan.failures["loop"] = "no browser"

    text = reporting._document(plan, [now], [before], 60.0)

    assert "| a page | 8 ms | ≤ 8 ms | met | 10 (-20%) |" in text
    assert "| **loop** | failed: no browser | | | |" in text


def test_on_another_machine_only_the_old_figure_is_told(before):
    slow = Measurement("pages", "size M", [], seconds=1.0, calibration_ms=80.0)

    assert reporting._compared(20.0, slow, (10.0, before)) == "10"


def test_nor_where_others_keep_its_memory_busy(before):
    then, now = replace(before, memory_ms=10.0), replace(before, memory_ms=20.0)

    assert reporting._compared(20.0, now, (10.0, then)) == "10"
    assert reporting._compared(20.0, now, (10.0, before)) == "10 (+100%)"  # not known of then


def test_the_report_keeps_what_people_wrote(tmp_path, monkeypatch):
    file = tmp_path / "figures.md"
    file.write_text(
        f"# Figures\n\nWhy.\n\n{reporting.BEGIN}\n\nold\n\n{reporting.END}\n\n## After\n"
    )
    monkeypatch.setattr(reporting, "FIGURES", file)

    reporting._write("new")

    assert file.read_text() == (
        f"# Figures\n\nWhy.\n\n{reporting.BEGIN}\n\nnew\n\n{reporting.END}\n\n## After\n"
    )


def test_one_that_fails_lets_the_others_go_on(monkeypatch, before):
    plan = reporting.Plan(quick=True, handbook=None, only=["release", "loop"])

    def run(words):
        if words[0] == "bench/release":
            raise OSError("no such file")
        return before

    monkeypatch.setattr(reporting, "_one", run)

    assert list(reporting._run(plan, reporting.Console(quiet=True))) == [before]
    assert plan.failures == {"release": "no such file"}
