"""Twenty-five needs, in every state a need can be in."""

from __future__ import annotations

from typing import Final

from .needs_closed import CLOSED, SOLVED
from .needs_open import ANSWERED, WAITING

NEEDS: Final = (*WAITING, *ANSWERED, *SOLVED, *CLOSED)
