"""The organisation's colour as a stylesheet, in shades on which both themes' inks can be read."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from typing import Final

from .colours import ENOUGH, INK, contrast

LIGHT_PAPER: Final = "#fdfdfb"
DARK_PAPER: Final = "#181b1e"
LIGHT_INK: Final = "#f0f1ec"
QUIET_ON_LIGHT: Final = "#5f666b"
QUIET_ON_DARK: Final = "#969da0"


@lru_cache(maxsize=8)
def stylesheet(colour: str) -> tuple[str, str]:
    """The stylesheet for "#rrggbb", and its ETag; "" is the product's own colour and says nothing."""
    css = _rules(colour) if colour else ""
    return css, f'"{hashlib.sha256(css.encode()).hexdigest()[:16]}"'


def _rules(colour: str) -> str:
    soft_light = _shade(colour, LIGHT_PAPER, readable=QUIET_ON_LIGHT)
    soft_dark = _shade(colour, DARK_PAPER, readable=QUIET_ON_DARK)
    stroke_dark = _shade(colour, DARK_PAPER, readable=LIGHT_INK)
    return (
        ":root {\n"
        f"  --mark: {colour};\n"
        f"  --on-mark: {INK};\n"
        f"  --mark-soft: light-dark({soft_light}, {soft_dark});\n"
        f"  --stroke: light-dark({colour}, {stroke_dark});\n"
        "}\n"
    )


def _shade(colour: str, paper: str, *, readable: str) -> str:
    """As much of ``colour`` on ``paper`` as leaves words in ``readable`` at 4.5 to 1."""
    for percent in range(45, 0, -3):
        shade = _mix(colour, paper, percent / 100)
        if contrast(shade, readable) >= ENOUGH:
            return shade
    return paper


def _mix(colour: str, paper: str, share: float) -> str:
    parts = (
        round(int(colour[i : i + 2], 16) * share + int(paper[i : i + 2], 16) * (1 - share))
        for i in (1, 3, 5)
    )
    return "#" + "".join(f"{part:02x}" for part in parts)
