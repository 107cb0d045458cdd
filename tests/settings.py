"""The product's own settings in a folder of the test run, with a clock that can travel."""

from __future__ import annotations

import os
import tempfile

os.environ.setdefault("MANYHANDS_DATA", tempfile.mkdtemp(prefix="manyhands-tests-"))
os.environ.setdefault("MANYHANDS_SECRET_KEY", "only-for-tests")
os.environ.setdefault("MANYHANDS_TIME_TRAVEL", "1")
os.environ.setdefault("MANYHANDS_DEMO", "1")

from manyhands.config.settings import *  # noqa: E402, F403
