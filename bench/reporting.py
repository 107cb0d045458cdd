"""``bench/report``: every measurement, one after another, into one table of docs/operating/figures.md.

One that fails says so and the others go on. What was measured last time stands beside. Takes about a quarter of an hour
on two quiet cores once the data is filled, ``--quick`` three minutes.
"""

from __future__ import annotations

import argparse
import itertools
import json
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from rich.console import Console

from manyhands import __version__

from .measuring import DATABASES, Figure, Measurement, amount, calibration, machine, memory_walk
from .setting import FILLED, ROOT, folder_of

FIGURES: Final = ROOT / "docs" / "operating" / "figures.md"
KEPT: Final = ROOT / "docs" / "operating" / "figures.json"
BEGIN: Final = "<!-- measured: bench/report writes what is between these two marks -->"
END: Final = "<!-- end of what is measured -->"
MOST_QUERIES: Final = 12
MOST_BYTES: Final = 40_000
MOST_GZIPPED: Final = 10_000
LONGEST: Final = 1200
CHANGED: Final = 0.1


@dataclass(slots=True)
class Plan:
    """What to run: the name of each, its words, and what had to be said about those that failed."""

    quick: bool
    handbook: Path | None
    only: Sequence[str]
    failures: dict[str, str] = field(default_factory=dict)

    def commands(self) -> Iterator[tuple[str, list[str]]]:
        for name, words in self._all():
            if not self.only or any(one in name for one in self.only):
                yield name, words

    def _all(self) -> Iterator[tuple[str, list[str]]]:
        size = "demo" if self.quick else "M"
        rounds = ["--rounds", "5"] if self.quick else []
        yield "start", ["bench/start", size, *(["--pages", "200"] if self.quick else [])]
        for on in DATABASES:
            for one in ["demo"] if self.quick else ["demo", "M"]:
                yield f"pages {one} on {on}", ["bench/pages", one, "--on", on, *rounds]
        yield "release", ["bench/release", *rounds]
        if self.handbook:
            yield "import", ["bench/import", str(self.handbook)]
            yield "search quality", ["bench/search", "--handbook", str(self.handbook)]
        for on in DATABASES:
            yield (
                f"search on {on}",
                ["bench/search", "demo" if self.quick else "search", "--on", on],
            )
        for on in DATABASES:
            seconds = ["--seconds", "5"] if self.quick else []
            for count in ("1", "2"):
                words = ["bench/writes", size, "--on", on, "--processes", count, *seconds]
                yield f"writes on {on}, {count} process(es)", words
            brief = ["--seconds", "2"] if self.quick else []
            yield f"crowd on {on}", ["bench/crowd", size, "--on", on, *brief]
        few = ["--rounds", "10", "--open", "100"] if self.quick else []
        yield "loop", ["bench/loop", size, *few]


def main() -> None:
    first = (__doc__ or "").split("\n\n", maxsplit=1)[0]
    parser = argparse.ArgumentParser(prog="bench/report", description=first)
    parser.add_argument("--quick", action="store_true", help="little data, few rounds")
    parser.add_argument("--handbook", type=Path, default=None, help="Markdown to import and search")
    parser.add_argument("--only", nargs="*", default=(), help="those whose name holds one of these")
    parser.add_argument("--print", action="store_true", help="print the table, keep the document")
    chosen = parser.parse_args()
    plan = Plan(chosen.quick, chosen.handbook, chosen.only)
    began = time.perf_counter()
    console = Console(stderr=True)
    _fill(plan, console)
    found = list(_run(plan, console))
    text = _document(plan, found, _known(), time.perf_counter() - began)
    if chosen.print or chosen.quick or chosen.only:
        print(text)
    else:
        _write(text)
        KEPT.write_text(json.dumps([one.as_json() for one in found], indent=1) + "\n")
        console.print(f"Written to {FIGURES.relative_to(ROOT)}.")
    for name, words in plan.failures.items():
        console.print(f"[bold]{name} failed:[/] {words}", highlight=False)
    sys.exit(1 if plan.failures else 0)


def _fill(plan: Plan, console: Console) -> None:
    """What the measurements stand on, before the clock of any of them runs."""
    sizes = ("demo",) if plan.quick else ("demo", "M", "search")
    for size, on in itertools.product(sizes, DATABASES):
        if not (folder_of(size, on) / FILLED).exists():
            console.print(f"Filling size {size} on {on}…")
            fill = [sys.executable, "-m", "bench.filling", size, "--on", on]
            subprocess.run(fill, cwd=ROOT, check=False, stdout=sys.stderr)  # noqa: S603 - our own


