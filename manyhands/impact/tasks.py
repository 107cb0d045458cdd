from __future__ import annotations

from manyhands.journal.queue import every

from .actions import refresh_figures


@every(minutes=10)
def compute_impact() -> None:
    refresh_figures()
