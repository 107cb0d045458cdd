"""The live side's way to the database: a few threads of its own, so that the event loop never waits."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Final, ParamSpec, TypeVar

from django.db import close_old_connections

from manyhands.kernel.requests import carrying

P = ParamSpec("P")
R = TypeVar("R")

THREADS: Final = 2
_threads: Final = ThreadPoolExecutor(THREADS, thread_name_prefix="live-database")


async def in_database(function: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
    """Run ``function`` in a database thread and wait for its answer, without holding the event loop."""

    def tidily() -> R:
        close_old_connections()
        try:
            return function(*args, **kwargs)
        finally:
            close_old_connections()

    return await asyncio.get_running_loop().run_in_executor(_threads, carrying(tidily))
