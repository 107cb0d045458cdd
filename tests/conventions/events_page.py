"""docs/events.md, from the events themselves: `python -m tests.conventions.events_page` writes it anew."""

from __future__ import annotations

import inspect
import os
from dataclasses import fields
from importlib import import_module
from pathlib import Path

PAGE = Path(__file__).resolve().parents[2] / "docs/events.md"
HEAD = """# Events

What the journal keeps. Each line is a fact in the past tense; its name is what stands in `Entry.kind`, its facts what
stands in `Entry.facts`. Names and facts are kept for ever: an event may gain facts, it never loses or renames one.
"""


def every_event() -> list[type]:
    """All kinds of event of all domains, by name."""
    from manyhands.journal.events import Event

    for file in sorted((PAGE.parents[1] / "manyhands").glob("*/events*")):
        import_module(f"manyhands.{file.parent.name}.events")
    found, waiting = set(), [Event]
    while waiting:
        below = waiting.pop().__subclasses__()
        waiting += below
        found |= {one for one in below if _is_ours(one)}
    return sorted(found, key=lambda event: (event.kind, event.__qualname__))


def _is_ours(event: type) -> bool:
    """Not of a test, and not the draft that a dataclass with slots leaves behind."""
    if not event.__module__.startswith("manyhands.") or "kind" not in vars(event):
        return False
    return getattr(import_module(event.__module__), event.__name__) is event


def page() -> str:
    lines, domain = [HEAD], ""
    for event in every_event():
        first = event.kind.split(".")[0]
        if first != domain:
            domain = first
            lines.append(f"\n## {domain}\n\n| event | what happened | facts |\n|---|---|---|\n")
        facts = ", ".join(f"`{field.name}`" for field in fields(event))
        lines.append(f"| `{event.kind}` | {_what_happened(event)} | {facts} |\n")
    return "".join(lines)


def _what_happened(event: type) -> str:
    """The docstring's first line; dataclasses without one have their signature there."""
    text = inspect.cleandoc(event.__doc__ or "").split("\n")[0]
    return "" if text.startswith(f"{event.__name__}(") else text


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    import django

    django.setup()
    PAGE.write_text(page())
