"""The organisation's colour: what can be read on it.

Contrast as WCAG 2.2 defines it: https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio
"""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext as _

from manyhands.kernel.access import Refused

ENOUGH: Final = 4.5
INK: Final = "#15181b"  # the dark ink of both themes stands on the mark


def luminance(colour: str) -> float:
    """Relative luminance of "#rrggbb", from 0 (black) to 1 (white)."""
    red, green, blue = (_linear(int(colour[i : i + 2], 16) / 255) for i in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """From 1 (the same) to 21 (black on white)."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def require_readable(colour: str) -> None:
    """Raise Refused unless dark ink can be read on ``colour``; "" means the product's own."""
    if colour and contrast(colour, INK) < ENOUGH:
        raise Refused(
            _(
                "Words in dark ink could not be read on this colour (%(ratio).1f to 1; 4.5 is needed). "
                "A lighter one would do."
            )
            % {"ratio": contrast(colour, INK)}
        )


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)
