"""What bin/audit does: ask, read the answers, and say what is open. Needs nothing but the tools it asks with."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
KNOWN = ROOT / "requirements/known-holes.txt"
LOCKED = ("run.txt", "dev.txt")
PATIENCE = 120
_LINE = re.compile(r"(?P<name>\S+)\s+(?P<day>\d{4}-\d\d-\d\d)\s+(?P<reason>\S.{9,})")


class Unreachable(Exception):
    """The service did not answer; the message is one line."""


@dataclass(frozen=True)
class Hole:
    """A known hole: every name it goes by, what it is in, and what mends it."""

    names: frozenset[str]
    where: str
    advice: str

    def __str__(self) -> str:
        return f"{self.where}: {', '.join(sorted(self.names))}. {self.advice}"


def read_python(answer: str) -> list[Hole]:
    """What pip-audit said. Raises Unreachable where it could ask about nothing."""
    try:
        packages = json.loads(answer)["dependencies"]
    except (ValueError, KeyError, TypeError) as error:
        raise Unreachable("PyPI's advisories cannot be reached") from error
    asked = [one for one in packages if "skip_reason" not in one]
    if packages and not asked:
        raise Unreachable(
            "PyPI's advisories know none of our packages, so it is not PyPI that answers"
        )
    return [
        Hole(
            names=frozenset({hole["id"], *hole.get("aliases", [])}),
            where=f"{one['name']} {one['version']}",
            advice=f"Mended in {', '.join(hole['fix_versions']) or 'no release yet'}.",
        )
        for one in asked
        for hole in one["vulns"]
    ]


def read_node(answer: str) -> list[Hole]:
    """What npm said. Raises Unreachable where it had nobody to ask."""
    try:
        found: dict[str, Any] = json.loads(answer)["vulnerabilities"]
    except (ValueError, KeyError, TypeError) as error:
        raise Unreachable("npm's advisories cannot be reached") from error
    return [
        Hole(
            names=frozenset({via["url"].rsplit("/", 1)[-1]}),
            where=f"{via['name']} {via['range']}",
            advice=f"{via['title']}.",
        )
        for package in found.values()
        for via in package["via"]
        if isinstance(via, dict)
    ]


def read_known(text: str) -> set[str]:
    """The names that are passed over. Raises SystemExit for one without a day and a reason."""
    names = set()
    for line in text.splitlines():
        if line.strip() and not line.startswith("#"):
            match = _LINE.fullmatch(line.strip())
            if match is None:
                sys.exit(f"{KNOWN.name}: a name, a day, a reason, please: {line}")
            names.add(match["name"])
    return names


def ask(*command: str, folder: Path = ROOT) -> str:
    try:
        told = subprocess.run(
            command, cwd=folder, capture_output=True, text=True, timeout=PATIENCE, check=False
        )
    except subprocess.TimeoutExpired:
        return ""
    return told.stdout


def ask_about_python() -> list[Hole]:
    pip_audit = str(Path(sys.executable).with_name("pip-audit"))
    options = ("--require-hashes", "--disable-pip", "--format", "json", "--progress-spinner", "off")
    files = [word for name in LOCKED for word in ("--requirement", f"requirements/{name}")]
    return read_python(ask(pip_audit, *files, *options))


def ask_about_node() -> list[Hole]:
    return read_node(ask("npm", "audit", "--json", folder=ROOT / "frontend"))


def main() -> int:
    is_strict = "--strict" in sys.argv or os.environ.get("MANYHANDS_AUDIT") == "strict"
    known = read_known(KNOWN.read_text())
    failed = False
    for service in (ask_about_python, ask_about_node):
        try:
            holes = [hole for hole in service() if not hole.names & known]
        except Unreachable as why:
            print(f"Not asked: {why}.")
            failed |= is_strict
            continue
        for hole in holes:
            print(f"A known hole in {hole}", file=sys.stderr)
        failed |= bool(holes)
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