def _run(plan: Plan, console: Console) -> Iterator[Measurement]:
    for name, words in plan.commands():
        began = time.perf_counter()
        try:
            yield _one(words)
        except (subprocess.SubprocessError, OSError, ValueError) as error:
            plan.failures[name] = _said(error)
        word = "failed" if name in plan.failures else "done"
        console.print(f"{name}: {word} in {time.perf_counter() - began:.0f} s", highlight=False)


def _one(words: list[str]) -> Measurement:
    ended = subprocess.run(  # noqa: S603 - our own program
        [*words, "--json"], cwd=ROOT, capture_output=True, text=True, timeout=LONGEST, check=True
    )
    if words[0] == "bench/pages":
        return _pages(json.loads(ended.stdout))
    return Measurement.from_json(json.loads(ended.stdout.strip().splitlines()[-1]))


def _pages(told: list[dict[str, Any]]) -> Measurement:
    """It has a table of its own, a line for each page."""
    figures = []
    for one in told:
        name = one["page"]
        figures += [
            Figure(f"{name}: CPU", one["cpu_ms"], "ms", target=one["target_ms"]),
            *(
                [Figure(f"{name}: the database's CPU", one["server_ms"], "ms")]
                if one["server_ms"]
                else []
            ),
            Figure(f"{name}: queries", one["queries"], "", target=MOST_QUERIES),
            Figure(f"{name}: HTML", one["bytes"], "bytes", target=MOST_BYTES),
            Figure(f"{name}: gzipped", one["gzipped"], "bytes", target=MOST_GZIPPED),
        ]
    return Measurement(
        bench="pages",
        data=f"size {told[0]['size']} on {told[0]['on']}",
        figures=figures,
        seconds=0.0,
        calibration_ms=round(calibration(), 1),
        memory_ms=round(memory_walk(), 1),
        machine=machine(),
    )


def _said(error: Exception) -> str:
    """The last line that the command had to say."""
    told = error.stderr if isinstance(error, subprocess.CalledProcessError) else str(error)
    lines = [line for line in (told or "nothing was said").strip().splitlines() if line]
    return lines[-1][:300]


def _known() -> list[Measurement]:
    if not KEPT.exists():
        return []
    return [Measurement.from_json(one) for one in json.loads(KEPT.read_text())]


def _document(
    plan: Plan, found: list[Measurement], before: list[Measurement], seconds: float
) -> str:
    earlier = {(m.bench, m.data, f.what): (f.value, m) for m in before for f in m.figures}
    loop = [one.calibration_ms for one in found] or [0.0]
    walk = [one.memory_ms for one in found] or [0.0]
    lines = [
        f"{datetime.now(UTC):%-d %B %Y}, Manyhands {__version__}, {seconds / 60:.0f} minutes"
        f"{', quick' if plan.quick else ''}. {found[0].machine if found else machine()}. "
        f"Calibration loop {min(loop)} to {max(loop)} ms, memory {min(walk)} to {max(walk)} ms.",
        "",
        "| what | figure | target | | last time |",
        "|---|---|---|---|---|",
    ]
    for one in found:
        lines.append(f"| **{one.bench}**: {one.data} | | | | |")
        for figure in one.figures:
            past = _compared(figure.value, one, earlier.get((one.bench, one.data, figure.what)))
            lines.append(_line(figure, past))
    lines += [f"| **{name}** | failed: {words} | | | |" for name, words in plan.failures.items()]
    return "\n".join(lines)


def _line(figure: Figure, past: str) -> str:
    mark = {True: "met", False: "**missed**", None: ""}[figure.is_met]
    value = f"{amount(figure.value)} {figure.unit}".strip()
    return f"| {figure.what} | {value} | {figure.target_words} | {mark} | {past} |"


def _compared(value: float, now: Measurement, past: tuple[float, Measurement] | None) -> str:
    """What it was; with how much more or less where that is more than noise and the machine is as fast as then."""
    if past is None:
        return ""
    was, then = past
    paces = (now.calibration_ms, then.calibration_ms), (now.memory_ms, then.memory_ms)
    is_alike = all(abs(here / there - 1) <= CHANGED for here, there in paces if here and there)
    change = value / was - 1 if was else 0.0
    if abs(change) < CHANGED or not is_alike:
        return amount(was)
    return f"{amount(was)} ({change:+.0%})"


def _write(text: str) -> None:
    """Between the marks; all else that the document says is kept."""
    whole = FIGURES.read_text()
    head, _, rest = whole.partition(BEGIN)
    _, _, tail = rest.partition(END)
    FIGURES.write_text(f"{head.rstrip()}\n\n{BEGIN}\n\n{text}\n\n{END}{tail or chr(10)}")


if __name__ == "__main__":
    main()
