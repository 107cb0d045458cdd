"""Processes that were begun by another of ours."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading


def leave_with_parent() -> None:
    """End as if told to when the process that began this one is gone, also when nobody could tell us.

    Otherwise a killed parent leaves its children at work, and the next one finds the port taken.
    """
    parent = multiprocessing.parent_process()
    if parent is None:
        return

    def watch() -> None:
        parent.join()
        os.kill(os.getpid(), signal.SIGTERM)

    threading.Thread(target=watch, name="parent", daemon=True).start()
