"""The product's own settings in a folder of the test run, with a clock that can travel."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile

if "MANYHANDS_DATA" not in os.environ:
    made = tempfile.mkdtemp(prefix="manyhands-tests-")
    atexit.register(shutil.rmtree, made, ignore_errors=True)
    os.environ["MANYHANDS_DATA"] = made  # so that those who work for this process use it too
os.environ.setdefault("MANYHANDS_SECRET_KEY", "only-for-tests")
os.environ.setdefault("MANYHANDS_TIME_TRAVEL", "1")
os.environ.setdefault("MANYHANDS_DEMO", "1")
# A pool still giving back a connection would keep the database from being dropped; journeys run with it.
os.environ.setdefault("MANYHANDS_DATABASE_POOL", "0")

from manyhands.config.settings import *  # noqa: F403

PASSWORD_HASHERS = ["tests.hashing.QuickArgon2", *PASSWORD_HASHERS[1:]]  # noqa: F405
