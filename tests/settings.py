"""The product's own settings in a folder of the test run, with a clock that can travel."""

from __future__ import annotations

import os
import tempfile

os.environ.setdefault("MANYHANDS_DATA", tempfile.mkdtemp(prefix="manyhands-tests-"))
os.environ.setdefault("MANYHANDS_SECRET_KEY", "only-for-tests")
os.environ.setdefault("MANYHANDS_TIME_TRAVEL", "1")
os.environ.setdefault("MANYHANDS_DEMO", "1")
# A pool still giving back a connection would keep the database from being dropped; journeys run with it.
os.environ.setdefault("MANYHANDS_DATABASE_POOL", "0")

from manyhands.config.settings import *  # noqa: F403

PASSWORD_HASHERS = ["tests.hashing.QuickArgon2", *PASSWORD_HASHERS[1:]]  # noqa: F405
